public import Manuscript

/// What an annotation or a dispute is about: a passage of the text, or another thing.
public enum Target: Hashable, Sendable {
  case passage(Anchor)
  case thing(EntityID)

  /// The thing, where it is one.
  public var thing: EntityID? {
    if case .thing(let id) = self { id } else { nil }
  }

  /// The passage, where it is one.
  public var passage: Anchor? {
    if case .passage(let anchor) = self { anchor } else { nil }
  }
}
