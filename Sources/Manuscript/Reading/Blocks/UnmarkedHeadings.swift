/// Headings that no mark of Markdown shows: numbered lines, and titles that every reader knows.
enum UnmarkedHeadings {
  /// Gives the blocks that are such their kinds. A numbered line is one only in a sequence with others, and
  /// before a text: single numbers, and items of a list, are not.
  static func mark(_ blocks: inout [SourceBlock], in source: SourceText) {
    blocks = blocks.parted { parts(of: $1, in: source) }
    var lastNumber: [Int]?
    let numbers = blocks.map { number(of: $0, in: source) }
    let numbered = blocks.indices.filter { numbers[$0] != nil }
    var precedes: [Bool] = numbered.map { _ in false }
    for index in numbered.indices.dropLast() {
      precedes[index] = follows(numbers[numbered[index]]!.path, numbers[numbered[index + 1]]!.path)
    }
    for (place, index) in numbered.enumerated() {
      let (path, level) = numbers[index]!
      // Where chapters have no numbers of their own, their sections begin anew.
      let isFirst = path.last == 1 && precedes[place] && (lastNumber == nil || path.count > 1)
      let isFollowing = isFirst || (lastNumber.map { follows($0, path) } ?? false)
      guard isFollowing, hasText(after: index, in: blocks, numbered: numbers),
        !isNoteOfPage(index, path, in: blocks, of: source)
      else { continue }
      lastNumber = path
      guard !blocks[index].isHeading else { continue }
      if case .listItem = blocks[index].kind {
        let start = source.trimmed(blocks[index].bytes.lowerBound..<blocks[index].lines[0].content.upperBound)
        blocks[index].lines[0].content = start
        blocks[index].label = nil
      }
      blocks[index].kind = .heading(level: level)
    }
    markTitles(&blocks, in: source)
  }

  /// Most blocks of a page that are looked over for the mark of a note at its foot.
  private static let nearBlocks = 12

  /// Whether a numbered line is a note: its page ends under it, and the number stands right behind a word of the page's text.
  private static func isNoteOfPage(
    _ index: Int, _ path: [Int], in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    guard path.count == 1, endsPage(after: index, of: blocks, in: source) else { return false }
    let number = String(path[0])
    let page = blocks[..<index].suffix(nearBlocks).reversed().prefix { !$0.endsPage }
    return page.contains { block in
      block.kind == .paragraph
        && block.lines.contains { source.holdsNumber(number, atWordIn: $0.content) }
    }
  }

  /// Whether a page ends under a block, or the paper does: at once, or under the page's number.
  private static func endsPage(after index: Int, of blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index + 1 < blocks.count else { return false }
    let isNumber = blocks[index + 1].isText && PageNumbers.isOfPage(blocks[index + 1], in: source)
    guard isNumber || blocks[index + 1].kind == .pageNumber else { return blocks[index + 1].endsPage }
    return index + 2 == blocks.count || blocks[index + 2].endsPage
  }

  /// A paragraph parted after its first line, where that is the heading of a list that the next line begins: `Notes`,
  /// `[1] Holt, p. 3.`
  private static func parts(of block: SourceBlock, in source: SourceText) -> [SourceBlock]? {
    guard block.kind == .paragraph, block.lines.count > 1, block.lines[0].content.count <= longestTitle,
      source.opening(block.lines[1].content).map({ $0.form != .alone }) ?? false
    else { return nil }
    let head = block.part(0..<1)
    let rest = block.part(1..<block.lines.count)
    guard
      NotesHeadings.leadsIn(head, over: rest, in: source)
        || (NotesHeadings.contains(head, in: source) || NotesHeadings.isLiterature(head, in: source))
          && isShortLine(head, in: source)
    else { return nil }
    return [head, rest]
  }

  /// Most bytes of the heading of a list.
  static let longestTitle = 40

  /// Titles that every reader knows; and after that of the notes the chapters' own titles once more.
  private static func markTitles(_ blocks: inout [SourceBlock], in source: SourceText) {
    var chapters: Set<[String]> = []
    var notesLevel: Int?
    // Asked for only what lies behind a block that is looked at, of which nothing has changed yet.
    lazy var endsOfSections = endsOfSections(in: blocks)
    for index in blocks.indices.dropLast() {
      if case .heading(let level) = blocks[index].kind {
        chapters.insert(source.words(in: blocks[index].lines[0].content))
        if NotesHeadings.contains(blocks[index], in: source) { notesLevel = level }
      }
      guard blocks[index].kind == .paragraph else { continue }
      if leadsIn(at: index, of: blocks, in: source),
        leadsInList(index, of: blocks, endingWith: endsOfSections[index + 1], in: source)
      {
        blocks[index].kind = .heading(level: 2)
        notesLevel = NotesHeadings.contains(blocks[index], in: source) ? 2 : nil
        continue
      }
      guard isShortLine(blocks[index], in: source) else { continue }
      let words = source.words(in: blocks[index].lines[0].content)
      if notesLevel == nil, SourceText.isPart(words), blocks[index + 1].isText {
        blocks[index].kind = .heading(level: 1)
        continue
      }
      let title = words.filter { !$0.allSatisfy(\.isNumber) }.joined(separator: " ")
      if titles.contains(title) || NotesHeadings.contains(blocks[index], in: source)
        || words.count == 1 && NotesHeadings.isLiterature(blocks[index], in: source)
      {
        blocks[index].kind = .heading(level: 2)
        notesLevel = NotesHeadings.contains(blocks[index], in: source) ? 2 : nil
      } else if let notesLevel, chapters.contains(words) {
        blocks[index].kind = .heading(level: notesLevel + 1)
      }
    }
  }

  /// Whether a line with a colon may be the heading of the list under it. Under a table it leads in the table's own notes.
  private static func leadsIn(at index: Int, of blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard NotesHeadings.leadsIn(blocks[index], over: blocks[index + 1], in: source) else { return false }
    let before = blocks[..<index].last { $0.isText }?.kind
    return before != .table && before != .caption
  }

  /// Whether a line with a colon leads in a list, and not points of a text that goes on after them, as `Note:` may.
  ///
  /// - Parameter last: the index of the last text before the next heading.
  private static func leadsInList(
    _ index: Int, of blocks: [SourceBlock], endingWith last: Int?, in source: SourceText
  ) -> Bool {
    source.wordsOfLetters(in: blocks[index].lines[0].content) != "note"
      || last.map { NotesHeadings.opensList(blocks[$0], in: source) } ?? false
  }

  /// For each block the index of the last text from it on, before the next heading; nil for a heading, and where no text is left.
  private static func endsOfSections(in blocks: [SourceBlock]) -> [Int?] {
    var ends = [Int?](repeating: nil, count: blocks.count + 1)
    for index in blocks.indices.reversed() where !blocks[index].isHeading {
      ends[index] = ends[index + 1] ?? (blocks[index].isText ? index : nil)
    }
    return ends
  }

  private static let titles: Set<String> = [
    "abstract", "summary", "introduction", "references", "bibliography", "works cited", "conclusion",
    "conclusions", "acknowledgements", "acknowledgments", "appendix", "notes", "endnotes", "footnotes",
    "discussion", "results", "methods", "materials and methods", "related work", "contents",
    "table of contents",
    "list of figures", "list of tables", "preface", "foreword", "prologue", "epilogue", "afterword",
    "glossary", "index",
  ]

  /// Whether a line says no more than the title of a part that every reader knows.
  static func isKnownTitle(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.length <= longestTitle, isShortLine(block, in: source) else { return false }
    let words = source.words(in: block.lines[0].content)
    return titles.contains(words.joined(separator: " ")) || NotesHeadings.contains(block, in: source)
      || words.count == 1 && NotesHeadings.isLiterature(block, in: source)
  }

  private static func isShortLine(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.lines.count == 1, block.quoteDepth == 0, block.length <= 90 else { return false }
    // Only a note ends in an arrow back to the text, and an entry of a table of contents with leaders.
    guard source.startOfBacklink(block.lines[0].content) == nil, !source.endsWithPage(block.lines[0].content)
    else {
      return false
    }
    let last = TextEnd(of: block, in: source).last
    return last.map { !TextEnd.terminators.contains($0) && ![",", ":", ";"].contains($0) } ?? false
  }

  /// Bytes with which a number begins, emphasised or not.
  private static let beginsNumber: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "0123456789IVX*_ ".utf8 { table[Int(byte)] = true }
    return table
  }()

  static func mayBeginWithNumber(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let first = block.lines.first?.content.first else { return false }
    return beginsNumber[Int(source.bytes[block.label == nil ? first : block.bytes.lowerBound])]
  }

  /// `2`, `2.1`, `IV` before a title, and the level that it says.
  static func number(of block: SourceBlock, in source: SourceText) -> (path: [Int], level: Int)? {
    guard mayBeginWithNumber(block, in: source), block.lines.count == 1 else { return nil }
    var content = block.lines[0].content
    switch block.kind {
    case .heading, .paragraph: break
    case .listItem(1): content = block.bytes.lowerBound..<content.upperBound
    default: return nil
    }
    guard opensWithFigures(content, in: source), isShortLine(block, in: source) else { return nil }
    let words = source.string(content).split(separator: " ", maxSplits: 1)
      .map { word in
        word.utf8.contains { "*_".utf8.contains($0) }
          ? word.unicodeScalars.filter { $0 != "*" && $0 != "_" } : word.unicodeScalars
      }
    guard words.count == 2, let first = words[1].first(where: { !$0.properties.isWhitespace }),
      first.properties.isUppercase
    else { return nil }
    var word = Substring(words[0])
    let hasStop = word.last == "."
    if hasStop { word = word.dropLast() }
    if hasStop, let roman = roman(word) { return ([roman], 2) }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    let path = parts.compactMap { $0.count <= 2 ? Int($0) : nil }
    guard path.count == parts.count, path.count <= 4, path.allSatisfy({ $0 > 0 }) else { return nil }
    return (path, path.count + 1)
  }

  /// Whether a line's first word has nothing but what numbers have: `In` has not.
  private static func opensWithFigures(_ line: Range<Int>, in source: SourceText) -> Bool {
    let word = source.bytes[line].drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    return word.allSatisfy { beginsNumber[Int($0)] || ".+".utf8.contains($0) }
  }

  private static func roman(_ word: Substring) -> Int? {
    let values: [Character: Int] = ["I": 1, "V": 5, "X": 10]
    let digits = word.compactMap { values[$0] }
    guard !digits.isEmpty, digits.count == word.count, digits.count <= 5 else { return nil }
    return digits.indices.reduce(0) { sum, index in
      let isLess = index + 1 < digits.count && digits[index] < digits[index + 1]
      return sum + (isLess ? -digits[index] : digits[index])
    }
  }

  /// Whether a section's number comes right after another's: 2 after 1 or 1.3, 1.1 after 1.
  static func follows(_ first: [Int], _ second: [Int]) -> Bool {
    guard let last = second.last else { return false }
    let depth = second.count - 1
    guard first.count >= depth, first.prefix(depth).elementsEqual(second.prefix(depth)) else { return false }
    return first.count == depth ? last == 1 : last == first[depth] + 1
  }

  /// Whether text stands under a line before the next line of the sequence.
  private static func hasText(
    after index: Int, in blocks: [SourceBlock], numbered: [(path: [Int], level: Int)?]
  ) -> Bool {
    let isOwn = numbered[index].map { own in { (next: [Int]) in next.count > own.path.count } }
    for next in index + 1..<max(index + 1, blocks.count) where blocks[next].isText {
      if let path = numbered[next]?.path { return isOwn?(path) ?? false }
      if case .listItem = blocks[next].kind { return false }
      return true
    }
    return false
  }
}
