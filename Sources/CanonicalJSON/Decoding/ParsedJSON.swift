/// A value in parsed JSON.
///
/// It throws the errors of a `Decoder`, with the same coding paths, at a fraction of the cost: there are no
/// containers, and only what is asked for is made.
public struct ParsedJSON {
  let tape: JSONTape
  let node: Int

  init(_ tape: JSONTape, _ node: Int) {
    self.tape = tape
    self.node = node
  }

  var kind: JSONNode.Kind { tape.nodes[node].kind }
  var isNull: Bool { kind == .null }
  /// The keys and indices that lead to it.
  var path: [any CodingKey] { tape.path(to: node) }

  // MARK: Members

  /// The member of an object.
  ///
  /// - Throws: `DecodingError.keyNotFound` if there is none; `typeMismatch` or `valueNotFound` if the value
  ///   is not an object.
  public subscript(name: String) -> ParsedJSON {
    get throws {
      guard let member = try member(name) else { throw missing(NamedKey(name)) }
      return member
    }
  }

  /// The member of an object; `nil` if it is missing or null.
  public func present(_ name: String) throws -> ParsedJSON? {
    guard let member = try member(name), !member.isNull else { return nil }
    return member
  }

  private func member(_ name: String) throws -> ParsedJSON? {
    guard kind == .object else { throw mismatch("an object") }
    return tape.member(name, of: node).map { ParsedJSON(tape, $0) }
  }

  /// An object's members, in order. The sender may choose any names, and repeat them.
  public var members: [(name: String, value: ParsedJSON)] {
    get throws {
      guard kind == .object else { throw mismatch("an object") }
      return tape.members(of: node).map { ($0.name, ParsedJSON(tape, $0.node)) }
    }
  }

  // MARK: Elements

  /// The elements of a list.
  public var elements: Elements {
    get throws {
      guard kind == .list else { throw mismatch("a list") }
      return Elements(of: self)
    }
  }

  /// The elements of a list, one after the other.
  public struct Elements: Sequence, IteratorProtocol {
    private let list: ParsedJSON
    private var node: Int
    private var index = 0

    init(of list: ParsedJSON) {
      self.list = list
      node = list.node + 1
    }

    private var isAtEnd: Bool { node >= list.tape.next(after: list.node) }

    public mutating func next() -> ParsedJSON? {
      guard !isAtEnd else { return nil }
      let element = ParsedJSON(list.tape, node)
      node = list.tape.next(after: node)
      index += 1
      return element
    }

    /// The next one, which must exist.
    public mutating func take() throws -> ParsedJSON {
      if let element = next() { return element }
      throw DecodingError.valueNotFound(
        ParsedJSON.self,
        .init(codingPath: list.path + [NamedKey(index: index)], debugDescription: "the list is at its end"))
    }
  }

  // MARK: Values

  /// The value as a string.
  /// - Throws: `DecodingError` where it is something else.
  public func string() throws -> String {
    guard let string = tape.string(node) else { throw mismatch("a string") }
    return string
  }

  /// The string that it is; `nil` where it is something else.
  var word: String? { tape.string(node) }

  /// A string, a whole number or a Boolean as text; `nil` where it is something else.
  var scalarText: String? {
    switch kind {
    case .true: "true"
    case .false: "false"
    default: tape.string(node) ?? tape.integer(node, as: Int64.self).map(String.init)
    }
  }

  /// The value as a Boolean.
  /// - Throws: `DecodingError` where it is something else.
  public func bool() throws -> Bool {
    switch kind {
    case .true: true
    case .false: false
    default: throw mismatch("true or false")
    }
  }

  /// The value as an `Int`.
  /// - Throws: `DecodingError` where it is something else, has a fraction or does not fit.
  public func integer() throws -> Int { try integer(Int.self) }

  func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
    if let integer = tape.integer(node, as: type) { return integer }
    throw isNumber ? corrupted("the number does not fit \(type)") : mismatch("\(type)")
  }

  /// The value as a number, whole or not.
  /// - Throws: `DecodingError` where it is something else.
  func number() throws -> Double {
    guard let number = tape.double(node) else { throw mismatch("a number") }
    return number
  }

  private var isNumber: Bool { kind == .integer || kind == .number }

  // MARK: Errors

  /// An error: the value has the right type but is not valid.
  public func corrupted(_ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: path, debugDescription: reason))
  }

  func missing(_ key: some CodingKey) -> DecodingError {
    .keyNotFound(key, .init(codingPath: path, debugDescription: "there is no “\(key.stringValue)”"))
  }

  /// An error: the value has another type than expected, or is null.
  func mismatch(_ expected: String) -> DecodingError {
    if isNull {
      return .valueNotFound(
        ParsedJSON.self, .init(codingPath: path, debugDescription: "null, where \(expected) was expected"))
    }
    return .typeMismatch(
      ParsedJSON.self, .init(codingPath: path, debugDescription: "\(kind), where \(expected) was expected"))
  }
}
