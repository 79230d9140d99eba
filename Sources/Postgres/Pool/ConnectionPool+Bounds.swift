extension ConnectionPool {
  /// How many connections a pool makes, and how long things may take.
  public struct Bounds: Sendable {
    /// How many connections are kept while nobody needs them.
    public var minimum: Int
    /// How many connections there may be, including those being made or closed.
    public var maximum: Int
    /// How many callers may wait for a connection; more are refused at once.
    public var waiting: Int
    /// How long a caller waits for a connection.
    public var acquireTimeout: Duration
    /// How long a connection above the minimum may be idle.
    public var idleTimeout: Duration
    /// How long making one connection may take.
    public var connectTimeout: Duration
    /// The pause after a first failure to connect; each further failure doubles it, up to `longestRetryPause`.
    public var firstRetryPause: Duration
    /// The longest pause.
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
