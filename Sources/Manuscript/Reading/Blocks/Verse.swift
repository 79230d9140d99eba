/// Verse that nothing but its lines shows: set in from the margin or after a colon, much shorter than the lines
/// of the text, and as a rule with a capital at each line's head.
enum Verse {
  /// Keeps the lines of the paragraphs that are such, without the numbers at their margin, of which the report tells.
  static func mark(
    _ blocks: inout [SourceBlock], in source: SourceText, isPlainText: Bool
  ) -> [PageStructure.Undecided] {
    keepLines(of: &blocks, in: source, isPlainText: isPlainText)
    return VerseNumbers.taken(off: &blocks, in: source)
  }

  private static func keepLines(of blocks: inout [SourceBlock], in source: SourceText, isPlainText: Bool) {
    guard let widest = measure(of: blocks, in: source) else { return }
    let measure = min(widest, mostMeasure)
    let quoted = QuotedVerse(measure: measure, of: blocks, in: source)
    let lines = VerseLines(measure: measure, of: blocks, in: source, isPlainText: isPlainText)
    let divided =
      isPlainText
      ? StanzasOverPages.found(in: blocks, of: source, measure: max(measure, leastMeasure))
        .union(StanzasOverPages.joined(in: &blocks, of: source, by: lines)) : []
    if !divided.isEmpty { StanzasOverPages.markHeads(&blocks, in: source, within: divided) }
    let listed = isPlainText ? ListedLines.found(in: blocks, of: source) : []
    var likeTheLast: Set<Int> = []
    var stanza: Int?
    for index in blocks.indices where blocks[index].kind == .paragraph && blocks[index].lines.count > 1 {
      let block = blocks[index]
      if lines.isPoem, let stanza, isPlainText {
        likeTheLast.formUnion(StanzasOverPages.stanza(at: index, of: blocks, asLongAs: stanza, in: source))
      }
      let isSetOff =
        block.quoteDepth > 0 || index > 0 && stanza == index - 1
        || isLedIn(index, blocks, in: source)
      let isSetIn = isSetIn(
        block, by: isPlainText ? verseIndent : codeIndent, after: index > 0 ? blocks[index - 1] : nil,
        in: source)
      let mayBeVerse =
        (measure >= leastMeasure || isSetIn) && (isSetOff || isSetIn || isPlainText && block.lines.count > 2)
      guard
        mayBeVerse && !endsWithFoot(block, in: source)
          && (isVerse(block, measure: max(measure, leastMeasure), isSetOff: isSetOff, in: source)
            || isSetIn && isSetOff && isShort(block, in: source)
            || isSetIn && isSetOff && VerseLines.leavesRoom(block, within: measure, in: source))
          || !isPlainText && block.quoteDepth > 0 && quoted.holds(block)
          || block.quoteDepth == 0 && lines.areMeant(in: block)
          || isPlainText && goesOn(index, of: blocks, from: stanza, within: measure, in: source)
          || divided.contains(index) || listed.contains(index) || likeTheLast.contains(index)
      else { continue }
      stanza = index
      for line in blocks[index].lines.indices.dropFirst() where blocks[index].lines[line].joint == .softBreak
      {
        blocks[index].lines[line].joint = .hardBreak
      }
    }
  }

  /// Whether a text at the margin has its page's foot for its last line: short texts over a foot look like verse.
  private static func endsWithFoot(_ block: SourceBlock, in source: SourceText) -> Bool {
    source.indent(before: block.lines[0].content.lowerBound) < verseIndent
      && source.opensLikeNote(block.lines[block.lines.count - 1].content)
  }

  /// Most notes of a foot between a text that ends with a colon and the verse that it leads in.
  private static let longestFoot = 12

  /// Whether a colon ends the text before a block, the notes of a foot left aside where the block is set in.
  private static func isLedIn(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    let near = blocks[..<index].suffix(longestFoot)
    guard let last = near.last, last.isText else { return false }
    if TextEnd(of: last, in: source).last == ":" { return true }
    let before = near.last { block in
      !(block.isNote || block.lines.first.map { source.opensLikeNote($0.content) } ?? false)
    }
    guard let before, before.isText, before.bytes != last.bytes else { return false }
    return TextEnd(of: before, in: source).last == ":"
      && isSetIn(blocks[index], by: verseIndent, after: before, in: source)
  }

  /// Fewest columns by which verse is set in.
  private static let verseIndent = 2
  /// By which Markdown sets in what keeps its lines.
  private static let codeIndent = 4
  /// Most scalars of a line of verse.
  private static let longestLine = 40

  /// Whether all lines of a text are set in from the margin of the text before it.
  private static func isSetIn(
    _ block: SourceBlock, by columns: Int, after before: SourceBlock?, in source: SourceText
  ) -> Bool {
    guard let before, before.isText, let last = before.lines.last else { return false }
    let margin = source.indent(before: last.content.lowerBound) + columns
    return block.lines.allSatisfy { source.indent(before: $0.content.lowerBound) >= margin }
  }

  /// Whether a text stands in as far as the stanza before it and is far shorter than the text is wide, and a stop or comma
  /// ends each of its lines.
  private static func isNextStanza(
    _ block: SourceBlock, after stanza: SourceBlock, within measure: Int, in source: SourceText
  ) -> Bool {
    let indent = source.indent(before: stanza.lines[0].content.lowerBound)
    return indent >= verseIndent
      && block.lines.allSatisfy { line in
        source.indent(before: line.content.lowerBound) >= indent
          && source.width(of: line.content) * 4 <= measure * 3
          && VerseLines.closes(line.content, in: source)
      }
  }

  /// Whether a block is the stanza after another, or what a page's end parts from it.
  private static func goesOn(
    _ index: Int, of blocks: [SourceBlock], from stanza: Int?, within measure: Int, in source: SourceText
  ) -> Bool {
    guard let stanza, stanza == index - 1 || isFoot(blocks[(stanza + 1)..<index], in: source) else {
      return false
    }
    return isNextStanza(blocks[index], after: blocks[stanza], within: measure, in: source)
  }

  /// Whether blocks are a page's foot and number, with the page's end.
  private static func isFoot(_ blocks: ArraySlice<SourceBlock>, in source: SourceText) -> Bool {
    blocks.count <= longestFoot && blocks.contains(where: \.endsPage)
      && blocks.allSatisfy { block in
        !block.isText || PageNumbers.isNumber(block, in: source)
          || block.lines.first.map { source.opensLikeNote($0.content) } ?? false
      }
  }

  /// Whether all lines are as short as verse's, the first with a capital.
  private static func isShort(_ block: SourceBlock, in source: SourceText) -> Bool {
    source.beginsLikeSentence(block.lines[0].content)
      && block.lines.allSatisfy { line in
        source.width(of: line.content) <= longestLine && source.hyphenWidth(endingAt: line.content) == 0
      }
  }

  /// A measure of text less than this is a column's, or that of verse itself.
  private static let leastMeasure = 50
  /// Lines longer than this were never broken to a measure.
  private static let mostMeasure = 90
  /// Bytes of a paragraph on one line that a measure would have broken.
  private static let unbroken = 80

  private static func isVerse(
    _ block: SourceBlock, measure: Int, isSetOff: Bool, in source: SourceText
  ) -> Bool {
    let widest = block.lines.lazy.map { source.width(of: $0.content) }.max() ?? 0
    guard !block.lines.contains(where: { source.hyphenWidth(endingAt: $0.content) > 0 }) else { return false }
    let capitals = block.lines.count { line in
      let head = source.string(
        line.content.lowerBound..<min(line.content.upperBound, line.content.lowerBound + 24))
      return head.unicodeScalars.first { $0.properties.isAlphabetic }?.properties.isUppercase ?? false
    }
    // A quotation in Markdown may be broken to a measure of its own.
    let isMarked = block.lines.first.map { source.followsQuoteMark($0.content) } ?? false
    if capitals == block.lines.count {
      return widest * 4 <= measure * (isSetOff ? 3 : 2) && (!isMarked || block.lines.count > 2)
    }
    return isSetOff && !isMarked && block.lines.count > 2 && widest * 5 <= measure * 3
  }

  /// How long the text's lines are: most of those that another line goes on are no longer. Nil if there are none.
  private static func measure(of blocks: [SourceBlock], in source: SourceText) -> Int? {
    var widths: [Int] = []
    for block in blocks where block.isRunning {
      for line in block.lines.dropLast() { widths.append(source.width(of: line.content)) }
    }
    widths.sort()
    let measure = widths.isEmpty ? nil : widths[widths.count * 9 / 10]
    // Where paragraphs are one line each, only what is no prose is broken.
    let isUnbroken = blocks.contains { block in
      block.isRunning && block.lines.count == 1 && block.hasLength(atLeast: Self.unbroken)
    }
    return isUnbroken ? max(measure ?? 0, unbroken) : measure
  }
}

extension SourceText {
  /// Number of scalars.
  func width(of range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
