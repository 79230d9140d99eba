internal import Logging
internal import Synchronization

/// Keeps a writer to the epoch of the log that it began in: after a failover, one that was taken for dead and lives
/// must not write beside the one that took over.
final class Fence: Sendable {
  private struct State {
    var own: Int64?
    var later: Int64?
  }

  private let state = Mutex(State())

  /// Whether a writer may write in an epoch. The first that it meets is its own.
  func admits(_ epoch: Int64) -> Bool {
    let (isAdmitted, takeover) = state.withLock { state -> (Bool, Takeover?) in
      guard let own = state.own else {
        state.own = epoch
        return (true, nil)
      }
      // What a read brings may be older than what was met under the lock.
      guard epoch > own else { return (state.later == nil, nil) }
      let isNews = state.later == nil
      state.later = max(state.later ?? epoch, epoch)
      return (false, isNews ? Takeover(own: own, later: epoch) : nil)
    }
    if let takeover { Logger(label: "recension.log").error("\(takeover)") }
    return isAdmitted
  }

  /// That the writer was deposed; `nil` where it was not, as far as it knows.
  var takeover: Takeover? {
    state.withLock { state in
      guard let own = state.own, let later = state.later else { return nil }
      return Takeover(own: own, later: later)
    }
  }
}

/// That another server took over the log, so that this one no longer appends.
public struct Takeover: Hashable, Sendable, CustomStringConvertible {
  /// The epoch that the writer began in.
  public var own: Int64
  /// The one that has begun since.
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
