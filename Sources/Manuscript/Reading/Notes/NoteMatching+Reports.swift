/// What a matching leaves: marks to be read, and what it could not decide.
extension NoteMatching {
  /// The marks in weak forms that are to be read as marks: those that found their note, and those that say the
  /// label of a note once more, or of none.
  var references: [NoteMark] {
    guard !runs.isEmpty else { return [] }
    let estranged = Set(estranged)
    return marks.indices.filter { index in
      if isClaimed[index] { return true }
      return !estranged.contains(marks[index].offset) && marks[index].isTight && form != .bare
        && form != .round && !mayBeSignificance(marks[index])
    }.map { marks[$0] }.filter { $0.marker.style == .weak }
  }

  /// Whether a symbol behind a table's figure may say how sure the figure is, `.42*`, where the note has its mark elsewhere.
  private func mayBeSignificance(_ mark: NoteMark) -> Bool {
    form == .symbol && mark.isInTable && mark.offset > 0 && SourceText.isDigit(source.bytes[mark.offset - 1])
  }

  /// Reports such symbols of notes that have their mark elsewhere.
  mutating func reportSignificance() {
    guard !runs.isEmpty else { return }
    for index in marks.indices where !isClaimed[index] && mayBeSignificance(marks[index]) {
      undecided.append(
        PageStructure.Undecided(
          what:
            "This may be a table's own sign, or a mark of the note \(marks[index].marker.label). It is kept as text.",
          bytes: marks[index].marker.bytes))
    }
  }

  /// Where the marks begin that found their note.
  var claimed: [Int] { marks.indices.filter { isClaimed[$0] }.map { marks[$0].offset } }

  /// Remembers the marks that would be those of a run, were it notes, most of it.
  mutating func doubt(_ answers: [Int: Answer], of run: [Int]) {
    guard answers.count * 3 >= run.count * 2, answers.values.allSatisfy({ isRightAtWord($0) }) else { return }
    for case .mark(let mark) in answers.values { doubted.append(mark) }
  }

  /// Where the marks begin of what may be a chapter's notes, and is kept as text: they are not to be taken for marks of
  /// another chapter's. A note's second mention has the first before it, with no list between.
  var estranged: [Int] {
    doubted.filter { mark in
      guard !isClaimed[mark], let same = byLabel[marks[mark].labels[0]] else { return false }
      let place = same.partitioningIndex { $0 >= mark }
      guard let first = same[..<place].suffix(Self.horizon).last(where: { isClaimed[$0] }) else {
        return true
      }
      let end = acceptedEnds.partitioningIndex { $0 > marks[first].offset }
      return end < acceptedEnds.count && acceptedEnds[end] < marks[mark].offset
    }.map { marks[$0].offset }
  }

  mutating func report(_ run: [Int], _ answers: [Int: Answer]) {
    let first = openings[run[0]]
    let last = openings[run[run.count - 1]]
    guard places.sections[first.block] != .literature, !answers.isEmpty,
      form != .round
        || first.form == .list && endsPart(last) && answers.count == run.count
          && (standAtEnds(answers) || source.endsInBracket(first.marker) && followSentences(answers))
        || standsUnderItsMarks(run, answers)
    else { return }
    let names = run.count == 1 ? "note \(first.text)" : "notes \(first.text) to \(last.text)"
    undecided.append(
      PageStructure.Undecided(
        what: "This may be \(names) or a list of the text. It is kept as text.",
        bytes: first.marker.lowerBound..<max(first.marker.upperBound, first.body.upperBound)))
  }

  mutating func reportUnanswered(_ opening: NoteOpening) {
    undecided.append(
      PageStructure.Undecided(
        what:
          "This begins like note \(opening.text), but nothing in the text refers to it. It is kept as text.",
        bytes: opening.marker.lowerBound..<max(opening.marker.upperBound, opening.body.upperBound)))
  }

  /// A run that no mark answers, but whose number comes next after the notes before it.
  mutating func reportNext(_ candidates: [[Int]], _ strengths: [Int], _ isAccepted: [Bool]) {
    var last: NoteLabel?
    let reported = Set(undecided.map(\.bytes.lowerBound))
    for (index, run) in candidates.enumerated() {
      let first = openings[run[0]]
      if isAccepted[index] {
        last = openings[run[run.count - 1]].label
      } else if let before = last, strengths[index] == 3, first.label.follows(before) {
        if !reported.contains(first.marker.lowerBound) { reportUnanswered(first) }
        last = first.label
      }
    }
  }

  /// How many runs back a rival is looked for.
  private static let mostRivals = 16

  /// Two runs of one chapter that could both be what the same marks refer to are neither.
  mutating func settleRivals(_ candidates: [[Int]], _ strengths: [Int], _ isAccepted: [Bool]) {
    var rivalled: Set<Int> = []
    for (index, rival) in candidates.enumerated() where !isAccepted[index] && strengths[index] == 3 {
      let first = openings[rival[0]]
      guard
        let taken = (max(0, index - Self.mostRivals)..<index).last(where: { other in
          let opening = openings[candidates[other][0]]
          return isAccepted[other] && strengths[other] == 3 && opening.label == first.label
            && opening.form == first.form && candidates[other].count == rival.count
            && (places.chapters[opening.block] == places.chapters[first.block]
              || other + 1 == index && areSideBySide(candidates[other], rival))
        })
      else { continue }
      rivalled.insert(candidates[taken][0])
      for run in [candidates[taken], rival] {
        let (low, high) = (openings[run[0]], openings[run[run.count - 1]])
        undecided.append(
          PageStructure.Undecided(
            what: "Two lists could be notes \(low.text) to \(high.text). Both are kept as text.",
            bytes: low.marker.lowerBound..<max(low.marker.upperBound, low.body.upperBound)))
      }
    }
    if !rivalled.isEmpty { runs.removeAll { rivalled.contains($0[0]) } }
  }
}
