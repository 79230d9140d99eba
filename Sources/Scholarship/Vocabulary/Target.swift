public import CanonicalJSON
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

/// `{"passage":{…}}` or `{"thing":"c1"}`.
extension Target: JSONValue {
  public init(json: ParsedJSON) throws {
    if let passage = try json.present("passage") {
      self = .passage(try Anchor(json: passage))
    } else {
      self = .thing(try EntityID.member("thing", of: json))
    }
  }

  public func write(to json: inout JSONBuilder) {
    json.object {
      switch self {
      case .passage(let anchor): $0.member("passage", anchor)
      case .thing(let id): $0.member("thing", id)
      }
    }
  }

  public static var schema: JSONSchema {
    func form(_ name: String, _ value: JSONSchema) -> JSONSchema {
      .record(
        RecordSchema(name: "Target", members: [FieldSchema(name: name, value: value, isRequired: true)]))
    }
    return .oneOf([form("passage", Anchor.schema), form("thing", EntityID.schema)])
  }
}
