/// Texts that stand within a sentence and are no part of it: notes without a mark, lines of another page's head.
extension PageReader {
  /// Most notes without a mark that one sentence may be interrupted by.
  private static let mostLostNotes = 4

  /// Whether a block opens like a note, closed in itself, while the sentence before it goes on after it: its
  /// mark is lost. What it is cannot be told, but it is no part of the sentence.
  func isLostNote(_ index: Int) -> Bool {
    guard let lastBody, result.blocks[lastBody].isRunning, input[index].kind == .paragraph,
      TextEnd(of: result.blocks[lastBody], in: source).isOpen,
      opensLikeNote(input[index]) || isWhole(input[index])
        || isLineApart(input[index], from: result.blocks[lastBody])
    else { return false }
    let next = (index + 1..<min(input.count, index + Self.mostLostNotes)).first { !opensLikeNote(input[$0]) }
    return next.map {
      input[$0].kind == .paragraph && !input[$0].standsApart && TextStart(of: input[$0], in: source).goesOn
    } ?? false
  }

  /// Whether a block begins with a capital and ends with a stop, so that nothing before or after it is a part of it.
  private func isWhole(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0 else { return false }
    let (start, last) = (TextStart(of: block, in: source), TextEnd(of: block, in: source).last)
    return start.isWord && !start.goesOn
      && last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether a block is one line with a capital, too short for what a page holds of a sentence, that ends so that nothing
  /// need follow. A line of names is one; any other may be a line of the text, with blank lines between all, unless it is
  /// much shorter than those.
  private func isLineApart(_ block: SourceBlock, from first: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count == 1,
      !block.hasLength(atLeast: Self.shortLine)
    else { return false }
    let (start, end) = (TextStart(of: block, in: source), TextEnd(of: block, in: source))
    guard start.isWord, !start.goesOn, !end.isDangling, !Continuation.isDangling(end) else { return false }
    let measure = first.lines.suffix(Self.nearLines).map { source.width(of: $0.content) }.max() ?? 0
    return source.isName(block.lines[0].content) || source.width(of: block.lines[0].content) * 2 <= measure
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
