/// What stands before a paper's first section: its author and its abstract; and headings that only their
/// bold type shows.
enum FrontMatter {
  /// Gives the blocks that are such their kinds.
  static func mark(_ blocks: inout [SourceBlock], in source: SourceText) {
    TitleByAuthors.mark(&blocks, in: source)
    ListedLines.keepNumbered(&blocks, in: source)
    markBoldTitle(&blocks, in: source)
    var hasHeading = false
    for index in blocks.indices {
      // Under the title a bold line is the author's.
      if hasHeading, !blocks[index - 1].isHeading, isBoldLine(blocks[index], in: source) {
        blocks[index].kind = .heading(level: 3)
      }
      hasHeading = hasHeading || blocks[index].isHeading
    }
    guard let title = blocks.firstIndex(where: { $0.isText }), blocks[title].isHeading else { return }
    let lines = blocks[title].lines.count
    if let end = linesOfTitle(blocks[title], in: source), end < lines {
      // Each line names others.
      let authors = (end..<lines).map { line in
        var author = blocks[title].part(line..<line + 1)
        author.kind = .paragraph
        return author
      }
      blocks[title] = blocks[title].part(0..<end)
      blocks.insert(contentsOf: authors, at: title + 1)
    }
    var (index, last) = (title + 1, title + 3)
    while index < blocks.count, ListedLines.form(of: blocks[index], in: source) == nil,
      !ListedLines.areItems(blocks[index], in: source)
    {
      let names = parted(blocks[index], in: source)
      guard !names.isEmpty, names.allSatisfy({ isName($0, in: source) }) else { break }
      if isRightOverText(index, of: blocks, in: source) {
        blocks[index].kind = .heading(level: 2)
        break
      }
      guard index <= last else { break }
      blocks.replaceSubrange(
        index...index,
        with: names.map { name in
          var author = name
          author.kind = .author
          return author
        })
      index += names.count
      last += names.count - 1
    }
    markAbstract(&blocks, from: index, in: source)
  }

  /// A bold line with which a paper without any other title begins is its title.
  private static func markBoldTitle(_ blocks: inout [SourceBlock], in source: SourceText) {
    guard let first = blocks.firstIndex(where: \.isText),
      let next = blocks[(first + 1)...].first(where: \.isText),
      next.kind == .paragraph || isBoldHeading(next, in: source),
      isBoldLine(blocks[first], in: source)
    else { return }
    blocks[first].kind = .heading(level: 1)
  }

  /// Whether a heading is one by its number, in bold letters, and has no mark of Markdown.
  private static func isBoldHeading(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.isHeading && source.has("**", at: block.bytes.lowerBound, before: block.bytes.upperBound)
  }

  /// How many lines of a title's block are the title where authors' names stand under it with no blank line between; nil if
  /// none do. A title that was broken for want of room has longer lines.
  static func linesOfTitle(_ block: SourceBlock, in source: SourceText) -> Int? {
    var count = block.lines.count
    while count > 1,
      case let line = block.lines[count - 1].content,
      namesAuthor(line, in: source) || standsByNames(line, in: source)
    { count -= 1 }
    guard count < block.lines.count else { return nil }
    let title = block.part(0..<count)
    let widest = title.lines.lazy.map { source.width(of: $0.content) }.max() ?? 0
    return widest <= longestTitleLine && !TextEnd(of: title, in: source).isDangling ? count : nil
  }

  /// Most scalars of a title's line on which the next word would still have had room.
  private static let longestTitleLine = 40

  /// Whether a text is names of people and nothing else: `Ida Marsh`, `Peter Quill and Ana B. Roth`.
  static func areNames(_ text: String) -> Bool {
    let names = text.replacing(" and ", with: ", ").replacing(" & ", with: ", ").split(separator: ",")
    let people = names.filter { name in
      !name.split(separator: " ").contains { institutions.contains(String($0)) }
    }
    return !people.isEmpty
      && people.allSatisfy { name in
        let words = name.split(separator: " ")
        return (2...4).contains(words.count) && words.allSatisfy(isNamePart)
          && words.contains { $0.count > 2 && $0.dropFirst().contains(where: \.isLowercase) }
      }
  }

  /// Whether a line is names of people: `By Ida Marsh`.
  static func namesAuthor(_ line: Range<Int>, in source: SourceText) -> Bool {
    let text = source.string(line)
    return areNames(text) || signedNames(in: text).map { areNames(String($0)) } ?? false
  }

  /// What stands behind the word that leads in an author's name, `by Ida Marsh`; nil if none does.
  static func signedNames(in text: String) -> Substring? {
    let words = text.split(separator: " ", maxSplits: 1)
    return words.count == 2 && leadingIn.contains(words[0].lowercased()) ? words[1] : nil
  }

  /// Words that lead in an author's name.
  private static let leadingIn: Set<String> = ["by", "von", "par", "door", "av", "di", "por"]

  /// A word with a capital, an initial, or what stands before a family's name.
  private static func isNamePart(_ word: Substring) -> Bool {
    if ["van", "von", "de", "der", "den", "di", "da", "del", "le", "la"].contains(word) { return true }
    let letters = word.last == "." && word.count == 2 ? word.dropLast() : word
    return letters.first?.isUppercase == true
      && letters.allSatisfy { $0.isLetter || $0 == "-" || $0 == "’" || $0 == "'" }
      && !notNames.contains(letters.lowercased())
  }

  /// Whether a line is a date, an institution or an address, as they stand under the names.
  static func standsByNames(_ line: Range<Int>, in source: SourceText) -> Bool {
    guard source.bytes[line].contains(UInt8(ascii: "@")) == false else { return true }
    let words = source.string(line).split { !$0.isLetter && !$0.isNumber }
    let isDate = words.allSatisfy { $0.allSatisfy(\.isNumber) || SourceText.months.contains($0.lowercased()) }
    // `(1571–1583)` ends a title.
    return isDate && words.count { $0.count == 4 && $0.allSatisfy(\.isNumber) } == 1 && words.count > 1
      || words.count > 2 && words.contains { institutions.contains(String($0)) }
  }

  /// Words of what stands beside a name: `Ida Marsh, University of Derby`.
  private static let institutions: Set<String> = [
    "University", "Université", "Universität", "College", "Institute", "Museum", "Archive", "Archives",
    "Academy",
    "Library", "School",
  ]

  /// Words of titles that begin with a capital in English and are no names.
  private static let notNames = Set(
    words:
      "the a an of in on and for to from with by at as abstract introduction contents chapter part volume")

  /// Whether a line stands over the text with no blank line between, as a heading does, and names no author.
  private static func isRightOverText(_ index: Int, of blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index + 1 < blocks.count, blocks[index].lines.count == 1, blocks[index + 1].kind == .paragraph,
      blocks[index + 1].lines.count > 1, case let line = blocks[index].lines[0],
      line.newline.upperBound == blocks[index + 1].lines[0].content.lowerBound
    else { return false }
    return !namesAuthor(line.content, in: source) && !standsByNames(line.content, in: source)
  }

  /// Most names and institutions of one paragraph.
  private static let mostNames = 12

  /// A paragraph parted where a tag or the source's own break ends its lines: `Ada Holt<br>University of Leeds`.
  private static func parted(_ block: SourceBlock, in source: SourceText) -> [SourceBlock] {
    guard block.kind == .paragraph, block.lines.count <= mostNames,
      block.keepsLines
        || block.lines.contains(where: { source.offset(of: "<br", in: $0.content, limit: 1_000) != nil })
    else { return [block] }
    var names: [SourceBlock] = []
    var isOpen = false
    func add(_ range: Range<Int>, _ newline: Range<Int>) {
      let text = source.trimmed(range)
      guard !text.isEmpty else { return }
      if isOpen {
        names[names.count - 1].lines.append(SourceLine(content: text, newline: newline))
        names[names.count - 1].bytes = names[names.count - 1].bytes.lowerBound..<text.upperBound
      } else {
        var name = block
        name.lines = [SourceLine(content: text, newline: newline)]
        name.bytes = text
        names.append(name)
      }
      isOpen = true
    }
    for line in block.lines {
      var start = line.content.lowerBound
      if line.joint == .hardBreak { isOpen = false }
      while names.count <= mostNames, let tag = source.offset(of: "<br", in: start..<line.content.upperBound),
        let close = source.closingAngle(after: tag, before: line.content.upperBound)
      {
        add(start..<tag, tag..<tag)
        (start, isOpen) = (close + 1, false)
      }
      add(start..<line.content.upperBound, line.newline)
    }
    return names
  }

  /// A short line without a stop: a name, an institution, a date.
  private static func isName(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.length <= 120, block.lines.count <= 3 else {
      return false
    }
    let end = TextEnd(of: block, in: source)
    let words = source.string(block.lines[0].content).split(separator: " ")
    if block.lines.contains(where: { source.endsWithPage($0.content) }) { return false }
    // The first letter of a text, set large.
    if block.length == 1 { return false }
    return !(end.last.map { TextEnd.terminators.contains($0) || $0 == ":" } ?? true) && !end.isQuoted
      && words.count <= 14 && !(words.count >= fewestWords && beginsSmall(block, in: source))
      && !saysAbstract(block, in: source) && !Continuation.isDangling(end)
      && !block.lines.contains { holdsSentence($0.content, in: source) }
  }

  /// Fewest words of a line that names nobody if it begins with a small letter: an entry, half a sentence.
  private static let fewestWords = 5

  private static func beginsSmall(_ block: SourceBlock, in source: SourceText) -> Bool {
    let start = TextStart(of: block, in: source)
    let first = block.lines.first.flatMap { source.string($0.content).split(separator: " ").first }
    return start.first?.properties.isLowercase == true
      && !leadingIn.contains(first.map { $0.lowercased() } ?? "")
      && !block.lines.contains { source.bytes[$0.content].contains(UInt8(ascii: "@")) }
  }

  /// Fewest letters of a word that is no abbreviation.
  private static let fewestLetters = 4

  /// Whether a sentence ends on a line and another begins: `The mill was sold.<sup>1</sup> It was an old`.
  private static func holdsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    source.bytes[line].indices.contains { offset in
      guard source.bytes[offset] == UInt8(ascii: "."),
        case let word = source.bytes[line.lowerBound..<offset].reversed().prefix(while: SourceText.isLetter),
        word.count >= fewestLetters, word.allSatisfy({ $0 >= UInt8(ascii: "a") }),
        let blank = source.bytes[offset..<line.upperBound].firstIndex(where: SourceText.isBlank)
      else { return false }
      let first = source.trimmed(blank..<line.upperBound)
      return !first.isEmpty && source.scalar(at: first.lowerBound).scalar.properties.isUppercase
    }
  }

  /// A short line that is one stretch of bold type and ends without a stop.
  private static func isBoldLine(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 1, block.quoteDepth == 0, block.length <= 100,
      let line = block.lines.first?.content, line.count > 5,
      source.has("**", at: line.lowerBound, before: line.upperBound),
      source.has("**", at: line.upperBound - 2, before: line.upperBound),
      source.offset(of: "**", in: line.lowerBound + 2..<line.upperBound) == line.upperBound - 2
    else { return false }
    let last = TextEnd(of: block, in: source).last
    return last.map { !TextEnd.terminators.contains($0) && $0 != ":" && $0 != "," } ?? false
  }
}
