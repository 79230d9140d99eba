/// Encodes one value, at one place of what is written.
struct ValueEncoder: Encoder {
  let writer: JSONWriter
  /// The place in the stack of the list or object that the value is, if it is one.
  let depth: Int

  // Nothing that we throw, or that our own types do, names a place.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(
      ObjectContainer<Key>(writer: writer, frame: writer.frame(at: depth, isObject: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    ListContainer(writer: writer, frame: writer.frame(at: depth, isObject: false))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ScalarContainer(writer: writer) }
}

/// The members of an object.
private struct ObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  let frame: FrameReference

  var codingPath: [any CodingKey] { [] }

  private func begin(_ key: some CodingKey) throws { try writer.beginMember(key.stringValue, of: frame) }

  func encodeNil(forKey key: Key) throws {
    try begin(key)
    writer.writeNull()
  }

  func encode(_ value: Bool, forKey key: Key) throws {
    try begin(key)
    writer.write(value)
  }

  func encode(_ value: String, forKey key: Key) throws {
    try begin(key)
    writer.write(value)
  }

  func encode(_ value: Int, forKey key: Key) throws {
    try begin(key)
    writer.write(integer: value)
  }

  func encode(_ value: Int64, forKey key: Key) throws {
    try begin(key)
    writer.write(integer: value)
  }

  // Everything else, numbers of other types too, writes itself.
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try begin(key)
    try writer.write(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    nestedEncoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nestedEncoder(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { nestedEncoder(NamedKey("super")) }

  func superEncoder(forKey key: Key) -> any Encoder { nestedEncoder(key) }

  private func nestedEncoder(_ key: some CodingKey) -> ValueEncoder {
    // The protocol lets nothing be thrown here.
    do { try begin(key) } catch { preconditionFailure("\(error)") }
    return ValueEncoder(writer: writer, depth: frame.depth + 1)
  }
}

/// The elements of a list.
private struct ListContainer: UnkeyedEncodingContainer {
  let writer: JSONWriter
  let frame: FrameReference
  private(set) var count = 0

  init(writer: JSONWriter, frame: FrameReference) {
    self.writer = writer
    self.frame = frame
  }

  var codingPath: [any CodingKey] { [] }

  private mutating func begin() throws {
    try writer.begin(in: frame)
    count += 1
  }

  mutating func encodeNil() throws {
    try begin()
    writer.writeNull()
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try begin()
    // Asked for here, a string does without an encoder of its own.
    if Value.self == String.self, let string = value as? String { return writer.write(string) }
    try writer.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<
    Nested
  > {
    nestedEncoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    nestedEncoder().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { nestedEncoder() }

  private mutating func nestedEncoder() -> ValueEncoder {
    // The protocol lets nothing be thrown here.
    do { try begin() } catch { preconditionFailure("\(error)") }
    return ValueEncoder(writer: writer, depth: frame.depth + 1)
  }
}

/// A value that is neither a list nor an object, or stands for another.
private struct ScalarContainer: SingleValueEncodingContainer {
  let writer: JSONWriter

  var codingPath: [any CodingKey] { [] }

  func encodeNil() { writer.writeNull() }
  func encode(_ value: Bool) { writer.write(value) }
  func encode(_ value: String) { writer.write(value) }
  func encode(_ value: Double) throws { try writer.write(number: value) }
  func encode(_ value: Float) throws { try writer.write(number: value) }
  func encode(_ value: Int) { writer.write(integer: value) }
  func encode(_ value: Int8) { writer.write(integer: value) }
  func encode(_ value: Int16) { writer.write(integer: value) }
  func encode(_ value: Int32) { writer.write(integer: value) }
  func encode(_ value: Int64) { writer.write(integer: value) }
  func encode(_ value: UInt) { writer.write(integer: value) }
  func encode(_ value: UInt8) { writer.write(integer: value) }
  func encode(_ value: UInt16) { writer.write(integer: value) }
  func encode(_ value: UInt32) { writer.write(integer: value) }
  func encode(_ value: UInt64) { writer.write(integer: value) }
  func encode<Value: Encodable>(_ value: Value) throws { try writer.write(value) }
}

/// A key that is only a name, or a place in a list.
struct NamedKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ name: String) {
    stringValue = name
    intValue = nil
  }

  init(index: Int) {
    stringValue = "Index \(index)"
    intValue = index
  }

  init(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { self.init(index: intValue) }
}
