/// A place in a base, stored so that it can be found again in another: the range, what stands there, and
/// what stands around it (W3C Web Annotation: TextPositionSelector and TextQuoteSelector).
public struct Anchor: Hashable, Sendable {
  public var base: BaseID
  /// In scalars of the base's reading text; an empty one is a point.
  public var range: ScalarRange
  /// The base's own characters in the range.
  public var quote: String
  /// Up to 32 scalars before the range.
  public var prefix: String
  /// Up to 32 scalars after the range.
  public var suffix: String

  public init(base: BaseID, range: ScalarRange, quote: String, prefix: String, suffix: String) {
    self.base = base
    self.range = range
    self.quote = quote
    self.prefix = prefix
    self.suffix = suffix
  }

  /// Scalars of context kept on either side.
  public static let contextLength = 32
}

extension Document {
  /// The anchor of a range of this document, which is the one of `base`.
  public func anchor(for range: ScalarRange, base: BaseID) -> Anchor { text.anchor(for: range, base: base) }
}

extension ScalarText {
  /// The anchor of a range of this text, which is the one of `base`.
  public func anchor(for range: ScalarRange, base: BaseID) -> Anchor {
    let before = ScalarRange(max(0, range.start - Anchor.contextLength), range.start)
    let after = ScalarRange(range.end, min(count, range.end + Anchor.contextLength))
    return Anchor(base: base, range: range, quote: self[range], prefix: self[before], suffix: self[after])
  }
}
