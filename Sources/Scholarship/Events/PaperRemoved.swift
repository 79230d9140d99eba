public import CanonicalJSON

/// The paper was removed from everyone's view. What was said of it stays in the log, and nothing is made of it any more.
public struct PaperRemoved: Hashable, Sendable {
  /// Who was a member, or was invited: to them the paper is from now on as to anyone.
  public var members: [Handle]
  public var reason: String

  public init(members: [Handle], reason: String) {
    self.members = members
    self.reason = reason
  }
}

extension PaperRemoved: EventRecord {
  public static let type = "paper.removed"
  public static let noun = "the removal of the paper"
  public static let shape = Shape(
    PaperRemoved.init(members:reason:), Field("members", \.members), Field("reason", \.reason, .prose))

  public var logTags: [String] { ["paper", "members"] }
  public var affectedMembers: [Handle] { members }
  public func fits(_ paper: Paper) -> Bool { paper.removal == nil }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final("A paper that was removed stays removed.")
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.remove(stamp) }
  public var words: String? { reason }
  public var summary: String { "removed the paper" + because(reason) }
}

extension Paper {
  /// Leaves nothing of the paper but what it was called and that it was removed.
  fileprivate mutating func remove(_ stamp: Stamp) {
    var rest = Paper.initial
    (rest.identity, rest.position, rest.sequence) = (identity, position, sequence)
    rest.removal = stamp
    self = rest
  }
}
