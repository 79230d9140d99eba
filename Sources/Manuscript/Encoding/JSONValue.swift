/// A JSON value as stored documents hold it: integers only, members in order.
enum JSONValue {
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

/// Reads the JSON that `JSONWriter` writes, and any like it: integers, strings, arrays, objects.
struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0
  /// Documents nest four deep; anything much deeper is not one.
  private static let deepest = 16

  /// The value that the bytes hold, white space around it allowed.
  static func value(of bytes: [UInt8]) throws(DocumentDecodingError) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.index == bytes.count else { throw reader.error("something follows the document") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func error(_ what: String) -> DocumentDecodingError { .notJSON(byteOffset: index, what: what) }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(DocumentDecodingError) -> JSONValue {
    guard depth < Self.deepest else { throw error("it nests too deep") }
    if take("{") { return .object(try members(depth: depth + 1)) }
    if take("[") { return .array(try elements(depth: depth + 1)) }
    if take("\"") { return .string(try string()) }
    return .integer(try integer())
  }

  private mutating func members(depth: Int) throws(DocumentDecodingError) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if take("}") { return members }
    repeat {
      guard take("\"") else { throw error("a member's name is missing") }
      let name = try string()
      guard take(":") else { throw error("a colon is missing") }
      members[name] = try value(depth: depth)
    } while take(",")
    guard take("}") else { throw error("an object is not closed") }
    return members
  }

  private mutating func elements(depth: Int) throws(DocumentDecodingError) -> [JSONValue] {
    var elements: [JSONValue] = []
    if take("]") { return elements }
    repeat { elements.append(try value(depth: depth)) } while take(",")
    guard take("]") else { throw error("an array is not closed") }
    return elements
  }

  private mutating func integer() throws(DocumentDecodingError) -> Int {
    let start = index
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw error("a value is missing")
    }
    return value
  }

  private mutating func string() throws(DocumentDecodingError) -> String {
    var content: [UInt8] = []
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C { index += 1 }
      content.append(contentsOf: bytes[start..<index])
      guard index + 1 < bytes.count || index < bytes.count && bytes[index] == 0x22 else { break }
      index += 1
      if bytes[index - 1] == 0x22 {
        guard let string = String(validating: content, as: UTF8.self) else { throw error("it is not UTF-8") }
        return string
      }
      content.append(contentsOf: try escaped())
    }
    throw error("a string is not closed")
  }

  private mutating func escaped() throws(DocumentDecodingError) -> [UInt8] {
    defer { index += 1 }
    switch bytes[index] {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case 0x22, 0x5C, 0x2F: return [bytes[index]]
    case UInt8(ascii: "u"):
      guard index + 4 < bytes.count,
        let code = UInt32(String(decoding: bytes[index + 1...index + 4], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { throw error("an escape is broken") }
      index += 4
      return Array(UTF8.encode(scalar)!)
    default: throw error("an escape is unknown")
    }
  }
}
