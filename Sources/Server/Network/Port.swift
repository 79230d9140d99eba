internal import Glibc

/// Ports, before they are listened on.
enum Port {
  /// The port for this machine's own clients: the one asked for, or the usual one, or where that is taken any (0).
  static func local(_ options: ServerOptions) throws(StartError) -> Int {
    if let port = options.port {
      try see(port, on: options.host)
      return port
    }
    let isFree = try failure(ServerOptions.usualPort, on: options.host) == nil
    return isFree ? ServerOptions.usualPort : 0
  }

  /// Sees that a port can be listened on.
  static func see(_ port: Int, on host: String) throws(StartError) {
    guard let number = try failure(port, on: host) else { return }
    switch number {
    case EADDRINUSE:
      throw StartError(
        "Port \(port) on \(host) is taken by another program. Stop that, or give another port with --port.")
    case EADDRNOTAVAIL: throw StartError("\(host) is no address of this machine.")
    default: throw StartError("Port \(port) on \(host) cannot be listened on.", errno: number)
    }
  }

  /// Why a port cannot be listened on; `nil` where it can.
  private static func failure(_ port: Int, on host: String) throws(StartError) -> Int32? {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found?.pointee else {
      throw StartError("There is no address by the name \(host).")
    }
    defer { freeaddrinfo(found) }
    let descriptor = Glibc.socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    // As the server itself will bind: a port that only lingers in TIME_WAIT is free.
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    return bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 ? nil : errno
  }
}
