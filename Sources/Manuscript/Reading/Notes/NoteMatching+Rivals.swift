/// Runs that could serve the same marks: those written as the marks are come first.
extension NoteMatching {
  /// Whether a run's labels are written as the marks are.
  func isLikeMarks(_ run: [Int]) -> Bool {
    switch (form, openings[run[0]].form) {
    case (.raised, .raised), (.bracket, .bracket), (.round, .round), (.bare, .bare), (.letter, .letter),
      (.symbol, .symbol):
      true
    default: false
    }
  }

  /// The strengths of runs, where one that is written otherwise than the marks has no others to say it than those that say
  /// a run which is written like them: that one then stands for notes as well as its rival would, and the rival for none.
  func settled(_ strengths: [Int], of candidates: [[Int]], after starts: [Int]) -> [Int] {
    guard candidates.contains(where: isLikeMarks) else { return strengths }
    var strengths = strengths
    // For each mark the run like it that it answers, be it over one other run with the same labels.
    var owners: [Int: Int] = [:]
    var equals: [NoteLabel: Int] = [:]
    for (index, run) in candidates.enumerated() {
      let before = equals[openings[run[0]].label, default: 0]
      equals[openings[run[0]].label] = before + 1
      guard isLikeMarks(run), strengths[index] > 0 else { continue }
      var found = answers(to: run, from: starts[index])
      if found.count < run.count, before < 2 { found = answers(to: run, from: 0) }
      guard found.count == run.count, found.values.allSatisfy({ standsAsMark($0) }) else { continue }
      for case .mark(let mark) in found.values { owners[mark] = index }
    }
    for (index, run) in candidates.enumerated()
    where !isLikeMarks(run) && (1...3).contains(strengths[index]) && !openings[run[0]].isNote {
      let found = answers(to: run, from: 0).values.compactMap { answer in
        if case .mark(let mark) = answer { mark } else { nil }
      }
      let taken = found.compactMap { owners[$0] }
      let own = answers(to: run, from: starts[index]).values.count { answer in
        if case .mark(let mark) = answer { owners[mark] == nil } else { false }
      }
      guard taken.count * 2 > run.count || taken.count == found.count && !taken.isEmpty,
        own * 2 < run.count
      else { continue }
      for owner in Set(taken) { strengths[owner] = max(strengths[owner], strengths[index]) }
      strengths[index] = min(strengths[index], 1)
    }
    return strengths
  }

  /// Whether a run of plain numbers goes on the notes before it, and the marks after theirs say it and nothing else: what
  /// stands around it may be no foot's, where a converter has left a figure or a table there.
  func goesOnAlone(_ run: [Int], _ answers: [Int: Answer]) -> Bool {
    let first = openings[run[0]]
    return first.form == .bare && first.label.ordinal > 1 && endLabels.contains(first.label.ordinal - 1)
      && answers.count == run.count
      && answers.values.allSatisfy { if case .mark = $0 { standsAsMark($0) } else { false } }
  }
}
