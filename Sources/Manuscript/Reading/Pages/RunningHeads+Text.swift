/// Lines that come again where pages end and that may yet be the text's own: the name of a play's speaker, the head of a table
/// that goes on.
extension RunningHeads {
  /// The words of such lines. None has a number, and no sentence goes on over any of them.
  func textsOwn() -> [String] {
    var forms: Set<LabelForm>?
    return copies.keys.filter { key in
      let all = copies[key, default: []].filter { $0 != byline }
      if all.contains(where: { blocks[$0].mayBeHead }) { return true }
      let edges = places[key, default: []].filter { $0 != byline && endsPage(at: $0) }
      guard let first = all.first, first != title || leadsOn(first), countApart(edges) > 1,
        !all.contains(where: { isPages($0) || interruptsText($0) && !standsOverCells($0) })
      else { return false }
      if countWithin(all) > 1 || edges.allSatisfy(standsOverCells) || all.allSatisfy(leadsOn) { return true }
      let areMany = LabelsWithinPages.areManyInTurn(edges.map { page(of: $0) })
      if all.count > 1, all.allSatisfy(partsWholes), !(areMany && all.contains(where: standsAtTop)),
        !takeTurns(all, saying: key)
      {
        return true
      }
      guard !areMany, let form = form(of: first) else { return false }
      forms = forms ?? formsWithinPages()
      return forms?.contains(form) ?? false
    }
  }

  /// The paper's first line is its title, although a page's head repeats it, where prose stands under it and no other title.
  mutating func restoreTitle() {
    guard let first = blocks.firstIndex(where: \.isText), marked[first].kind == .runningHead,
      !hasPageNumber(first), let next = marked.firstIndex(where: \.isText), marked[next].kind == .paragraph
    else { return }
    let end = TextEnd(of: marked[next], in: source)
    guard marked[next].lines.count > 1 || end.last == "." || end.isDangling else { return }
    marked[first] = blocks[first]
  }

  /// Whether a colon or comma ends a line, and not the first of two lines that come again together.
  private func leadsOn(_ index: Int) -> Bool {
    source.leadsOn(blocks[index].lines[0].content)
      && !(index + 1 < blocks.count && candidates.contains(index + 1))
  }

  /// Whether a line without a stop begins or ends its page or stands under the title, the text before it has ended, and the one after it begins anew.
  private func partsWholes(_ index: Int) -> Bool {
    let next = index + 1 < blocks.count && marked[index + 1].kind == .pageNumber ? index + 2 : index + 1
    let ends = next > index + 1 || next == blocks.count || endsPage(blocks[next])
    guard standsAtTop(index) || ends, !source.endsSentence(blocks[index].lines[0].content)
    else { return false }
    func isText(_ place: Int) -> Bool { blocks[place].isText && !candidates.contains(place) }
    let before = blocks[..<index].suffix(Self.nearCells).indices.last(where: isText)
    let after = blocks[(index + 1)...].prefix(Self.nearCells).indices.first(where: isText)
    let hasEnded = before.map { place in
      blocks[place].isHeading
        || TextEnd(of: blocks[place], in: source).last.map { TextEnd.terminators.contains($0) } ?? false
    }
    return hasEnded ?? true && after.map { !TextStart(of: blocks[$0], in: source).goesOn } ?? true
  }

  /// Whether equal lines stand on every second page and others on the pages between, as left pages' heads and right ones do, where
  /// both name the paper or a sentence goes on over one of those.
  private func takeTurns(_ lines: [Int], saying key: String) -> Bool {
    let pages = lines.map { page(of: $0) }
    guard zip(pages, pages.dropFirst()).allSatisfy({ $1 == $0 + 2 }) else { return false }
    return copies.contains { other, places in
      let between = places.filter { $0 != title && $0 != byline }
      let turns = between.map { page(of: $0) }
      return other != key && (pages.dropLast().map { $0 + 1 }).allSatisfy(turns.contains)
        && Set(turns).isDisjoint(with: pages) && zip(turns, turns.dropFirst()).allSatisfy { $1 == $0 + 2 }
        && standsAtTop(lines[0]) == standsAtTop(between[0])
        && (names.areSaid(by: words(of: lines[0])) && names.areSaid(by: words(of: between[0]))
          || between.count > 1 && between.contains(where: interruptsText))
    }
  }

  private func words(of index: Int) -> [String] { said[index]?.words ?? [] }

  private func standsAtTop(_ index: Int) -> Bool {
    index > 0 && (endsPage(blocks[index - 1]) || index - 1 == title)
  }

  private func endsPage(_ block: SourceBlock) -> Bool { block.endsPage || block.kind == .rule }

  /// Whether a line is a page's by what it says, or nothing that names what follows.
  private func isPages(_ index: Int) -> Bool {
    guard blocks[index].lines.count == 1, let line = blocks[index].lines.first?.content else { return true }
    return hasPageNumber(index) && !sections.contains(index) || source.looksStamped(line)
  }

  private func countWithin(_ places: [Int]) -> Int { places.count { !endsPage(at: $0) } }

  private func form(of index: Int) -> LabelForm? {
    blocks[index].lines.first.flatMap { source.labelForm($0.content) }
  }

  /// How lines are written that come again and again within pages.
  private func formsWithinPages() -> Set<LabelForm> {
    Set(copies.values.compactMap { all in countWithin(all) > 1 ? form(of: all[0]) : nil })
  }

  /// Texts below a table's head that show what it is, and most blocks among which they stand.
  private static let fewestCells = 2
  private static let nearCells = 16

  private func standsOverCells(_ index: Int) -> Bool {
    let below = blocks.indices[(index + 1)...].prefix(Self.nearCells).lazy
      .filter { blocks[$0].isText && !candidates.contains($0) }.prefix(Self.fewestCells)
    return below.count == Self.fewestCells
      && below.allSatisfy { place in
        blocks[place].kind == .table
          || blocks[place].lines.count == 1 && source.looksLikeCells(blocks[place].lines[0].content)
      }
  }
}
