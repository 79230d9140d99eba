/// An event as one JSON object in one fixed form: these members in this order, no white space, no escapes but
/// `\"`, `\\` and `\u00xx` for control characters, hashes and salts in lower-case hexadecimal. Each event has
/// exactly one text, so no byte of it can be changed unnoticed.
///
/// The body is a string if its bytes are UTF-8, else `bodyBase64`. An erased event has neither body nor salt,
/// but `"erased":true`, and what is left of the body, if anything, as `remains` or `remainsBase64`.
extension StoredEvent {
  /// The event's one text, in UTF-8.
  public var json: [UInt8] {
    var text = RecordWriter()
    text.literal("{\"position\":\(header.position),\"paper\":")
    text.string(Array(header.stream.utf8))
    text.literal(",\"sequence\":\(header.sequence),\"type\":")
    text.string(Array(header.type.utf8))
    text.literal(",\"version\":\(header.version),\"actor\":")
    text.string(Array(header.actor.utf8))
    text.literal(",\"time\":\(header.time),\"cause\":")
    text.string(Array(header.cause.utf8))
    text.literal(",\"previous\":\"\(header.previous)\",\"digest\":\"\(header.body)\",\"hash\":\"\(hash)\",")
    if isErased {
      text.literal("\"erased\":true")
      if !body.isEmpty { text.content(body, named: ",\"remains") }
    } else {
      text.literal("\"salt\":\"\(Hex.encode(salt))\"")
      text.content(body, named: ",\"body")
    }
    text.literal("}")
    return text.bytes
  }

  /// Reads what ``json`` gives, and nothing else, from `offset` on, and moves `offset` past it. Does not
  /// check the hashes: see ``isIntact``.
  public init(json bytes: [UInt8], at offset: inout Int) throws(RecordError) {
    var reader = RecordReader(bytes, at: offset)
    try reader.literal("{\"position\":")
    let position = try reader.integer()
    try reader.literal(",\"paper\":")
    let stream = try reader.name()
    try reader.literal(",\"sequence\":")
    let sequence = try reader.integer()
    try reader.literal(",\"type\":")
    let type = try reader.name()
    try reader.literal(",\"version\":")
    let version = try reader.integer()
    try reader.literal(",\"actor\":")
    let actor = try reader.name()
    try reader.literal(",\"time\":")
    let time = try reader.integer()
    try reader.literal(",\"cause\":")
    let cause = try reader.name()
    try reader.literal(",\"previous\":")
    let previous = try reader.hash()
    try reader.literal(",\"digest\":")
    let digest = try reader.hash()
    try reader.literal(",\"hash\":")
    let hash = try reader.hash()
    var salt: [UInt8] = []
    var body: [UInt8] = []
    if reader.takes(",\"erased\":true") {
      if !reader.takes("}") {
        body = try reader.content(named: ",\"remains\":", orInBase64: ",\"remainsBase64\":")
        guard !body.isEmpty else {
          throw RecordError(offset: reader.offset, expected: "something that remains")
        }
        try reader.literal("}")
      }
    } else {
      try reader.literal(",\"salt\":")
      salt = try reader.salt()
      body = try reader.content(named: ",\"body\":", orInBase64: ",\"bodyBase64\":")
      try reader.literal("}")
    }
    self.init(
      header: EventHeader(
        position: position, stream: stream, sequence: sequence, type: type, version: Int(version),
        actor: actor,
        time: time, cause: cause, previous: previous, body: digest),
      hash: hash, salt: salt, body: body)
    offset = reader.offset
  }
}

/// Where bytes stop being the text of an event.
public struct RecordError: Error, Hashable, CustomStringConvertible {
  /// The offset from the start of the bytes.
  public let offset: Int
  /// What should have stood there.
  public let expected: String

  public var description: String { "byte \(offset) is not what an event has there, which is \(expected)" }
}

private struct RecordWriter {
  var bytes: [UInt8] = []

  mutating func literal(_ text: String) { bytes += text.utf8 }

  mutating func string(_ text: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += "\\u00\(Hex.encode([byte]))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes bytes as a member: a string if they are UTF-8.
  ///
  /// - Parameter name: the beginning of its name, and what comes before.
  mutating func content(_ content: [UInt8], named name: String) {
    if String(validating: content, as: UTF8.self) != nil {
      literal("\(name)\":")
      string(content)
    } else {
      literal("\(name)Base64\":\"\(Base64.encode(content))\"")
    }
  }
}

private struct RecordReader {
  private let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func takes(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset + length <= bytes.count else { return false }
    let isThere = text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + length]) }
    if isThere { offset += length }
    return isThere
  }

  mutating func literal(_ text: StaticString) throws(RecordError) {
    guard takes(text) else { throw RecordError(offset: offset, expected: "\(text)") }
  }

  /// Digits without a leading zero.
  mutating func integer() throws(RecordError) -> Int64 {
    let start = offset
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let value = Int64(text), String(value) == text else {
      throw RecordError(offset: start, expected: "a whole number")
    }
    return value
  }

  mutating func string() throws(RecordError) -> [UInt8] {
    let start = offset
    try literal("\"")
    var content: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: content, as: UTF8.self) != nil else {
          throw RecordError(offset: start, expected: "UTF-8")
        }
        return content
      case UInt8(ascii: "\\"): content.append(try escaped())
      case 0..<0x20: throw RecordError(offset: offset - 1, expected: "no control character")
      default: content.append(byte)
      }
    }
    throw RecordError(offset: start, expected: "a string with its end")
  }

  private mutating func escaped() throws(RecordError) -> UInt8 {
    if takes("\"") { return UInt8(ascii: "\"") }
    if takes("\\") { return UInt8(ascii: "\\") }
    try literal("u00")
    guard offset + 2 <= bytes.count, let byte = Hex.decode(bytes[offset..<offset + 2])?.first, byte < 0x20
    else { throw RecordError(offset: offset, expected: "a control character's number") }
    offset += 2
    return byte
  }

  mutating func content(
    named name: StaticString, orInBase64 base64Name: StaticString
  ) throws(RecordError) -> [UInt8] {
    if takes(name) { return try string() }
    try literal(base64Name)
    return try base64()
  }

  /// A name that a header can hold.
  mutating func name() throws(RecordError) -> String {
    let start = offset
    let name = String(decoding: try string(), as: UTF8.self)
    guard LogName.isValid(name) else { throw RecordError(offset: start, expected: "a name") }
    return name
  }

  private mutating func hexadecimal(_ count: Int) throws(RecordError) -> [UInt8] {
    let start = offset
    guard let value = Hex.decode(try string()[...]), value.count == count else {
      throw RecordError(offset: start, expected: "\(count) bytes in hexadecimal")
    }
    return value
  }

  mutating func hash() throws(RecordError) -> Hash { Hash(try hexadecimal(32)) }

  mutating func salt() throws(RecordError) -> [UInt8] { try hexadecimal(16) }

  mutating func base64() throws(RecordError) -> [UInt8] {
    let start = offset
    // UTF-8 must be written as a string.
    guard let value = Base64.decode(String(decoding: try string(), as: UTF8.self)),
      String(validating: value, as: UTF8.self) == nil
    else { throw RecordError(offset: start, expected: "base 64 of bytes that are not UTF-8") }
    return value
  }
}
