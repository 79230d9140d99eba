internal import Synchronization

/// Whose tokens were looked up a moment ago, so that a person at work is not looked up with each request.
///
/// What is known is forgotten after ``lifetime``: a token that another server revoked is taken that much longer.
final class KnownCredentials: Sendable {
  private struct Entry {
    var identity: Identity
    var until: ContinuousClock.Instant
  }

  private let entries = Mutex<[[UInt8]: Entry]>([:])

  /// Who a token's digest belongs to, if that was found out lately.
  func identity(_ digest: [UInt8], now: ContinuousClock.Instant = .now) -> Identity? {
    entries.withLock { entries in
      guard let entry = entries[digest], now < entry.until else { return nil }
      return entry.identity
    }
  }

  func keep(_ identity: Identity, _ digest: [UInt8], now: ContinuousClock.Instant = .now) {
    entries.withLock { entries in
      if entries.count >= Self.limit {
        entries = entries.filter { now < $0.value.until }
        if entries.count >= Self.limit { entries.removeAll() }
      }
      entries[digest] = Entry(identity: identity, until: now + Self.lifetime)
    }
  }

  static let lifetime = Duration.seconds(1)
  private static let limit = 4096
}
