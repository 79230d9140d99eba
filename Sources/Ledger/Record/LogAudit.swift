/// Goes through a whole log, event by event from position 1, and finds what is not as it was appended: holes, headers that
/// do not fit their hash, bodies that do not fit their digest, chains that are broken, times that go back where no clock
/// was mended, and a tree that is not the one that was signed. What it keeps does not grow with the events.
public struct LogAudit: Sendable {
  /// The tree over what was looked at.
  public private(set) var frontier = MerkleFrontier()
  /// What is wrong, in words; the first ``mostFindings`` of it.
  public private(set) var findings: [String] = []
  /// How much is wrong.
  public private(set) var findingCount = 0
  /// How many bodies were erased.
  public private(set) var erased = 0
  /// How many streams there are.
  public var streamCount: Int { ends.count }
  /// The time of the last event, in microseconds since 1970.
  public private(set) var time: Int64 = 0

  private struct End {
    var sequence: Int64 = 0
    var hash = Hash.zero
    /// How many more bodies are erased than events say so.
    var unexplained = 0
  }

  private var ends: [String: End] = [:]
  /// What the tree must be at some sizes, the largest first.
  private var expected: [TreeHead]

  /// How many findings are kept in words.
  public static let mostFindings = 20

  /// - Parameter heads: what the tree has been signed to be.
  public init(expecting heads: [TreeHead] = []) {
    expected = heads.sorted { $0.size > $1.size }
    compareHeads()
  }

  /// Looks at the next event.
  ///
  /// - Parameter record: called with each subtree that the event completes, beginning with its leaf.
  public mutating func take(_ event: StoredEvent, record: (TreeNode, Hash) -> Void = { _, _ in }) {
    let header = event.header
    let place = frontier.size + 1
    if header.position != place { find("position \(place) is missing; \(header.position) stands there") }
    if header.hash != event.hash { find("the header at \(header.position) does not fit its hash") }
    if !event.isErased, header.body != StoredEvent.digest(salt: event.salt, body: event.body) {
      find("the body at \(header.position) does not fit its digest")
    }
    var end = ends[header.stream] ?? End()
    if header.sequence != end.sequence + 1 || header.previous != end.hash {
      find("the event at \(header.position) does not follow the one before it in “\(header.stream)”")
    }
    if header.time < time, !event.isMending {
      find("the event at \(header.position) is earlier than the one before it, and no clock was mended there")
    }
    if event.isErased {
      erased += 1
      end.unexplained += 1
    }
    if header.type == StoredEvent.erasure { end.unexplained -= 1 }
    (end.sequence, end.hash) = (header.sequence, event.hash)
    ends[header.stream] = end
    time = header.time
    frontier.append(event.hash, record: record)
    compareHeads()
  }

  /// Looks at what only the end tells.
  ///
  /// - Parameter position: where the log is known to end.
  public mutating func finish(at position: Int64) {
    if frontier.size != position {
      find("the log has come to position \(position), and its events end at \(frontier.size)")
    }
    for (stream, end) in ends.sorted(by: { $0.key < $1.key }) where end.unexplained > 0 {
      find("\(end.unexplained) bodies of “\(stream)” are gone, and no event says that they were erased")
    }
    for head in expected.reversed() {
      find("a checkpoint over \(head.size) events was signed, and there are \(frontier.size)")
    }
    expected = []
  }

  /// Takes a finding that somebody else made.
  public mutating func find(_ finding: String) {
    findingCount += 1
    if findings.count < Self.mostFindings { findings.append(finding) }
  }

  private mutating func compareHeads() {
    while let head = expected.last, head.size <= frontier.size {
      expected.removeLast()
      if head != frontier.head {
        find("the first \(head.size) events are not those of a checkpoint that was signed")
      }
    }
  }
}
