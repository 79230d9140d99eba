/// The runs of openings that take turns with the text: all of a run's marks stand right at words between the run before and
/// itself. So do the feet of pages that have run together, and the lists at chapters' ends. A numbered list does not wait
/// for the text to say its numbers.
struct NoteTurns {
  /// The runs that take turns by no chance, by their place among all.
  private(set) var runs: [Int] = []
  /// Of them, by their first openings, those that say what the marks of their stretch of the text say, no more and no
  /// less: nothing but notes does so again and again, be they one to a chapter.
  private(set) var exact: Set<Int> = []

  /// Fewest stretches of notes that take turns with the text by no chance; of those that go on one series or begin it
  /// anew, each of several notes, fewer.
  private static let fewestTurns = 4
  private static let fewestWholeTurns = 2
  /// Fewest notes of stretches that say exactly what the text says.
  private static let fewestExact = 3

  init(of candidates: [[Int]], in matching: NoteMatching) {
    guard [.raised, .bare, .bracket, .round].contains(matching.form) else { return }
    find(among: candidates, in: matching)
    if runs.isEmpty, matching.form == .bare || matching.form == .bracket {
      findApart(among: candidates, in: matching)
    }
  }

  /// The runs whose marks stand apart from the words, after a stop and a blank, as converters of PDF leave them: each goes on
  /// the series of the one before, or begins it anew.
  private mutating func findApart(among candidates: [[Int]], in matching: NoteMatching) {
    var start = 0
    var found: [Int] = []
    var last: NoteLabel?
    for (index, run) in candidates.enumerated() where matching.isAnswered(run, from: start, apart: true) {
      let first = matching.openings[run[0]].label
      guard last.map({ first.follows($0) }) ?? false || run.count > 1 && first.ordinal == 1 else { return }
      start = matching.openings[run[run.count - 1]].offset
      last = matching.openings[run[run.count - 1]].label
      found.append(index)
    }
    if found.count >= Self.fewestWholeTurns { runs = found }
  }

  private mutating func find(among candidates: [[Int]], in matching: NoteMatching) {
    var (start, startBefore) = (0, 0)
    var found: [Int] = []
    var same: [Int] = []
    var others: [Int] = []
    var (goingOn, rising, whole, last) = (0, 0, 0, NoteLabel?.none)
    for (index, run) in candidates.enumerated() {
      let first = matching.openings[run[0]].label
      // One number by itself that falls back, to no beginning, is a year or a page.
      let isStray = run.count == 1 && first.ordinal > 1 && last.map { first.ordinal <= $0.ordinal } ?? false
      guard !isStray, matching.isAnswered(run, from: start) else {
        // Where two runs could be the notes of one stretch, its marks say nothing for either.
        if let known = same.last, known == found.last, candidates[known].count == run.count,
          matching.isAnswered(run, from: startBefore)
        {
          same.removeLast()
        }
        others.append(index)
        continue
      }
      if matching.saysAll(run, from: start) { same.append(index) }
      startBefore = start
      start = matching.openings[run[run.count - 1]].offset
      let follows = last.map { first.follows($0) } ?? false
      if follows { goingOn += 1 }
      if last.map({ first.system == $0.system && first.ordinal > $0.ordinal }) ?? false { rising += 1 }
      if run.count > 1, follows || first.ordinal == 1 { whole += 1 }
      last = matching.openings[run[run.count - 1]].label
      found.append(index)
    }
    // Notes that are written as the marks are have the better claim to them.
    let areLikeMarks = found.contains { matching.isLikeMarks(candidates[$0]) }
    if !areLikeMarks,
      others.contains(where: {
        matching.isLikeMarks(candidates[$0]) && matching.isAnswered(candidates[$0], from: 0)
      })
    {
      return
    }
    let areExact =
      same.count >= Self.fewestWholeTurns && same.contains { candidates[$0].count > 1 }
      && same.reduce(0) { $0 + candidates[$1].count } >= Self.fewestExact
    if areExact { exact = Set(same.map { candidates[$0][0] }) }
    guard matching.form != .raised else {
      runs = areExact ? same : []
      return
    }
    if whole == found.count, whole >= Self.fewestWholeTurns {
      runs = found
    } else if matching.form == .bare, found.count >= Self.fewestTurns,
      goingOn * 4 >= (found.count - 1) * 3 || goingOn * 2 >= found.count - 1 && rising == found.count - 1
    {
      // Some notes of a series may have lost their numbers.
      runs = found
    } else if areExact {
      runs = same
    }
  }
}

extension NoteMatching {
  /// Whether marks right at words, from an offset on, answer all of a run.
  fileprivate func isAnswered(_ run: [Int], from start: Int, apart: Bool = false) -> Bool {
    let answers = answers(to: run, from: start)
    // Which of two numbers is the mark may be in doubt, not that they are this note's.
    return answers.count == run.count
      && answers.values.allSatisfy {
        if case .several = $0 { true } else { apart ? standsAsMark($0) : isRightAtWord($0) }
      }
  }

  /// Whether the marks between an offset and a run say its labels and no others.
  fileprivate func saysAll(_ run: [Int], from start: Int) -> Bool {
    let first = openings[run[0]]
    guard first.form != .alone else { return false }
    let labels = Set(run.map { openings[$0].label })
    let low = marks.partitioningIndex { $0.offset >= start }
    return marks[low...].prefix { $0.offset < first.offset }.allSatisfy { mark in
      !mark.isTight || !isRightAtWord(mark) || labels.isSuperset(of: mark.labels)
    }
  }
}
