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
