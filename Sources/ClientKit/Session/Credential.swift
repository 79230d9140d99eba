/// A bearer token that the client makes.
///
/// Those who join make the token that becomes their credential. So a lost answer locks nobody out: the same
/// request is sent again and gets the same answer.
enum Credential {
  /// `rec_` and 52 characters of Crockford's Base32, each of 5 random bits.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return "rec_" + String((0..<52).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
  }
}
