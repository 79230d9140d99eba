/// Base 64 with the standard alphabet and padding (RFC 4648, §4). Decoding accepts only what encoding
/// produces, so that bytes have exactly one text.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let bits = chunk.reduce(0) { $0 << 8 | UInt32($1) } << (8 * (3 - chunk.count))
      for place in 0..<4 {
        text.append(place <= chunk.count ? alphabet[Int(bits >> (18 - 6 * place) & 63)] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` where the text is not what ``encode(_:)`` gives for some bytes.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    for start in stride(from: 0, to: digits.count, by: 4) {
      var bits: UInt32 = 0
      var count = 0
      for (place, digit) in digits[start..<start + 4].enumerated() {
        if digit == padding, start + 4 == digits.count, place >= 2 {
          bits <<= 6
        } else if let value = values[Int(digit)], count == place {
          bits = bits << 6 | UInt32(value)
          count += 1
        } else {
          return nil
        }
      }
      for place in 0..<count - 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * place))) }
      // The unused bits are zero.
      guard bits & (0xFF_FFFF >> (8 * (count - 1))) == 0 else { return nil }
    }
    return bytes
  }

  private static let padding = UInt8(ascii: "=")
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
