/// Texts that stand within a sentence and are no part of it: notes without a mark, lines of another page's head.
extension PageReader {
  /// Most notes without a mark that one sentence may be interrupted by.
  private static let mostLostNotes = 4

  /// Whether a block opens like a note, closed in itself, while the sentence before it goes on after it: its
  /// mark is lost. What it is cannot be told, but it is no part of the sentence.
  func isLostNote(_ index: Int) -> Bool {
    guard let lastBody, result.blocks[lastBody].isRunning, input[index].kind == .paragraph,
      TextEnd(of: result.blocks[lastBody], in: source).isOpen, !isNames(result.blocks[lastBody]),
      opensLikeNote(input[index]) || isWhole(input[index])
        || isLineApart(input[index], from: result.blocks[lastBody])
    else { return false }
    let next = (index + 1..<min(input.count, index + Self.mostLostNotes)).first { !opensLikeNote(input[$0]) }
    return next.map {
      input[$0].kind == .paragraph && !input[$0].standsApart && TextStart(of: input[$0], in: source).goesOn
        && !isEntry($0, after: result.blocks[lastBody])
    } ?? false
  }

  /// Whether a block is a line of names, which is no sentence that goes on.
  private func isNames(_ block: SourceBlock) -> Bool {
    block.lines.count == 1 && source.isName(block.lines[0].content)
      && !TextEnd(of: block, in: source).isDangling
  }

  /// Whether a block begins with a capital and ends with a stop, so that nothing before or after it is a part of it.
  private func isWhole(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0 else { return false }
    let (start, last) = (TextStart(of: block, in: source), TextEnd(of: block, in: source).last)
    return start.isWord && !start.goesOn
      && last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether a block is an address of the web, a name with a page's number, or one line with a capital, too short for what a
  /// page holds of a sentence, that ends so that nothing need follow. A line of names is one; any other may be a line of the
  /// text, with blank lines between all, unless it is much shorter than those.
  private func isLineApart(_ block: SourceBlock, from first: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count == 1,
      !block.hasLength(atLeast: Self.shortLine)
    else { return false }
    let line = block.lines[0].content
    if source.beginsWithSite(line) { return !source.bytes[line].contains(where: SourceText.isBlank) }
    let (start, end) = (TextStart(of: block, in: source), TextEnd(of: block, in: source))
    if let head = RunningHeads.line(line, in: source), head.number != nil, source.isName(line) { return true }
    guard start.isWord, !start.goesOn, !end.isDangling, !Continuation.isDangling(end) else { return false }
    let measure = first.lines.suffix(Self.nearLines).map { source.width(of: $0.content) }.max() ?? 0
    return source.isName(line) || source.width(of: line) * 2 <= measure
  }

  /// Last lines of a text that show how long its lines are.
  private static let nearLines = 4

  /// Bytes of a line that a page may hold of a sentence.
  private static let shortLine = 100

  private func opensLikeNote(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, let line = block.lines.first?.content,
      let opening = source.opening(line), opening.form != .alone
    else { return false }
    return !TextEnd(of: block, in: source).isOpen
  }

  mutating func flagLostNote(_ block: SourceBlock) {
    result.undecided.append(
      PageStructure.Undecided(
        what:
          "This stands within a sentence that goes on after it, as a note or a page's head does, but nothing in the "
          + "text refers to it. It is kept as text, beside the sentence.", bytes: block.bytes))
  }
}
