internal import Glibc

/// An address of the Internet, of either version, in one form: so an address of version 4 that is written as one of version
/// 6 is the same.
struct InternetAddress: Hashable, Sendable, CustomStringConvertible {
  /// Sixteen of them; those of version 4 stand mapped (RFC 4291, 2.5.5.2).
  fileprivate let bytes: [UInt8]

  init?(_ text: some StringProtocol) {
    var version4 = [UInt8](repeating: 0, count: 4)
    var version6 = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, String(text), &version4) == 1 {
      bytes = Self.mapped + version4
    } else if inet_pton(AF_INET6, String(text), &version6) == 1 {
      bytes = version6
    } else {
      return nil
    }
  }

  /// An address as proxies write it: with a port or without, one of version 6 in brackets or not.
  init?(hop: Substring) {
    if hop.hasPrefix("["), let end = hop.firstIndex(of: "]") {
      self.init(hop[..<end].dropFirst())
    } else if hop.contains("."), hop.count(where: { $0 == ":" }) == 1 {
      self.init(hop.prefix { $0 != ":" })
    } else {
      self.init(hop)
    }
  }

  var isVersion4: Bool { bytes.starts(with: Self.mapped) }

  var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let (family, shown) = isVersion4 ? (AF_INET, Array(bytes.dropFirst(12))) : (AF_INET6, bytes)
    _ = inet_ntop(family, shown, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
}

/// Addresses that begin with the same bits.
struct AddressRange: Hashable, Sendable {
  private let first: InternetAddress
  private let bits: Int

  /// An address, or one with how many of its bits count: `10.0.0.0/8`.
  init?(_ text: String) {
    let sides = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = sides.first.flatMap({ InternetAddress($0) }) else { return nil }
    let offset = first.isVersion4 && sides[0].contains(".") && !sides[0].contains(":") ? 96 : 0
    self.first = first
    guard sides.count == 2 else {
      bits = 128
      return
    }
    guard let count = Int(sides[1]), (0...128 - offset).contains(count) else { return nil }
    bits = offset + count
  }

  func contains(_ address: InternetAddress) -> Bool {
    let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
    guard address.bytes.prefix(whole) == first.bytes.prefix(whole) else { return false }
    if rest == 0 { return true }
    return (address.bytes[whole] ^ first.bytes[whole]) >> (8 - rest) == 0
  }
}
