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

extension Target: Codable {
  private enum Key: String, CodingKey { case passage, thing }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let anchor = try container.decodeIfPresent(Anchor.self, forKey: .passage) {
      self = .passage(anchor)
    } else {
      self = .thing(try container.decode(EntityID.self, forKey: .thing))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .passage(let anchor): try container.encode(anchor, forKey: .passage)
    case .thing(let id): try container.encode(id, forKey: .thing)
    }
  }
}
