/// A server's address in its normal form, so that the two sides mean the same by the same text: scheme and host in lower
/// case, no usual port, nothing behind.
public struct ServerURL: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// Whether what is sent there can be read on the way, and whoever answers there is known by nothing.
  public var isPlain: Bool { description.hasPrefix("http://") }

  /// `nil` where it is not `http:` or `https:`, a host and perhaps a port.
  public init?(_ text: String) {
    var rest = text[...]
    while rest.last == "/" { rest.removeLast() }
    guard let colon = rest.firstRange(of: "://") else { return nil }
    let scheme = rest[..<colon.lowerBound].lowercased()
    var (host, port) = (rest[colon.upperBound...].lowercased()[...], "")
    guard scheme == "http" || scheme == "https", host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !host.contains(where: { "/?#@\\".contains($0) })
    else { return nil }
    if let last = host.lastIndex(of: ":"), !host[last...].contains("]") {
      port = String(host[host.index(after: last)...])
      host = host[..<last]
      guard let number = UInt16(port), number > 0 else { return nil }
      port = "\(number)"
    }
    guard !host.isEmpty, host.first == "[" ? host.last == "]" : !host.contains(":") else { return nil }
    // It may be two addresses, of which a stranger may have the other.
    if host == "localhost" { host = "127.0.0.1" }
    if port == (scheme == "http" ? "80" : "443") { port = "" }
    description = "\(scheme)://\(host)" + (port.isEmpty ? "" : ":\(port)")
  }
}
