internal import Synchronization

/// How often someone may ask: a bucket of tokens for each credential, for each address without one, and for each address
/// from which wrong credentials come.
///
/// Credentials are known by a hash that this process alone can make. A credential that was good lately is not held up by
/// wrong ones from its address: on one machine all come from one.
final class RequestRates: Sendable {
  private enum Key: Hashable {
    case credential(Int)
    case address(String)
    case failures(String)
  }

  private struct State {
    var buckets: [Key: TokenBucket] = [:]
    var good: Set<Int> = []
  }

  private let limits: ServerLimits
  private let reached: ReachedBounds
  private let state = Mutex(State())

  /// - Parameter reached: counts the requests that are not taken.
  init(_ limits: ServerLimits, reached: ReachedBounds) {
    self.limits = limits
    self.reached = reached
  }

  /// How many seconds to wait before a request is taken; `nil` where it is taken now.
  ///
  /// - Parameters:
  ///   - credential: what the request shows as one, whether or not it is valid.
  ///   - address: where it comes from.
  func delay(credential: String?, address: String, now: ContinuousClock.Instant = .now) -> Int? {
    state.withLock { state in
      guard let credential else {
        return noted(Self.take(.address(address), limits.strangerRate, now, &state), .strangerRate)
      }
      let hash = credential.hashValue
      if !state.good.contains(hash), let bucket = state.buckets[.failures(address)],
        let delay = bucket.delay(rate: limits.failureRate, now: now)
      {
        return noted(delay, .failureRate)
      }
      return noted(Self.take(.credential(hash), limits.rate, now, &state), .rate)
    }
  }

  private func noted(_ delay: Int?, _ bound: ReachedBounds.Bound) -> Int? {
    if delay != nil { reached.note(bound) }
    return delay
  }

  /// Notes that a credential was good, or was none.
  func note(credential: String, isGood: Bool, address: String, now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      let hash = credential.hashValue
      if isGood {
        if state.good.count >= Self.limit { state.good.removeAll() }
        state.good.insert(hash)
      } else {
        state.good.remove(hash)
        _ = Self.take(.failures(address), limits.failureRate, now, &state)
      }
    }
  }

  private static func take(
    _ key: Key, _ rate: Int, _ now: ContinuousClock.Instant, _ state: inout State
  ) -> Int? {
    guard rate > 0 else { return nil }
    if state.buckets.count >= limit, state.buckets[key] == nil {
      // Those that are full again tell nothing.
      state.buckets = state.buckets.filter { !$0.value.isFull(now: now) }
      if state.buckets.count >= limit { state.buckets.removeAll() }
    }
    return state.buckets[key, default: TokenBucket(now)].take(rate: rate, now: now)
  }

  private static let limit = 10_000
}

/// Tokens that come at a rate and are kept for ten seconds of it.
private struct TokenBucket {
  /// When the bucket is, or was, full again. One number is enough: what was taken lies between now and then.
  private var fullAt: ContinuousClock.Instant

  init(_ now: ContinuousClock.Instant) { fullAt = now }

  func isFull(now: ContinuousClock.Instant) -> Bool { fullAt <= now }

  /// How many seconds until there is a token; `nil` where there is one.
  func delay(rate: Int, now: ContinuousClock.Instant) -> Int? {
    guard rate > 0 else { return nil }
    let missing = fullAt - now + .seconds(1) / rate - Self.depth
    return missing > .zero ? Int(missing.components.seconds) + 1 : nil
  }

  mutating func take(rate: Int, now: ContinuousClock.Instant) -> Int? {
    if let delay = delay(rate: rate, now: now) { return delay }
    fullAt = max(fullAt, now) + .seconds(1) / rate
    return nil
  }

  private static let depth = Duration.seconds(10)
}
