/// Lines that pages repeat at their edges and that may yet be the text's own: the name of a play's speaker, the head of a table
/// that goes on, a refrain.
extension PageEdges {
  /// Those of some equal lines that a scholar would not call a page's head on the ground of their being equal alone.
  ///
  /// - Parameter places: the lines that say the same, numbers before or after them left aside.
  /// - Returns: the lines, and those of them that part whole texts, and would run into these with no blank line between.
  func textsOwn(
    among places: [String: [Int]], of heads: [Int: Head], in source: SourceText
  ) -> (all: Set<Int>, parting: Set<Int>) {
    let groups = places.values.filter { lines in
      lines.count > 1
        && lines.allSatisfy { line in
          heads[line]?.number == heads[lines[0]]?.number && !Self.isSentence(line, in: source)
            && !source.looksStamped(source.lines[line].content)
            && (!interruptsText(line, in: source) || followsWhole(line, in: source))
        }
    }
    guard !groups.isEmpty else { return ([], []) }
    let edges = Set(groups.joined())
    let labels = LabelsWithinPages(from: tops, leaving: edges, in: source)
    let texts = Set(groups.filter { isTexts($0, among: labels, in: source) }.joined())
    let parting = groups.filter { part($0, among: labels, leaving: edges, in: source) }.joined()
    return (texts.union(parting), Set(parting))
  }

  /// Whether equal lines part texts that are whole, and nothing shows them to be heads.
  private func part(
    _ lines: [Int], among labels: LabelsWithinPages, leaving edges: Set<Int>, in source: SourceText
  ) -> Bool {
    let (within, pages) = (labels.count(of: lines[0]), lines.map { page(of: $0) })
    return !saysTitle(lines[0], in: source) && !labels.hasOthers(like: lines[0])
      && !areHeads(lines, on: pages, within: within, in: source)
      && lines.allSatisfy { partsWholes($0, leaving: edges, in: source) }
  }

  /// Whether equal lines are said within pages as well, or at both ends of one, or others of their form are within pages,
  /// or each stands over cells of a table. One within a page alone may be a section's title, which the heads of the pages
  /// after it repeat; and sections may have titles that come again, under heads that all pages have.
  private func isTexts(_ lines: [Int], among labels: LabelsWithinPages, in source: SourceText) -> Bool {
    let (within, pages) = (labels.count(of: lines[0]), lines.map { page(of: $0) })
    if within > 1 || Set(pages).count < pages.count || leadOn(lines, in: source) { return true }
    if nameUnderHead(lines, on: pages, in: source) { return true }
    let isTitle = saysTitle(lines[0], in: source)
    if labels.hasOthers(like: lines[0]), !LabelsWithinPages.areManyInTurn(pages),
      !isTitle || !LabelsWithinPages.areInTurn(pages)
    {
      return true
    }
    if !isTitle, lines.allSatisfy({ standsOverCells($0, in: source) }) { return true }
    return within == 1 && !LabelsWithinPages.areInTurn(pages)
      && !lines.contains { standsByNumber($0, in: source) }
  }

  /// Whether a line begins or ends its page, numbers left aside, the text before it has ended, and the one after it begins anew, as at
  /// a letter's signature, a hymn's `Amen`, the number of a psalm. What all pages have stands within a sentence on one of them.
  ///
  /// - Parameter edges: other lines that may be pages', and so no text.
  func partsWholes(_ index: Int, leaving edges: Set<Int> = [], in source: SourceText) -> Bool {
    let top = tops.partitioningIndex { $0 > index }
    let page = (top > 0 ? tops[top - 1] : 0)..<(top < tops.count ? tops[top] : source.lines.count)
    func isText(_ line: Int) -> Bool {
      let text = source.trimmed(source.lines[line].content)
      return !text.isEmpty && furniture[line] == nil && !edges.contains(line)
        && Self.bareNumber(text, in: source) == nil
    }
    let (above, below) = (page.lowerBound..<index, index + 1..<max(page.upperBound, index + 1))
    let (isLast, isFirst) = (!below.contains(where: isText), !above.contains(where: isText))
    // A foot under notes is no signature.
    guard isFirst || isLast && !endsNotes(above, in: source) else { return false }
    let before = source.lines[..<index].indices.suffix(Self.nearCells).reversed().lazy.filter(isText)
      .map { source.trimmed(source.lines[$0].content) }
    let ended = before.prefix(Self.mostLines).first {
      source.endsSentence($0) || source.labelForm($0) == nil && !source.leadsOn($0)
    }
    let next = source.lines[(index + 1)...].indices.prefix(Self.nearCells).first(where: isText)
    return ended.map { source.endsSentence($0) } ?? true
      && next.map { !source.beginsSmall(source.trimmed(source.lines[$0].content)) } ?? true
  }

  /// Whether some lines end with notes, no blank line after them.
  private func endsNotes(_ lines: Range<Int>, in source: SourceText) -> Bool {
    lines.reversed().lazy.map { source.trimmed(source.lines[$0].content) }.prefix { !$0.isEmpty }
      .contains { source.opensLikeNote($0) }
  }

  /// Whether equal lines stand right under the head that more pages have, and name what begins there: no sentence goes on under
  /// one, and too few pages have them to be heads of left or right ones.
  private func nameUnderHead(_ lines: [Int], on pages: [Int], in source: SourceText) -> Bool {
    guard !LabelsWithinPages.areManyInTurn(pages),
      lines.allSatisfy({ source.labelForm(source.trimmed(source.lines[$0].content)) != nil })
    else { return false }
    func head(ofPage page: Int) -> [String]? {
      guard page > 1, page <= tops.count + 1, furniture[tops[page - 2]] == true else { return nil }
      return Head(ofLine: tops[page - 2], in: source)?.words
    }
    guard let first = pages.first, let last = pages.last, let words = head(ofPage: first),
      pages.allSatisfy({ head(ofPage: $0) == words })
    else { return false }
    return (first - 1...last + 1).count { head(ofPage: $0) == words } > pages.count
  }

  /// Whether equal lines lead on to what follows: a colon or comma ends them, and they are not the first lines of a head of two,
  /// which all have the same below them.
  private func leadOn(_ lines: [Int], in source: SourceText) -> Bool {
    lines.allSatisfy { source.leadsOn(source.trimmed(source.lines[$0].content)) }
      && Set(lines.map { textBelow($0, in: source).map { source.words(in: $0) } }).count == lines.count
  }

  /// Whether a line leads on to a small letter, as a letter's salutation does, under a text that has ended.
  private func followsWhole(_ index: Int, in source: SourceText) -> Bool {
    guard source.leadsOn(source.trimmed(source.lines[index].content)) else { return false }
    let above = source.lines.indices[..<index].suffix(Self.nearCells).reversed().lazy
      .map { source.trimmed(source.lines[$0].content) }
      .first { !$0.isEmpty && Self.bareNumber($0, in: source) == nil }
    return above.map { source.endsSentence($0) } ?? false
  }

  /// Whether a line says what the paper's first does.
  func saysTitle(_ index: Int, in source: SourceText) -> Bool {
    let first = source.lines.lazy.map { source.trimmed($0.content) }.first { !$0.isEmpty }
    return first.map { source.words(in: $0) } == source.words(in: source.lines[index].content)
  }

  /// Most bytes of a line with which a page begins in mid-sentence and that may yet be a table's cell.
  private static let longestCell = 40

  /// Whether a page's text begins in mid-sentence below a line.
  func interruptsText(_ index: Int, in source: SourceText) -> Bool {
    guard let below = textBelow(index, in: source), source.beginsSmall(below) else { return false }
    return below.count >= Self.longestCell || source.endsSentence(below)
  }

  private func standsByNumber(_ index: Int, in source: SourceText) -> Bool {
    [Self.lineAbove(index, in: source), textBelow(index, in: source)].contains { near in
      near.map { Self.bareNumber($0, in: source) != nil } ?? false
    }
  }

  /// Lines below a table's head that show what it is.
  private static let fewestCells = 2
  private static let nearCells = 16

  /// Whether the next lines that no other page repeats are cells or rows of a table.
  private func standsOverCells(_ index: Int, in source: SourceText) -> Bool {
    let words = source.words(in: source.trimmed(source.lines[index].content))
    let below = source.lines[(index + 1)...].prefix(Self.nearCells).lazy
      .map { source.trimmed($0.content) }.filter { !$0.isEmpty && source.words(in: $0) != words }
      .prefix(Self.fewestCells)
    return below.count == Self.fewestCells && below.allSatisfy { source.looksLikeCells($0) }
  }
}
