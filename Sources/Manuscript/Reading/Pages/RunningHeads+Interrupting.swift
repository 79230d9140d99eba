/// Heads that are told by the sentence that they interrupt, where neither a number nor a copy shows them.
extension RunningHeads {
  /// Most bytes of a title, and most blocks of a paper's beginning.
  private static let longestName = 200
  private static let nearBlocks = 12

  /// Most bytes of such a head, and fewest of the text that it breaks off.
  private static let longestHead = 100
  private static let shortText = 40

  /// Marks lines within a sentence that goes on below them: those that say what the paper, its authors or one of its parts
  /// are called, and those in capitals beside a page's end, or written like names beside its number. Of other lines it cannot be told what they are.
  mutating func markInterrupting() {
    let names = PaperNames(of: blocks, in: source)
    var (parts, known): (Set<[String]>, Set<[String]>) = ([], [])
    for index in blocks.indices where marked[index].isText && index != title && index != byline {
      let block = blocks[index]
      guard block.isHeading || block.kind == .paragraph, block.lines.count == 1, block.quoteDepth == 0,
        !block.hasLength(atLeast: Self.longestHead)
      else { continue }
      let line = block.lines[0].content
      guard interruptsText(index) && hasText(before: index) || interruptsNote(index) else {
        if block.isHeading { parts.insert(source.words(in: line)) }
        continue
      }
      let words = Self.line(line, in: source)?.words ?? source.words(in: line)
      if parts.contains(words) || names.areSaid(by: words)
        || isInCapitals(line) && standsAtPageEnd(index)
        || standsByPageNumber(index) && words.count > 1 && source.isName(line)
      {
        marked[index].kind = .runningHead
        known.insert(words)
        if isPageNumber(index - 1), interruptsNote(index) { marked[index - 1].kind = .pageNumber }
      }
    }
    guard !known.isEmpty else { return }
    // What is a head elsewhere is one too where a capital goes on after it.
    for index in blocks.indices where marked[index].kind == .paragraph && blocks[index].lines.count == 1 {
      let line = blocks[index].lines[0].content
      guard isInCapitals(line), known.contains(source.words(in: line)), hasText(before: index),
        let before = blocks[..<index].last(where: { $0.isText && !$0.isNote }), before.isRunning,
        TextEnd(of: before, in: source).isOpen
      else { continue }
      marked[index].kind = .runningHead
    }
  }

  /// Marks headings beside a page's number that say again what is known as a page's head above: the text that they part may
  /// go on with a capital, or have ended.
  mutating func markKnown() {
    var known: Set<[String]> = []
    // Such as come again there are heads where they interrupt a sentence.
    let headings = blocks.indices.filter {
      blocks[$0].isHeading && blocks[$0].lines.count == 1 && standsByPageNumber($0)
    }
    let groups = Dictionary(grouping: headings) { source.words(in: blocks[$0].lines[0].content) }
    for index in groups.values.filter({ $0.count > 1 }).joined()
    where interruptsText(index) && hasText(before: index)
      && !NotesHeadings.contains(blocks[index], in: source)
    {
      marked[index].kind = .runningHead
    }
    for index in blocks.indices where blocks[index].lines.count == 1 && blocks[index].quoteDepth == 0 {
      let isHead = marked[index].kind == .runningHead
      guard isHead || blocks[index].isHeading && standsByPageNumber(index),
        let words = Self.line(blocks[index].lines[0].content, in: source)?.words
      else { continue }
      if isHead {
        known.insert(words)
      } else if known.contains(words), !NotesHeadings.contains(blocks[index], in: source) {
        marked[index].kind = .runningHead
      }
    }
  }

  /// Where other pages have heads or numbers, what stands over the title is the first page's head.
  mutating func markFirst() {
    markImprint()
    guard let first = PaperNames.headOverTitle(in: blocks, of: source),
      marked.contains(where: { $0.kind == .pageNumber || $0.kind == .runningHead })
    else { return }
    marked[first].kind = .runningHead
  }

  /// Most lines that say where a paper was printed.
  private static let mostImprints = 3

  /// Lines over the title that say where the paper was printed, or is found, are the first page's head.
  private mutating func markImprint() {
    let texts = blocks.indices.prefix(Self.nearBlocks).filter { marked[$0].isText }
      .prefix(Self.mostImprints + 1)
    let lines = texts.prefix { isImprint(blocks[$0]) }
    guard !lines.isEmpty, lines.count < texts.count, case let title = blocks[texts[lines.count]],
      title.isHeading || title.kind == .paragraph && source.saysImprint(blocks[texts[0]].lines[0].content),
      !title.hasLength(atLeast: Self.longestName), TextStart(of: title, in: source).isWord,
      !(TextEnd(of: title, in: source).last.map { TextEnd.terminators.contains($0) } ?? true)
    else { return }
    for line in lines { marked[line].kind = .runningHead }
    report(
      over: texts[lines.count],
      "What stands over this says where the paper was printed. It is left out of the text as a page's head.")
  }

  private func isImprint(_ block: SourceBlock) -> Bool {
    guard block.isHeading || block.kind == .paragraph, block.lines.count == 1, block.quoteDepth == 0 else {
      return false
    }
    let line = block.lines[0].content
    return source.saysImprint(line)
      || source.beginsWithSite(line) && !source.bytes[line].contains(where: SourceText.isBlank)
  }

  private func isInCapitals(_ line: Range<Int>) -> Bool {
    !source.string(line).contains(where: \.isLowercase)
  }

  /// Whether a note goes on over a line, and a page's number over that, in a small letter and before the next note.
  private func interruptsNote(_ index: Int) -> Bool {
    guard index > 1, index + 2 < blocks.count, blocks[index + 2].isNote, blocks[index + 1].kind == .paragraph,
      case let before = isPageNumber(index - 1) ? index - 2 : index - 1, blocks[before].isNote
    else { return false }
    return TextEnd(of: blocks[before], in: source).isOpen
      && TextStart(of: blocks[index + 1], in: source).goesOn
  }

  private func isPageNumber(_ index: Int) -> Bool {
    blocks[index].kind == .pageNumber || PageNumbers.isNumber(blocks[index], in: source)
  }

  func standsByPageNumber(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { blocks.indices.contains($0) && blocks[$0].kind == .pageNumber }
  }

  private func standsAtPageEnd(_ index: Int) -> Bool {
    [index - 1, index + 1].contains {
      blocks.indices.contains($0) && (blocks[$0].kind == .pageNumber || blocks[$0].endsPage)
    }
  }

  /// Whether the text that a line interrupts is long enough for a page's last.
  private func hasText(before index: Int) -> Bool {
    blocks[..<index].suffix(Self.nearBlocks).last { $0.isRunning && !$0.isNote }?
      .hasLength(atLeast: Self.shortText) ?? false
  }
}
