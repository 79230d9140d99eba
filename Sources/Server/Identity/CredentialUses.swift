internal import EventLog
internal import Synchronization

/// Which credentials were used, and when: written down together once in a while, not with each request.
final class CredentialUses: Sendable {
  typealias Use = (digest: [UInt8], at: Int64)

  private let latest = Mutex<[[UInt8]: Int64]>([:])

  /// - Parameter time: microseconds since 1970.
  func note(_ digest: [UInt8], at time: Int64 = SystemClock.microseconds()) {
    latest.withLock { $0[digest] = max($0[digest] ?? time, time) }
  }

  /// What was noted; it is forgotten here.
  func take() -> [Use] {
    latest.withLock { latest in
      defer { latest = [:] }
      return latest.map { ($0.key, $0.value) }
    }
  }

  func putBack(_ uses: [Use]) {
    for use in uses { note(use.digest, at: use.at) }
  }
}
