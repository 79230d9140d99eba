public import CanonicalJSON

/// Who stands behind each word of the consensus: `blame --json`. The texts of its items, one after the other, are the
/// consensus text of the passage.
public struct BlameView: Hashable, Sendable {
  public var at: Int64
  public var base: String
  /// Who brought the base in, and when: its words are the source's.
  public var source: Deed
  /// In text order.
  public var items: [BlameItem]

  public init(at: Int64, base: String, source: Deed, items: [BlameItem]) {
    self.at = at
    self.base = base
    self.source = source
    self.items = items
  }
}

/// A stretch of the consensus text.
public struct BlameItem: Hashable, Sendable {
  public var address: String
  /// The words that stand there; empty where some were deleted.
  public var text: String
  /// In scalars of the consensus text, end-exclusive.
  public var range: [Int]
  /// The base's words that they stand for; of words that the base took over, those of the base before. Absent where they
  /// are the base's own.
  public var old: String?
  /// Why they stand there: the correction whose words they are first, then those that say the same. Absent where they
  /// are the base's own and nobody proposed them.
  public var corrections: [CorrectionItem]?

  public init(
    address: String, text: String, range: [Int], old: String? = nil, corrections: [CorrectionItem]? = nil
  ) {
    self.address = address
    self.text = text
    self.range = range
    self.old = old
    self.corrections = corrections
  }
}

extension BlameView: JSONRecord {
  public static let shape = Shape(
    BlameView.init(at:base:source:items:), Field("at", \.at), Field("base", \.base),
    Field("source", \.source), Field("items", \.items)
  ).constant("v", 1)
}

extension BlameItem: JSONRecord {
  public static let shape = Shape(
    BlameItem.init(address:text:range:old:corrections:), Field("address", \.address),
    Field("text", \.text), Field("range", \.range), Field("old", \.old),
    Field("corrections", \.corrections))
}
