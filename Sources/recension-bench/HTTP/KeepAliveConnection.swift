import Glibc

/// A connection to an HTTP/1.1 server that is kept open, with one request under way at a time.
///
/// Plain blocking sockets and hand-written requests: the server that is measured, its database and this program
/// share the machine, so what this program takes is missing there.
final class KeepAliveConnection {
  struct Response {
    var status: Int
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  enum Fault: Error, CustomStringConvertible {
    case system(String, CInt)
    /// The server closed the connection before the response was there.
    case closed
    case malformed(ResponseHead.Fault)
    /// Nothing came within the time.
    case timeout

    var description: String {
      switch self {
      case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
      case .closed: "the server closed the connection"
      case .malformed(let fault): "the server's response cannot be read: \(fault)"
      case .timeout: "the server did not answer in time"
      }
    }
  }

  let descriptor: CInt
  private var buffer = [UInt8](repeating: 0, count: 16 << 10)
  private var filled = 0

  init(_ address: ServerAddress) throws(Fault) {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(address.port.bigEndian)
    name.sin_addr.s_addr = inet_addr(address.host)
    let code = withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    // All is initialised by now, so a throw runs `deinit`, which closes: to close here too would close another's file.
    guard code == 0 else { throw .system("connect", errno) }
    var on: CInt = 1
    setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
  }

  deinit { close(descriptor) }

  /// Sends all of a request.
  func send(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.send(descriptor, part.baseAddress, part.count, CInt(MSG_NOSIGNAL))
      if count < 0 {
        if errno == EINTR { continue }
        throw errno == EPIPE || errno == ECONNRESET ? .closed : .system("send", errno)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends all of a request.
  func send(_ request: [UInt8]) throws(Fault) {
    let outcome = request.withUnsafeBytes { bytes -> Result<Void, Fault> in
      Result { () throws(Fault) in try send(bytes) }
    }
    try outcome.get()
  }

  /// Takes what has come, and hands over the response when it is whole.
  ///
  /// Waits where nothing has come; whoever must not wait polls first.
  func receive<Result>(
    _ body: (_ status: Int, UnsafeRawBufferPointer) -> Result
  ) throws(Fault) -> Result? {
    if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    let count = buffer.withUnsafeMutableBytes { bytes in
      recv(descriptor, bytes.baseAddress! + filled, bytes.count - filled, 0)
    }
    if count < 0 {
      if errno == EINTR { return nil }
      throw errno == ECONNRESET ? .closed : .system("recv", errno)
    }
    if count == 0 { throw .closed }
    filled += count
    let outcome = buffer.withUnsafeBytes { bytes -> Swift.Result<Result?, Fault> in
      let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<filled])
      do throws(ResponseHead.Fault) {
        guard let head = try ResponseHead(bytes), bytes.count >= head.length + head.bodyLength else {
          return .success(nil)
        }
        filled = 0
        return .success(body(head.status, UnsafeRawBufferPointer(rebasing: bytes[head.length...])))
      } catch {
        return .failure(.malformed(error))
      }
    }
    return try outcome.get()
  }

  /// Takes what has come as it is, of a response that does not end.
  func receiveBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) throws(Fault) -> Result {
    while true {
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw errno == ECONNRESET ? .closed : .system("recv", errno)
      }
      if count == 0 { throw .closed }
      return buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Sends a request and waits for the response, at most `patience`.
  func exchange(_ request: [UInt8], patience: Duration = .seconds(60)) throws(Fault) -> Response {
    try send(request)
    let end = ContinuousClock.now + patience
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let left = max(0, (end - .now).milliseconds)
      let count = poll(&waiting, 1, CInt(clamping: left))
      if count == 0 { throw .timeout }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("poll", errno)
      }
      if let response = try receive({ Response(status: $0, body: Array($1)) }) { return response }
    }
  }
}

/// Where a server listens: an IPv4 address and a port.
struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
  var host: String
  var port: UInt16

  /// Reads `http://127.0.0.1:7320`.
  init?(url: String) {
    let parts = url.split(separator: "/", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0] == "http:" else { return nil }
    let place = parts[1].split(separator: ":")
    guard place.count == 2, let port = UInt16(place[1]) else { return nil }
    host = place[0] == "localhost" ? "127.0.0.1" : String(place[0])
    self.port = port
    guard inet_addr(host) != INADDR_NONE else { return nil }
  }

  var description: String { "\(host):\(port)" }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
  var milliseconds: Int { Int(seconds * 1000) }
  var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
