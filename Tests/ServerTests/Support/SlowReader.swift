import FoundationEssentials
import Glibc
import NIOPosix
import Protocol

/// A reader that opens a feed and leaves it lying.
final class SlowReader: Sendable {
  private let descriptor: Int32

  init(_ url: String, path: String, token: String) throws {
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw UnexpectedAnswer(description: url)
    }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A small window, so that the server has to keep what it sends.
    var size: Int32 = 4096
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw UnexpectedAnswer(description: "no connection: \(errno)") }
    let request = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n"
    guard write(descriptor, request, request.utf8.count) == request.utf8.count else {
      throw UnexpectedAnswer(description: "not written: \(errno)")
    }
  }

  deinit { close(descriptor) }

  /// Reads all there is, to the end of the connection: the positions of the events, and the last message.
  func readToEnd() async throws -> (positions: [Int64], cut: FeedCut?) {
    let bytes = try await NIOThreadPool.singleton.runIfActive { [descriptor] in
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count <= 0 { return bytes }
        bytes += chunk[..<count]
      }
    }
    var positions: [Int64] = []
    var cut: FeedCut?
    for message in String(decoding: Self.body(of: bytes), as: UTF8.self).split(separator: "\n\n") {
      let message = FeedStream.message(message)
      guard let data = message.data else { continue }
      if message.event == FeedCut.event {
        cut = try JSONDecoder().decode(FeedCut.self, from: Data(data.utf8))
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
