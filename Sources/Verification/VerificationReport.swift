/// The result of checking an export.
public struct VerificationReport: Hashable, Sendable {
  /// What is checked, in this order.
  public enum Aspect: String, Hashable, Sendable, CaseIterable {
    /// The file is an export with a history.
    case file
    /// Every event is as it was hashed, and names the one before it.
    case history
    /// What is left of erased events is what their erasures recorded.
    case erasures
    /// The base is the one that the events are about.
    case base
    /// A known key signed the checkpoint.
    case signature
    /// The last event is in the log under that checkpoint.
    case inclusion
    /// Everything else in the file follows from the events.
    case consequences
    /// A proof in a file of its own is well formed, and is of an event that can be named.
    case proof
    /// The export and the proof beside it name the same.
    case origin
    /// The other files of a bundle follow from the events too.
    case parts
  }

  /// What a check came to.
  public enum Finding: Hashable, Sendable {
    case holds, fails
    /// It cannot be checked.
    case unknown
  }

  /// One check.
  public struct Check: Hashable, Sendable {
    /// What was checked.
    public var topic: Aspect
    /// What it came to.
    public var finding: Finding
    /// In a sentence, for people.
    public var text: String
  }

  /// An event of the history.
  public struct EventPlace: Hashable, Sendable, CustomStringConvertible {
    /// The place in the paper's stream, from 1.
    public var sequence: Int64
    /// `nil` where it cannot be read.
    public var position: Int64?

    public var description: String {
      position.map { "event \(sequence) of the history (@\($0))" } ?? "event \(sequence) of the history"
    }
  }

  /// An event whose body was erased.
  public struct Erasure: Hashable, Sendable {
    /// The event.
    public var place: EventPlace
    /// Who erased it, at which position and why; `nil` where the file does not say.
    public var by: String?
    public var position: Int64?
    public var reason: String?
    /// Whether the erasure recorded what it left, so that this can be checked.
    public var isVouchedFor: Bool
  }

  /// The paper's short name, where it could be read.
  public internal(set) var slug: String?
  /// The checks that were made, in their order.
  public internal(set) var checks: [Check] = []
  /// What could not be checked by what there was, in sentences.
  public internal(set) var unchecked: [String] = []
  /// What has to be checked; nothing less is verified.
  private(set) var expected: Set<Aspect>
  /// The first event that was changed.
  public internal(set) var faultyEvent: EventPlace?
  /// The erased events: their digests hold, their words cannot be checked.
  public internal(set) var erasures: [Erasure] = []

  init(expecting expected: Set<Aspect>) { self.expected = expected }

  /// Whether every check holds.
  public var isVerified: Bool {
    Set(checks.map(\.topic)) == expected && checks.allSatisfy { $0.finding == .holds }
  }

  /// Whether a check failed; an unknown result is no failure.
  public var hasFailed: Bool { checks.contains { $0.finding == .fails } }

  mutating func expect(_ more: Set<Aspect>) { expected.formUnion(more) }

  mutating func add(_ topic: Aspect, _ finding: Finding, _ text: String) {
    checks.append(Check(topic: topic, finding: finding, text: text))
  }
}
