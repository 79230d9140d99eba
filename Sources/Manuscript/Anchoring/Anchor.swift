/// A place in a base, stored so that it can be found again in another: the range, what stands there, and
/// what stands around it (W3C Web Annotation: TextPositionSelector and TextQuoteSelector).
public struct Anchor: Hashable, Sendable {
  public var base: BaseID
  /// In scalars of the base's reading text; an empty one is a point.
  public var range: ScalarRange
  // What stands before, in and after the range, in one string: a paper has many anchors.
  private var words: String
  /// In UTF-8.
  private var prefixLength: UInt32
  private var suffixLength: UInt32

  /// The anchor of a range, with what stands there and around it.
  public init(base: BaseID, range: ScalarRange, quote: String, prefix: String, suffix: String) {
    self.base = base
    self.range = range
    words = prefix + quote + suffix
    (prefixLength, suffixLength) = (UInt32(prefix.utf8.count), UInt32(suffix.utf8.count))
  }

  /// The base's own characters in the range.
  public var quote: String {
    get {
      String(decoding: words.utf8.dropFirst(Int(prefixLength)).dropLast(Int(suffixLength)), as: UTF8.self)
    }
    set { self = Anchor(base: base, range: range, quote: newValue, prefix: prefix, suffix: suffix) }
  }

  /// Up to 32 scalars before the range.
  public var prefix: String { String(decoding: words.utf8.prefix(Int(prefixLength)), as: UTF8.self) }

  /// Up to 32 scalars after the range.
  public var suffix: String { String(decoding: words.utf8.suffix(Int(suffixLength)), as: UTF8.self) }

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
