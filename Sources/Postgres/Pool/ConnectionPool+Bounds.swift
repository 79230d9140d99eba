extension ConnectionPool {
  /// How many connections a pool makes, and how long things may take.
  public struct Bounds: Sendable {
    /// Connections that are kept even when nobody needs them.
    public var minimum: Int
    /// Connections at most, those being made or closed included.
    public var maximum: Int
    /// Callers that may wait for a connection at most; the next is refused at once.
    public var waiting: Int
    /// How long a caller waits for a connection.
    public var acquireTimeout: Duration
    /// How long a connection above the minimum may lie idle.
    public var idleTimeout: Duration
    /// How long making one connection may take.
    public var connectTimeout: Duration
    /// The pause after a first failure to connect; each further failure doubles it, up to `longestRetryPause`.
    public var firstRetryPause: Duration
    /// The pause that no further failure makes longer.
    public var longestRetryPause: Duration

    /// - Precondition: `minimum` is from 0 to `maximum`, which is at least 1.
    public init(
      minimum: Int = 0, maximum: Int = 8, waiting: Int = 1_000, acquireTimeout: Duration = .seconds(10),
      idleTimeout: Duration = .seconds(60), connectTimeout: Duration = .seconds(10),
      firstRetryPause: Duration = .milliseconds(100), longestRetryPause: Duration = .seconds(5)
    ) {
      precondition(0 <= minimum && minimum <= maximum && maximum > 0 && waiting >= 0)
      self.minimum = minimum
      self.maximum = maximum
      self.waiting = waiting
      self.acquireTimeout = acquireTimeout
      self.idleTimeout = idleTimeout
      self.connectTimeout = connectTimeout
      self.firstRetryPause = firstRetryPause
      self.longestRetryPause = longestRetryPause
    }
  }
}
