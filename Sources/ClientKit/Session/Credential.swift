/// A bearer token of the client's own making.
///
/// Whoever comes in on an invitation makes the token that is to be the credential, so that an answer that gets lost
/// does not lock them out: the same request is sent again, and answered as before.
enum Credential {
  /// `rec_` and 52 characters of Crockford's Base32, each of 5 random bits.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return "rec_" + String((0..<52).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
  }
}
