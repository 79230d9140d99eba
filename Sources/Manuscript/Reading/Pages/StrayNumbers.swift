/// Numbers of notes that a converter of PDF left at the end of a page's foot, away from their notes. A raised number sits
/// higher than its note, so that a program that goes by place reads it after what stands beside it: `1`, the first note and
/// the second, `3`, the third note, `2`.
struct StrayNumbers {
  private let source: SourceText
  /// The lines that are no more than a number.
  private var numbers: [(line: Int, value: Int)] = []
  /// For lines, those that go before them, and which go elsewhere.
  private var before: [Int: [Int]] = [:]
  private var moved: Set<Int> = []
  private var undecided: [PageStructure.Undecided] = []

  /// Most lines of a foot, and most between it and a number that belongs to it.
  private static let longestFoot = 160
  private static let nearLines = 12
  /// Most lines of two notes between which a number is missing.
  private static let longestPair = 24
  /// Most numbers of other feet between a foot and its own.
  private static let mostBetween = 2

  /// The source with each such number over its note, where one place alone may be meant, and reports on the others.
  static func placed(_ source: SourceText) -> (source: SourceText, undecided: [PageStructure.Undecided]) {
    let stray = StrayNumbers(source)
    let carried = stray.carriedNotes()
    let lines = carried.lines ?? stray.lines()
    let isMoved = !stray.moved.isEmpty || carried.lines != nil
    return (isMoved ? source.inOrder(of: lines) : source, stray.undecided + carried.undecided)
  }

  private init(_ source: SourceText) {
    self.source = source
    for (index, line) in source.lines.enumerated() where line.content.count <= Self.longestNumber {
      let text = source.trimmed(line.content)
      guard (1...3).contains(text.count), source.bytes[text].allSatisfy(SourceText.isDigit) else { continue }
      if let value = Int(source.string(text)), value > 0 { numbers.append((index, value)) }
    }
    let columns = NumbersInAColumn(numbers, in: source)
    for (number, note) in columns.moves { move(number, to: note) }
    undecided += columns.unparted.map { foot in
      PageStructure.Undecided(
        what:
          "These numbers of notes stand apart from the notes under them, and which is whose cannot be told.",
        bytes: source.lines[foot.lowerBound].content
          .lowerBound..<source.lines[foot.upperBound - 1].content.upperBound)
    }
    numbers.removeAll { columns.known.contains($0.line) }
    let under = NumbersUnderNotes(numbers, in: source)
    for (number, note) in under.moves { move(number, to: note) }
    undecided += under.doubts.map { line, note in
      PageStructure.Undecided(
        what:
          "Note \(note) ends here, over its number, and where it begins cannot be told. It is kept as text.",
        bytes: source.lines[line].content)
    }
    for place in numbers.indices.dropLast() where !under.settled.contains(numbers[place].line) {
      guard let (next, stray) = strayNumber(after: place),
        let body = bodies(from: numbers[place].line + 1, to: next), !isOfPage(place, over: body.first),
        !hasFormFeed(numbers[stray].line),
        !hasFormFeed(numbers[place].line)
      else { continue }
      // The first number stands right over its note too.
      move(numbers[place].line, to: body.first)
      move(numbers[stray].line, to: body.second)
    }
  }

  /// The lines with what is left of notes of the page before brought to them, nil if there is none, and reports on what may be
  /// such a rest.
  private func carriedNotes() -> (lines: [SourceLine]?, undecided: [PageStructure.Undecided]) {
    let ordered = FootLines(of: source, inOrder: lines())
    let carried = CarriedNotes(in: ordered)
    let undecided = carried.doubts.map { line, note in
      PageStructure.Undecided(
        what:
          "Note \(note) breaks off at its page's end. Its rest may stand here, at the end of the next page; it is "
          + "kept as text.", bytes: ordered.all[line].content)
    }
    return (carried.moves.isEmpty ? nil : carried.inOrder, undecided)
  }

  /// Whether a number is its page's: it counts no further than the one over it, as a foot's last note, and a sentence goes on
  /// under it.
  private func isOfPage(_ place: Int, over line: Int) -> Bool {
    guard place > 0, numbers[place - 1].value >= numbers[place].value,
      numbers[place].line - numbers[place - 1].line <= Self.longestPair
    else { return false }
    let text = source.trimmed(source.lines[line].content)
    return text.first.map { source.scalar(at: $0).scalar.properties.isLowercase } ?? false
  }

  private mutating func move(_ from: Int, to line: Int) {
    if before[line] == nil, moved.insert(from).inserted { before[line] = [from] }
  }

  /// Most bytes of a line with a number.
  private static let longestNumber = 200

  /// The line at which the two notes end between which a number is missing, and the place of that number.
  private func strayNumber(after place: Int) -> (end: Int, stray: Int)? {
    let (first, missing) = (numbers[place].line, numbers[place].value + 1)
    // Of two notes the second's number ends the page.
    if numbers[place + 1].value == missing, endsPage(after: numbers[place + 1].line) {
      return numbers[place + 1].line - first <= Self.longestPair ? (numbers[place + 1].line, place + 1) : nil
    }
    guard numbers[place + 1].value == missing + 1, numbers[place + 1].line - first <= Self.longestPair else {
      return nil
    }
    var last = place + 1
    while last + 1 < numbers.count, numbers[last + 1].value == numbers[last].value + 1,
      numbers[last + 1].line - first <= Self.longestFoot
    {
      last += 1
    }
    let near = numbers[(last + 1)...].prefix(Self.mostBetween + 1).prefix {
      $0.line - numbers[last].line <= Self.nearLines
    }
    guard let stray = near.firstIndex(where: { $0.value == missing }), isBlank(numbers[stray].line + 1) else {
      return nil
    }
    return (numbers[place + 1].line, stray)
  }

  private func hasFormFeed(_ line: Int) -> Bool { source.bytes[source.lines[line].content].contains(0x0C) }

  private func isBlank(_ line: Int) -> Bool {
    line >= source.lines.count || source.trimmed(source.lines[line].content).isEmpty
  }

  /// Whether nothing but a page's number follows a line on its page.
  private func endsPage(after line: Int) -> Bool {
    guard isBlank(line + 1) else { return false }
    for next in source.lines[(line + 1)...].prefix(Self.nearLines) {
      if source.bytes[next.content].contains(0x0C) { return true }
      let text = source.trimmed(next.content)
      if !text.isEmpty, !source.bytes[text].allSatisfy(SourceText.isDigit) { return false }
    }
    return true
  }

  /// The lines with which two notes begin; nil if the second may begin with more than one. No blank line parts the notes of
  /// a foot, and no page ends in it.
  private func bodies(from start: Int, to end: Int) -> (first: Int, second: Int)? {
    let filled = (start..<end).filter { !isBlank($0) }
    guard let first = filled.first, end - first == filled.count, !(start..<end).contains(where: hasFormFeed)
    else {
      return nil
    }
    let texts = filled.map { source.trimmed(source.lines[$0].content) }
    if filled.count == 2 { return source.beginsLikeSentence(texts[1]) ? (filled[0], filled[1]) : nil }
    let starts = texts.indices.dropFirst().filter {
      source.endsSentence(texts[$0 - 1]) && source.beginsLikeSentence(texts[$0])
    }
    if starts.count <= 1 { return starts.first.map { (filled[0], filled[$0]) } }
    // A note's last line need not be full.
    let widest = texts.lazy.map { source.width(of: $0) }.max() ?? 0
    let short = starts.filter { place in
      let word = texts[place].prefix { !SourceText.isBlank(source.bytes[$0]) }.count
      return source.width(of: texts[place - 1]) + 1 + word < widest
    }
    return short.count == 1 ? (filled[0], filled[short[0]]) : nil
  }

  private func lines() -> [SourceLine] {
    if moved.isEmpty { return source.lines }
    return source.lines.indices.flatMap { index in
      (before[index] ?? []).map { source.lines[$0] } + (moved.contains(index) ? [] : [source.lines[index]])
    }
  }
}
