internal import Cryptography

/// A secret that is shown once and kept only as its SHA-256: a bearer token or an invitation's code.
struct Secret: Sendable {
  let text: String

  /// A bearer token: 256 random bits.
  static func token() -> Secret { Secret(text: "rec_" + random(bytes: 32)) }

  /// An invitation's one-time code: 120 bits of what nobody can guess, in groups that can be read out.
  init(code bytes: [UInt8]) {
    // A character has five bits, so three of each byte go unused.
    let alphabet = Array(Self.alphabet)
    let letters = bytes.prefix(Self.characters(120)).map { alphabet[Int($0 & 31)] }
    let groups = stride(from: 0, to: letters.count, by: 5).map {
      String(letters[$0..<min($0 + 5, letters.count)])
    }
    text = groups.joined(separator: "-")
  }

  init(text: String) { self.text = text }

  /// A bearer token that a client made; `nil` where it has not the form of one.
  init?(token text: String) {
    guard text.hasPrefix("rec_"), text.utf8.count == 4 + Self.characters(256),
      text.utf8.dropFirst(4).allSatisfy(Self.alphabet.utf8.contains)
    else { return nil }
    self.text = text
  }

  /// What the database keeps of it.
  var digest: [UInt8] { SHA256.hash(Array(text.utf8)) }

  /// Random bits, five to a character, in Crockford's Base32 without the letters that look like digits.
  private static func random(bytes count: Int) -> String {
    let alphabet = Array(Self.alphabet)
    var generator = SystemRandomNumberGenerator()
    return String(
      (0..<characters(count * 8)).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
  }

  /// How many characters hold so many bits.
  private static func characters(_ bits: Int) -> Int { (bits + 4) / 5 }

  private static let alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
}
