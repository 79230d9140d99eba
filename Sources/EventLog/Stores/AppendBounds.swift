/// What a batch and the queue before it may hold, and how long one may take.
public struct AppendBounds: Sendable {
  /// Requests in one transaction.
  public var batch = 512
  /// About how many bytes one transaction sends.
  public var batchBytes = 8 << 20
  /// Requests waiting, and about how many bytes they may be together; what would exceed either is refused.
  public var queue = 8192
  /// Bytes waiting.
  public var queueBytes = 512 << 20
  /// How long one attempt may wait for other servers, in whole seconds; and half of how long it may take at all.
  public var patience = Duration.seconds(30)
  /// How often a batch whose connection was lost is tried again, and the pause before the first time; each pause
  /// is twice the one before.
  public var attempts = 6
  /// The pause before the second attempt.
  public var pause = Duration.milliseconds(50)

  /// How long a request waits for its turn where nothing can be appended, before it and its batch are refused untried.
  public var waiting = Duration.seconds(10)
  /// How long is waited, when the store is closed, for what was accepted.
  public var closing = Duration.seconds(10)

  public init() {}
}
