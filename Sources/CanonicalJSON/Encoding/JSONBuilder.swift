/// A value that writes its own JSON.
///
/// This costs a fraction of an `Encoder`, which looks up each member at run time and sorts them afterwards.
public protocol JSONWritable {
  /// Writes the value: one string, number, list or object.
  func write(to json: inout JSONBuilder)
}

/// Writes JSON from its first byte to its last.
///
/// Write an object's members in the order of their keys' UTF-8, each key once: what is written is final.
/// Debug builds check the result.
public struct JSONBuilder {
  private(set) var output: ByteBuilder
  private let order: JSON.Order

  @usableFromInline init(_ order: JSON.Order) {
    self.order = order
    output = ByteBuilder(hasShortEscapes: order == .byName)
  }

  @usableFromInline consuming func takeBytes() -> [UInt8] {
    assert(
      order == .declared || JSON.isCanonical(output.bytes),
      "members out of order: \(String(decoding: output.bytes, as: UTF8.self))")
    return output.bytes
  }

  // MARK: Lists and objects

  /// Writes an object with the members that `members` writes. Their names come in ascending order: see ``JSONBuilder``.
  @inlinable public mutating func object(_ members: (inout JSONBuilder) -> Void) {
    append(UInt8(ascii: "{"))
    members(&self)
    append(UInt8(ascii: "}"))
  }

  /// Writes an array of the elements that `elements` writes.
  @inlinable public mutating func list(_ elements: (inout JSONBuilder) -> Void) {
    append(UInt8(ascii: "["))
    elements(&self)
    append(UInt8(ascii: "]"))
  }

  /// Writes an object's next member. The key must not need escapes.
  @inlinable public mutating func member(_ key: StaticString, _ value: some JSONWritable) {
    begin(key)
    value.write(to: &self)
  }

  /// Writes an object's next member if it has a value.
  @inlinable public mutating func member<Value: JSONWritable>(_ key: StaticString, _ value: Value?) {
    if let value { member(key, value) }
  }

  /// Writes an object's next member with a key that is known only at run time.
  @inlinable public mutating func member(named key: String, _ value: some JSONWritable) {
    separate()
    append(key)
    append(UInt8(ascii: ":"))
    value.write(to: &self)
  }

  /// Writes a list's next element.
  @inlinable public mutating func element(_ value: some JSONWritable) {
    separate()
    value.write(to: &self)
  }

  // MARK: Bytes

  // Not inlined, so that callers stay small; not generic, so that nothing needs to be specialised.

  @usableFromInline mutating func append(_ byte: UInt8) { output.append(byte) }

  @usableFromInline mutating func append(_ string: String) { output.append(quoted: string) }

  @usableFromInline mutating func append(_ integer: Int64) { output.append(decimal: integer) }

  mutating func append(number text: String) { output.append(text) }

  @usableFromInline mutating func appendNull() { output.append("null") }

  @usableFromInline mutating func append(_ bool: Bool) { output.append(bool ? "true" : "false") }

  /// After anything but an opening bracket comes a comma. Neither a key nor a value ends with one.
  @usableFromInline mutating func separate() {
    switch output.bytes.last {
    case UInt8(ascii: "{"), UInt8(ascii: "["): break
    default: output.append(UInt8(ascii: ","))
    }
  }

  @usableFromInline mutating func begin(_ key: StaticString) {
    separate()
    output.append(UInt8(ascii: "\""))
    output.append(key)
    output.append("\":")
  }
}

// MARK: - Values

extension String: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) { json.append(self) }
}

extension Int: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) { json.append(Int64(self)) }
}

extension Int64: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) { json.append(self) }
}

extension Bool: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) { json.append(self) }
}

/// The words of a closed list.
extension RawRepresentable<String> where Self: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) { json.append(rawValue) }
}

extension Array: JSONWritable where Element: JSONWritable {
  @inlinable public func write(to json: inout JSONBuilder) {
    json.list { json in
      for element in self { json.element(element) }
    }
  }
}
