public import Scholarship

/// Which state of a paper a read asks for: now, a position or a time.
public struct Moment: Sendable {
  /// When the paper is to be shown; `nil` for now.
  public var point: PointInTime?
  /// A position that it must have seen: one that the asker was told of, maybe by another server.
  public var minimum: Int64

  public init(_ point: PointInTime? = nil, atLeast position: Int64 = 0) {
    self.point = point
    minimum = position
  }
}
