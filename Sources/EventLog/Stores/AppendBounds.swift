/// The bounds on a batch and on the queue, in size and in time.
public struct AppendBounds: Sendable {
  /// Requests in one transaction.
  public var batch = 512
  /// About how many bytes one transaction sends.
  public var batchBytes = 8 << 20
  /// Requests in the queue. More are refused.
  public var queue = 8192
  /// About how many bytes the queue may hold. More are refused.
  public var queueBytes = 512 << 20
  /// How long one attempt may wait for other servers, in whole seconds. A whole attempt may take twice as
  /// long.
  public var patience = Duration.seconds(30)
  /// How often a batch is tried in all, if its connection is lost.
  public var attempts = 6
  /// The pause before the second attempt; each later pause is twice the one before.
  public var pause = Duration.milliseconds(50)

  /// How long a request may wait in the queue while nothing can be appended. Then it and its batch are
  /// refused.
  public var waiting = Duration.seconds(10)
  /// How long closing the store waits for accepted requests.
  public var closing = Duration.seconds(10)

  public init() {}
}
