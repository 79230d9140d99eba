/// The series of a paper's notes with labels of one kind, and the parts of the text that refer to each.
struct NoteScopes {
  /// Notes, by their place among all, in the order of the source.
  let series: [[Int]]
  private let notes: [SourceBlock]
  private let headings: [Int]
  /// For each series the chapter that the heading over it names.
  private let chapters: [Range<Int>?]

  init(of series: [[Int]], notes: [SourceBlock], headings: [Int], lists: ChapterLists) {
    self.series = series
    self.notes = notes
    self.headings = headings
    chapters = series.map { own in own.first.flatMap { lists.chapter(ofListAt: notes[$0].bytes.lowerBound) } }
  }

  /// What sets one series apart from another that goes on beside it.
  struct Kind: Hashable {
    var system: NoteLabel.System?
    /// Whether marks name its notes, `[^1]`, where others have the same labels without being named.
    var isNamed: Bool
  }

  /// Whether a paper has two series at once with the same labels, one named, `[^1]`, and one not: each mark says by its form
  /// which one it means. So it is if the marks of each form say the labels of their own notes, all of them.
  static func hasTwoForms(_ notes: [SourceBlock], _ marks: some Collection<NoteMarker>) -> Bool {
    let (named, others) = (
      notes.filter { $0.kind == .note(.caret) }, notes.filter { $0.kind != .note(.caret) }
    )
    guard !named.isEmpty, !others.isEmpty else { return false }
    let labels = [named, others].map { Set($0.compactMap(\.label)) }
    guard !labels[0].isDisjoint(with: labels[1]) else { return false }
    let said = [true, false].map { isNamed in
      Set(marks.filter { ($0.style == .caret) == isNamed && $0.style != .inline }.flatMap(\.labels))
    }
    return said[0] == labels[0] && said[1].isSuperset(of: labels[1])
  }

  /// Where each note is first named, `[^1]`, by its label; nil unless all notes are.
  static func named(_ notes: [SourceBlock], by marks: some Collection<NoteMarker>) -> [String: Int]? {
    guard !notes.isEmpty, notes.allSatisfy({ $0.kind == .note(.caret) }) else { return nil }
    let named = Dictionary(
      marks.lazy.filter { $0.style == .caret }.map { ($0.label, $0.bytes.lowerBound) },
      uniquingKeysWith: min)
    return notes.allSatisfy { $0.label.map { named[$0] != nil } ?? false } ? named : nil
  }

  /// The kind of a label; nil for words.
  static func system(of label: String, amongRomans: Bool) -> NoteLabel.System? {
    let known = NoteLabel(label)
    return (amongRomans ? known?.amongRomans : known)?.system
      ?? (label.first?.isNumber == true ? .number : nil)
  }

  /// Whether Roman numbers are among the notes' labels.
  static func hasRomans(_ notes: [SourceBlock]) -> Bool {
    notes.contains { note in note.label.flatMap { NoteLabel($0) }?.system == .roman }
  }

  /// The notes that labels tie together, by the labels' kinds: a label that comes again, or a printed number
  /// that falls, begins a new series.
  static func series(of notes: [SourceBlock], inTwoForms: Bool) -> [Kind: [[Int]]] {
    var series: [Kind: [[Int]]] = [:]
    var labels: [Kind: Set<String>] = [:]
    var first: [Kind: Int] = [:]
    var last: [Kind: Int] = [:]
    let hasRomans = hasRomans(notes)
    for (index, note) in notes.enumerated() {
      guard let label = note.label else { continue }
      let kind = Kind(
        system: system(of: label, amongRomans: hasRomans), isNamed: inTwoForms && note.kind == .note(.caret))
      let known = NoteLabel(label)
      let ordinal = (hasRomans ? known?.amongRomans : known)?.ordinal ?? 0
      let falls =
        note.kind != .note(.caret) && ordinal <= last[kind, default: -1]
        && !(ordinal > first[kind, default: ordinal] && standsUnder(notes, index))
      if series[kind] == nil || falls || labels[kind, default: []].contains(label) {
        series[kind, default: []].append([])
        labels[kind] = []
        first[kind] = ordinal
      }
      series[kind]![series[kind]!.count - 1].append(index)
      labels[kind, default: []].insert(label)
      last[kind] = ordinal
    }
    return series
  }

  /// Whether a note stands right under the one before it: in one list a note may have lost its place, `[3]` before `[2]`.
  private static func standsUnder(_ notes: [SourceBlock], _ index: Int) -> Bool {
    index > 0 && notes[index].bytes.lowerBound - notes[index - 1].bytes.upperBound <= blankLine
  }

  /// Most bytes of a line's end and the blank line after it.
  private static let blankLine = 4

  /// For each mark, in the order of the text, the series to which it refers; nil where the headings over the lists say
  /// that its chapter has none.
  func assigned(_ marks: [NoteMarker]) -> [Int?] {
    byChapter(marks) ?? byPlace(marks)
  }

  /// The same by the chapters that headings over all lists name; nil where they do not tell the lists apart.
  private func byChapter(_ marks: [NoteMarker]) -> [Int?]? {
    let named = chapters.compactMap { $0 }
    guard !named.isEmpty, named.count == series.count, Set(named).count == named.count else { return nil }
    let assigned = marks.map { mark in named.firstIndex { $0.contains(mark.bytes.lowerBound) } }
    guard assigned.contains(where: { $0 != nil }) else { return nil }
    // A single list may be the whole paper's, unless its labels come again outside of its chapter.
    let inside = Set(zip(marks, assigned).filter { $1 != nil }.map(\.0.label))
    let isRepeated = zip(marks, assigned).contains { mark, series in
      series == nil && inside.contains(mark.label)
    }
    return series.count > 1 || isRepeated ? assigned : nil
  }

  private func byPlace(_ marks: [NoteMarker]) -> [Int] {
    guard series.count > 1 else { return marks.map { _ in 0 } }
    let ends = series.map { notes[$0[$0.count - 1]].bytes.upperBound }
    let labels = series.map { Set($0.map { notes[$0].label ?? "" }) }
    let places = marks.map { mark in
      min(ends.partitioningIndex { $0 > mark.bytes.lowerBound }, series.count - 1)
    }
    let filled = Set(places)
    var assigned: [Int] = []
    var current = 0
    var seen: Set<String> = []
    for (index, mark) in marks.enumerated() {
      let place = places[index]
      if current < place {
        current = place
        seen = []
      }
      // Series without a text of their own stand behind that of an earlier one, which has several parts.
      let next = current + 1
      if next < series.count, !filled.contains(next),
        isRestart(index, of: marks, seen, labels[current], at: next)
      {
        current = next
        seen = []
      }
      let label = mark.labels.first ?? mark.label
      // A note may be carried over to the next page's foot.
      let isCarried = !labels[current].contains(label) && next < series.count && labels[next].contains(label)
      assigned.append(isCarried && filled.contains(next) ? next : current)
      seen.insert(label)
    }
    return assigned
  }

  /// Whether a mark begins the part of the text that refers to the next series.
  private func isRestart(
    _ index: Int, of marks: [NoteMarker], _ seen: Set<String>, _ labels: Set<String>, at next: Int
  ) -> Bool {
    let label = marks[index].labels.first ?? ""
    guard label == notes[series[next][0]].label else { return false }
    guard seen.contains(label) else { return !labels.contains(label) }
    let start = marks[index].bytes.lowerBound
    let before = index > 0 ? marks[index - 1].bytes.lowerBound : 0
    let heading = headings.partitioningIndex { $0 > before }
    if heading < headings.count, headings[heading] < start { return true }
    guard index + 1 < marks.count, let following = marks[index + 1].labels.first else { return true }
    guard series[next].count > 1 else { return following == label }
    return following == notes[series[next][1]].label
  }
}
