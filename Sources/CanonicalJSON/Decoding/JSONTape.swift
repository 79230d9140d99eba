#if canImport(Glibc)
internal import Glibc
#endif

/// Parsed JSON and its values.
final class JSONTape {
  let bytes: [UInt8]
  let nodes: [JSONNode]

  init(_ bytes: [UInt8], _ nodes: [JSONNode]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  func next(after node: Int) -> Int { Int(nodes[node].next) }

  // MARK: Strings

  /// `nil` if the node is not a string.
  func string(_ node: Int) -> String? {
    switch nodes[node].kind {
    case .string:
      // The parser has seen that it is UTF-8.
      bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[nodes[node].range]), as: UTF8.self)
      }
    case .escapedString:
      JSONText.unescaped(bytes[nodes[node].range]).map { String(decoding: $0, as: UTF8.self) }
    default: nil
    }
  }

  // MARK: Numbers

  /// `nil` if the node is not a number or does not fit the type.
  func integer<Integer: FixedWidthInteger>(_ node: Int, as type: Integer.Type = Integer.self) -> Integer? {
    switch nodes[node].kind {
    case .integer: integer(digits: nodes[node].range)
    // A whole number may be written as 1.0 or 1e3. From 2⁵³ on, a Double cannot tell it from its neighbours.
    case .number: double(node).flatMap { abs($0) < 0x1p53 ? Integer(exactly: $0) : nil }
    default: nil
    }
  }

  private func integer<Integer: FixedWidthInteger>(digits: Range<Int>) -> Integer? {
    var rest = bytes[digits]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    var value: Integer = 0
    for byte in rest {
      let digit = Integer(byte - UInt8(ascii: "0"))
      let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
      // Count down for negative numbers, since there is one more of them.
      let (sum, overflowedToo) =
        isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
      if overflowed || overflowedToo { return nil }
      value = sum
    }
    return value
  }

  func double(_ node: Int) -> Double? {
    guard [.integer, .number].contains(nodes[node].kind) else { return nil }
    let value = Double(String(decoding: bytes[nodes[node].range], as: UTF8.self))
    return value?.isFinite == true ? value : nil
  }

  // MARK: Objects

  /// The value of an object's first member with a name.
  func member(_ name: String, of object: Int) -> Int? {
    var name = name
    return name.withUTF8 { name in
      bytes.withUnsafeBufferPointer { bytes in
        let end = next(after: object)
        var key = object + 1
        while key < end {
          if isEqual(key, name, bytes) { return key + 1 }
          key = next(after: key + 1)
        }
        return nil
      }
    }
  }

  private func isEqual(
    _ key: Int, _ name: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let node = nodes[key]
    if node.kind == .escapedString {
      return JSONText.unescaped(self.bytes[node.range])?.elementsEqual(name) ?? false
    }
    guard node.end - node.start == name.count else { return false }
    guard let left = bytes.baseAddress, let right = name.baseAddress else { return name.isEmpty }
    return memcmp(left + Int(node.start), right, name.count) == 0
  }

  /// An object's members, in order.
  func members(of object: Int) -> [(name: String, node: Int)] {
    let end = next(after: object)
    var members: [(name: String, node: Int)] = []
    var key = object + 1
    while key < end {
      members.append((string(key) ?? "", key + 1))
      key = next(after: key + 1)
    }
    return members
  }

  // MARK: Places

  /// The keys and indices that lead to a node. Computed only for errors.
  func path(to target: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var node = 0
    while node < target {
      let isObject = nodes[node].kind == .object
      guard isObject || nodes[node].kind == .list else { return path }
      var child = node + 1
      var index = 0
      while next(after: isObject ? child + 1 : child) <= target {
        child = next(after: isObject ? child + 1 : child)
        index += 1
      }
      path.append(isObject ? NamedKey(string(child) ?? "") : NamedKey(index: index))
      node = isObject ? child + 1 : child
    }
    return path
  }
}
