internal import Logging
internal import Synchronization

/// Keeps a server from appending in a later epoch than the one it began in. After a failover, a server that
/// was taken for dead may still run; it must not write beside the one that took over.
final class Fence: Sendable {
  private struct State {
    var own: Int64?
    var later: Int64?
  }

  private let state = Mutex(State())

  /// Whether this server may append in `epoch`. The first epoch it meets is its own.
  func admits(_ epoch: Int64) -> Bool {
    let (isAdmitted, takeover) = state.withLock { state -> (Bool, Takeover?) in
      guard let own = state.own else {
        state.own = epoch
        return (true, nil)
      }
      // A read may bring an older epoch than one met under the lock.
      guard epoch > own else { return (state.later == nil, nil) }
      let isNews = state.later == nil
      state.later = max(state.later ?? epoch, epoch)
      return (false, isNews ? Takeover(own: own, later: epoch) : nil)
    }
    if let takeover { Logger(label: "recension.log").error("\(takeover)") }
    return isAdmitted
  }

  /// The takeover, if this server knows of one.
  var takeover: Takeover? {
    state.withLock { state in
      guard let own = state.own, let later = state.later else { return nil }
      return Takeover(own: own, later: later)
    }
  }
}

/// Another server took over the log; this one no longer appends.
public struct Takeover: Hashable, Sendable, CustomStringConvertible {
  /// The epoch this server began in.
  public var own: Int64
  /// The epoch that has begun since.
  public var later: Int64

  public init(own: Int64, later: Int64) {
    self.own = own
    self.later = later
  }

  public var description: String {
    "another server took over the log: it is in epoch \(later), and this server, which began in epoch \(own), "
      + "writes no more; stop it, or start it again if it is to work beside the other"
  }
}
