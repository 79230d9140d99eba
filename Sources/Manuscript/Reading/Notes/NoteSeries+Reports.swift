/// What the series leave unsaid: marks without notes, and what looks like notes without marks.
extension NoteSeries {
  /// Fewest marks that make a series.
  private static let fewestMarks = 3

  /// Numbers that stand as marks do and rise one by one from 1, where the paper has no notes with numbers, nor
  /// literature that they cite.
  mutating func reportUnanswered(_ marks: [NoteMark], in source: SourceText) {
    let numbered = openings.indices.filter { openings[$0].label.system == .number }
    guard !runs.joined().contains(where: { openings[$0].label.system == .number }),
      !numbered.contains(where: { index in
        openings[index].isNote || openings[index].form == .bracket
          || isLiterature(openings[index])
      })
    else { return }
    let tight = marks.filter { mark in
      // A formula's braces are everywhere.
      if source.bytes[mark.offset] == UInt8(ascii: "{") { return false }
      let isGlued = mark.form == .bracket || mark.offset > 0 && source.bytes[mark.offset - 1] > 0x20
      return mark.isTight && isGlued && mark.labels.count == 1 && mark.labels[0].system == .number
    }
    var series: [NoteMark] = []
    for mark in tight where mark.labels[0].ordinal == series.count + 1 { series.append(mark) }
    guard series.count >= Self.fewestMarks, series.count * 5 >= tight.count * 4 else { return }
    undecided.append(
      PageStructure.Undecided(
        what:
          "This and the numbers like it, up to \(series.count), may be marks of notes, but no notes were found "
          + "that they refer to. They are kept as text.", bytes: series[0].marker.bytes))
  }

  /// Plain numbers that fill what the marks with notes leave out, `wood.1 It fell.2`, where the notes begin with 3: their
  /// notes are lost. One by one they come before the mark that has its note, or after the last.
  mutating func reportLost(_ marks: [NoteMark], but claimed: Set<Int>, in source: SourceText) {
    guard marks.contains(where: { claimed.contains($0.offset) }) else { return }
    let noted = Set(runs.joined().map { openings[$0].label })
    var last = 0
    var lost: [NoteMark] = []
    func close() {
      undecided += lost.map { mark in
        PageStructure.Undecided(
          what: "The number \(mark.marker.label) may be a note's mark, but no note with it was found.",
          bytes: mark.marker.bytes)
      }
      lost = []
    }
    for mark in marks where mark.labels.count == 1 && mark.labels[0].system == .number {
      let number = mark.labels[0].ordinal
      let next = last + lost.count + 1
      if claimed.contains(mark.offset) || mark.isTight && noted.contains(mark.labels[0]) {
        if number == next || number == 1 { close() }
        (last, lost) = (number, [])
      } else if mark.isTight, mark.offset > 0, source.bytes[mark.offset - 1] > 0x20 {
        if number == next { lost.append(mark) } else if number == 1 { (last, lost) = (0, [mark]) }
      }
    }
    close()
  }

  /// What stands in a list under a heading of notes, where the text refers to none of it.
  mutating func reportUnreferred() {
    let known = Set(runs.joined())
    let listed = openings.indices.filter { places.sections[openings[$0].block] == .notes }
    guard listed.count > 1, let first = listed.first.map({ openings[$0] }),
      !listed.contains(where: { known.contains($0) || openings[$0].isNote }),
      !undecided.contains(where: { $0.bytes.lowerBound >= first.offset })
    else { return }
    undecided.append(
      PageStructure.Undecided(
        what:
          "This and what follows it, \(listed.count) in all, stand under a heading of notes, but nothing in the text "
          + "refers to them. They are kept as text.",
        bytes: first.marker.lowerBound..<max(first.marker.upperBound, first.body.upperBound)))
  }

  /// Fewest notes that were missed by no chance.
  private static let fewestMissed = 2

  /// Stretches that open with a rising series, where the text before says the same series in marks that no note has
  /// answered: one of the two was not understood. The marks are no other notes'.
  mutating func reportMissed(_ marks: [NoteMark], but claimed: Set<Int>, in source: SourceText) {
    let free = marks.filter { mark in
      let isStuck = mark.offset > 0 && !SourceText.isBlank(source.bytes[mark.offset - 1])
      return mark.isTight && mark.labels.count == 1
        && (isStuck || mark.form == .raised || mark.form == .bracket)
        && !claimed.contains(mark.offset)
    }
    guard free.count >= Self.fewestMissed else { return }
    let byLabel = Dictionary(grouping: free.map { (label: $0.labels[0], offset: $0.offset) }, by: \.label)
      .mapValues { $0.map(\.offset) }
    let ends = runs.map { openings[$0[$0.count - 1]].offset }.sorted()
    var missed: Set<Int> = []
    for stretch in freeStretches() {
      let start = openings[stretch[0]].offset
      let before = ends.partitioningIndex { $0 > start }
      var position = before > 0 ? ends[before - 1] : 0
      var answers: [Int] = []
      for index in stretch {
        guard let same = byLabel[openings[index].label],
          case let place = same.partitioningIndex(where: { $0 >= position }), place < same.count,
          same[place] < start
        else { continue }
        answers.append(same[place])
        position = same[place]
      }
      guard answers.count >= Self.fewestMissed, answers.count * 3 >= stretch.count * 2 else { continue }
      missed.formUnion(answers)
      reportMissed(stretch)
    }
    self.marks.removeAll { missed.contains($0.offset) }
  }

  private mutating func reportMissed(_ stretch: [Int]) {
    let (first, last) = (openings[stretch[0]], openings[stretch[stretch.count - 1]])
    let known = undecided.contains { (first.offset...last.offset).contains($0.bytes.lowerBound) }
    guard !known else { return }
    undecided.append(
      PageStructure.Undecided(
        what:
          "This and what follows it look like notes \(first.text) to \(last.text), and numbers in the text before like "
          + "their marks, but the two could not be tied for certain. Both are kept as text.",
        bytes: first.marker.lowerBound..<max(first.marker.upperBound, first.body.upperBound)))
  }

  /// Openings with numbers that are no notes, in stretches that rise one by one.
  private func freeStretches() -> [[Int]] {
    let known = Set(runs.joined())
    var stretches: [[Int]] = []
    for index in openings.indices where openings[index].label.system == .number {
      guard !known.contains(index), !openings[index].isNote, !isLiterature(openings[index]) else {
        stretches.append([])
        continue
      }
      if let last = stretches.last?.last, openings[index].label.follows(openings[last].label) {
        stretches[stretches.count - 1].append(index)
      } else {
        stretches.append([index])
      }
    }
    return stretches.filter { $0.count >= Self.fewestMissed }
  }
}
