/// Notes that a page's foot breaks off and the next page's foot goes on. In plain text with form feeds nothing parts the rest
/// of the note from the text over it, whose sentence the page breaks off too.
struct CarriedNotes {
  /// The lines that go on notes, and the lines before which they belong.
  private(set) var moves: [(rest: Range<Int>, line: Int)] = []
  /// The last lines over feet in which the rest of a note may stand, and the numbers of those notes.
  private(set) var doubts: [(line: Int, note: Int)] = []

  private let lines: FootLines
  private var source: SourceText { lines.source }

  /// A page's foot: its page, the lines with which its notes open, in order, the first and last number, and the last line.
  private struct Foot {
    var page: Range<Int>
    var openings: [Int]
    var numbers: ClosedRange<Int>
    var end: Int
    /// What stands alone at the ends of the pages after it, and goes on its last note without ending it.
    var pieces: [Range<Int>] = []

    /// The line on which the note breaks off.
    var tail: Int { pieces.last.map { $0.upperBound - 1 } ?? end }
  }

  /// Most lines of what is left of a note.
  private static let longestRest = 16
  /// Most numbers at a page's end of which none is a mark in its text.
  private static let mostTries = 8
  /// How much wider in hundredths a foot's lines are than the text's where their type is smaller.
  private static let leastWider = 5

  init(in lines: FootLines) {
    self.lines = lines
    let starts = lines.all.indices.filter { lines.hasPageEnd($0..<$0 + 1) }
    guard !starts.isEmpty else { return }
    let pages = zip([0] + starts, starts + [lines.all.count]).map { $0..<max($0, $1) }
    let stamps = lines.repeatedEnds(ofPages: pages)
    let feet = pages.map { foot(of: $0, leaving: stamps) }
    var above: Foot?
    var open: [(rest: Range<Int>, note: Int)] = []
    for (index, page) in pages.enumerated() {
      let foot = feet[index]
      defer { above = foot ?? above.flatMap { $0.tail >= page.lowerBound ? $0 : nil } }
      guard let last = above else { continue }
      let next = index + 1 < pages.count ? firstText(of: pages[index + 1]) : nil
      if let foot {
        if goesOn(foot.numbers, after: last.numbers) { carry(from: last, to: foot, before: next) }
      } else if let rest = restAlone(on: page, after: last, before: next) {
        if isOver(rest.upperBound - 1) {
          carry(rest, from: last, over: index + 1 < pages.count ? feet[index + 1] : nil)
        } else {
          above?.pieces.append(rest)
          open.append((rest, last.numbers.upperBound))
        }
      }
    }
    let moved = Set(moves.map(\.rest.lowerBound))
    doubts += open.filter { !moved.contains($0.rest.lowerBound) }.map { ($0.rest.upperBound - 1, $0.note) }
  }

  /// Whether notes are those after others, or all pages count theirs from one.
  private func goesOn(_ numbers: ClosedRange<Int>, after above: ClosedRange<Int>) -> Bool {
    numbers.lowerBound == above.upperBound + 1 || numbers.lowerBound == 1 && above.lowerBound == 1
  }

  /// The lines with each rest after the note that it goes on.
  var inOrder: [SourceLine] {
    let rests = Dictionary(grouping: moves, by: \.line).mapValues { $0.flatMap { Array($0.rest) } }
    let moved = Set(rests.values.joined())
    return lines.all.indices.flatMap { line in
      (rests[line] ?? []).map { lines.all[$0] } + (moved.contains(line) ? [] : [lines.all[line]])
    }
  }

  /// The notes with which a page ends, each of them marked in the text over them.
  private func foot(of page: Range<Int>, leaving stamps: Set<Int>) -> Foot? {
    var openings: [Int] = []
    var (first, last): (Int?, Int?)
    var tries = 0
    for line in page.suffix(FootLines.longestPage).reversed() where opensWithNumber(line) {
      // No foot is all of its page, and its first line is its head mostly.
      if first == nil, line == page.lowerBound { return nil }
      if last == nil, tries == Self.mostTries { break }
      tries += 1
      guard let opening = source.opening(lines.content(line)), opening.label.system == .number,
        opening.form == .bare || opening.form == .alone && hasTextBelow(line, on: page),
        case let number = opening.label.ordinal,
        first.map({ number == $0 - 1 }) ?? true, lines.isMarked(number, before: line)
      else { continue }
      openings.insert(line, at: 0)
      first = number
      last = last ?? number
    }
    guard let first, let highest = last, let line = openings.last, let pageEnd = lines.pageEnd(after: line),
      let last = lines.lastText(before: pageEnd),
      let end = stamps.contains(last) ? lines.lastText(before: last) : last, end >= line,
      openings[0] > page.lowerBound
    else { return nil }
    return Foot(page: page, openings: openings, numbers: first...highest, end: end)
  }

  private func opensWithNumber(_ line: Int) -> Bool {
    lines.all[line].content.first { !SourceText.isBlank(source.bytes[$0]) }
      .map { SourceText.isDigit(source.bytes[$0]) } ?? false
  }

  private func hasTextBelow(_ line: Int, on page: Range<Int>) -> Bool {
    (line + 1..<min(line + 3, page.upperBound)).contains { !lines.isBlank($0) && !opensWithNumber($0) }
  }

  private func firstText(of page: Range<Int>) -> Range<Int>? {
    page.lazy.map { lines.content($0) }.first {
      !$0.isEmpty && !source.bytes[$0].allSatisfy(SourceText.isDigit)
    }
  }

  /// Looks for the rest of a foot's last note over the next foot. `next` is the text after that.
  private mutating func carry(from above: Foot, to foot: Foot, before next: Range<Int>?) {
    guard let last = lines.lastText(before: foot.openings[0]), last > foot.page.lowerBound,
      source.endsSentence(lines.content(last)), isWhole(foot),
      case let isFilled = above.pieces.isEmpty && isBroken(above), isFilled || isOpen(above, over: foot)
    else { return }
    let end = last + 1
    var top = last
    while top > foot.page.lowerBound + 1, end - top < Self.longestRest, !lines.isBlank(top - 1) { top -= 1 }
    let measure = measure(of: above.page.lowerBound..<above.openings[0])
    let isWider = isWider(self.measure(of: above.openings[0]..<above.end + 1), than: measure)
    let start =
      isWider ? wideRest(in: top..<end, over: measure, before: next) : rest(in: top..<end, before: next)
    if let start = start
      ?? wholeRest(top..<end, over: isWider ? measure : nil, from: above, to: foot, before: next),
      isFilled
        || isSmall(lines.content(start)) && (!above.pieces.isEmpty || hasRoom(over: start, from: above))
    {
      moves += (above.pieces + [start..<end]).map { ($0, above.end + 1) }
    } else if !isFilled {
      guard (top..<end).contains(where: { isOver($0 - 1) && hasRoom(over: $0, from: above) }) else { return }
      doubts.append((last, above.numbers.upperBound))
    } else if !lines.isBlank(top - 1) || end - top > 1
      || end == foot.openings[0] && !isSmall(lines.content(top))
    {
      doubts.append((last, above.numbers.upperBound))
    }
  }

  /// The last lines of a page without notes, if they are the rest of the note that the page before broke off, or a piece of it: a
  /// blank line parts them from a text that has ended or goes on over the page's end, and they begin with a small letter.
  private func restAlone(on page: Range<Int>, after above: Foot, before next: Range<Int>?) -> Range<Int>? {
    guard endsInSentence(above.tail), lines.isBlank(above.openings[0] - 1),
      let end = lines.pageEnd(after: page.lowerBound), let last = lines.lastText(before: end),
      last > page.lowerBound, isOver(last) || endsInSmallWord(last) && endsInSmallWord(above.tail)
    else { return nil }
    var top = last
    while top > page.lowerBound + 1, last - top < Self.longestRest, !lines.isBlank(top - 1) { top -= 1 }
    guard lines.isBlank(top - 1), isSmall(lines.content(top)),
      let text = lines.lastText(before: top), text >= page.lowerBound,
      isOver(text) != (next.map(isSmall) ?? false),
      source.listMarker(lines.content(top)) == nil,
      !(top...last).contains(where: { line in
        source.holdsNumber(String(above.numbers.upperBound + 1), atWordIn: lines.content(line))
      })
    else { return nil }
    return top..<last + 1
  }

  /// Takes lines for the rest of a foot's last note where that fills its last line, ends with a word that something must
  /// follow, or is the only one without a stop.
  private mutating func carry(_ rest: Range<Int>, from above: Foot, over next: Foot?) {
    let isKnown = above.pieces.isEmpty && (isBroken(above) || mustGoOn(above.end))
    if isKnown || next.map({ goesOn($0.numbers, after: above.numbers) && isOpen(above, over: $0) }) ?? false {
      moves += (above.pieces + [rest]).map { ($0, above.end + 1) }
    } else {
      doubts.append((rest.upperBound - 1, above.numbers.upperBound))
    }
  }

  /// Whether a foot's first note ends with a stop, as a section's heading does not.
  private func isWhole(_ foot: Foot) -> Bool {
    let end = foot.openings.count > 1 ? lines.lastText(before: foot.openings[1]) : foot.end
    return end.map { source.endsSentence(lines.content($0)) } ?? false
  }

  /// Whether a foot's last line is filled and has no stop, as the ends of the notes over it have. No blank line parts it
  /// from its note's first.
  private func isBroken(_ foot: Foot) -> Bool {
    let start = foot.openings[foot.openings.count - 1] + 2
    if start < foot.end, (start..<foot.end).contains(where: { lines.isBlank($0) }) { return false }
    let ends = foot.openings.dropFirst().compactMap { lines.lastText(before: $0) }
    let stopped = ends.count { source.endsSentence(lines.content($0)) }
    return !source.endsWithFullStop(lines.content(foot.end)) && stopped * 2 >= ends.count
      && width(foot.end) * 10 >= measure(of: foot.page.lowerBound..<foot.end + 1) * 8
  }

  /// Whether a foot's last note, or what goes on it, ends short with a small word and no stop, while the notes over it and the next
  /// foot's first have theirs: no name ends it, and no number.
  private func isOpen(_ foot: Foot, over next: Foot) -> Bool {
    endsInSmallWord(foot.tail) && isWhole(next)
      && foot.openings.dropFirst().allSatisfy { line in
        lines.lastText(before: line).map { source.endsSentence(lines.content($0)) } ?? false
      }
  }

  private func endsInSmallWord(_ line: Int) -> Bool {
    let text = lines.content(line)
    let start = text.last { SourceText.isBlank(source.bytes[$0]) }.map { $0 + 1 } ?? text.lowerBound
    return endsInSentence(line) && isSmall(start..<text.upperBound)
  }

  /// Whether text stands right over a line and has room for its first word. What a blank line parts is known without that.
  private func hasRoom(over line: Int, from above: Foot) -> Bool {
    let word = lines.content(line).prefix { !SourceText.isBlank(source.bytes[$0]) }
    let measure = measure(of: above.page.lowerBound..<line + 1)
    return !lines.isBlank(line - 1)
      && width(line - 1) + 1 + source.width(of: word.startIndex..<word.endIndex) < measure
  }

  /// The first line of a rest where a foot's lines are wider than the text's: all but its last is.
  private func wideRest(in range: Range<Int>, over measure: Int, before next: Range<Int>?) -> Int? {
    if let wide = range.first(where: { isWider(width($0), than: measure) }) {
      return wide > range.lowerBound && width(wide - 1) <= measure ? wide : nil
    }
    let last = range.upperBound - 1
    guard last > range.lowerBound, let next, isSmall(next) else { return rest(in: range, before: next) }
    // The text goes on after it though the line ends a sentence.
    return isOver(last - 1) ? nil : last
  }

  /// The first line of a rest under a text that has ended, as its small letter shows.
  private func rest(in range: Range<Int>, before next: Range<Int>?) -> Int? {
    if let next, isSmall(next) { return nil }
    let starts = range.filter { isSmall(lines.content($0)) && isOver($0 - 1) }
    return starts.count == 1 ? starts[0] : nil
  }

  /// The first line of a rest that stands in the foot, whatever letter begins it: a blank line parts it from the text, as one
  /// parts the foot over it from its text or as none parts paragraphs, and none from the notes, whose marks are all in the text.
  ///
  /// - Parameter measure: the width of the text where the foot's lines are wider; all but the rest's last are, too. Elsewhere no
  ///   sentence ends within it.
  private func wholeRest(
    _ range: Range<Int>, over measure: Int?, from above: Foot, to foot: Foot, before next: Range<Int>?
  ) -> Int? {
    let top = range.lowerBound
    guard
      range.dropLast().allSatisfy({ line in
        measure.map { isWider(width(line), than: $0) } ?? !isOver(line)
      }),
      range.upperBound == foot.openings[0], lines.isBlank(top - 1), endsInSentence(above.end),
      let text = lines.lastText(before: top), text >= foot.page.lowerBound,
      lines.isBlank(above.openings[0] - 1) || isUnbroken(foot.page.lowerBound..<text),
      isOver(text) || next.map(isSmall) ?? false, source.opening(lines.content(top)) == nil,
      source.listMarker(lines.content(foot.openings[0])) == nil,
      foot.numbers.allSatisfy({ number in
        lines.isMarked(number, before: top)
          && !range.contains { source.holdsNumber(String(number), atWordIn: lines.content($0)) }
      })
    else { return nil }
    return top
  }

  /// Whether a line ends with a word that something must follow.
  private func mustGoOn(_ line: Int) -> Bool {
    let block = block(of: line)
    return Continuation.mustGoOn(block, TextEnd(of: block, in: source), in: source)
  }

  private func block(of line: Int) -> SourceBlock {
    let content = lines.content(line)
    return SourceBlock(
      kind: .paragraph, lines: [SourceLine(content: content, newline: content)], bytes: content)
  }

  /// Whether a word or a comma ends a line: a cited number may end a note without a stop.
  private func endsInSentence(_ line: Int) -> Bool {
    let end = TextEnd(of: block(of: line), in: source)
    return end.last.map { $0.properties.isAlphabetic || $0 == "," } ?? false || end.isHyphenated
  }

  /// Fewest lines of a text that show that no blank lines part its paragraphs.
  private static let fewestLines = 8

  private func isUnbroken(_ text: Range<Int>) -> Bool {
    text.count >= Self.fewestLines && !text.contains { lines.isBlank($0) }
  }

  /// Whether a sentence of the text ends on a line.
  private func isOver(_ line: Int) -> Bool { source.endsWithFullStop(lines.withoutMark(lines.content(line))) }

  private func isSmall(_ text: Range<Int>) -> Bool {
    text.first.map { source.scalar(at: $0).scalar.properties.isLowercase } ?? false
  }

  private func width(_ line: Int) -> Int { source.width(of: lines.content(line)) }

  private func measure(of range: Range<Int>) -> Int { range.lazy.map { width($0) }.max() ?? 0 }

  private func isWider(_ width: Int, than measure: Int) -> Bool {
    width * 100 > measure * (100 + Self.leastWider)
  }
}
