/// A value with one form in JSON: it writes itself, reads itself back, and describes its form.
///
/// Records get all three from their ``Shape``; see ``JSONRecord``. Words of closed lists get them from
/// ``JSONTerm``.
public protocol JSONValue: JSONWritable, Sendable {
  /// Reads the value.
  ///
  /// - Throws: `DecodingError` with what is wrong and where, but never the content.
  init(json: ParsedJSON) throws

  /// The form of all values of this type.
  static var schema: JSONSchema { get }

  /// Whether an object must have a member that holds this value. An optional may be left out.
  static var isRequired: Bool { get }

  /// Reads the value of an object's member.
  static func member(_ name: String, of object: ParsedJSON) throws -> Self

  /// Writes the value as an object's next member, or nothing where there is none.
  func writeMember(_ key: StaticString, to json: inout JSONBuilder)
}

extension JSONValue {
  @inlinable public static var isRequired: Bool { true }

  @inlinable public static func member(_ name: String, of object: ParsedJSON) throws -> Self {
    try Self(json: try object[name])
  }

  @inlinable public func writeMember(_ key: StaticString, to json: inout JSONBuilder) {
    json.member(key, self)
  }
}

/// A word of a closed list.
public protocol JSONTerm: JSONValue, CaseIterable, RawRepresentable<String> {}

extension JSONTerm {
  public init(json: ParsedJSON) throws {
    let word = try json.string()
    guard let term = Self(rawValue: word) else {
      throw json.corrupted("not one of \(Self.words.joined(separator: ", "))")
    }
    self = term
  }

  public static var schema: JSONSchema { .words(words) }

  /// All the words, in the order of their declaration.
  public static var words: [String] { allCases.map(\.rawValue) }
}

/// A value that is written as a string of a certain form, such as an id or a handle.
public protocol JSONStringConvertible: JSONValue, LosslessStringConvertible {
  /// The noun for error messages, with its article: “an id”, in “not an id”.
  static var noun: String { get }
  /// How such a string looks, for someone who typed another; empty where there is nothing to say.
  static var advice: String { get }
  /// A regular expression (ECMA-262) that such a string matches; `nil` where its form is not so simple.
  static var pattern: String? { get }
}

extension JSONStringConvertible {
  public static var advice: String { "" }
  public static var pattern: String? { nil }

  @inlinable public func write(to json: inout JSONBuilder) { description.write(to: &json) }

  public init(json: ParsedJSON) throws {
    guard let value = Self(try json.string()) else {
      throw json.corrupted("not \(Self.noun)" + (Self.advice.isEmpty ? "" : ". \(Self.advice)"))
    }
    self = value
  }

  public static var schema: JSONSchema { .form(noun: noun, advice: advice, pattern: pattern) }
}

// MARK: - Values of the language

extension String: JSONValue {
  @inlinable public init(json: ParsedJSON) throws { self = try json.string() }
  public static var schema: JSONSchema { .string }
}

extension Int: JSONValue {
  @inlinable public init(json: ParsedJSON) throws { self = try json.integer() }
  public static var schema: JSONSchema { .integer }
}

extension Int64: JSONValue {
  public init(json: ParsedJSON) throws { self = try json.integer(Int64.self) }
  public static var schema: JSONSchema { .integer }
}

extension Bool: JSONValue {
  @inlinable public init(json: ParsedJSON) throws { self = try json.bool() }
  public static var schema: JSONSchema { .boolean }
}

extension Array: JSONValue where Element: JSONValue {
  public init(json: ParsedJSON) throws { self = try json.elements.map { try Element(json: $0) } }
  public static var schema: JSONSchema { .list(Element.schema) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  /// `nil` alone is `null`; as a member it is left out.
  public func write(to json: inout JSONBuilder) {
    if let self { self.write(to: &json) } else { json.appendNull() }
  }
}

extension Optional: JSONValue where Wrapped: JSONValue {
  public init(json: ParsedJSON) throws { self = json.isNull ? nil : try Wrapped(json: json) }
  public static var schema: JSONSchema { Wrapped.schema }
  public static var isRequired: Bool { false }

  public static func member(_ name: String, of object: ParsedJSON) throws -> Wrapped? {
    guard let value = try object.present(name) else { return nil }
    return try Wrapped(json: value)
  }

  public func writeMember(_ key: StaticString, to json: inout JSONBuilder) {
    if let self { self.writeMember(key, to: &json) }
  }
}
