internal import Crypto

/// A secret that is shown once and kept only as its SHA-256: a bearer token or an invitation's code.
struct Secret: Sendable {
  let text: String

  /// A bearer token: 256 random bits.
  static func token() -> Secret { Secret(text: "rec_" + random(bytes: 32)) }

  /// An invitation's one-time code: 120 random bits in groups that can be read out.
  static func code() -> Secret {
    let letters = Array(random(bytes: 15))
    let groups = stride(from: 0, to: letters.count, by: 5).map {
      String(letters[$0..<min($0 + 5, letters.count)])
    }
    return Secret(text: groups.joined(separator: "-"))
  }

  init(text: String) { self.text = text }

  /// What the database keeps of it.
  var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

  /// Random bits, five to a character, in Crockford's Base32 without the letters that look like digits.
  private static func random(bytes count: Int) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var generator = SystemRandomNumberGenerator()
    let characters = (count * 8 + 4) / 5
    return String((0..<characters).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
  }
}
