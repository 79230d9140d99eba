import Testing

@testable import recension_bench

@Suite struct EventStreamParserTests {
  private static let stream =
    "retry: 1000\nid: 7\n\nid: 8\ndata: {\"a\":1}\n\n:\nid: 9\n\nid: 10\ndata: {}\n\n"

  private static func response(chunks: Int) -> [UInt8] {
    var text = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    let bytes = Array(stream.utf8)
    for start in stride(from: 0, to: bytes.count, by: chunks) {
      let piece = bytes[start..<min(start + chunks, bytes.count)]
      text += String(piece.count, radix: 16) + "\r\n" + String(decoding: piece, as: UTF8.self) + "\r\n"
    }
    return Array(text.utf8)
  }

  /// Wherever chunks and packets are cut, the same events come out.
  @Test(arguments: [1, 2, 5, 11, 1000], [1, 3, 7, 1000])
  func `cuts do not matter`(_ chunks: Int, _ packets: Int) throws {
    var parser = EventStreamParser()
    var positions: [Int64] = []
    let bytes = Self.response(chunks: chunks)
    for start in stride(from: 0, to: bytes.count, by: packets) {
      let packet = Array(bytes[start..<min(start + packets, bytes.count)])
      try packet.withUnsafeBytes { try parser.take($0) { positions.append($0) } }
    }
    #expect(positions == [8, 10])
    #expect(parser.lastID == 10 && parser.isOpen)
  }

  @Test func `an end is told`() {
    #expect(throws: EventStreamParser.Fault.ended) {
      var parser = EventStreamParser()
      let bytes = Self.response(chunks: 9) + Array("0\r\n\r\n".utf8)
      try bytes.withUnsafeBytes { try parser.take($0) { _ in } }
    }
  }

  @Test func `a refusal is told`() {
    #expect(throws: EventStreamParser.Fault.refused(503)) {
      var parser = EventStreamParser()
      let bytes = Array("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".utf8)
      try bytes.withUnsafeBytes { try parser.take($0) { _ in } }
    }
  }
}
