internal import CanonicalJSON

/// Writes with their keys, of which it is not known whether the server stored them.
///
/// If the same write is sent again, it gets the same key, so that it is stored once whatever happened.
struct PendingWrites: Hashable, Sendable {
  var writes: [Write] = []

  struct Write: Hashable, Sendable {
    /// The server by its key, where it has one that is known; the person and the request.
    var server: String
    var profile: String
    var path: String
    var body: String
    var key: String
    /// The credential that was sent to join with.
    var token: String?
    /// When it was last sent, in seconds since 1970.
    var sent: Int64
  }

  /// After an hour the same request counts as a new one.
  static let lifetime: Int64 = 3600

  func write(like write: Write, now: Int64) -> Write? {
    writes.first { $0.isSame(as: write) && !$0.isOver(at: now) }
  }

  mutating func remember(_ write: Write) {
    settle(write)
    writes.removeAll { $0.isOver(at: write.sent) }
    writes.append(write)
  }

  mutating func settle(_ write: Write) {
    writes.removeAll { $0.isSame(as: write) }
  }
}

extension PendingWrites.Write {
  /// A credential may be the only one to somebody's name: it stays until it is known what became of it.
  fileprivate func isOver(at now: Int64) -> Bool {
    token == nil && now - sent >= PendingWrites.lifetime
  }

  fileprivate func isSame(as other: Self) -> Bool {
    server == other.server && profile == other.profile && path == other.path && body == other.body
  }
}

extension PendingWrites: JSONRecord {
  static let shape = Shape(PendingWrites.init(writes:), Field("writes", \.writes)).constant("v", 1)
}

extension PendingWrites.Write: JSONRecord {
  static let shape = Shape(
    PendingWrites.Write.init(server:profile:path:body:key:token:sent:), Field("server", \.server),
    Field("profile", \.profile), Field("path", \.path), Field("body", \.body, .prose), Field("key", \.key),
    Field("token", \.token), Field("sent", \.sent))
}
