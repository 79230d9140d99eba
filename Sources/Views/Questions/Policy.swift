public import Protocol
internal import Scholarship

extension Snapshot {
  /// `policy`: the rules in force.
  public func policy() -> PolicyView { PolicyView(at: at, policy: PolicyItem(paper.policy)) }
}
