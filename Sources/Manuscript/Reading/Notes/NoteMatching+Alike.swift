/// Marks in brackets that stand alike say the whole series; what else stands in brackets is the text's.
extension NoteMatching {
  /// The marks of notes, without numbers in brackets that stand otherwise than those that say all labels one after another.
  static func alike(_ marks: [NoteMark], of openings: [NoteOpening], in source: SourceText) -> [NoteMark] {
    let attached = attached(marks, saying: openings.map(\.label), in: source)
    if attached.count < marks.count { return attached }
    let glued = inPlace(marks, of: openings) { isRightBehind($0, in: source) }
    if glued.count < marks.count { return glued }
    return inPlace(marks, of: openings) { source.followsSentence($0.offset) }
  }

  /// Whether no blank stands between a mark and the word or stop before it.
  private static func isRightBehind(_ mark: NoteMark, in source: SourceText) -> Bool {
    mark.isTight && mark.offset > 0 && !SourceText.isBlank(source.bytes[mark.offset - 1])
  }

  /// The marks of notes, plain numbers or raised letters, without those right at words where all labels are said behind stops:
  /// `mill1 is the building, mill2 the coin.1`, `on fol. 12ᵇ`
  static func behindStops(_ marks: [NoteMark], of openings: [NoteOpening], in source: SourceText)
    -> [NoteMark]
  {
    inPlace(marks, of: openings) { $0.isTight && source.standsBehindStop($0.offset) }.filter { mark in
      !mark.isOutOfPlace || !Units.mayOwn(mark.marker.label, source.symbol(before: mark.offset))
    }
  }

  /// The marks of notes in round brackets, without those in the midst of sentences where all labels are said right behind
  /// sentences: `nach Gl. (2)`, `f(2)`
  static func rightBehindSentences(
    _ marks: [NoteMark], of openings: [NoteOpening], in source: SourceText
  ) -> [NoteMark] {
    inPlace(marks, of: openings) { isRightBehind($0, in: source) && source.followsSentence($0.offset) }
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
    _ marks: [NoteMark], of openings: [NoteOpening], standing isInPlace: (NoteMark) -> Bool
  ) -> [NoteMark] {
    let isBehind = marks.map { $0.labels.count == 1 && isInPlace($0) }
    let behind = zip(marks, isBehind).filter(\.1).map(\.0)
    guard behind.count > 1, behind.count < marks.count else { return marks }
    // What opens before them is no note of theirs.
    let labels = openings.lazy.filter { $0.offset > behind[0].offset }.map(\.label)
    guard labels.elementsEqual(behind.lazy.map { $0.labels[0] }) else { return marks }
    var said: Set<NoteLabel> = []
    return zip(marks, isBehind).compactMap { mark, isBehind in
      if isBehind {
        said.formUnion(mark.labels)
        return mark
      }
      guard said.isSuperset(of: mark.labels) else { return nil }
      var again = mark
      again.isOutOfPlace = true
      return again
    }
  }

  /// Reports what is read as a note mentioned again only for its number.
  mutating func reportOutOfPlace() {
    for mark in references where mark.isOutOfPlace {
      // The mark itself gives no text; what stands before it does.
      let before = max(0, source.endOfText(before: mark.offset) - 1)
      undecided.append(
        PageStructure.Undecided(
          what: "This may mention note \(mark.marker.label) again, or be the text's. It is read as a mark.",
          bytes: before..<mark.marker.bytes.upperBound))
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
