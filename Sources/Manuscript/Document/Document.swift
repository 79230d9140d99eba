/// A paper as it was read: its reading text, the blocks that lie in it, and the map back to the source.
///
/// The reading text is the blocks' texts, the body's in reading order and then the notes', separated by a
/// blank line (`"\n\n"`). It holds no marks and no note markers.
public struct Document: Hashable, Sendable {
  /// The version of the reader that made this document. A stored document is never read anew.
  public var readerVersion: Int
  /// The version of the segmenter that fixed its sentences.
  public var segmenterVersion: Int
  /// BCP 47 tag of the paper's main language.
  public var language: String
  /// Number of pages; 0 where the source shows none.
  public var pages: Int
  /// What people read; addresses lie in it.
  public var text: ScalarText { didSet { searchAids = SearchAids() } }
  /// In the order of the text: the body's, then the notes'.
  public var blocks: [Block] { didSet { searchAids = SearchAids() } }
  /// Which bytes of the source gave which part of the text.
  public var sourceMap: SourceMap
  /// For looking for words in it; copies have the same.
  private(set) var searchAids = SearchAids()

  public init(
    readerVersion: Int, segmenterVersion: Int, language: String, pages: Int, text: ScalarText,
    blocks: [Block], sourceMap: SourceMap
  ) {
    self.readerVersion = readerVersion
    self.segmenterVersion = segmenterVersion
    self.language = language
    self.pages = pages
    self.text = text
    self.blocks = blocks
    self.sourceMap = sourceMap
  }
}
