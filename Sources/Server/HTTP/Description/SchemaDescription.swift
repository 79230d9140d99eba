internal import CanonicalJSON

/// The schemas of records as OpenAPI has them: each under its name, once.
struct SchemaDescription {
  /// By name.
  private(set) var components: [String: JSONTree] = [:]

  /// A schema in the terms of JSON Schema.
  ///
  /// - Parameter isStrict: whether records take no members but their own.
  mutating func describe(_ schema: JSONSchema, isStrict: Bool = false) -> JSONTree {
    switch schema {
    case .string: return ["type": "string"]
    case .integer: return ["type": "integer", "format": "int64"]
    case .number: return ["type": "number"]
    case .boolean: return ["type": "boolean"]
    case .form(let noun, let advice, let pattern):
      var members: [String: JSONTree] = [
        "type": "string", "description": .text(advice.isEmpty ? noun : "\(noun). \(advice)"),
      ]
      members["pattern"] = pattern.map(JSONTree.text)
      return .object(members)
    case .words(let words): return ["type": "string", "enum": .list(words.map(JSONTree.text))]
    case .list(let element):
      return ["type": "array", "items": describe(element, isStrict: isStrict)]
    case .map(let value):
      return ["type": "object", "additionalProperties": describe(value, isStrict: isStrict)]
    case .nullable(let value): return ["oneOf": [describe(value, isStrict: isStrict), ["type": "null"]]]
    case .record(let record): return describe(record, isStrict: isStrict)
    case .oneOf(let forms):
      var members: [String: JSONTree] = ["oneOf": .list(forms.map { describe($0, isStrict: isStrict) })]
      members["discriminator"] = discriminator(of: forms)
      return .object(members)
    }
  }

  /// A field's value, with what is said of it beside its type.
  mutating func describe(_ field: FieldSchema, isStrict: Bool = false) -> JSONTree {
    guard case .object(var members) = describe(field.value, isStrict: isStrict) else { return [:] }
    if let constant = field.constant { members["const"] = JSONTree(constant: constant) }
    if let fallback = field.fallback { members["default"] = JSONTree(constant: fallback) }
    if let range = field.range {
      members["minimum"] = .number(range.lowerBound)
      members["maximum"] = .number(range.upperBound)
    }
    // What may be left out of what is sent may be null there.
    if isStrict, !field.isRequired { return Self.nullable(members) }
    return .object(members)
  }

  private static func nullable(_ members: [String: JSONTree]) -> JSONTree {
    guard case .text(let type)? = members["type"], members["enum"] == nil else {
      return ["oneOf": [.object(members), ["type": "null"]]]
    }
    var members = members
    members["type"] = [.text(type), "null"]
    return .object(members)
  }

  private mutating func describe(_ record: RecordSchema, isStrict: Bool) -> JSONTree {
    let name = Self.name(of: record)
    if components[name] == nil {
      var members: [String: JSONTree] = [
        "type": "object",
        "properties": .object(
          Dictionary(
            record.members.map { ($0.name, describe($0, isStrict: isStrict)) }, uniquingKeysWith: { $1 })),
      ]
      let required = record.members.filter(\.isRequired).map(\.name).sorted()
      if !required.isEmpty { members["required"] = .list(required.map(JSONTree.text)) }
      if isStrict { members["additionalProperties"] = false }
      components[name] = .object(members)
    }
    return ["$ref": .text(Self.path(to: name))]
  }

  /// By which member forms are told apart: one that is a constant in each of them.
  private func discriminator(of forms: [JSONSchema]) -> JSONTree? {
    var mapping: [String: JSONTree] = [:]
    var member: String?
    for form in forms {
      guard case .record(let record) = form,
        let constant = record.members.first(where: { $0.constant?.first == "\"" }),
        case .text(let value) = JSONTree(constant: constant.constant ?? "")
      else { return nil }
      member = constant.name
      mapping[value] = .text(Self.path(to: Self.name(of: record)))
    }
    return member.map { ["propertyName": .text($0), "mapping": .object(mapping)] }
  }

  /// `ClaimItemList` of `ListView<ClaimItem>`; a command has the name of its type.
  private static func name(of record: RecordSchema) -> String {
    let parts = record.name.split { "<>".contains($0) }
    if parts.count == 2, parts[0] == "ListView" { return "\(parts[1])List" }
    return record.name.first?.isLowercase == true ? "\(record.name)-command" : record.name
  }

  private static func path(to name: String) -> String { "#/components/schemas/\(name)" }
}
