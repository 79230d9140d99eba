internal import DequeModule
internal import EventLog
internal import Scholarship

/// One paper as the log has it, and as it will be once the requests that are on their way stand there too.
///
/// Commands are decided on what is ahead, so that one paper's requests share a batch instead of waiting for each
/// other. Each is appended on the condition that the stream is as the one before it leaves it, so nothing that was
/// decided on what never came to be is ever appended.
struct PaperLine {
  /// What stands in the log.
  private(set) var standing: Paper
  /// `standing` with what is on its way. A state of its own, not made anew for each request: a copy would cost what
  /// the paper's whole history is long. What it says of when and where is not true of what was ever on its way.
  private var ahead: Paper
  /// What is on its way, in order.
  private var expected: Deque<Expected> = []

  private struct Expected {
    var key: String
    var ticket: AppendTicket
    /// The sequence of the last of its events.
    var end: Int64
  }

  /// How an event stands to what is known.
  enum Connection {
    /// It was known already.
    case known
    /// It is what was expected next.
    case expected
    /// It came from elsewhere.
    case unexpected
    /// Something between is missing, so it was not folded in.
    case none
  }

  init(_ standing: Paper) {
    self.standing = standing
    ahead = standing
  }

  /// What the next command is decided on.
  var latest: Paper { isSettled ? standing : ahead }

  /// Whether nothing is on its way.
  var isSettled: Bool { expected.isEmpty }

  /// That the stream is as ``latest`` has it.
  var condition: AppendCondition {
    if let last = expected.last { return AppendCondition(.stream, unchangedSince: last.ticket) }
    return AppendCondition(.stream, unchangedSince: standing.position)
  }

  /// Counts on events that are on their way under a key.
  mutating func expect(_ events: [Event], by person: Handle, key: String, ticket: AppendTicket) {
    for event in events {
      // Where and when it will stand is not known yet, and nothing that is decided depends on it.
      let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: ahead.position + 1)
      ahead.evolve(RecordedEvent(event, stamp))
    }
    expected.append(Expected(key: key, ticket: ticket, end: ahead.sequence))
  }

  /// Folds in what stands in the log: the event of a sequence, appended under a key.
  mutating func take(_ event: RecordedEvent, sequence: Int64, key: String) -> Connection {
    guard sequence > standing.sequence else { return .known }
    guard sequence == standing.sequence + 1 else { return .none }
    standing.evolve(event)
    guard let next = expected.first else {
      ahead.evolve(event)
      return .unexpected
    }
    guard next.key == key, sequence <= next.end else {
      // What was decided ahead of it will not be appended.
      abandon()
      return .unexpected
    }
    if sequence == next.end { expected.removeFirst() }
    return .expected
  }

  /// Counts no more on what is on its way, where a ticket is part of it.
  mutating func abandon(_ ticket: AppendTicket) {
    if expected.contains(where: { $0.ticket == ticket }) { abandon() }
  }

  private mutating func abandon() {
    expected = []
    ahead = standing
  }
}
