/// A paper's blocks once pages are taken apart: what pages interrupted is whole, notes are known as notes,
/// and what belongs to the page rather than the paper is named.
struct PageStructure {
  /// The blocks that give text, in the order of the source.
  var blocks: [SourceBlock] = []
  var furniture: [SourceMap.Furniture] = []
  /// Bytes at which a new page begins, in order.
  var pageStarts: [Int] = []
  /// Those of them that something other than an interrupted sentence shows.
  var certainStarts: [Int] = []
  var undecided: [Undecided] = []
  /// Marks of notes by where they begin, apart from those whose form shows what they are.
  var markers: [Int: NoteMarker] = [:]
  /// Where marks begin whose notes are kept as text, so that no other notes are theirs.
  var estrangedMarks: Set<Int> = []
  /// Where raised numbers stand that count verses and refer to nothing.
  var verseNumbers: Set<Int> = []

  /// Something left as it stood, named by its bytes until addresses are known.
  struct Undecided: Hashable {
    var what: String
    var bytes: Range<Int>
    /// Its address, where the bytes do not give it.
    var address: String?
  }

  /// The page, from 1, on which a byte stands.
  func page(ofByteAt offset: Int) -> Int { pageStarts.partitioningIndex { $0 > offset } + 1 }

  /// Takes up the pages that marks within the lines show.
  mutating func add(_ pageMarks: PageMarks) {
    guard !pageMarks.marks.isEmpty else { return }
    furniture += pageMarks.marks.map { SourceMap.Furniture(kind: .pageNumber, bytes: $0) }
    pageStarts = pageMarks.marks.map(\.upperBound)
    certainStarts = pageStarts
  }

  /// Whether the source shows pages at all.
  var hasPages: Bool { !pageStarts.isEmpty }
}

/// How sure it is that a page ends between two blocks.
enum PageBoundary: Int, Comparable {
  /// Nothing but a blank line stands there.
  case none
  /// A rule that the author may have drawn.
  case possible
  /// A foot of notes, a page's number, a mark of the converter.
  case certain

  static func < (left: PageBoundary, right: PageBoundary) -> Bool { left.rawValue < right.rawValue }
}
