internal import CanonicalJSON

/// Up to where someone has looked at a paper, with this client.
struct LookedPositions: Hashable, Sendable {
  /// By server, paper and person.
  var positions: [String: Int64] = [:]

  static func key(server: String, paper: String, person: String?) -> String {
    "\(server) \(paper) \(person ?? "-")"
  }

  mutating func note(_ position: Int64, _ key: String) {
    positions[key] = max(positions[key] ?? 0, position)
    // Papers that were read once stay here for ever otherwise.
    while positions.count > Self.limit, let other = positions.keys.first(where: { $0 != key }) {
      positions[other] = nil
    }
  }

  private static let limit = 1024
}

extension LookedPositions: JSONRecord {
  static let shape = Shape(LookedPositions.init(positions:), Field("positions", \.positions)).constant("v", 1)
}
