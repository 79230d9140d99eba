internal import Manuscript
public import Scholarship

/// Brings a new base in, with everything said on the present one carried over to it (see ``Rebasing``).
public struct ImportBase: Deciding {
  public var base: BaseImported

  public init(_ base: BaseImported) { self.base = base }

  public static let access = Access.members(.owner)

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    guard let identity = paper.identity else { throw Refusal.noSuchPaper }
    if base.base == identity.base {
      return Decision([], remark: "This very text is the base of “\(identity.slug)” already.")
    }
    let isWhole = base.anchors.map(\.name) == paper.anchors.map(\.name)
    let fits = base.anchors.allSatisfy { carried in
      guard case .found(let anchor, _, _) = carried.outcome else { return true }
      return anchor.base == base.base && anchor.range.end <= base.scalars
    }
    guard isWhole, fits else {
      throw Refusal(.refused, "The text was marked while the new base was compared. Send it again.")
    }
    return Decision([base])
  }
}
