public import CanonicalJSON

// The parts of which a document has many are lists, without names for what is in them.

extension ScalarText: JSONValue {
  public init(json: ParsedJSON) throws { self.init(try json.string()) }
  public func write(to json: inout JSONBuilder) { string.write(to: &json) }
  public static var schema: JSONSchema { .string }
}

extension BlockKind: JSONTerm {}
extension EmphasisSpan.Kind: JSONTerm {}
extension SourceMap.Furniture.Kind: JSONTerm {}

/// `[kind, start, end]`.
extension EmphasisSpan: JSONValue {
  public init(json: ParsedJSON) throws {
    var parts = try json.elements
    kind = try Kind(json: try parts.take())
    range = try ScalarRange(takenFrom: &parts)
  }

  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(kind)
      $0.element(range.start)
      $0.element(range.end)
    }
  }

  public static var schema: JSONSchema { .list(.oneOf([Kind.schema, .integer])) }
}

/// `[start, end, destination]`.
extension Hyperlink: JSONValue {
  public init(json: ParsedJSON) throws {
    var parts = try json.elements
    range = try ScalarRange(takenFrom: &parts)
    destination = try parts.take().string()
  }

  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(range.start)
      $0.element(range.end)
      $0.element(destination)
    }
  }

  public static var schema: JSONSchema { .list(.oneOf([.integer, .string])) }
}

/// `[kind, start, end]`, in bytes.
extension SourceMap.Furniture: JSONValue {
  public init(json: ParsedJSON) throws {
    var parts = try json.elements
    kind = try Kind(json: try parts.take())
    bytes = try ScalarRange(takenFrom: &parts).offsets
  }

  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(kind)
      $0.element(bytes.lowerBound)
      $0.element(bytes.upperBound)
    }
  }

  public static var schema: JSONSchema { .list(.oneOf([Kind.schema, .integer])) }
}
