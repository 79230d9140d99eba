/// Raised numbers that cite a paper's numbered literature, where it has notes too: `so.<sup>1,3</sup> Then.[^1]`. Marks of
/// another form say the notes' labels and no more, and the raised ones say entries that no note is.
enum CitedMarks {
  /// The forms of which each is either the notes' or the literature's.
  private enum Form: Hashable { case caret, weak, raised, raisedInBrackets }

  /// A mark with its labels, as numbers.
  private struct Mark {
    var index: Int
    var numbers: [Int]
    var form: Form
  }

  /// The indices of such marks, of those in the body.
  static func among(
    _ markers: ArraySlice<NoteMarker>, for notes: [SourceBlock], in body: [SourceBlock], of source: SourceText
  ) -> Set<Int> {
    let labels = Set(notes.compactMap { $0.label.flatMap { Int($0) } })
    guard !labels.isEmpty else { return [] }
    let marks = markers.indices.compactMap { mark(markers[$0], at: $0, in: source) }
    let groups = Dictionary(grouping: marks, by: \.form)
    guard groups.count > 1, groups[.raised] != nil || groups[.raisedInBrackets] != nil else { return [] }
    let entries = entries(of: body, in: source)
    guard !entries.isEmpty else { return [] }
    var cited: Set<Int> = []
    for form in [Form.raised, .raisedInBrackets] {
      guard let raised = groups[form], raised.allSatisfy({ entries.isSuperset(of: $0.numbers) }),
        groups.contains(where: { $0.key != form && says($0.value, labels) && cites(raised, beside: $0.value) }
        )
      else { continue }
      cited.formUnion(raised.map(\.index))
    }
    return cited
  }

  /// Marks in brackets that refer to notes and may cite literature that is numbered alike: each says several numbers, or one
  /// that another says as well, behind a blank.
  static func doubts(
    _ markers: ArraySlice<NoteMarker>, _ references: [[Int]?], in body: [SourceBlock], of source: SourceText
  ) -> [PageStructure.Undecided] {
    let marks = markers.indices.filter { index in
      references[index] != nil && markers[index].style == .weak
        && source.bytes[markers[index].bytes.lowerBound] == UInt8(ascii: "[")
    }
    let counts = Dictionary(marks.flatMap { markers[$0].labels }.map { ($0, 1) }, uniquingKeysWith: +)
    let doubtful = marks.filter { index in
      let (labels, start) = (markers[index].labels, markers[index].bytes.lowerBound)
      return labels.count > 1
        || counts[labels.first ?? "", default: 0] > 1
          && start > 0 && SourceText.isBlank(source.bytes[start - 1])
    }
    guard !doubtful.isEmpty, case let entries = entries(of: body, in: source), !entries.isEmpty else {
      return []
    }
    return doubtful.filter { markers[$0].labels.allSatisfy { Int($0).map(entries.contains) ?? false } }.map {
      PageStructure.Undecided(
        what:
          "This may cite the literature, which is numbered as the notes are. It is read as a note's mark.",
        bytes: source.wordBefore(markers[$0].bytes.lowerBound)..<markers[$0].bytes.upperBound)
    }
  }

  private static func mark(_ marker: NoteMarker, at index: Int, in source: SourceText) -> Mark? {
    let numbers = marker.labels.compactMap { Int($0) }
    guard !numbers.isEmpty, numbers.count == marker.labels.count else { return nil }
    let isBracketed =
      marker.content.lowerBound > marker.bytes.lowerBound
      && source.bytes[marker.content.lowerBound - 1] == UInt8(ascii: "[")
    let form: Form? =
      switch marker.style {
      case .caret: .caret
      case .weak: .weak
      case .tag, .superscript, .math: isBracketed ? .raisedInBrackets : .raised
      case .inline: nil
      }
    return form.map { Mark(index: index, numbers: numbers, form: $0) }
  }

  /// Whether marks say the labels of notes, most of them, and no others.
  private static func says(_ marks: [Mark], _ labels: Set<Int>) -> Bool {
    let said = Set(marks.flatMap(\.numbers))
    return said.isSubset(of: labels) && said.count * 3 >= labels.count * 2
  }

  /// Whether raised numbers are no second mentions of the notes that other marks say: one is no note's, or comes before
  /// the note's own mark.
  private static func cites(_ raised: [Mark], beside others: [Mark]) -> Bool {
    let first = Dictionary(
      others.flatMap { mark in mark.numbers.map { ($0, mark.index) } }, uniquingKeysWith: min)
    return raised.contains { mark in mark.numbers.contains { mark.index < first[$0] ?? .max } }
  }

  /// The numbers of the entries under headings of literature.
  private static func entries(of body: [SourceBlock], in source: SourceText) -> Set<Int> {
    var entries: Set<Int> = []
    var isLiterature = false
    for block in body {
      if block.isHeading {
        isLiterature = NotesHeadings.isLiterature(block, in: source)
      } else if isLiterature, let number = number(of: block, in: source) {
        entries.insert(number)
      }
    }
    return entries.count > 1 ? entries : []
  }

  /// `12.` or `12)` as an item's label, or `12. `, `[12] ` before a paragraph's text.
  private static func number(of block: SourceBlock, in source: SourceText) -> Int? {
    if case .listItem = block.kind { return LiteratureEntries.number(of: block, in: source) }
    guard block.kind == .paragraph, let line = block.lines.first?.content, let opening = source.opening(line),
      opening.form == .bare || opening.form == .bracket
    else { return nil }
    return Int(opening.text)
  }
}

extension SourceText {
  /// Where the word begins over which a mark stands on its line: what refers to a note is no text by itself.
  fileprivate func wordBefore(_ mark: Int) -> Int {
    func start(_ end: Int, while isPart: (UInt8) -> Bool) -> Int {
      end - bytes[max(0, end - Self.longestWord)..<end].reversed().prefix(while: isPart).count
    }
    return scalarStart(atOrAfter: start(start(mark, while: Self.isBlank), while: { $0 > 0x20 }))
  }

  private static let longestWord = 40
}
