internal import CanonicalJSON

/// The keys with which servers sign their checkpoints, as they were first seen.
struct KnownKeys: Hashable, Sendable {
  /// By the server's address: `name+id+base64`.
  var keys: [String: String] = [:]

  enum Sight: Hashable {
    case first, same
    case other(known: String)
  }

  /// Adds a server's key. A known key is never replaced.
  mutating func see(_ key: String, of server: String) -> Sight {
    guard let known = keys[server] else {
      keys[server] = key
      return .first
    }
    return known == key ? .same : .other(known: known)
  }
}

extension KnownKeys: JSONRecord {
  static let shape = Shape(KnownKeys.init(keys:), Field("keys", \.keys)).constant("v", 1)
}
