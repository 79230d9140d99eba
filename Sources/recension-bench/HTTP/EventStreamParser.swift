/// Reads a response that is an event stream in chunks (RFC 9112, 7.1; WHATWG HTML, 9.2), as its bytes come.
struct EventStreamParser {
  enum Fault: Error, Hashable {
    /// The response is not an event stream: its status.
    case refused(Int)
    case malformed
    /// The server ended the stream.
    case ended
  }

  private enum Part {
    case head
    case chunkSize
    case chunk(left: Int)
    case chunkEnd
  }

  private var part = Part.head
  private var line: [UInt8] = []
  private var field: [UInt8] = []
  private var message = (id: Int64(0), hasData: false, type: "")
  /// The head as far as it is there.
  private var head: [UInt8] = []

  /// What the last message of any kind was numbered: where to resume.
  private(set) var lastID: Int64 = 0
  /// Whether the head has come: from then on nothing that happens is missed.
  private(set) var isOpen = false

  /// Takes bytes, and tells of each event that they complete, by its position.
  mutating func take(_ bytes: UnsafeRawBufferPointer, _ event: (Int64) -> Void) throws(Fault) {
    var rest = bytes[...]
    while let byte = rest.first {
      switch part {
      case .head:
        head.append(byte)
        rest.removeFirst()
        if head.suffix(4) == [13, 10, 13, 10] { try begin() }
      case .chunkSize:
        rest.removeFirst()
        if byte != 10 {
          line.append(byte)
          continue
        }
        let digits = String(decoding: line.prefix { $0 != 13 && $0 != UInt8(ascii: ";") }, as: UTF8.self)
        line = []
        guard let size = Int(digits, radix: 16) else { throw .malformed }
        if size == 0 { throw .ended }
        part = .chunk(left: size)
      case .chunk(let left):
        let piece = rest.prefix(left)
        for byte in piece { take(byte, event) }
        rest = rest.dropFirst(piece.count)
        part = piece.count == left ? .chunkEnd : .chunk(left: left - piece.count)
      case .chunkEnd:
        rest.removeFirst()
        if byte == 10 { part = .chunkSize }
      }
    }
  }

  private mutating func begin() throws(Fault) {
    let text = String(decoding: head, as: UTF8.self)
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let status = Int(words[1]) else { throw .malformed }
    guard status == 200 else { throw .refused(status) }
    guard text.lowercased().contains("transfer-encoding: chunked") else { throw .malformed }
    part = .chunkSize
    isOpen = true
  }

  /// One byte of the stream itself.
  private mutating func take(_ byte: UInt8, _ event: (Int64) -> Void) {
    guard byte == 10 else { return field.append(byte) }
    defer { field.removeAll(keepingCapacity: true) }
    if field.isEmpty {
      if message.id > 0 { lastID = message.id }
      if message.hasData, message.type.isEmpty { event(message.id) }
      message = (message.id, false, "")
    } else if field.starts(with: "id: ".utf8) {
      message.id = field.dropFirst(4).reduce(0) { $0 &* 10 &+ Int64($1 &- 0x30) }
    } else if field.starts(with: "data:".utf8) {
      message.hasData = true
    } else if field.starts(with: "event: ".utf8) {
      message.type = String(decoding: field.dropFirst(7), as: UTF8.self)
    }
  }
}
