internal import HTTPTypes
internal import Hummingbird
internal import Protocol

/// The header that names a write, so that it is done once however often it is sent.
enum IdempotencyKey {
  static let field = "Idempotency-Key"

  static func read(of request: Request) throws(Problem) -> String {
    try read(request.headers[HTTPField.Name(field)!])
  }

  /// - Parameter value: what was sent as ``field``.
  static func read(_ value: String?) throws(Problem) -> String {
    guard let key = value else {
      throw Problem(
        .malformed,
        "A write needs an Idempotency-Key header: a fresh random value, the same when it is sent again.")
    }
    guard (8...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.malformed, "An Idempotency-Key has 8 to 128 visible ASCII characters.")
    }
    return key
  }
}
