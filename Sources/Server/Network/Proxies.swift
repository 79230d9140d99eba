internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Who may say for whom they ask: the proxies before the server, by their addresses.
///
/// What anyone else says of it is not believed: whoever asks could say anything.
struct Proxies: Sendable, Equatable {
  private var ranges: [AddressRange] = []
  /// Whether whoever comes over the Unix socket is one.
  private var includesSocket = false

  /// Nobody.
  init() {}

  /// - Parameter texts: each an address, a range such as `10.0.0.0/8`, or `unix` for the Unix socket.
  init(_ texts: [String]) throws(StartError) {
    for text in texts {
      if text == Self.socket {
        includesSocket = true
      } else if let range = AddressRange(text) {
        ranges.append(range)
      } else {
        throw StartError(
          "“\(text)” names no proxy: give its address, such as 192.0.2.7, a range such as 10.0.0.0/8, or “\(Self.socket)” "
            + "for whoever comes over the Unix socket.")
      }
    }
  }

  private static let socket = "unix"

  /// Whether whoever is at the other end of a connection is one.
  func include(_ channel: any Channel) -> Bool {
    switch channel.remoteAddress {
    case .v4, .v6:
      channel.remoteAddress?.ipAddress.flatMap { InternetAddress($0) }.map(include) ?? false
    case .unixDomainSocket: includesSocket
    case nil:
      if case .unixDomainSocket = channel.localAddress { includesSocket } else { false }
    }
  }

  private func include(_ address: InternetAddress) -> Bool { ranges.contains { $0.contains(address) } }

  /// From where a request comes that a proxy hands on; `nil` where it does not say.
  ///
  /// Each proxy adds who asked it behind what it was told: so the last that is no proxy itself is who asks, and what stands
  /// before is anyone's word. A proxy writes one of the two fields and hands on the other as it comes: where they do not say
  /// the same, neither is believed.
  func origin(in headers: HTTPHeaders) -> String? {
    let hops = [
      Self.hops(headers["X-Forwarded-For"]),
      Self.hops(headers["Forwarded"]).map(Self.forwardedFor),
    ].filter { !$0.isEmpty }
    let origins = Set(hops.map(origin))
    return origins.count == 1 ? origins.first??.description : nil
  }

  private func origin(_ hops: [Substring]) -> InternetAddress? {
    var known: InternetAddress?
    for hop in hops.reversed() {
      if includesSocket, hop.hasPrefix("unix:") { continue }
      // Behind what is no address, nobody is known any more.
      guard let address = InternetAddress(hop: hop) else { return known }
      if !include(address) { return address }
      known = address
    }
    return known
  }

  private static func hops(_ fields: [String]) -> [Substring] {
    fields.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .map { Substring($0.trimmed) }
  }

  /// What stands behind `for=` (RFC 7239, 4); nothing where nothing does.
  private static func forwardedFor(_ element: Substring) -> Substring {
    for pair in element.split(separator: ";") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0].trimmed.lowercased() == "for" {
        return Substring(sides[1].trimmed.replacing("\"", with: ""))
      }
    }
    return ""
  }
}

/// Where the gate notes, for all that comes after it, from where a request comes that a proxy hands on. What others send
/// by this name is taken out.
enum RequestOrigin {
  static let field = "X-Recension-Origin"
  static let fieldName = HTTPField.Name(field)
}
