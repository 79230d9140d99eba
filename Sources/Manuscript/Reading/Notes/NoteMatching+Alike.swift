/// Marks that stand alike say the whole series; what is written like them and stands otherwise is the text's.
extension NoteMatching {
  /// The marks that may be notes', and those that are left to the text.
  typealias Sorted = (marks: [NoteMark], left: [NoteMark])

  /// The marks of notes of a form, without what stands otherwise than those that say all labels one after another.
  static func alike(
    _ marks: [NoteMark], of form: NoteMark.Form, for openings: [NoteOpening], in source: SourceText
  ) -> Sorted {
    switch form {
    case .bracket:
      let attached = attached(marks, saying: openings.map(\.label), in: source)
      if attached.count < marks.count { return (attached, []) }
      let glued = inPlace(marks, for: openings) { isRightBehind($0, in: source) }
      if !glued.left.isEmpty { return glued }
      // `[1]` right at a word is no interval and no lacuna.
      let others = inPlace(marks, for: openings) { source.followsSentence($0.offset) }
      return others.left.contains { isRightBehind($0, in: source) } ? (marks, []) : others
    case .round:
      // `nach Gl. (2)`, `f(2)`
      return inPlace(marks, for: openings) {
        isRightBehind($0, in: source) && source.followsSentence($0.offset)
      }
    case .bare, .letter:
      // `mill1 is the building, mill2 the coin.1`, `on fol. 12ᵇ`
      let marks = withoutNumberedNames(marks, in: source)
      let found = inPlace(marks, for: openings) { $0.isTight && source.standsBehindStop($0.offset) }
      return (found.marks.filter { !$0.isOutOfPlace || !isOwned($0, in: source) }, found.left)
    case .raised, .symbol: return (marks, [])
    }
  }

  /// Whether no blank stands between a mark and the word or stop before it.
  private static func isRightBehind(_ mark: NoteMark, in source: SourceText) -> Bool {
    mark.isTight && mark.offset > 0 && !SourceText.isBlank(source.bytes[mark.offset - 1])
  }

  /// The marks in brackets without those that mention notes again within a sentence, `the warden[2] wrote`, where the others
  /// say all notes one by one behind sentences, and all stand right at words or stops. Citations of literature would say its
  /// entries again behind sentences too.
  static func withoutMentions(
    _ marks: [NoteMark], of form: NoteMark.Form, in source: SourceText
  ) -> [NoteMark] {
    guard form == .bracket, marks.contains(where: \.isOutOfPlace),
      marks.allSatisfy({ $0.labels.count == 1 && isRightBehind($0, in: source) })
    else { return marks }
    let inPlace = marks.filter { !$0.isOutOfPlace }
    return (marks.count - inPlace.count) * 2 <= inPlace.count ? inPlace : marks
  }

  /// Whether a mark may belong to the symbol or figure before it.
  static func isOwned(_ mark: NoteMark, in source: SourceText) -> Bool {
    Units.owns(mark.marker.label, source.symbol(before: mark.offset))
  }

  /// The marks without the numbers behind short names that have several such: `ARD1` and `ARD2`, `OCD3` again and again.
  private static func withoutNumberedNames(_ marks: [NoteMark], in source: SourceText) -> [NoteMark] {
    guard marks.contains(where: { $0.doubt == .name }) else { return marks }
    var counts: [[Unicode.Scalar]: Int] = [:]
    let names = marks.map { mark in
      mark.doubt == .name
        ? source.shortName(before: mark.offset, on: max(0, mark.offset - 64)..<mark.offset) : []
    }
    for name in names { counts[name, default: 0] += 1 }
    return zip(marks, names).filter { $1.isEmpty || counts[$1] == 1 }.map(\.0)
  }

  /// The marks right at words, where those say all labels, and others would make of them citations:
  /// `In fr. [2] he says so.[1]`
  private static func attached(
    _ marks: [NoteMark], saying labels: [NoteLabel], in source: SourceText
  ) -> [NoteMark] {
    let series = labels.count { $0.ordinal == 1 }
    guard lookCited(marks, series: series) else { return marks }
    let attached = marks.filter { $0.labels.count == 1 && isRightBehind($0, in: source) }
    guard attached.count > 1, attached.map({ $0.labels[0] }) == labels else { return marks }
    return attached
  }

  /// Where marks that stand in one way say all labels, `from the north. [1]`, another number that no mark has said yet is
  /// none: letters that are lost, `and in the fourth [3]`, an interval, `on [2, 3]`. One that has been said may be a note
  /// mentioned again.
  private static func inPlace(
    _ marks: [NoteMark], for openings: [NoteOpening], standing isInPlace: (NoteMark) -> Bool
  ) -> Sorted {
    let isBehind = marks.map { $0.labels.count == 1 && isInPlace($0) }
    let behind = zip(marks, isBehind).filter(\.1).map(\.0)
    guard behind.count > 1, behind.count < marks.count else { return (marks, []) }
    // What opens before them is no note, unless a mark before it says it.
    var said: Set<NoteLabel> = []
    var next = 0
    let own = openings.filter { opening in
      while next < marks.count, marks[next].offset < opening.offset {
        said.formUnion(marks[next].labels)
        next += 1
      }
      return opening.offset > behind[0].offset || said.contains(opening.label)
    }
    guard own.lazy.map(\.label).elementsEqual(behind.lazy.map { $0.labels[0] }) else { return (marks, []) }
    said = []
    var sorted: Sorted = ([], [])
    for (mark, isBehind) in zip(marks, isBehind) {
      if isBehind {
        said.formUnion(mark.labels)
        sorted.marks.append(mark)
      } else if said.isSuperset(of: mark.labels) {
        sorted.marks.append(mark)
        sorted.marks[sorted.marks.count - 1].isOutOfPlace = true
      } else {
        sorted.left.append(mark)
      }
    }
    return sorted
  }

  /// Reports the marks right at words that are left to the text, and might mention a note before its own mark.
  mutating func reportLeft(_ marks: [NoteMark]) {
    let notes = Set(runs.joined().map { openings[$0].label })
    for mark in marks
    where notes.isSuperset(of: mark.labels) && Self.isRightBehind(mark, in: source)
      && !Self.isOwned(mark, in: source)
    {
      undecided.append(
        PageStructure.Undecided(
          what: "This may be a mark of note \(mark.marker.label), or the text's. It is kept as text.",
          bytes: mark.marker.bytes))
    }
  }

  /// Reports what is read as a mark right behind a short name, `NATO2`, which may be the name's own number.
  mutating func reportNames() {
    for mark in references where mark.doubt == .name && !source.followsFirm(mark.offset) {
      let name = source.symbol(before: mark.offset)
      let start = mark.offset - name.reduce(0) { $0 + $1.utf8.count }
      undecided.append(
        PageStructure.Undecided(
          what:
            "This may be the mark of note \(mark.marker.label), or the name's own number. It is read as a mark.",
          bytes: start..<mark.marker.bytes.upperBound))
    }
  }

  /// Fewest notes in the midst of the text of which the marks alone are proof enough.
  private static let fewestSaid = 3

  /// Whether marks behind sentences say a run of plain numbers one by one and nothing else. Citations of literature would
  /// have an entry in brackets or a heading to lead to, and a list of the text would have stops behind its numbers.
  func isSaidBehindSentences(_ run: [Int], _ answers: [Int: Answer]) -> Bool {
    let first = openings[run[0]]
    guard run.count >= Self.fewestSaid, answers.count == run.count, first.form == .bare, !hasStop(run[0]),
      followSentences(answers),
      !openings.contains(where: { $0.label == first.label && $0.offset != first.offset })
    else { return false }
    let found = run.indices.compactMap { place in
      if case .mark(let index)? = answers[place] { index } else { nil }
    }
    guard let low = found.first, found == Array(low..<low + run.count) else { return false }
    return low + run.count == marks.count || marks[low + run.count].offset > first.offset
  }
}
