import Glibc
import NIOPosix

/// A connection over which a test sends what bytes it likes.
final class RawConnection: Sendable {
  struct Response: Sendable {
    var status: Int
    var headers: String
    var body: String
  }

  private let descriptor: Int32

  /// Threads that may wait for as long as it takes: the server under test runs in this process, and must not wait for
  /// one of its own that waits for it.
  private static let threads: NIOThreadPool = {
    let threads = NIOThreadPool(numberOfThreads: 64)
    threads.start()
    return threads
  }()

  convenience init(_ server: TestServer, window: Int32? = nil) throws {
    try self.init(url: server.url, window: window)
  }

  /// Over a Unix socket.
  init(path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected else { throw UnexpectedAnswer(description: "not connected: \(errno)") }
  }

  /// - Parameter window: how many bytes are to be received before any is taken; the system's own choice where none is
  ///   given.
  init(url: String, window: Int32? = nil) throws {
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw UnexpectedAnswer(description: url)
    }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var window {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    // So that a test ends whose answer never comes, or whose words nobody takes.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
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
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw UnexpectedAnswer(description: "not written: \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends where the other side may not take it at once.
  func sendPatiently(_ text: String) async throws {
    try await Self.threads.runIfActive { try self.send(text) }
  }

  /// Returns when something has come, and leaves it there.
  func awaitBytes() async throws {
    try await Self.threads.runIfActive { [descriptor] in
      var byte: UInt8 = 0
      guard recv(descriptor, &byte, 1, Int32(MSG_PEEK)) == 1 else {
        throw UnexpectedAnswer(description: "nothing came: \(errno)")
      }
    }
  }

  /// Says that nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// All that comes until the other side closes.
  func bytes() async throws -> [UInt8] {
    try await Self.threads.runIfActive { [descriptor] in
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EAGAIN { throw UnexpectedAnswer(description: "no answer in time") }
        if count <= 0 { return bytes }
        bytes += chunk[..<count]
      }
    }
  }

  /// All responses that come until the other side closes.
  func responses() async throws -> [Response] {
    let bytes = try await bytes()
    var responses: [Response] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
      let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
      rest = rest[end.upperBound...]
      let fields = head.lowercased().split(separator: "\r\n")
      guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
        let length = fields.first(where: { $0.hasPrefix("content-length: ") })
          .flatMap({ Int($0.dropFirst("content-length: ".count)) })
      else { throw UnexpectedAnswer(description: head) }
      let body = String(decoding: rest.prefix(length), as: UTF8.self)
      responses.append(Response(status: status, headers: fields.joined(separator: "\n"), body: body))
      rest = rest.dropFirst(length)
    }
    return responses
  }
}
