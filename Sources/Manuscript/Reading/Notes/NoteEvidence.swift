/// A paper's blocks with its notes known as notes, and the marks that only the evidence shows to be marks.
struct NoteEvidence {
  private(set) var blocks: [SourceBlock]
  /// Marks by where they begin, apart from those that show themselves.
  private(set) var markers: [Int: NoteMarker] = [:]
  /// Where marks begin whose notes are kept as text.
  private(set) var estranged: Set<Int>
  private(set) var undecided: [PageStructure.Undecided]

  init(in input: [SourceBlock], of source: SourceText) {
    let parted = NotesInARow.parted(LostColons.marked(input, in: source), in: source)
    let inline = InlineNotes(in: LiteratureEntries.marked(parted, in: source), of: source)
    let openings = NoteOpening.openings(in: inline.blocks, of: source)
    let marks = NoteMarkScanner.marks(in: inline.blocks, but: openings, of: source)
    let places = NotePlaces(of: inline.blocks, in: source)
    let series = NoteSeries(marks, openings, at: places, in: source)
    let bodies = NoteBodies.made(
      of: inline.blocks, from: openings, in: series.runs, at: places, of: source)
    let resumed = NoteTails.partedFromText(bodies.blocks, by: series.answered, in: source)
    let tails = NoteTails.parted(resumed.blocks, in: source)
    blocks = tails.blocks
    estranged = series.estranged
    undecided = series.undecided + bodies.undecided + resumed.undecided + tails.undecided
    if UnmarkedFeet.mayStand(among: openings, but: series.runs) {
      let (parted, doubts) = UnmarkedFeet.parted(blocks, in: source)
      blocks = parted
      undecided += doubts
    }
    if let text = AuthorsNotes.textAfter(in: blocks, of: source) { blocks[text].standsApart = true }
    for marker in inline.markers + series.marks.map(\.marker) { markers[marker.bytes.lowerBound] = marker }
  }
}
