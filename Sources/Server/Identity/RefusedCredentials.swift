internal import Logging
internal import Synchronization

/// Tells the server's log of credentials that are not taken, and from where they came: once a minute for each address,
/// however many there are.
final class RefusedCredentials: Sendable {
  private struct Entry {
    var toldAt: ContinuousClock.Instant
    /// How many came since that was told.
    var count = 0
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let logger: Logger

  init(logger: Logger) { self.logger = logger }

  /// - Parameter address: where it came from; `nil` where that is not known.
  func note(
    _ refusal: CredentialRefusal, from address: String?, now: ContinuousClock.Instant = .now
  ) {
    let named = address ?? "unknown"
    let told: (address: String, before: Int)? = entries.withLock { entries in
      if entries[named] == nil, entries.count >= Self.limit {
        entries = entries.filter { now < $0.value.toldAt + Self.interval }
      }
      // More addresses at a time than anyone reads of are one.
      let key = entries[named] == nil && entries.count >= Self.limit ? Self.others : named
      guard let entry = entries[key], now < entry.toldAt + Self.interval else {
        defer { entries[key] = Entry(toldAt: now) }
        return (key, entries[key]?.count ?? 0)
      }
      entries[key]?.count += 1
      return nil
    }
    guard let told else { return }
    var metadata: Logger.Metadata = ["address": "\(told.address)", "why": "\(refusal.why)"]
    if told.before > 0 { metadata["before"] = "\(told.before)" }
    logger.warning("a credential was refused", metadata: metadata)
  }

  private static let interval = Duration.seconds(60)
  private static let limit = 256
  private static let others = "others"
}

extension CredentialRefusal {
  /// For the server's log: nothing of what was sent.
  fileprivate var why: String {
    switch self {
    case .unknown: "it is unknown"
    case .revoked(let handle, let name): "\(handle)'s “\(name)” was revoked"
    case .expired(let handle, let name): "\(handle)'s “\(name)” has expired"
    }
  }
}
