/// A half-open range of Unicode scalars in a reading text: `start` is the first scalar, `end` the one after
/// the last. An empty range is a point before the scalar at `start`.
public struct ScalarRange: Hashable, Sendable {
  /// Offset of the first scalar.
  public var start: Int
  /// Offset after the last scalar; never below `start`.
  public var end: Int

  /// Makes a range; the ends must be in order.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a range's ends must be in order")
    self.start = start
    self.end = end
  }

  /// Makes a range from an offset and a length.
  public init(start: Int, count: Int) { self.init(start, start + count) }

  /// Number of scalars.
  public var count: Int { end - start }

  /// Whether it is a point.
  public var isEmpty: Bool { start == end }

  /// The same range as the standard library's.
  public var offsets: Range<Int> { start..<end }

  /// Whether the scalar at `offset` lies in it.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

  /// Whether all of `other` lies in it, ends included (a point at either end counts).
  public func contains(_ other: ScalarRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two share at least one scalar.
  public func overlaps(_ other: ScalarRange) -> Bool {
    max(start, other.start) < min(end, other.end)
  }

  /// What the two share, or nil if they neither share a scalar nor touch.
  public func intersection(_ other: ScalarRange) -> ScalarRange? {
    let (low, high) = (max(start, other.start), min(end, other.end))
    return low <= high ? ScalarRange(low, high) : nil
  }

  /// The range moved by `distance` scalars.
  public func shifted(by distance: Int) -> ScalarRange { ScalarRange(start + distance, end + distance) }
}

extension ScalarRange: Comparable {
  /// By start, then by end.
  public static func < (left: ScalarRange, right: ScalarRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

extension ScalarRange: CustomStringConvertible {
  /// `[start, end)`.
  public var description: String { "[\(start), \(end))" }
}
