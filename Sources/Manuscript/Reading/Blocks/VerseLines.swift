/// Lines flush left that end where their writer ended them: verse, the speeches of a play, an address.
///
/// Prose is filled: the next line's first word would not have fitted on a line. Where it would have, the lines are
/// meant, if they look like it too: they begin with capitals, or most end with stops or commas. Where a
/// paper has no long lines at all, it may be a poem, or prose in a narrow column: the ends of all its lines tell.
struct VerseLines {
  private let source: SourceText
  private let measure: Int
  private let isPlainText: Bool
  /// Whether the paper is verse throughout.
  let isPoem: Bool

  /// Fewest scalars of a measure that prose fills; lines of verse are shorter.
  private static let leastMeasure = 50
  /// Fewest lines of verse that nothing but capitals shows in Markdown, where lines may end anywhere.
  private static let fewestInMarkdown = 4

  init(measure: Int, of blocks: [SourceBlock], in source: SourceText, isPlainText: Bool) {
    self.source = source
    self.measure = measure
    self.isPlainText = isPlainText
    isPoem = measure < Self.leastMeasure && Self.isPoem(blocks, in: source)
  }

  /// Whether the lines of a paragraph end where they are meant to.
  func areMeant(in block: SourceBlock) -> Bool {
    block.lines.count > 1 && !block.keepsLines && areMeant(block.lines)
  }

  /// Whether lines, those of a paragraph or of one that a page's end parts in two, end where they are meant to.
  func areMeant(_ lines: [SourceLine]) -> Bool {
    let lines = lines.map { Self.withoutNumber($0.content, in: source) }
    guard areShort(lines),
      !lines.contains(where: { source.hyphenWidth(endingAt: $0) > 0 || source.opening($0) != nil })
    else { return false }
    let capitals = lines.count { source.beginsWithCapital($0) }
    let closed = lines.count { Self.closes($0, in: source) }
    guard isPlainText else { return capitals == lines.count && closed * 2 >= lines.count }
    if isPoem { return capitals == lines.count || closed * 3 >= lines.count * 2 }
    guard Self.leaveRoom(lines, within: measure * 4 / 5, in: source) == lines.count - 1 else { return false }
    // Prose that was broken anywhere ends few lines with a stop or comma, apart from its last.
    let inner = lines.dropLast().count { Self.closes($0, in: source) }
    return capitals == lines.count || inner * 3 >= (lines.count - 1) * 2
  }

  /// Whether a paragraph has as many lines as verse, and as short ones. Hardly any prose has.
  private func areShort(_ lines: [Range<Int>]) -> Bool {
    guard isPlainText else {
      return lines.count >= Self.fewestInMarkdown
        && lines.allSatisfy { source.width(of: $0) <= Self.leastMeasure }
    }
    if lines.count == 2, isSignature(lines) || measure >= Self.leastMeasure && isCouplet(lines) {
      return true
    }
    return isPoem
      || lines.count > 2 && measure >= Self.leastMeasure
        && lines.allSatisfy { source.width(of: $0) * 5 <= measure * 4 }
  }

  /// Whether two lines are a name and a place, or the like, much shorter than the text's: no stop and no comma ends them.
  private func isSignature(_ lines: [Range<Int>]) -> Bool {
    measure >= Self.leastMeasure
      && lines.allSatisfy {
        source.width(of: $0) * 2 <= measure && source.beginsWithCapital($0) && !source.endsSentence($0)
      }
  }

  /// Whether two lines are much shorter than the text's, begin with capitals and end with stops or commas, and the second goes on
  /// the first: no filled line ends so.
  private func isCouplet(_ lines: [Range<Int>]) -> Bool {
    lines.allSatisfy { line in
      source.width(of: line) * 5 <= measure * 4 && source.beginsWithCapital(line)
        && Self.closes(line, in: source)
    } && !source.endsSentence(lines[0])
  }

  /// Whether the lines of a text that is set in, shorter than those around it, end before its own measure is full: a third of
  /// them or more would have had room there for the next one's first word.
  static func leavesRoom(_ block: SourceBlock, within measure: Int, in source: SourceText) -> Bool {
    let lines = block.lines.map { withoutNumber($0.content, in: source) }
    let widest = lines.lazy.map { source.width(of: $0) }.max() ?? 0
    guard lines.count > 2, widest * 4 <= measure * 3, source.beginsWithCapital(lines[0]),
      !lines.contains(where: { source.hyphenWidth(endingAt: $0) > 0 || source.opening($0) != nil })
    else { return false }
    return leaveRoom(lines, within: widest, in: source) * 3 >= lines.count - 1
  }

  /// How many of the lines would have had room for the next one's first word.
  private static func leaveRoom(_ lines: [Range<Int>], within measure: Int, in source: SourceText) -> Int {
    zip(lines, lines.dropFirst()).count { line, next in
      source.width(of: line) + 1 + source.widthOfFirstWord(of: next) <= measure
    }
  }

  /// Fewest lines of a paper whose capitals or stops show that it is a poem, and of one that has both at all of them.
  private static let fewestOfPoem = 4
  private static let fewestOfCouplet = 2

  /// Whether no word of a paper is broken at a line's end, and its lines begin with capitals or most end with stops or
  /// commas. The notes of a foot are no lines of it; a line by itself is one if a page's end parts it from its stanza.
  private static func isPoem(_ blocks: [SourceBlock], in source: SourceText) -> Bool {
    let parts = Set(StanzasOverPages.parts(in: blocks, of: source).flatMap { [$0.first, $0.second] })
    let lines = blocks.indices.lazy.filter { index in
      blocks[index].kind == .paragraph && (blocks[index].lines.count > 1 || parts.contains(index))
        && source.opening(blocks[index].lines[0].content) == nil
    }.map { blocks[$0] }.flatMap(\.lines).map { withoutNumber($0.content, in: source) }
    var (count, capitals, closed, goesOn) = (0, 0, 0, false)
    for line in lines {
      guard source.hyphenWidth(endingAt: line) == 0, source.width(of: line) < leastMeasure,
        source.opening(line) == nil
      else { return false }
      count += 1
      capitals += source.beginsWithCapital(line) ? 1 : 0
      closed += closes(line, in: source) ? 1 : 0
      goesOn = goesOn || !source.endsSentence(line)
    }
    if count >= fewestOfPoem { return capitals == count || closed * 3 >= count * 2 }
    return count >= fewestOfCouplet && capitals == count && closed == count && goesOn
  }

  /// Whether a stop, a comma or the like ends a line.
  static func closes(_ line: Range<Int>, in source: SourceText) -> Bool {
    TextEnd(ofLine: line, in: source).last.map { closings.contains($0) } ?? false
  }

  private static let closings: Set<Unicode.Scalar> = [".", ",", ";", ":", "!", "?", "…"]

  /// A line without the number that editions of verse print at the margin: `Before the mayor finds us out.      5`.
  private static func withoutNumber(_ line: Range<Int>, in source: SourceText) -> Range<Int> {
    let digits = line.reversed().prefix { SourceText.isDigit(source.bytes[$0]) }.count
    let end = line.upperBound - digits
    guard (1...4).contains(digits), end > line.lowerBound, source.has("   ", at: end - 3, before: end) else {
      return line
    }
    return source.trimmed(line.lowerBound..<end)
  }
}

extension SourceText {
  /// Whether the first letter of a line is a capital.
  func beginsWithCapital(_ line: Range<Int>) -> Bool {
    let head = string(line.lowerBound..<scalarStart(atOrAfter: min(line.upperBound, line.lowerBound + 24)))
    return head.unicodeScalars.first { $0.properties.isAlphabetic }?.properties.isUppercase ?? false
  }
}
