public import CanonicalJSON

/// A member left. What they said stays; their votes count no more, but where an outcome was settled by them.
public struct MemberLeft: Hashable, Sendable {
  public var member: Handle
  public var reason: String?

  public init(member: Handle, reason: String?) {
    self.member = member
    self.reason = reason
  }
}

extension MemberLeft: EventRecord {
  public static let type = "member.left"
  public static let noun = "the leaving of"
  public static let shape = Shape(
    MemberLeft.init, Field("member", \.member), Field("reason", \.reason, .prose))

  public var logTags: [String] { ["members"] }
  public var affectedMembers: [Handle] { [member] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final("Who left comes back by an invitation: ask an owner of the paper for one.")
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.members[member]?.depart(stamp) }
  public var words: String? { reason }
  public var summary: String { "left" + because(reason) }
}

/// An owner removed a member. All else is as where they leave themselves.
public struct MemberRemoved: Hashable, Sendable {
  public var member: Handle
  public var reason: String

  public init(member: Handle, reason: String) {
    self.member = member
    self.reason = reason
  }
}

extension MemberRemoved: EventRecord {
  public static let type = "member.removed"
  public static let noun = "the removal of"
  public static let shape = Shape(
    MemberRemoved.init, Field("member", \.member), Field("reason", \.reason, .prose))

  public var logTags: [String] { ["members"] }
  public var affectedMembers: [Handle] { [member] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .member(member, paper.members[member])
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.members[member]?.depart(stamp) }
  public var words: String? { reason }
  public var summary: String { "removed \(member)" + because(reason) }
}

extension Member {
  fileprivate mutating func depart(_ stamp: Stamp) {
    joined = false
    departed = stamp
  }
}
