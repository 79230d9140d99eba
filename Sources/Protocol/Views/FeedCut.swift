public import CanonicalJSON

/// Why a feed ends: the data of its last message, whose event is `cut`.
public struct FeedCut: Hashable, Sendable {
  /// Why a feed ends.
  public enum Reason: String, JSONTerm {
    /// The server is stopping; come back in a moment.
    case stopping
    /// The reader took too long to read.
    case tooSlow = "too-slow"
    /// The reader is no longer allowed to see it.
    case notAllowed = "not-allowed"
    /// The server could not go on reading; come back in a moment.
    case unavailable
  }

  /// The name of the message's event.
  public static let event = "cut"

  public var reason: Reason
  /// Resume after this position: everything up to it was sent.
  public var position: Int64
  /// For the person: what happened, and what to do.
  public var detail: String

  public init(_ reason: Reason, position: Int64, detail: String) {
    self.reason = reason
    self.position = position
    self.detail = detail
  }
}

extension FeedCut: JSONRecord {
  public static let shape = Shape(
    FeedCut.init(_:position:detail:), Field("reason", \.reason), Field("position", \.position),
    Field("detail", \.detail)
  ).constant("v", 1)
}
