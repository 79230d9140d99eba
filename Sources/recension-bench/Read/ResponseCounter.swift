/// Counts the bytes of a response's body as they come, and tells when it has ended: by `Content-Length`, or in chunks
/// (RFC 9112, 7.1). Keeps none of them, for an export may be large.
struct ResponseCounter {
  private enum State {
    case head
    /// So many bytes of the body are to come.
    case body(left: Int)
    /// The line that says how long the next chunk is.
    case size
    /// So many bytes of a chunk are to come, its line end among them.
    case chunk(left: Int)
    /// The line end after the last chunk.
    case trailer
    case ended
  }

  private var state = State.head
  private var line: [UInt8] = []
  private(set) var status = 0
  /// How many bytes the body has had so far.
  private(set) var count = 0
  /// The beginning of the body, to say what went wrong by.
  private(set) var beginning: [UInt8] = []

  struct Malformed: Error {}

  var hasEnded: Bool { if case .ended = state { true } else { false } }

  /// Takes the bytes that came next.
  mutating func take(_ bytes: UnsafeRawBufferPointer) throws(Malformed) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .head: try takeHead(&rest)
      case .body(let left):
        let part = take(min(left, rest.count), of: &rest)
        state = part == left ? .ended : .body(left: left - part)
      case .size:
        guard let size = takeLine(&rest) else { return }
        guard let length = Int(size.prefix { $0 != ";" }, radix: 16) else { throw Malformed() }
        state = length == 0 ? .trailer : .chunk(left: length + 2)
      case .chunk(let left):
        // The line end counts for nothing.
        let part = take(min(left, rest.count), of: &rest)
        count -= max(0, part - max(0, left - 2))
        state = part == left ? .size : .chunk(left: left - part)
      case .trailer:
        guard let line = takeLine(&rest) else { return }
        if line.isEmpty { state = .ended }
      case .ended: throw Malformed()
      }
    }
  }

  private mutating func take(_ length: Int, of rest: inout Slice<UnsafeRawBufferPointer>) -> Int {
    if beginning.count < 300 { beginning += rest.prefix(min(length, 300)) }
    count += length
    rest = rest.dropFirst(length)
    return length
  }

  /// A line without its end; `nil` where more of it must come.
  private mutating func takeLine(_ rest: inout Slice<UnsafeRawBufferPointer>) -> String? {
    while let byte = rest.popFirst() {
      if byte == 0x0A {
        defer { line = [] }
        return String(decoding: line, as: UTF8.self)
      }
      if byte != 0x0D { line.append(byte) }
    }
    return nil
  }

  private mutating func takeHead(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(Malformed) {
    while let line = takeLine(&rest) {
      if status == 0 {
        guard let code = Int(line.dropFirst(9).prefix(3)) else { throw Malformed() }
        status = code
        continue
      }
      if line.isEmpty {
        switch length {
        case .none: state = .size
        case .some(0): state = .ended
        case .some(let length): state = .body(left: length)
        }
        return
      }
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == "content-length" {
        length = Int(parts[1].drop { $0 == " " })
      }
    }
  }

  private var length: Int?
}

extension KeepAliveConnection {
  /// Sends a request and reads the response to its end, however long it is.
  func count(_ request: [UInt8]) throws -> ResponseCounter {
    try send(request)
    var counter = ResponseCounter()
    while !counter.hasEnded {
      let result = try receiveBytes { bytes in
        Result { () throws(ResponseCounter.Malformed) in try counter.take(bytes) }
      }
      try result.get()
    }
    return counter
  }
}
