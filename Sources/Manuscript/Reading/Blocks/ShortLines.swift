/// Paragraphs that nothing but their short last lines show: converters of PDF leave no blank line between them.
///
/// A line is short if the next line's first word would have fitted on it with room to spare. The whole paper says
/// whether such lines end paragraphs: in prose that is filled to a measure few lines are short, and most of those
/// end a sentence before one that begins. Lists, addresses and verse have short lines too, and are left alone.
struct ShortLines {
  private let source: SourceText
  private let blocks: [SourceBlock]
  /// For each block that may hold several paragraphs, the lines that are short, and how long a filled line is.
  private var short: [Int: (lines: [Int], measure: Int)] = [:]

  /// The blocks of a plain text with its paragraphs parted, and with the titles parted that stand over one.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let lines = ShortLines(of: blocks, in: source)
    let endParagraphs = lines.endParagraphs
    return blocks.parted { index, _ in lines.parts(of: index, endParagraphs: endParagraphs) }
  }

  private init(of blocks: [SourceBlock], in source: SourceText) {
    self.source = source
    self.blocks = blocks
    for (index, block) in blocks.enumerated() {
      guard mayHold(block) else { continue }
      let widths = block.lines.map { source.width(of: $0.content) }
      // Notes at a page's foot are set smaller, and so have longer lines than the text.
      let sorted = widths.sorted()
      let measure = widths.count >= Self.many ? sorted[widths.count * 3 / 5] : sorted[widths.count - 1]
      guard measure >= Self.narrowest, !isVerse(block) || isLiterature(index) else { continue }
      let lines = widths.indices.dropLast().filter { line in
        (widths[line] + 1 + firstWord(of: block.lines[line + 1].content)) * 10 <= measure * 9
      }
      // Where most lines are short, nothing was filled.
      guard lines.count * 3 <= widths.count + 1 else { continue }
      short[index] = (lines, measure)
    }
  }

  /// Fewest lines of a block that is looked at.
  private static let fewest = 3
  /// Lines of a block that show its measure although some of them are longer.
  private static let many = 8
  /// Fewest scalars of a filled line.
  private static let narrowest = 40

  /// The last item of a list may hold what comes after the list.
  private func mayHold(_ block: SourceBlock) -> Bool {
    guard block.quoteDepth == 0, block.lines.count >= Self.fewest, !block.keepsLines else { return false }
    if case .listItem = block.kind { return true }
    return block.kind == .paragraph
  }

  // MARK: - Evidence

  /// Whether short lines end paragraphs in this paper: most of them look like it, and several do, or the one that is
  /// there stops far from the margin.
  private var endParagraphs: Bool {
    var (proper, all, isFar) = (0, 0, false)
    for (index, found) in short {
      for line in found.lines where !isTitle(line, of: index) && !standsByNumber(line, of: index) {
        all += 1
        guard endsParagraph(line, of: index) else { continue }
        proper += 1
        let width = source.width(of: blocks[index].lines[line].content)
        isFar = isFar || width * 4 <= found.measure * 3 && blocks[index].lines.count >= 2 * Self.fewest
      }
    }
    return proper * 3 >= all * 2 && (proper > 1 || isFar)
  }

  /// Whether a line or the next is no more than a number: a note's, which says nothing of paragraphs.
  private func standsByNumber(_ line: Int, of index: Int) -> Bool {
    blocks[index].lines[line...line + 1].contains { line in
      line.content.count <= 3 && source.bytes[line.content].allSatisfy(SourceText.isDigit)
    }
  }

  private func endsParagraph(_ line: Int, of index: Int) -> Bool {
    let lines = blocks[index].lines
    return source.endsSentence(lines[line].content) && source.beginsLikeSentence(lines[line + 1].content)
  }

  /// Whether a line much shorter than the measure stands over a paragraph: it begins with a capital, ends without a
  /// stop, and follows the end of a paragraph.
  private func isTitle(_ line: Int, of index: Int) -> Bool {
    guard let found = short[index],
      line == 0 || isShort(line - 1, among: found.lines) && endsParagraph(line - 1, of: index)
    else { return false }
    let lines = blocks[index].lines
    let content = lines[line].content
    guard source.width(of: content) * 5 <= found.measure * 3, source.beginsLikeSentence(content),
      source.opening(content) == nil, source.beginsLikeSentence(lines[line + 1].content),
      !isShort(line + 1, among: found.lines)
    else { return false }
    let end = TextEnd(ofLine: content, in: source)
    return end.last?.properties.isAlphabetic == true && !end.isDangling
      || end.last?.properties.numericType != nil
  }

  /// Whether a line is one of those, which rise: where pages have run together, one block has nearly all.
  private func isShort(_ line: Int, among lines: [Int]) -> Bool {
    let place = lines.partitioningIndex { $0 >= line }
    return place < lines.count && lines[place] == line
  }

  /// Whether nearly every line begins with a capital.
  private func isVerse(_ block: SourceBlock) -> Bool {
    let capitals = block.lines.count { source.beginsLikeSentence($0.content) }
    return capitals * 5 >= block.lines.count * 4
  }

  /// Whether a block stands under the heading of a list of literature, whose entries begin with capitals.
  private func isLiterature(_ index: Int) -> Bool {
    index > 0 && blocks[index - 1].lines.count == 1
      && NotesHeadings.isLiterature(blocks[index - 1], in: source)
  }

  private func firstWord(of line: Range<Int>) -> Int {
    let word = line.prefix { !SourceText.isBlank(source.bytes[$0]) }
    return source.width(of: line.lowerBound..<line.lowerBound + word.count)
  }

  // MARK: - Parts

  /// A title over a block's first line is one whatever short lines else mean in the paper.
  private func parts(of index: Int, endParagraphs: Bool) -> [SourceBlock]? {
    guard let lines = short[index]?.lines, let first = lines.first else { return nil }
    let block = blocks[index]
    let starts =
      endParagraphs
      ? lines.filter { endsParagraph($0, of: index) || isTitle($0, of: index) }.map { $0 + 1 }
      : first == 0 && block.kind == .paragraph && isTitle(0, of: index) ? [1] : []
    guard !starts.isEmpty else { return nil }
    return zip([0] + starts, starts + [block.lines.count]).map { start, end in
      var part = block.part(start..<end)
      if start > 0 { (part.kind, part.label) = (.paragraph, nil) }
      return part
    }
  }
}

extension SourceBlock {
  /// Some of the lines as a block of the same kind.
  func part(_ range: Range<Int>) -> SourceBlock {
    var part = self
    part.lines = Array(lines[range])
    part.lines[0].joint = .softBreak
    let start = range.lowerBound == 0 ? bytes.lowerBound : part.lines[0].content.lowerBound
    part.bytes = start..<part.lines[part.lines.count - 1].content.upperBound
    return part
  }
}

extension SourceText {
  /// Whether a line ends with a stop, closing marks and a note's mark left aside.
  func endsSentence(_ line: Range<Int>) -> Bool {
    TextEnd(ofLine: line, in: self).last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether a text begins with a capital, a number or a quotation mark.
  func beginsLikeSentence(_ text: Range<Int>) -> Bool {
    guard let first = text.first else { return false }
    if bytes[first] < 0x80 {
      let byte = bytes[first]
      return (0x41...0x5A).contains(byte) || Self.isDigit(byte) || "\"'".utf8.contains(byte)
    }
    let scalar = scalar(at: first).scalar
    return scalar.properties.isUppercase || scalar.properties.numericType != nil
      || ["“", "‘", "«", "„"].contains(scalar)
  }
}
