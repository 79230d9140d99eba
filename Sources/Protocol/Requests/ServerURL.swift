/// A server's address in its normal form, so that the two sides mean the same by the same text: scheme and host in lower
/// case, no usual port, nothing behind; or `unix:` and the path of a Unix socket.
public struct ServerURL: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// The path of the Unix socket that it is; `nil` where it is a host.
  public let socket: String?

  /// Whether what is sent there can be read on the way, and whoever answers there is known by nothing.
  public var isPlain: Bool { description.hasPrefix("http://") }

  /// `nil` where it is neither `http:` or `https:`, a host and perhaps a port, nor `unix:` and a path from the root.
  public init?(_ text: String) {
    if text.prefix(5).lowercased() == "unix:" {
      self.init(socket: text.dropFirst(5))
    } else {
      self.init(host: text)
    }
  }

  private init?(host text: String) {
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
    socket = nil
  }

  /// A path's letters are told apart by case. `..` would leave open which folder is meant.
  private init?(socket text: Substring) {
    guard text.first == "/", let path = Self.unescaped(text.utf8) else { return nil }
    let names = path.split(separator: "/").filter { $0 != "." }
    let whole = "/" + names.joined(separator: "/")
    guard !names.isEmpty, !names.contains(".."), whole.utf8.count <= Self.longestSocket,
      !whole.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    description = "unix:" + whole.utf8.map(Self.escaped).joined()
    socket = whole
  }

  /// What the system takes for the path of a socket, in bytes.
  private static let longestSocket = 107

  /// A space, `%` and what is not ASCII are written as in any URL.
  private static func escaped(_ byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") { return String(UnicodeScalar(byte)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count < 2 ? "0" : "") + digits
  }

  private static func unescaped(_ text: Substring.UTF8View) -> String? {
    var (bytes, rest) = ([UInt8](), text[...])
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.first != UInt8(ascii: "+"),
        let value = UInt8(Substring(digits), radix: 16)
      else { return nil }
      bytes.append(value)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
