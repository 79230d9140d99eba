/// What came of checking an export.
public struct VerificationReport: Hashable, Sendable {
  /// What is checked, in the order in which it is.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    /// That the file is an export with a history.
    case file
    /// That every event is as it was hashed, and each names the one before it.
    case history
    /// That the base is the one that the events are about.
    case base
    /// That the checkpoint is signed by a known key.
    case signature
    /// That the last event is in the log that the checkpoint is over.
    case inclusion
    /// That all else in the file follows from the events.
    case consequences
  }

  public enum Outcome: Hashable, Sendable {
    case holds, fails
    /// There is nothing to check it with.
    case unknown
  }

  public struct Check: Hashable, Sendable {
    public var topic: Topic
    public var outcome: Outcome
    /// In a sentence, for people.
    public var text: String
  }

  /// An event of the history.
  public struct Place: Hashable, Sendable, CustomStringConvertible {
    public var sequence: Int64
    /// `nil` where it cannot be read.
    public var position: Int64?

    public var description: String {
      position.map { "event \(sequence) of the history (@\($0))" } ?? "event \(sequence) of the history"
    }
  }

  /// The paper's short name, where it could be read.
  public internal(set) var slug: String?
  public internal(set) var checks: [Check] = []
  /// The first event that is not as it was.
  public internal(set) var faultyEvent: Place?
  /// How many bodies were erased: their digests stand, what they said cannot be checked.
  public internal(set) var erased = 0

  /// Whether every check holds.
  public var isVerified: Bool {
    checks.count == Topic.allCases.count && checks.allSatisfy { $0.outcome == .holds }
  }

  /// Whether something is wrong, not only unknown.
  public var hasFailed: Bool { checks.contains { $0.outcome == .fails } }

  mutating func add(_ topic: Topic, _ outcome: Outcome, _ text: String) {
    checks.append(Check(topic: topic, outcome: outcome, text: text))
  }
}
