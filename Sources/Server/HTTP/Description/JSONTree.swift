internal import CanonicalJSON

/// JSON of any form, for documents that no record has the shape of.
enum JSONTree: JSONWritable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral
{
  case object([String: JSONTree])
  case list([JSONTree])
  case text(String)
  case number(Int64)
  case flag(Bool)

  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }

  init(dictionaryLiteral members: (String, JSONTree)...) {
    self = .object(Dictionary(uniqueKeysWithValues: members))
  }

  /// A constant of a shape, which stands there as JSON: a word, a whole number or a Boolean.
  init(constant json: String) {
    switch json {
    case "true", "false": self = .flag(json == "true")
    default: self = Int64(json).map(JSONTree.number) ?? .text(json.filter { $0 != "\"" })
    }
  }

  func write(to json: inout JSONBuilder) {
    switch self {
    case .object(let members): members.write(to: &json)
    case .list(let elements): elements.write(to: &json)
    case .text(let text): text.write(to: &json)
    case .number(let number): number.write(to: &json)
    case .flag(let flag): flag.write(to: &json)
    }
  }
}

extension JSONTree {
  /// A schema in which a list that the whole may be has so many values.
  func bounding(_ count: ClosedRange<Int>) -> JSONTree {
    guard case .object(var members) = self else { return self }
    if case .list(let forms)? = members["oneOf"] {
      members["oneOf"] = .list(forms.map { $0.bounding(count) })
    } else if case .text("array")? = members["type"] {
      members["minItems"] = .number(Int64(count.lowerBound))
      members["maxItems"] = .number(Int64(count.upperBound))
    }
    return .object(members)
  }
}
