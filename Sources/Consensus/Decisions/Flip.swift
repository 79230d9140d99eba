public import Scholarship

/// That a thing stands otherwise than it did.
public struct Flip: Hashable, Sendable {
  public var id: EntityID
  /// Its status before and after, in the words of lists.
  public var before: String
  public var after: String

  public init(id: EntityID, before: String, after: String) {
    self.id = id
    self.before = before
    self.after = after
  }
}

extension Standing {
  /// What stands otherwise in `other`, a later state of the same paper or the same state under another policy:
  /// corrections, then disputes, then claims, by number.
  public func flips(to other: Standing) -> [Flip] {
    func flips(
      _ ids: some Sequence<EntityID>, _ before: some Sequence<String>, _ after: some Sequence<String>
    ) -> [Flip] {
      zip(ids, zip(before, after)).compactMap { id, pair in
        pair.0 == pair.1 ? nil : Flip(id: id, before: pair.0, after: pair.1)
      }
    }
    return flips(
      paper.corrections.lazy.map(\.id), reconciliation.decisions.lazy.map(\.status.rawValue),
      other.reconciliation.decisions.lazy.map(\.status.rawValue))
      + flips(
        paper.disputes.lazy.map(\.id), paper.disputes.lazy.map { decision(on: $0).status.rawValue },
        other.paper.disputes.lazy.map { other.decision(on: $0).status.rawValue })
      + flips(
        paper.claims.lazy.map(\.id), paper.claims.lazy.map { standing(of: $0).status.rawValue },
        other.paper.claims.lazy.map { other.standing(of: $0).status.rawValue })
  }
}
