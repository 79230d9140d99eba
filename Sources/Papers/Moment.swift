public import Scholarship

/// What a read is to show.
public struct Moment: Sendable {
  /// The time at which the paper is to be shown.
  public enum When: Sendable {
    case now
    case position(Int64)
    case time(Timestamp)
  }

  /// The present, a position, or a time.
  public var when: When
  /// A position that it must have seen: one that the asker was told of, maybe by another server.
  public var minimum: Int64

  public init(_ when: When = .now, atLeast position: Int64 = 0) {
    self.when = when
    minimum = position
  }
}
