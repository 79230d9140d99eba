/// Decodes the value of one node.
struct ValueDecoder: Decoder {
  let tape: JSONTape
  let node: Int

  var codingPath: [any CodingKey] { tape.path(to: node) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var kind: JSONNode.Kind { tape.nodes[node].kind }
  var isNull: Bool { kind == .null }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard kind == .object else { throw mismatch(KeyedDecodingContainer<Key>.self) }
    return KeyedDecodingContainer(MemberContainer<Key>(self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard kind == .list else { throw mismatch((any UnkeyedDecodingContainer).self) }
    return ElementContainer(self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { LoneContainer(decoder: self) }

  // MARK: Values

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // Asked for here, a string does without a container of its own.
    if type == String.self, let string = try string() as? Value { return string }
    return try type.init(from: self)
  }

  func string() throws -> String {
    guard let string = tape.string(node) else { throw mismatch(String.self) }
    return string
  }

  func bool() throws -> Bool {
    switch kind {
    case .true: true
    case .false: false
    default: throw mismatch(Bool.self)
    }
  }

  func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
    if let integer = tape.integer(node, as: type) { return integer }
    throw isNumber ? unrepresentable(type) : mismatch(type)
  }

  func double() throws -> Double {
    if let double = tape.double(node) { return double }
    throw isNumber ? unrepresentable(Double.self) : mismatch(Double.self)
  }

  private var isNumber: Bool { kind == .integer || kind == .number }

  // MARK: Errors

  private func unrepresentable(_ type: any Any.Type) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath, debugDescription: "the number does not fit \(type)"))
  }

  private func mismatch(_ type: any Any.Type) -> DecodingError {
    if isNull {
      return .valueNotFound(
        type, .init(codingPath: codingPath, debugDescription: "null, where \(type) was expected"))
    }
    return .typeMismatch(
      type, .init(codingPath: codingPath, debugDescription: "\(kind), where \(type) was expected"))
  }
}

/// An object's members.
private struct MemberContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let tape: JSONTape
  private let object: Int
  /// Of an object with many members, which could not be looked through each time.
  private let index: [String: Int]?

  init(_ decoder: ValueDecoder) {
    tape = decoder.tape
    object = decoder.node
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

  private func find(_ key: some CodingKey) -> ValueDecoder? {
    let node = index.map { $0[key.stringValue] } ?? tape.member(key.stringValue, of: object)
    return node.map { ValueDecoder(tape: tape, node: $0) }
  }

  private func member(_ key: some CodingKey) throws -> ValueDecoder {
    if let member = find(key) { return member }
    throw DecodingError.keyNotFound(
      key, .init(codingPath: codingPath, debugDescription: "there is no “\(key.stringValue)”"))
  }

  /// `nil` where it is not there, or null.
  private func present(_ key: Key) -> ValueDecoder? {
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
    try member(key).value(type)
  }

  // Those that our types have many of; each by one search for the key, not three.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.string() }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.integer(type) }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(key)?.value(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try member(NamedKey("super")) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

/// A list's elements.
private struct ElementContainer: UnkeyedDecodingContainer {
  private let tape: JSONTape
  private let list: Int
  private let end: Int
  private var node: Int
  private(set) var currentIndex = 0

  init(_ decoder: ValueDecoder) {
    tape = decoder.tape
    list = decoder.node
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
    let value = try body(ValueDecoder(tape: tape, node: node))
    node = tape.next(after: node)
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, ValueDecoder(tape: tape, node: node).isNull else { return false }
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
  let decoder: ValueDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool() }
  func decode(_ type: String.Type) throws -> String { try decoder.string() }
  func decode(_ type: Double.Type) throws -> Double { try decoder.double() }
  func decode(_ type: Float.Type) throws -> Float { Float(try decoder.double()) }
  func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.value(type) }
}
