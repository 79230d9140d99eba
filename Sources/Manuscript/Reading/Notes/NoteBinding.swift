/// Tells which notes the marks of a paper refer to. Notes whose labels begin anew, on each page or in each
/// chapter, are series of their own, and a mark refers within the series in whose part of the text it stands.
struct NoteBinding {
  private let structure: PageStructure
  private let notes: [SourceBlock]
  private let markers: [NoteMarker]
  /// How many of the marks stand in the body; the others stand in notes.
  private let inBody: Int
  private let source: SourceText
  private var isReferred: [Bool]
  /// Where each note is first named, `[^1]`, by its label, if all notes are: another mark is theirs at most once more.
  private var named: [String: Int]?
  /// For each mark the notes it refers to, by their place; nil where it is text.
  private(set) var references: [[Int]?]
  private(set) var undecided: [PageStructure.Undecided] = []

  /// The notes that nothing refers to.
  var unreferred: [Int] { notes.indices.filter { !isReferred[$0] } }

  init(
    _ markers: [NoteMarker], inBody: Int, to notes: [SourceBlock], of structure: PageStructure,
    in source: SourceText
  ) {
    self.structure = structure
    self.notes = notes
    self.markers = markers
    self.inBody = inBody
    self.source = source
    isReferred = Array(repeating: false, count: notes.count)
    references = Array(repeating: nil, count: markers.count)
    bindInline()
    named = NoteScopes.named(notes, by: markers.prefix(inBody))
    let pages = pagesOfFeet()
    let headings = structure.blocks.filter(\.isHeading).map(\.bytes.lowerBound)
    let lists = ChapterLists(of: structure.blocks, in: source)
    let body = structure.blocks.filter { !$0.isNote }
    let cited = CitedMarks.among(markers.prefix(inBody), for: notes, in: body, of: source)
    let marks = markers.indices.prefix(inBody).filter { index in
      markers[index].body == nil && !cited.contains(index) && !isEstranged(index)
        && !isOfText(index)
    }
    let hasTwoForms = NoteScopes.hasTwoForms(notes, marks.map { markers[$0] })
    let series = NoteScopes.series(of: notes, inTwoForms: hasTwoForms)
    let hasRomans = NoteScopes.hasRomans(notes)
    let kinds = Dictionary(grouping: marks) { index in
      NoteScopes.Kind(
        system: NoteScopes.system(of: markers[index].label, amongRomans: hasRomans),
        isNamed: hasTwoForms && markers[index].style == .caret)
    }
    for (kind, own) in kinds {
      let scopes = NoteScopes(
        of: series[kind] ?? [[]], notes: notes, headings: headings, lists: lists)
      let assigned = scopes.assigned(own.map { markers[$0] })
      for (scope, indices) in Dictionary(grouping: own.indices, by: { assigned[$0] }) {
        guard let scope else {
          undecided += indices.map { index in
            PageStructure.Undecided(
              what:
                "The note \(markers[own[index]].label) has no body: the notes of that number are another chapter's.",
              bytes: markers[own[index]].bytes)
          }
          continue
        }
        resolve(indices.map { own[$0] }, among: scopes.series[scope], pages)
      }
    }
    undecided += CitedMarks.doubts(markers.prefix(inBody), references, in: body, of: source)
    undecided.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
    bindInNotes(series.filter { $0.key.isNamed || !hasTwoForms }.values.joined().map { $0 })
  }

  /// Whether what may be a mark's note is kept as text. The mark is reported with it.
  private mutating func isEstranged(_ index: Int) -> Bool {
    if structure.verseNumbers.contains(markers[index].bytes.lowerBound) { return true }
    guard structure.estrangedMarks.contains(markers[index].bytes.lowerBound) else { return false }
    undecided.append(
      PageStructure.Undecided(
        what:
          "What may be the note \(markers[index].label) of this mark is kept as text; it is no other chapter's note.",
        bytes: markers[index].bytes))
    return true
  }

  /// Whether a mark says no labels but those of notes that all are named.
  private func saysNamed(_ marker: NoteMarker) -> Bool { marker.labels.allSatisfy { named?[$0] != nil } }

  /// Whether a mark that names no note says labels of notes that all are named, and is none of theirs: it comes before one
  /// is named, or stands right at a letter, which is reported.
  private mutating func isOfText(_ index: Int) -> Bool {
    let mark = markers[index]
    guard mark.style != .caret, let named, saysNamed(mark) else { return false }
    let start = mark.bytes.lowerBound
    if mark.labels.contains(where: { named[$0, default: 0] > start }) { return true }
    guard let last = source.scalars(before: start, atMost: 1).last, last.properties.isAlphabetic else {
      return false
    }
    undecided.append(
      PageStructure.Undecided(
        what:
          "The number \(mark.label) may be the text's, or note \(mark.label) once more. It is kept as text.",
        bytes: mark.bytes))
    return true
  }

  /// A note that stands in the text is its mark's own.
  private mutating func bindInline() {
    let starts = Dictionary(
      notes.indices.map { (notes[$0].bytes.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, marker) in markers.enumerated() {
      guard let body = marker.body, let note = starts[body] else { continue }
      references[index] = [note]
      isReferred[note] = true
    }
  }

  private mutating func resolve(_ marks: [Int], among own: [Int], _ pages: [Int?]) {
    var resolver = NoteResolver(
      own.map { NoteResolver.Definition(label: notes[$0].label ?? "", page: pages[$0]) })
    let words = source.commonWords(before: marks.map { markers[$0].bytes.lowerBound })
    let decisions = resolver.decisions(
      for: zip(marks, words).map { index, word in
        NoteResolver.Mark(
          marker: markers[index], page: structure.page(ofByteAt: markers[index].bytes.lowerBound),
          before: source.symbol(before: markers[index].bytes.lowerBound),
          isInBrackets: source.isInBrackets(markers[index]),
          isBehindStop: source.standsRightBehindStop(markers[index].bytes.lowerBound),
          isApart: source.standsApart(markers[index].bytes.lowerBound),
          isAtWord: word.map { !Units.areWritten($0, with: markers[index].label) } ?? false)
      })
    for (mark, decision) in zip(marks, decisions) {
      switch decision {
      case .notes where markers[mark].style != .caret && named != nil && !saysNamed(markers[mark]):
        undecided.append(
          PageStructure.Undecided(
            what: "No note has the number \(markers[mark].label).", bytes: markers[mark].bytes))
      case .notes(let found):
        references[mark] = found.map { own[$0] }
        for note in found { isReferred[own[note]] = true }
      case .likely(let found, let why):
        references[mark] = found.map { own[$0] }
        for note in found { isReferred[own[note]] = true }
        // The mark itself gives no text; what stands before it does.
        let bytes = markers[mark].bytes
        undecided.append(
          PageStructure.Undecided(what: why, bytes: bytes.lowerBound - 1..<bytes.upperBound))
      case .text: break
      case .undecided(let why):
        undecided.append(PageStructure.Undecided(what: why, bytes: markers[mark].bytes))
      }
    }
  }

  /// In a note, only an explicit mark refers to another: to one of its own series, where several have the label.
  private mutating func bindInNotes(_ series: [[Int]]) {
    var seriesOf: [Int: Int] = [:]
    // Within a series every label is one note's.
    var own: [Int: [String: Int]] = [:]
    for (index, notes) in series.enumerated() {
      for note in notes {
        seriesOf[note] = index
        own[index, default: [:]][self.notes[note].label ?? ""] = note
      }
    }
    let first = Dictionary(
      series.joined().sorted().map { (notes[$0].label ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    let starts = notes.map(\.bytes.lowerBound)
    for index in markers.indices.dropFirst(inBody) where markers[index].style == .caret {
      let label = markers[index].label
      guard let first = first[label] else { continue }
      let holder = starts.partitioningIndex { $0 > markers[index].bytes.lowerBound } - 1
      let note = seriesOf[holder].flatMap { own[$0]?[label] } ?? first
      references[index] = [note]
      isReferred[note] = true
    }
  }

  /// For each note the page at whose foot it stands; nil where notes stand together, elsewhere.
  private func pagesOfFeet() -> [Int?] {
    guard structure.hasPages else { return notes.map { _ in nil } }
    // A foot has marks between it and the notes before it.
    let marks = markers.prefix(inBody).map(\.bytes.lowerBound)
    var (groups, feet, last) = (0, 0, 0)
    var isAfterNote = false
    for block in structure.blocks {
      if block.isNote, !isAfterNote {
        groups += 1
        let start = block.bytes.lowerBound
        let first = marks.partitioningIndex { $0 >= last }
        if first < marks.count, marks[first] < start { feet += 1 }
      }
      if block.isNote { last = block.bytes.lowerBound }
      isAfterNote = block.isNote
    }
    guard groups > 1, feet * 2 > groups else { return notes.map { _ in nil } }
    // Notes marked `[^1]` stand anywhere.
    return notes.map {
      $0.kind == .note(.caret) || $0.kind == .note(.inline)
        ? nil : structure.page(ofByteAt: $0.bytes.lowerBound)
    }
  }
}
