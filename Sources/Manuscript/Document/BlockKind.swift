/// What a block of a paper is.
public enum BlockKind: String, CaseIterable, Sendable {
  /// A heading of any level, the paper's title among them.
  case heading
  /// Who wrote the paper, where it stands under the title.
  case author
  /// A summary before the first section.
  case abstract
  case paragraph
  /// A block quote.
  case quote
  /// One item of a list.
  case list
  /// A table, kept as it stands in the source.
  case table
  /// A code block, kept as it stands in the source.
  case code
  /// A figure, by its caption.
  case image
  /// A footnote or endnote.
  case note
}
