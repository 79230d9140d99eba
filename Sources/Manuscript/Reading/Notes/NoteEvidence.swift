/// A paper's blocks with its notes known as notes, and the marks that only the evidence shows to be marks.
struct NoteEvidence {
  private(set) var blocks: [SourceBlock]
  /// Marks by where they begin, apart from those that show themselves.
  private(set) var markers: [Int: NoteMarker] = [:]
  /// Where marks begin whose notes are kept as text.
  private(set) var estranged: Set<Int>
  /// Where raised numbers stand that count verses.
  private(set) var verseNumbers: Set<Int>
  private(set) var undecided: [PageStructure.Undecided]

  init(in input: [SourceBlock], of source: SourceText) {
    let verse = RaisedVerseNumbers(in: LostColons.marked(input, in: source), of: source)
    let parted = NotesInARow.plainParted(NotesInARow.parted(verse.blocks, in: source), in: source)
    let inline = InlineNotes(in: LiteratureEntries.marked(parted, in: source), of: source)
    var found = Found(in: inline.blocks, of: source, but: verse.offsets)
    if let moved = OpeningMarks.moved(in: found.blocks, found.openings, found.series, of: source) {
      found = Found(
        in: moved.blocks, of: source, but: verse.offsets, with: moved.offsets,
        like: found.series.marks.first?.form)
    }
    let series = found.series
    let bodies = NoteBodies.made(
      of: found.blocks, from: found.openings, in: series.runs, at: found.places, answered: series.answered,
      of: source)
    let resumed = NoteTails.partedFromText(bodies.blocks, by: series.answered, in: source)
    let tails = NoteTails.parted(resumed.blocks, in: source)
    blocks = NoteTails.partedFromNumbers(tails.blocks, in: source)
    estranged = series.estranged
    verseNumbers = verse.offsets
    undecided = verse.undecided + series.undecided + bodies.undecided + resumed.undecided + tails.undecided
    if UnmarkedFeet.mayStand(among: found.openings, but: series.runs) {
      let (parted, doubts) = UnmarkedFeet.parted(blocks, in: source)
      blocks = parted
      undecided += doubts
    }
    if let text = AuthorsNotes.textAfter(in: blocks, of: source) { blocks[text].standsApart = true }
    for marker in inline.markers + series.marks.map(\.marker) { markers[marker.bytes.lowerBound] = marker }
  }

  /// What may open notes in some blocks, and which of it the marks in the text show to be notes.
  private struct Found {
    let blocks: [SourceBlock]
    let openings: [NoteOpening]
    let places: NotePlaces
    let series: NoteSeries

    /// - Parameters:
    ///   - others: where what looks like a mark or an opening is none.
    ///   - offsets: where marks stand that are written otherwise than the others.
    ///   - form: the form of those others.
    init(
      in blocks: [SourceBlock], of source: SourceText, but others: Set<Int>, with offsets: Set<Int> = [],
      like form: NoteMark.Form? = nil
    ) {
      self.blocks = blocks
      var openings = NoteOpening.openings(in: blocks, of: source)
      if !others.isEmpty || !offsets.isEmpty {
        openings.removeAll { others.contains($0.offset) || offsets.contains($0.offset) }
      }
      places = NotePlaces(of: blocks, in: source)
      var marks = NoteMarkScanner.marks(in: blocks, but: openings, of: source)
      if !others.isEmpty { marks.removeAll { others.contains($0.offset) } }
      if let form, !offsets.isEmpty {
        for index in marks.indices where offsets.contains(marks[index].offset) {
          (marks[index].form, marks[index].isPartedFromWord) = (form, true)
        }
      }
      marks = TableMarks.fitting(marks, openings)
      series = NoteSeries(marks, openings, at: places, in: source)
      self.openings = openings + series.late
    }
  }
}
