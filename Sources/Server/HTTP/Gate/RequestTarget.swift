/// What a request is for, in the form in which everything compares it.
enum RequestTarget {
  /// The target with every character that need not be percent-encoded as itself (RFC 3986, 6.2.2.2), so that one address
  /// is found however it was written; `nil` where it is none: it holds what only a percent-encoding can hold, or a broken
  /// one, or a fragment.
  static func normalized(_ target: String) -> String? {
    var isPlain = true
    for byte in target.utf8 {
      guard (0x21...0x7E).contains(byte), byte != UInt8(ascii: "#") else { return nil }
      if byte == UInt8(ascii: "%") { isPlain = false }
    }
    if isPlain { return target }
    var bytes: [UInt8] = []
    var rest = Array(target.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = PercentEncoding.byte(rest.prefix(2)) else { return nil }
      if PercentEncoding.isUnreserved(value) {
        bytes.append(value)
      } else {
        bytes.append(byte)
        bytes += rest.prefix(2)
      }
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The path of a target, which may be an address with one (RFC 9112, 3.2).
  static func path(of target: String) -> Substring {
    let path = target.prefix { $0 != "?" }
    guard path.first != "/", let scheme = path.firstRange(of: "://") else { return path }
    return path[scheme.upperBound...].drop { $0 != "/" }
  }

  /// The query of a target; `nil` where it has none.
  static func query(of target: String) -> Substring? {
    target.firstIndex(of: "?").map { target[target.index(after: $0)...] }
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum PercentEncoding {
  /// The text that stands encoded; `nil` where it is not UTF-8, or not encoded as it should be.
  static func decoded(_ text: Substring) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = Self.byte(rest.prefix(2)) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// As ``decoded(_:)``, with `+` for a blank, as forms and nearly all libraries write one in a query (WHATWG URL, 5.1);
  /// a plus sign is `%2B` there.
  static func decodedInQuery(_ text: Substring) -> String? {
    decoded(text.utf8.contains(UInt8(ascii: "+")) ? Substring(text.replacing("+", with: " ")) : text)
  }

  /// The byte that two hexadecimal digits stand for.
  static func byte(_ digits: some Collection<UInt8>) -> UInt8? {
    guard digits.count == 2 else { return nil }
    var value: UInt8 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | (digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | (digit - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | (digit - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
