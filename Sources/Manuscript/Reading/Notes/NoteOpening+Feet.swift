/// Notes of a page's foot that no blank line parts from the text over them.
extension NoteOpening {
  /// What the lines of a paragraph open with that a page's foot may have been left in, with no blank line between. Right
  /// before a page's end a number by itself may open the lines after it.
  static func foot(of blocks: [SourceBlock], at index: Int, in source: SourceText) -> [NoteOpening] {
    let lines = blocks[index].lines
    guard lines.count > 1, blocks[index].quoteDepth == 0, !blocks[index].keepsLines else { return [] }
    lazy var endsPage = endsPage(blocks, after: index, in: source)
    return lines.indices.dropFirst().compactMap { place in
      guard var opening = source.opening(lines[place].content), opening.label.ordinal < 1000 else {
        return nil
      }
      switch opening.form {
      case .bare, .bracket, .symbol:
        guard
          source.beginsLikeSentence(opening.body) || source.beginsWithSum(opening.body) || opening.isGlued,
          !isDate(opening, after: lines[place - 1], in: source)
        else { return nil }
      case .alone where place + 1 == lines.count:
        let next = blocks[min(index + 1, blocks.count - 1)]
        guard
          place > 1 && opensFoot(blocks, opening, at: index, in: source)
            && (!source.endsSentence(lines[place - 1].content)
              || isMarginal(opening, after: blocks[index - min(index, 1)], over: next, in: source))
            || isUnderMark(opening, in: lines[..<place], over: next, in: source)
        else { return nil }
      case .alone:
        guard endsPage,
          case let next = lines[place + 1].content,
          source.beginsLikeSentence(next) || source.beginsWithSum(next)
        else { return nil }
      default: return nil
      }
      (opening.block, opening.line) = (index, place)
      return opening
    }
  }

  /// Whether a number stands left of the note under it, as the one before it does in the block before, the second paragraph of
  /// whose note stands between.
  private static func isMarginal(
    _ opening: NoteOpening, after before: SourceBlock, over next: SourceBlock, in source: SourceText
  ) -> Bool {
    guard let first = next.lines.first?.content, source.isSetIn(first, from: opening.offset) else {
      return false
    }
    return zip(before.lines, before.lines.dropFirst()).contains { number, note in
      guard let over = source.opening(number.content), over.form == .alone else { return false }
      return opening.label.follows(over.label) && source.isSetIn(note.content, from: over.offset)
    }
  }

  /// Whether a number stands left of a whole text under it, and right at a word of the text over it: the only note of a page.
  private static func isUnderMark(
    _ opening: NoteOpening, in text: ArraySlice<SourceLine>, over next: SourceBlock, in source: SourceText
  ) -> Bool {
    guard next.kind == .paragraph, let first = next.lines.first?.content, let last = next.lines.last?.content,
      source.isSetIn(first, from: opening.offset), source.beginsLikeSentence(first),
      source.opening(first) == nil, source.endsSentence(last)
    else { return false }
    return text.contains { source.holdsNumber(opening.text, atWordIn: $0.content) }
  }

  /// Whether a line that a sentence goes on to begins with a day of a month: `the city of London,`, `5 May 1737.`
  static func isDate(_ opening: NoteOpening, after line: SourceLine, in source: SourceText) -> Bool {
    opening.form == .bare && opening.label.system == .number && opening.label.ordinal <= 31
      && !source.endsSentence(line.content)
      && source.isBeforeMonth(opening.marker.lowerBound + opening.text.utf8.count)
  }

  /// Whether a number by itself begins a paragraph and a sentence goes on over it, as over a page's number.
  static func partsSentence(_ blocks: [SourceBlock], at index: Int, in source: SourceText) -> Bool {
    guard index > 0, blocks[index - 1].isRunning, blocks[index].lines.count > 1,
      TextEnd(of: blocks[index - 1], in: source).isOpen
    else { return false }
    return TextStart(of: blocks[index].part(1..<blocks[index].lines.count), in: source).goesOn
  }

  /// The same where the paragraph itself opens like a note, as a numbered title does, and nothing in it goes on that
  /// series. Where something does, notes with symbols may stand under numbered ones, or those under them: `* Read at York.`,
  /// `† Fellow of Morn College.`, `1 Port book.`
  static func rest(
    of blocks: [SourceBlock], at index: Int, after found: [NoteOpening], in source: SourceText
  ) -> [NoteOpening] {
    let foot = foot(of: blocks, at: index, in: source)
    guard found.count > 1, let first = found.first else { return foot }
    return foot.filter { opening in
      opening.label.system != first.label.system && (opening.form == .symbol || first.form == .symbol)
        && source.endsSentence(blocks[index].lines[opening.line - 1].content)
    }
  }

  /// Most parts of a page's foot.
  private static let longestFoot = 16

  /// Whether nothing but more of a page's foot stands between a block and the page's end: notes, and below several of them
  /// the second paragraph of the last.
  private static func endsPage(_ blocks: [SourceBlock], after index: Int, in source: SourceText) -> Bool {
    let rest = blocks[(index + 1)...].prefix(longestFoot)
    let next = rest.firstIndex { block in
      guard block.kind == .paragraph, let line = block.lines.first?.content else { return true }
      return source.opening(line) == nil
    }
    guard let next else { return index + longestFoot >= blocks.count }
    if blocks[next].isPageEnd { return true }
    guard blocks[next].kind == .paragraph, next + 1 < rest.endIndex, blocks[next + 1].isPageEnd else {
      return false
    }
    let alone = blocks[next - 1].lines.compactMap { source.opening($0.content) }.filter { $0.form == .alone }
    return alone.count > 1 && zip(alone, alone.dropFirst()).allSatisfy { $1.label.follows($0.label) }
  }

  /// The openings without the numbers that have a line within a paragraph to themselves, right under a sentence's end,
  /// where the note of that number opens later on the page, and without those in brackets that wrapping has brought to a
  /// line's head: they are its marks.
  static func withoutMarks(
    _ openings: [NoteOpening], in blocks: [SourceBlock], of source: SourceText
  ) -> [NoteOpening] {
    lazy var lastInBrackets = Dictionary(
      openings.lazy.filter { $0.form == .bracket }.map { ($0.label, $0.offset) },
      uniquingKeysWith: { max($0, $1) })
    let marks = openings.indices.filter { index in
      let opening = openings[index]
      if isWrappedMark(opening, in: blocks, of: source) {
        return lastInBrackets[opening.label].map { $0 > opening.offset } ?? false
      }
      guard opening.form == .alone, opening.line > 0,
        source.endsSentence(blocks[opening.block].lines[opening.line - 1].content)
      else { return false }
      return openings[(index + 1)...].prefix(longestFoot).contains { other in
        other.label == opening.label && other.form != .raised && other.block > opening.block
          && other.block - opening.block <= longestFoot
          && !blocks[opening.block..<other.block].contains { $0.isPageEnd }
      }
    }
    guard !marks.isEmpty else { return openings }
    let isMark = Set(marks)
    return openings.indices.filter { !isMark.contains($0) }.map { openings[$0] }
  }

  /// Most bytes of the text before a mark in which the one before it stands.
  private static let nearMark = 4_000

  /// Whether a number in brackets begins a line and a sentence of the text, and in what stands before it the number before
  /// it is said, or it is the first, and it is not said itself.
  private static func isWrappedMark(
    _ opening: NoteOpening, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    let lines = blocks[opening.block].lines
    guard opening.form == .bracket, opening.line > 0, opening.label.system == .number,
      source.bytes[opening.offset] == UInt8(ascii: "["),
      source.bytes[lines[0].content.lowerBound] != UInt8(ascii: "["),
      source.endsSentence(lines[opening.line - 1].content)
    else { return false }
    var followsOther = opening.label.ordinal == 1
    for offset in max(0, opening.offset - nearMark)..<opening.offset
    where source.bytes[offset] == UInt8(ascii: "[") {
      let number = source.bracketedNumber(at: offset, before: opening.offset)
      if number == opening.label.ordinal { return false }
      if number == opening.label.ordinal - 1 { followsOther = true }
    }
    return followsOther
  }

  /// Whether a number that ends a paragraph stands over the first note of a page's foot: a whole text follows it, and
  /// then the next number or the page's end.
  private static func opensFoot(
    _ blocks: [SourceBlock], _ opening: NoteOpening, at index: Int, in source: SourceText
  ) -> Bool {
    guard index + 1 < blocks.count, blocks[index + 1].kind == .paragraph,
      let first = blocks[index + 1].lines.first?.content, let last = blocks[index + 1].lines.last?.content,
      source.beginsLikeSentence(first), source.opening(first) == nil
    else { return false }
    let holdsNext = source.opening(last).map { $0.form == .alone && $0.label.follows(opening.label) } ?? false
    guard index + 2 < blocks.count else { return source.endsSentence(last) }
    if holdsNext { return true }
    guard source.endsSentence(last) else { return false }
    if blocks[index + 2].kind == .pageMarker { return true }
    guard let next = blocks[index + 2].lines.first?.content, let opened = source.opening(next) else {
      return false
    }
    return opened.label.follows(opening.label)
  }
}

extension SourceText {
  /// Whether a number stands in a line right behind a word, a stop or another sign.
  func holdsNumber(_ number: String, atWordIn line: Range<Int>) -> Bool {
    guard let first = number.utf8.first else { return false }
    var offset = line.lowerBound
    while offset + 1 < line.upperBound {
      offset += 1
      guard bytes[offset] == first, !Self.isBlank(bytes[offset - 1]), !Self.isDigit(bytes[offset - 1]),
        case let after = offset + number.utf8.count, after <= line.upperBound,
        bytes[offset..<after].elementsEqual(number.utf8),
        after == line.upperBound || !Self.isDigit(bytes[after])
      else { continue }
      return true
    }
    return false
  }

  /// Whether a line begins right of where a number does.
  fileprivate func isSetIn(_ line: Range<Int>, from number: Int) -> Bool {
    indent(before: line.lowerBound) >= indent(before: number) + 2
  }

  /// What `[1]` at an offset says.
  fileprivate func bracketedNumber(at offset: Int, before end: Int) -> Int? {
    let close = endOfDigits(at: offset + 1, before: end)
    guard close - offset <= 5, has("]", at: close, before: end) else { return nil }
    return bytes[offset + 1..<close].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

extension SourceBlock {
  /// Whether it parts one page from the next.
  fileprivate var isPageEnd: Bool { [.pageMarker, .pageNumber, .runningHead].contains(kind) }
}
