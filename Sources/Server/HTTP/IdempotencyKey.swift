internal import HTTPTypes
internal import Hummingbird
internal import Protocol

/// The header that names a write, so that it is done once however often it is sent.
enum IdempotencyKey {
  static let field = "Idempotency-Key"

  static func read(of request: Request) throws(Problem) -> String {
    try read(request.headers[HTTPField.Name(field)!])
  }

  /// The key of a request that may be a dry run, which needs none. That depends on what else is asked, so a key that is
  /// missing is refused for what the request means, and not for its form.
  static func read(of request: Request, unlessDryRun isDryRun: Bool) throws(Problem) -> String {
    if isDryRun { return "" }
    guard let key = request.headers[HTTPField.Name(field)!] else {
      throw Problem(.refused, "\(missing) Only a dry run needs none.")
    }
    return try read(key)
  }

  private static let missing =
    "A write needs an Idempotency-Key header: a fresh random value, the same when it is sent again."

  /// - Parameter value: what was sent as ``field``.
  static func read(_ value: String?) throws(Problem) -> String {
    guard let key = value else {
      throw Problem(.malformed, missing)
    }
    guard (8...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.malformed, "An Idempotency-Key has 8 to 128 visible ASCII characters.")
    }
    return key
  }
}
