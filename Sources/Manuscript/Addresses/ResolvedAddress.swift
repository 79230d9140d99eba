/// The one place that an address names in a document.
public struct ResolvedAddress: Hashable, Sendable {
  /// Where it lies in the reading text.
  public var range: ScalarRange
  /// Its canonical address, which resolves to the same range.
  public var address: String
  /// The blocks it touches, as indices of `Document.blocks`.
  public var blocks: Range<Int>
}
