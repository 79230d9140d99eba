/// Lists that answer no whole series of marks, where another or nothing does.
extension NoteMatching {
  /// Fewest notes of a list that shows others to be the text's.
  private static let fewestWhole = 3

  /// The runs without lists that stand in the midst of a series of marks, say a part of it, and are gone on by none, where a
  /// longer run after them says all of it: those are lists of the text.
  func withoutPartial(_ runs: [[Int]]) -> [[Int]] {
    guard runs.count > 1 else { return runs }
    let tight = marks.filter { mark in
      mark.isTight && mark.labels.count == 1 && (form != .bare || isRightAtWord(mark))
    }
    guard tight.count >= Self.fewestWhole else { return runs }
    var partial: Set<Int> = []
    for (place, run) in runs.enumerated() where run.count >= Self.fewestWhole {
      guard let series = series(before: run, among: tight) else { continue }
      var goneOn: Set<NoteLabel> = []
      for other in runs[..<place].indices.reversed() {
        let first = openings[runs[other][0]]
        guard first.offset > series.start else { break }
        let last = openings[runs[other][runs[other].count - 1]].label
        let isList =
          first.label == openings[run[0]].label && runs[other].count < run.count && mayBeOfText(first)
          && !goneOn.contains(where: { $0.follows(last) })
        if last.ordinal < series.last, isList || countsText(runs[other], before: run) {
          partial.insert(other)
        }
        goneOn.insert(first.label)
      }
    }
    return partial.isEmpty ? runs : runs.indices.filter { !partial.contains($0) }.map { runs[$0] }
  }

  /// The series of marks right before a run that says its labels from the first on, but for few that are lost: where it
  /// begins, and the last number that it says.
  private func series(before run: [Int], among tight: [NoteMark]) -> (start: Int, last: Int)? {
    let (first, last) = (openings[run[0]], openings[run[run.count - 1]].label)
    var place = tight.partitioningIndex { $0.offset >= first.offset }
    guard place > 0, tight[place - 1].labels[0].ordinal <= last.ordinal else { return nil }
    let end = tight[place - 1].labels[0].ordinal
    var (next, count) = (end + 1, 0)
    while place > 0, case let label = tight[place - 1].labels[0], label.system == last.system,
      label.ordinal < next
    {
      (next, count, place) = (label.ordinal, count + 1, place - 1)
      if label == first.label {
        return Self.isWhole(count, of: run.count) ? (tight[place].offset, end) : nil
      }
    }
    return nil
  }

  /// Whether marks say a list but for few that are lost.
  static func isWhole(_ count: Int, of all: Int) -> Bool { count * 5 >= all * 4 }

  /// Whether numbers with a stop begin lines of the text, `2. The Parties`, `3. Oktober 1714`, where all of a list after them
  /// is written without.
  private func countsText(_ other: [Int], before run: [Int]) -> Bool {
    let first = openings[run[0]].label
    return other.allSatisfy { index in
      openings[index].form == .bare && hasStop(index) && openings[index].label.system == first.system
        && openings[index].label.ordinal >= first.ordinal
        && places.sections[openings[index].block] == .text
    } && !run.contains(where: hasStop)
  }

  /// Whether a stop ends an opening's number.
  func hasStop(_ index: Int) -> Bool {
    source.bytes[openings[index].marker.upperBound - 1] == UInt8(ascii: ".")
  }

  private func mayBeOfText(_ opening: NoteOpening) -> Bool {
    (opening.form == .list || opening.form == .round) && !opening.isNote && !opening.isAnchored
      && places.sections[opening.block] == .text
  }

  /// Whether marks refer to a list as they do to notes: to all of it but for few that are lost, and not all of them from
  /// units or sigla, `A¹`.
  func refers(_ answers: [Int: Answer], to run: [Int]) -> Bool {
    guard Self.isWhole(answers.count, of: run.count) else { return false }
    if form == .bracket { return answers.values.allSatisfy { standsAsMark($0) } }
    return form != .raised
      || !answers.values.allSatisfy { answer in
        guard case .mark(let mark) = answer else { return false }
        return Units.areSymbol(source.scalars(before: marks[mark].offset, atMost: Units.longestSymbol))
      }
  }

  /// Whether the marks before and after one in brackets leave room for a number and the next in it. Nothing else shows that
  /// `[34]` is no 34. Where no mark comes before or after it that could be one of a run's, the run has to begin or to end
  /// with the two.
  func leavesRoom(at mark: Int, for first: Int, of run: ClosedRange<Int>, in window: Range<Int>) -> Bool {
    guard source.isInBrackets(marks[mark].marker) else { return true }
    let before = marks[..<mark].suffix(Self.horizon).last(where: \.isTight)
    let after = marks[(mark + 1)...].prefix(Self.horizon).first(where: \.isTight)
    let goesOn = before?.labels.last?.ordinal == first - 1
    let isGoneOn = after?.labels.first?.ordinal == first + 2
    if goesOn && isGoneOn { return true }
    guard goesOn || isGoneOn else { return false }
    return (goesOn || run.lowerBound == first && before.map { $0.offset < window.lowerBound } ?? true)
      && (isGoneOn || run.upperBound == first + 1 && after.map { $0.offset >= window.upperBound } ?? true)
  }

  /// Whether marks that are doubtful one by one all stand before stops, `widow 1.`, or all behind a figure and a stop,
  /// `on p. 12.1`, of which some may stand at short names, `the UNO2`.
  func areDoubtfulAlike(_ answers: [Int: Answer]) -> Bool {
    let found = answers.values.compactMap { if case .mark(let mark) = $0 { marks[mark] } else { nil } }
    return found.count == answers.count
      && (found.count > 2 && found.allSatisfy { $0.doubt == .stop }
        || found.allSatisfy { $0.doubt == .figure || $0.doubt == .name })
  }
}

extension SourceText {
  /// Whether a mark's number stands in brackets of its own.
  func isInBrackets(_ marker: NoteMarker) -> Bool {
    let start = marker.content.lowerBound
    if "[({\\".utf8.contains(bytes[start]) || [0xE3, 0xEF].contains(bytes[start]) { return true }
    return start > marker.bytes.lowerBound && "[(".utf8.contains(bytes[start - 1])
  }
}
