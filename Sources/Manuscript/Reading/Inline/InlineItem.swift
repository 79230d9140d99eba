/// One piece of a block's text as its marks are read, before what they mean is settled.
struct InlineItem {
  enum Content {
    /// Bytes that are text as they stand.
    case text
    /// Bytes that stand for other scalars: an entity, a line's end. The range may be empty.
    case replaced([Unicode.Scalar])
    /// A line's end that the source forces: verse, an address. The range may be empty.
    case lineBreak
    /// Bytes that give no text.
    case furniture(SourceMap.Furniture.Kind)
    /// A run of `*`, `_` or `~`; what is left of it once pairs are found is text.
    case delimiters(Delimiters)
    /// A mark that may refer to a note; the number is its place among the paper's marks.
    case marker(Int)
    case open(EmphasisSpan.Kind)
    case close(EmphasisSpan.Kind)
    case linkStart(destination: String)
    case linkEnd
  }

  var content: Content
  /// The bytes of the source.
  var bytes: Range<Int>
}

/// A run of emphasis marks.
struct Delimiters {
  var mark: UInt8
  var canOpen: Bool
  var canClose: Bool
  /// Marks not yet paired.
  var count: Int
  /// How many marks, from its left, close spans; and which, innermost first.
  var closes: [EmphasisSpan.Kind] = []
  /// Which spans its right end opens, innermost first.
  var opens: [EmphasisSpan.Kind] = []

  static func width(of kind: EmphasisSpan.Kind) -> Int { kind == .emphasis ? 1 : 2 }
}
