import CanonicalJSON
import FoundationEssentials
import Protocol

/// A reader that opens a feed and leaves it lying.
final class SlowReader: Sendable {
  private let connection: RawConnection

  init(_ url: String, path: String, token: String) throws {
    // A small window, so that the server has to keep what it sends.
    connection = try RawConnection(url: url, window: 4096)
    try connection.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
  }

  /// Reads all there is, to the end of the connection: the positions of the events, and the last message.
  func readToEnd() async throws -> (positions: [Int64], cut: FeedCut?) {
    var positions: [Int64] = []
    var cut: FeedCut?
    let body = Self.body(of: try await connection.bytes())
    for message in String(decoding: body, as: UTF8.self).split(separator: "\n\n") {
      let message = FeedStream.message(message)
      guard let data = message.data else { continue }
      if message.event == FeedCut.event {
        cut = try FeedCut(json: JSON.parsed(Array(data.utf8)))
      } else if let id = message.id {
        positions.append(id)
      }
    }
    return (positions, cut)
  }

  /// The body of a response in chunks (RFC 9112, 7.1), as far as it came.
  private static func body(of bytes: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var rest = bytes[...]
    guard let head = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { return [] }
    rest = rest[head.upperBound...]
    while let line = rest.firstRange(of: Array("\r\n".utf8)),
      let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16), size > 0
    {
      body += rest[line.upperBound...].prefix(size)
      rest = rest[line.upperBound...].dropFirst(size + 2)
    }
    return body
  }
}
