internal import CanonicalJSON

/// The last position that each server told of, so that whatever runs next asks to be shown no less.
struct SeenPositions: Hashable, Sendable {
  /// By the server's address.
  var positions: [String: Int64] = [:]

  /// Notes a position of a server, unless a later one is noted.
  mutating func note(_ position: Int64, of server: String) {
    positions[server] = max(positions[server] ?? 0, position)
    // Servers that were tried once stay here for ever otherwise.
    while positions.count > Self.limit, let other = positions.keys.first(where: { $0 != server }) {
      positions[other] = nil
    }
  }

  private static let limit = 64
}

extension SeenPositions: JSONRecord {
  static let shape = Shape(SeenPositions.init(positions:), Field("positions", \.positions)).constant("v", 1)
}
