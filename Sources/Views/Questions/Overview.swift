internal import Manuscript
public import Protocol
public import Scholarship

extension Snapshot {
  /// The paper as a whole, for someone who asks about it; `nil` where there is no paper.
  public func overview(for person: Handle) -> PaperItem? {
    guard let identity = paper.identity else { return nil }
    return PaperItem(
      slug: identity.slug.name, title: identity.title, base: identity.base.description,
      role: paper.members[person]?.role.rawValue, by: identity.stamp.by.name,
      at: identity.stamp.at.description, position: identity.stamp.position, claims: paper.claims.count,
      annotations: paper.annotations.count, disputes: paper.disputes.count,
      corrections: paper.corrections.count, last: paper.position)
  }
}
