/// Decodes a value through the standard library's protocol.
struct ValueDecoder: Decoder {
  let json: ParsedJSON

  var codingPath: [any CodingKey] { json.path }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard json.kind == .object else { throw json.mismatch("an object") }
    return KeyedDecodingContainer(MemberContainer<Key>(json))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard json.kind == .list else { throw json.mismatch("a list") }
    return ElementContainer(json)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { LoneContainer(json: json) }

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // Asked for here, a string does without a container of its own.
    if type == String.self, let string = try json.string() as? Value { return string }
    return try type.init(from: self)
  }
}

/// An object's members.
private struct MemberContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let tape: JSONTape
  private let object: Int
  /// Of an object with many members, which could not be looked through each time.
  private let index: [String: Int]?

  init(_ json: ParsedJSON) {
    tape = json.tape
    object = json.node
    // A member takes two nodes at least.
    guard tape.next(after: object) - object > 64 else {
      index = nil
      return
    }
    var index: [String: Int] = [:]
    var key = object + 1
    while key < tape.next(after: object) {
      let name = tape.string(key) ?? ""
      if index[name] == nil { index[name] = key + 1 }
      key = tape.next(after: key + 1)
    }
    self.index = index
  }

  var codingPath: [any CodingKey] { tape.path(to: object) }

  var allKeys: [Key] {
    // A plain loop: what is generic over keys is not specialised here.
    var keys: [Key] = []
    for name in tape.names(of: object) {
      if let key = Key(stringValue: name) { keys.append(key) }
    }
    return keys
  }

  private func find(_ key: some CodingKey) -> ParsedJSON? {
    let node = index.map { $0[key.stringValue] } ?? tape.member(key.stringValue, of: object)
    return node.map { ParsedJSON(tape, $0) }
  }

  private func member(_ key: some CodingKey) throws -> ParsedJSON {
    if let member = find(key) { return member }
    throw ParsedJSON(tape, object).missing(key)
  }

  private func decoder(_ key: some CodingKey) throws -> ValueDecoder { ValueDecoder(json: try member(key)) }

  /// `nil` where it is not there, or null.
  private func present(_ key: Key) -> ParsedJSON? {
    guard let member = find(key), !member.isNull else { return nil }
    return member
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try member(key).isNull }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).bool() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).string() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(key).integer(type) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder(key).value(type)
  }

  // Those that our types have many of; each by one search for the key, not three.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.string() }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.integer(type) }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(key).map { try ValueDecoder(json: $0).value(type) }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try decoder(NamedKey("super")) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

/// A list's elements.
private struct ElementContainer: UnkeyedDecodingContainer {
  private let tape: JSONTape
  private let list: Int
  private let end: Int
  private var node: Int
  private(set) var currentIndex = 0

  init(_ json: ParsedJSON) {
    tape = json.tape
    list = json.node
    node = list + 1
    end = tape.next(after: list)
  }

  var codingPath: [any CodingKey] { tape.path(to: list) }
  var isAtEnd: Bool { node >= end }

  var count: Int? {
    var count = currentIndex
    var node = node
    while node < end {
      node = tape.next(after: node)
      count += 1
    }
    return count
  }

  /// Hands the next element out, and goes on only when that has been taken.
  private mutating func take<Value>(_ body: (ValueDecoder) throws -> Value) throws -> Value {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Value.self,
        .init(
          codingPath: codingPath + [NamedKey(index: currentIndex)], debugDescription: "the list is at its end"
        ))
    }
    let value = try body(ValueDecoder(json: ParsedJSON(tape, node)))
    node = tape.next(after: node)
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, ParsedJSON(tape, node).isNull else { return false }
    return try take { _ in true }
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try take { try $0.value(type) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try take { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try take { $0 } }
}

/// A value that is neither a list nor an object, or stands for another.
private struct LoneContainer: SingleValueDecodingContainer {
  let json: ParsedJSON

  var codingPath: [any CodingKey] { json.path }

  func decodeNil() -> Bool { json.isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try json.bool() }
  func decode(_ type: String.Type) throws -> String { try json.string() }
  func decode(_ type: Double.Type) throws -> Double { try json.double() }
  func decode(_ type: Float.Type) throws -> Float { Float(try json.double()) }
  func decode(_ type: Int.Type) throws -> Int { try json.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try json.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try json.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try json.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try json.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try json.integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try json.integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try json.integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try json.integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try json.integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try ValueDecoder(json: json).value(type)
  }
}
