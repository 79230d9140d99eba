/// Which marks answer which openings.
extension NoteMatching {
  /// The answers to a run's openings, by their place in it, from marks that rise as they do. Where all plain numbers that
  /// stand right at words answer it, others are none: `Of the tenants, 2 had a cow`.
  func answers(to run: [Int], from start: Int, before last: Int = .max) -> [Int: Answer] {
    let end = min(openings[run[0]].offset, last)
    if form == .bare, !isGlued {
      var glued = inOrder(run, from: start, before: end, atWords: true)
      if glued.count * 4 >= run.count * 3, run.count > 1 {
        settleRivals(in: &glued, of: run, before: end, atWords: true)
        fillGaps(in: &glued, of: run, from: start, before: end)
        return glued
      }
    }
    var answers = inOrder(run, from: start, before: end, atWords: false)
    var isSkipping = false
    if answers.count < run.count, run.count > 2, form == .bare || form == .bracket {
      let others = skipping(run, from: start, before: end)
      isSkipping = others.count > answers.count
      if isSkipping { answers = others }
    }
    settleRivals(in: &answers, of: run, before: end, atWords: false)
    if isSkipping { addDisplaced(to: &answers, of: run, from: start, before: end) }
    fillGaps(in: &answers, of: run, from: start, before: end)
    return answers
  }

  private func inOrder(_ run: [Int], from start: Int, before end: Int, atWords: Bool) -> [Int: Answer] {
    var answers: [Int: Answer] = [:]
    var position = start
    for (place, index) in run.enumerated() {
      let label = openings[index].label
      if let found = mark(label, from: position, before: end, atWord: atWords) {
        answers[place] = .mark(found)
        position = marks[found].offset
      } else if case .fused(let before)? = answers[place - 1],
        says(marks[before], openings[run[place - 1]], label)
      {
        answers[place] = .fused(before)
      } else if let fused = fused(
        label, of: openings[run[0]].label.ordinal...openings[run[run.count - 1]].label.ordinal,
        from: position,
        after: start, before: end)
      {
        answers[place] = .fused(fused)
        position = marks[fused].offset
      }
    }
    return answers
  }

  /// The answers where a mark that stands behind that of the next note keeps no others from theirs: columns of a page may
  /// have come in the wrong order.
  private func skipping(_ run: [Int], from start: Int, before end: Int) -> [Int: Answer] {
    var answers: [Int: Answer] = [:]
    var position = start
    for (place, index) in run.enumerated() {
      guard let found = mark(openings[index].label, from: position, before: end) else { continue }
      if place + 1 < run.count,
        let next = mark(openings[run[place + 1]].label, from: position, before: marks[found].offset),
        marks[next].isTight
      {
        continue
      }
      answers[place] = .mark(found)
      position = marks[found].offset
    }
    return answers
  }

  /// Notes that found no room at their own page's foot stand first at the next: their marks stand before the foot between.
  func addCarried(to answers: inout [Int: Answer], of run: [Int], before near: Int) {
    let carried = run.indices.prefix { answers[$0] == nil }
    guard !carried.isEmpty, carried.count < run.count, carried.count <= Self.mostCarried else { return }
    var end = near
    var found: [Int: Answer] = [:]
    for place in carried.reversed() {
      guard let same = byLabel[openings[run[place]].label],
        let last = same[..<same.partitioningIndex { marks[$0].offset >= end }].last,
        !isClaimed[last], marks[last].isTight, near - marks[last].offset <= Self.longestPage
      else { return }
      found[place] = .mark(last)
      end = marks[last].offset
    }
    answers.merge(found) { first, _ in first }
  }

  /// Most notes that one page leaves to the next, and most bytes of a page.
  private static let mostCarried = 3
  private static let longestPage = 20_000

  /// A mark out of its order is the note's, if none but it says the number.
  private func addDisplaced(
    to answers: inout [Int: Answer], of run: [Int], from start: Int, before end: Int
  ) {
    for (place, index) in run.enumerated() where answers[place] == nil {
      let label = openings[index].label
      guard let found = mark(label, from: start, before: end), marks[found].isTight,
        mark(label, from: marks[found].offset + 1, before: end) == nil
      else { continue }
      answers[place] = .mark(found)
    }
  }

  /// Of two plain numbers either could be the mark, unless the second stands behind the mark of the next note, or otherwise than
  /// the marks do that say all notes: `In the list mill1 is the house`
  private func settleRivals(
    in answers: inout [Int: Answer], of run: [Int], before last: Int, atWords: Bool
  ) {
    guard form == .bare else { return }
    var end = last
    for place in run.indices.reversed() {
      guard case .mark(let found)? = answers[place] else { continue }
      let label = openings[run[place]].label
      if mark(label, from: marks[found].offset + 1, before: end, atWord: atWords, inPlace: true) != nil {
        answers[place] = .several
      }
      end = marks[found].offset
    }
  }

  /// Fewest notes of a list whose marks may all be doubtful.
  private static let fewestDoubtful = 3

  /// Between the marks of the notes before and after some, a plain number after an abbreviation's stop, `per cent.23`,
  /// after a dash, `the oil –23 a good one –`, or after a word and a blank, `the oil 23 that`, is a mark too, if there is one
  /// such only. So is each of a whole list's.
  private func fillGaps(
    in answers: inout [Int: Answer], of run: [Int], from start: Int, before end: Int
  ) {
    guard form == .bare else { return }
    if answers.isEmpty,
      run.count >= Self.fewestDoubtful || run.count > 1 && standBehindFigures(run, from: start, before: end)
    {
      let all = run.compactMap { onlyMark(openings[$0].label, from: start, before: end) }
      guard all.count == run.count, zip(all, all.dropFirst()).allSatisfy({ $0 < $1 }) else { return }
      for (place, mark) in all.enumerated() { answers[place] = .mark(mark) }
      return
    }
    var (first, low) = (0, start)
    for place in run.indices {
      guard case .mark(let after)? = answers[place] else { continue }
      var high = marks[after].offset
      for gap in (first..<place).reversed() where answers[gap] == nil {
        guard let only = onlyMark(openings[run[gap]].label, from: low, before: high) else { continue }
        answers[gap] = .mark(only)
        high = marks[only].offset
      }
      (first, low) = (place + 1, marks[after].offset + 1)
    }
    // After the last of them only a number behind a year or a dash, or one that a stop parts from the text before.
    if answers.isEmpty { return }
    for gap in first..<run.count where answers[gap] == nil {
      guard let only = onlyMark(openings[run[gap]].label, from: low, before: end),
        marks[only].doubt == .figure || marks[only].doubt == .dash || followsStop(marks[only])
      else { return }
      answers[gap] = .mark(only)
      low = marks[only].offset + 1
    }
  }

  /// Whether all numbers before a run that stand behind figures and stops say it one by one: decimals, `some 2.1 Acres`, would
  /// say others as well.
  private func standBehindFigures(_ run: [Int], from start: Int, before end: Int) -> Bool {
    let first = behindFigures.partitioningIndex { marks[$0].offset >= start }
    return behindFigures[first...].lazy.prefix { marks[$0].offset < end }.map { marks[$0].labels[0] }
      .elementsEqual(run.lazy.map { openings[$0].label })
  }

  /// Whether a stop stands before a mark, or before the blank before it.
  private func followsStop(_ mark: NoteMark) -> Bool {
    let start =
      mark.offset > 0 && SourceText.isBlank(source.bytes[mark.offset - 1]) ? mark.offset - 1 : mark.offset
    return start > 0 && ".;!?)".utf8.contains(source.bytes[start - 1])
  }

  /// The free mark with a label, however it stands, if there is no more than one; of several the one at a word.
  private func onlyMark(_ label: NoteLabel, from start: Int, before end: Int) -> Int? {
    guard let same = byLabel[label] else { return nil }
    let first = same.partitioningIndex { marks[$0].offset >= start }
    let between = same[first...].prefix(Self.horizon).prefix { marks[$0].offset < end }.filter {
      !isClaimed[$0]
    }
    let others = between.filter { marks[$0].doubt != .name && marks[$0].doubt != .dash }
    let attached = others.filter { isRightAtWord(marks[$0]) }
    let candidates = attached.isEmpty ? others.isEmpty ? between : others : attached
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// The first free mark with a label, one that stands as marks do before one that does not.
  func mark(
    _ label: NoteLabel, from start: Int, before end: Int, atWord: Bool = false, inPlace: Bool = false
  ) -> Int? {
    guard let same = byLabel[label] else { return nil }
    let first = same.partitioningIndex { marks[$0].offset >= start }
    var loose: Int?
    for index in same[first...].prefix(Self.horizon) {
      guard marks[index].offset < end else { break }
      if isClaimed[index], marks[index].labels.count == 1 { continue }
      if atWord, !isRightAtWord(marks[index]) { continue }
      if inPlace, marks[index].isOutOfPlace { continue }
      if marks[index].isTight { return index }
      loose = loose ?? (form == .bare ? nil : index)
    }
    return loose
  }

  /// How many marks of one label are looked at.
  static let horizon = 64

  /// A mark that says a label and the one before or after it, run together; `run` are the numbers of the notes there.
  func fused(
    _ label: NoteLabel, of run: ClosedRange<Int>? = nil, from start: Int, after low: Int = 0, before end: Int
  ) -> Int? {
    guard label.system == .number, form == .raised || form == .bare || form == .bracket else { return nil }
    let number = label.ordinal
    for first in [number, number - 1] {
      if let both = NoteLabel("\(first)\(first + 1)"), let found = mark(both, from: start, before: end),
        leavesRoom(at: found, for: first, of: run ?? 0...Int.max, in: low..<max(low, end))
      {
        return found
      }
    }
    return nil
  }

  private func says(_ mark: NoteMark, _ first: NoteOpening, _ second: NoteLabel) -> Bool {
    mark.marker.label == "\(first.label.ordinal)\(second.ordinal)"
  }
}

/// How the marks stand that answer openings.
extension NoteMatching {
  func standsAsMark(_ answer: Answer) -> Bool {
    switch answer {
    case .mark(let mark), .fused(let mark): marks[mark].isTight
    case .several: true
    }
  }

  func isCounted(_ answer: Answer) -> Bool {
    if case .mark(let mark) = answer { marks[mark].isCounted } else { false }
  }

  func isRightAtWord(_ answer: Answer) -> Bool {
    switch answer {
    case .mark(let mark), .fused(let mark): return isRightAtWord(marks[mark])
    case .several: return false
    }
  }

  func isRightAtWord(_ mark: NoteMark) -> Bool {
    mark.isPartedFromWord || mark.offset > 0 && !SourceText.isBlank(source.bytes[mark.offset - 1])
  }
}
