/// The runs of openings of one system of labels that marks of one form answer.
struct NoteMatching {
  /// Openings that are notes, as indices of all, in runs.
  var runs: [[Int]] = []
  /// Number of marks that found their note.
  private(set) var matched = 0
  var undecided: [PageStructure.Undecided] = []
  /// Of them those on runs at a page's foot that were not made notes.
  private(set) var refused: [PageStructure.Undecided] = []

  let form: NoteMark.Form
  let marks: [NoteMark]
  let openings: [NoteOpening]
  let places: NotePlaces
  let source: SourceText
  /// Where marks begin that may be numbers of a sentence's points.
  private(set) var points: Set<Int> = []
  /// For each label the marks that say it, in order.
  private(set) var byLabel: [NoteLabel: [Int]] = [:]
  private(set) var isClaimed: [Bool]
  /// The marks behind figures and stops, in order.
  let behindFigures: [Int]
  /// Where the runs end that are notes, in order.
  private(set) var acceptedEnds: [Int] = []
  /// And where those of the present pass end.
  private var newEnds: [Int] = []
  /// The labels with which they end, as places in their system.
  private(set) var endLabels: Set<Int> = []
  /// For runs that stand together behind the text, by their first openings, the bytes of the text that they belong to.
  private var parts: [Int: Range<Int>] = [:]
  /// Marks that answer runs which are no notes for certain, in order.
  var doubted: [Int] = []
  /// The first openings of runs that say what the marks of their own stretch of the text say, no more and no less.
  private var exact: Set<Int> = []
  /// Whether marks come in groups or again and again, as citations of literature do.
  private let looksCited: Bool
  /// Whether marks stand right at words, those in round brackets before stops or behind sentences too, as the numbers of
  /// points within a sentence do not.
  let isGlued: Bool
  /// Whether a mark in round brackets ends a paragraph behind a sentence's end, as no number of a point does.
  let endSentences: Bool

  init(
    _ marks: [NoteMark], of form: NoteMark.Form, with own: [Int], of openings: [NoteOpening],
    at places: NotePlaces, in source: SourceText
  ) {
    let others = own.map { openings[$0] }.filter { places.sections[$0.block] != .literature }
    let sorted = Self.alike(marks, of: form, for: others, in: source)
    if form == .round {
      (self.marks, points) = Self.withoutPoints(sorted.marks, of: others, at: places, in: source)
    } else {
      self.marks = sorted.marks
    }
    let marks = self.marks
    self.form = form
    self.openings = openings
    self.places = places
    self.source = source
    isClaimed = Array(repeating: false, count: marks.count)
    behindFigures = marks.indices.filter { marks[$0].doubt == .figure }
    let endSentences = form == .round && marks.contains { source.endsBoth($0) }
    isGlued = marks.allSatisfy { mark in
      mark.offset > 0 && !SourceText.isBlank(source.bytes[mark.offset - 1])
        || form == .round
          && (source.standsAtEnd(mark) || endSentences && source.followsSentence(mark.offset))
    }
    self.endSentences = endSentences
    for (index, mark) in marks.enumerated() {
      for label in mark.labels { byLabel[label, default: []].append(index) }
    }
    // What no opening says may be two numbers run together.
    let said = Set(own.map { openings[$0].label })
    looksCited = Self.lookCited(
      Self.withoutMentions(marks, of: form, in: source).filter { $0.labels.contains { said.contains($0) } },
      series: (form == .bracket ? others : own.map { openings[$0] }).count { $0.label.ordinal == 1 })
    let candidates = runs(of: fitting(own))
    parts = partsOfText(candidates)
    let turns = NoteTurns(of: candidates, in: self)
    exact = turns.exact
    let before = endsOfEquals(candidates)
    let strengths = settled(strengths(of: candidates, turns), of: candidates, after: before)
    var isAccepted = candidates.map { _ in false }
    for pass in [4, 3, 2, 1] {
      for (index, run) in candidates.enumerated() where strengths[index] == pass {
        isAccepted[index] = accept(run, after: before[index], strength: pass)
      }
      acceptedEnds = (acceptedEnds + newEnds).sorted()
      newEnds = []
    }
    if matched == 0, form == .raised, !looksCited, !places.hasNamedNotes {
      for (index, run) in candidates.enumerated() where strengths[index] == 0 {
        isAccepted[index] = accept(run, after: before[index], strength: 0)
      }
    }
    settleRivals(candidates, strengths, isAccepted)
    reportNext(candidates, strengths, isAccepted)
    reportOutOfPlace()
    reportMentions(beside: sorted.left)
    reportNames()
    reportLeft(sorted.left)
    reportSignificance()
  }

  /// Whether marks say several labels at once, or labels fall other than where one of so many series begins.
  static func lookCited(_ marks: [NoteMark], series: Int) -> Bool {
    let groups = marks.count { $0.labels.count > 1 }
    if groups * 2 > marks.count || groups > 0 && !riseByOne(marks.flatMap(\.labels)) { return true }
    let ordinals = marks.filter(\.isTight).compactMap { $0.labels.first?.ordinal }
    let falls = zip(ordinals, ordinals.dropFirst()).filter { $1 <= $0 }
    // One mark of many may have come out of its order with a column of its page.
    if falls.count == 1, ordinals.count >= Self.manyMarks, Set(ordinals).count == ordinals.count {
      return false
    }
    return falls.contains { $1 != 1 } || falls.count + 1 > max(series, 1)
  }

  /// Whether labels rise one by one from the first, also from page to page, as those of two notes at one place do.
  private static func riseByOne(_ labels: [NoteLabel]) -> Bool {
    labels.first?.ordinal == 1
      && zip(labels, labels.dropFirst()).allSatisfy { $1.ordinal == 1 || $1.follows($0) }
  }

  /// Fewest marks of which one by itself says little.
  private static let manyMarks = 6

  // MARK: - Matching

  /// What answers an opening.
  enum Answer {
    case mark(Int)
    /// A mark that says more labels than one, run together.
    case fused(Int)
    /// Several could be it.
    case several
  }

  /// For each run where the last before it ends that begins with the same label.
  private func endsOfEquals(_ candidates: [[Int]]) -> [Int] {
    var ends: [NoteLabel: Int] = [:]
    return candidates.map { run in
      let label = openings[run[0]].label
      defer { ends[label] = openings[run[run.count - 1]].offset }
      return ends[label] ?? 0
    }
  }

  /// Makes a run notes if enough marks before it answer it; else nothing changes. Where all of them stand after a run that
  /// begins with the same label, those before that are not its own.
  private mutating func accept(_ run: [Int], after equal: Int, strength: Int) -> Bool {
    let start = openings[run[0]].offset
    let near = [acceptedEnds, newEnds].map { ends in
      let before = ends.partitioningIndex { $0 > start }
      return before > 0 ? ends[before - 1] : 0
    }.max()!
    if let part = parts[run[0]] {
      return settle(run, answers(to: run, from: part.lowerBound, before: part.upperBound), strength: strength)
    }
    var answers = answers(to: run, from: max(near, equal))
    if equal > near, answers.count < run.count { answers = self.answers(to: run, from: near) }
    if near > 0, answers.count * 2 < run.count {
      let far = self.answers(to: run, from: 0)
      if far.count > answers.count { answers = far }
    }
    if near > 0 { addCarried(to: &answers, of: run, before: near) }
    return settle(run, answers, strength: strength)
  }

  /// Makes a run notes if its answers are enough.
  private mutating func settle(_ run: [Int], _ answers: [Int: Answer], strength: Int) -> Bool {
    let isNote = openings[run[0]].isNote
    // Nothing but notes leads back to the text; one of them may have lost its link.
    let leadsBack = run.count > 1 && run.count { openings[$0].leadsBack } * 2 > run.count
    guard
      isNote || leadsBack || exact.contains(run[0])
        || !openings[run[0]].endsText && isEnough(answers, of: run, strength: strength)
    else {
      let known = undecided.count
      report(run, answers)
      doubt(answers, of: run)
      if strength == 3 && [.bracket, .bare].contains(form) || form == .round || openings[run[0]].endsText {
        refused += undecided[known...]
      }
      return false
    }
    for answer in answers.values {
      switch answer {
      case .mark(let index) where !isClaimed[index], .fused(let index) where !isClaimed[index]:
        isClaimed[index] = true
        matched += 1
      case .several: matched += 1
      case .mark, .fused: break
      }
    }
    // What no mark answers is a note only among notes.
    let answered = run.indices.filter { answers[$0] != nil }
    var end = answered.last ?? 0
    while end + 1 < run.count, openings[run[end + 1]].isNext(to: openings[run[end]], in: source) { end += 1 }
    while strength == 3, end + 1 < run.count, !answered.isEmpty, isMarkedBehind(run[end + 1], run) {
      end += 1
    }
    // An item of a list that comes next after a foot by chance is the text's.
    let last = isNote ? run.lastIndex { openings[$0].isNote } ?? 0 : run.count - 1
    let known = isNote || leadsBack ? run[...max(end, last)] : run[(answered.first ?? 0)...end]
    for index in run where !known.contains(index) { reportUnanswered(openings[index]) }
    runs.append(Array(known))
    newEnds.append(openings[known[known.endIndex - 1]].offset)
    endLabels.insert(openings[known[known.endIndex - 1]].label.ordinal)
    return true
  }

  /// Most bytes after a foot in which the text goes on to the mark of a note that stands there already.
  private static let nearBehind = 2_000

  /// Whether the mark of a foot's note stands right after the foot: its note was set on the page before.
  private func isMarkedBehind(_ index: Int, _ run: [Int]) -> Bool {
    guard form != .bare, form != .round, openings[index].form != .list else { return false }
    let (label, last) = (openings[index].label, run[run.count - 1])
    let next = openings[(last + 1)...].prefix(Self.horizon).first { $0.label == label }?.offset
    let start = openings[last].offset
    guard let found = mark(label, from: start, before: min(next ?? .max, start + Self.nearBehind)) else {
      return false
    }
    return marks[found].isTight
  }

  private func isEnough(_ answers: [Int: Answer], of run: [Int], strength: Int) -> Bool {
    let (count, all) = (answers.count, run.count)
    let first = openings[run[0]]
    if form == .bare, strength < 4, namesThings(answers) { return false }
    if form == .round || form == .bracket, strength < 4, !first.isAnchored, nameItems(answers) {
      return false
    }
    if first.form == .list, strength < 4, !refers(answers, to: run) { return false }
    if first.form == .list, strength == 3, form == .bare || form == .letter || form == .round,
      endsPart(openings[run[run.count - 1]])
    {
      // Papers and chapters end with lists of their own.
      return all > 1 && count == all
        && (answers.values.allSatisfy { isRightAtWord($0) }
          || !looksCited && (endSentences(answers) || form == .bare && standBeforeStops(answers))
          || form == .round && standsUnderItsMarks(run, answers))
    }
    if form == .bare, strength < 4, first.form == .bracket || first.form == .round {
      // Plain numbers and numbers in brackets have little in common.
      return strength == 3 && all > 1 && count == all && answers.values.allSatisfy { isRightAtWord($0) }
    }
    switch form {
    case .raised: return strength > 1 ? count * 2 >= all && count > 0 : count == all && all > 1
    case .bracket:
      guard strength > 1 || isSaidBehindSentences(run, answers), !looksCited || strength == 4 else {
        return false
      }
      // `In fr. [1] he says so`: what they count is the text's.
      if !answers.isEmpty, answers.values.allSatisfy({ isCounted($0) }) { return false }
      return count * 3 >= all * 2
    case .round:
      // Letters in brackets number points and parts of laws more often than notes.
      return strength > 2 && !first.label.system.isLetter
        ? count * 3 >= all * 2 : (all > 1 || !endLabels.isEmpty) && standsUnderItsMarks(run, answers)
    case .bare:
      guard strength > 2 || goesOnAlone(run, answers) else { return false }
      // Where the series of the notes before goes on, or the marks stand right at words, fewer will do.
      let goesOn =
        openings[run[0]].label.ordinal > 1 && endLabels.contains(openings[run[0]].label.ordinal - 1)
      let isTight = answers.values.allSatisfy { isRightAtWord($0) }
      // Numbers after words and blanks, `point 1 that`, count points as well.
      let areAlike = count == all && all > 1 && areDoubtfulAlike(answers)
      if strength < 4, !areAlike, !answers.values.contains(where: { standsAsMark($0) }) { return false }
      return count * 4 >= all * 3 || count * 3 >= all * 2 && isTight && all > 2
        || goesOn && isTight && count * 2 >= all
    case .symbol, .letter: return strength > 1 && count * 3 >= all * 2
    }
  }
}
