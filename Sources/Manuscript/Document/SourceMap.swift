/// Which bytes of the source every scalar of a reading text came from, and back; and what the bytes are
/// that gave no text.
///
/// The segments, in the order of the text, cover it without a gap; the bytes of the segments and of the
/// furniture together cover the source exactly once.
public struct SourceMap: Hashable, Sendable {
  /// A run of scalars each of which came from the same number of bytes.
  public struct Segment: Hashable, Sendable {
    /// Offset of the first scalar in the text.
    public var text: Int
    /// Offset of its first byte in the source.
    public var byte: Int
    /// Number of scalars.
    public var count: Int
    /// Bytes to a scalar; 0 for what the reader supplied (a separator, a space at a page's end).
    public var width: Int

    public init(text: Int, byte: Int, count: Int, width: Int) {
      self.text = text
      self.byte = byte
      self.count = count
      self.width = width
    }
  }

  /// Bytes of the source that gave no text, and why.
  public struct Furniture: Hashable, Sendable {
    /// Why bytes gave no text.
    public enum Kind: String, CaseIterable, Sendable {
      /// White space: blank lines, indents, line ends that no space stands for.
      case blank
      /// Marks of emphasis, headings, quotes, lists, links, tags, escapes.
      case markup
      /// A note's marker in the text or before its body.
      case noteMarker
      /// A rule that ends a page or sets off its foot.
      case pageBreak
      /// A rule that the author drew.
      case rule
      case pageNumber
      case runningHead
      /// A hyphen that only broke a word over a line's or page's end.
      case hyphen
      /// Metadata before the text, such as YAML front matter.
      case frontMatter
      case comment
      case byteOrderMark
    }

    /// Why they gave no text.
    public var kind: Kind
    /// Bytes of the source.
    public var bytes: Range<Int>

    public init(kind: Kind, bytes: Range<Int>) {
      self.kind = kind
      self.bytes = bytes
    }
  }

  /// By text, without a gap.
  public let segments: [Segment]
  /// By source, without overlap.
  public let furniture: [Furniture]
  /// Number of bytes of the source.
  public let byteCount: Int
  /// The segments that have bytes, ordered by them.
  let byBytes: [Segment]

  /// - Parameter byteCount: the length of the source.
  public init(segments: [Segment], furniture: [Furniture], byteCount: Int) {
    self.segments = segments
    self.furniture = furniture
    self.byteCount = byteCount
    byBytes = segments.filter { $0.width > 0 }.sorted { $0.byte < $1.byte }
  }
}
