internal import DequeModule
public import EventLog
public import Scholarship

/// A paper as the log has it, and as it will be once the appends that are pending stand there too.
///
/// Acts are decided on the latest of the two, so that one paper's requests share a batch instead of waiting for each
/// other. Each is appended on the condition that the stream is as the one before leaves it, so nothing is ever
/// appended that was decided on what never came to be.
public struct OptimisticPaper: Sendable {
  /// The paper as the log has it.
  public private(set) var confirmed: Paper
  /// `confirmed` with the pending events; `nil` where it is to be made anew. It is kept and brought forward by itself,
  /// for a copy shares structure with `confirmed`, and the first change of each part that is shared costs more than the
  /// change. Stamps of pending events are placeholders; never show them.
  private var ahead: Paper?
  /// The sequence at which `ahead` was made.
  private var forkedAt: Int64 = 0
  /// The pending appends, in order.
  private var pending: Deque<Pending> = []

  private struct Pending {
    var key: String
    var ticket: AppendTicket
    /// The sequence of the last of its events.
    var end: Int64
  }

  /// What became of an event that was read from the log.
  enum Outcome {
    /// It was folded in before.
    case foldedBefore
    /// It was folded in.
    case folded
    /// An event between is missing, so it was not folded in.
    case gap
  }

  public init(_ confirmed: Paper) { self.confirmed = confirmed }

  /// What the next act is decided on.
  public var latest: Paper { isSettled ? confirmed : ahead ?? confirmed }

  /// Whether nothing is pending.
  var isSettled: Bool { pending.isEmpty }

  /// That the stream is as ``latest`` has it.
  var condition: AppendCondition {
    if let last = pending.last { return AppendCondition(.stream, unchangedSince: last.ticket) }
    return AppendCondition(.stream, unchangedSince: confirmed.position)
  }

  /// Adds events that are about to be appended under a key.
  public mutating func expect(_ events: [Event], by person: Handle, key: String, ticket: AppendTicket) {
    var fork = ahead.take() ?? makeFork()
    for event in events {
      // Nothing that is decided depends on where and when it will stand.
      let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: fork.position + 1)
      fork.evolve(RecordedEvent(event, stamp, request: key))
    }
    pending.append(Pending(key: key, ticket: ticket, end: fork.sequence))
    ahead = fork
  }

  /// Folds in an event of the log: the one of a sequence, appended under a key.
  mutating func foldIn(_ event: RecordedEvent, sequence: Int64, key: String) -> Outcome {
    guard sequence > confirmed.sequence else { return .foldedBefore }
    guard sequence == confirmed.sequence + 1 else { return .gap }
    confirmed.evolve(event)
    guard let next = pending.first else {
      ahead = nil
      return .folded
    }
    guard next.key == key, sequence <= next.end else {
      // What was decided ahead of it will not be appended.
      abandon()
      return .folded
    }
    if sequence == next.end { pending.removeFirst() }
    // Dropped now and then: the next one begins as a cheap copy of `confirmed`.
    if pending.isEmpty, sequence - forkedAt >= Self.forkLength { ahead = nil }
    return .folded
  }

  /// Drops what is pending, where a ticket is part of it.
  mutating func abandon(_ ticket: AppendTicket) {
    if pending.contains(where: { $0.ticket == ticket }) { abandon() }
  }

  private mutating func abandon() {
    pending = []
    ahead = nil
  }

  private mutating func makeFork() -> Paper {
    forkedAt = confirmed.sequence
    return confirmed
  }

  /// After how many events the two share structure anew.
  private static let forkLength: Int64 = 1024
}
