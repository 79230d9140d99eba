/// What is set line by line, with no blank line between: a table of contents with leaders, an index, the speeches of a
/// play.
enum EntryLines {
  /// The blocks with the paragraphs that are such lists parted into their entries.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    blocks.parted { index, block in
      guard block.kind == .paragraph, block.lines.count > 1, !block.keepsLines else { return nil }
      var starts = startsOfContents(block, in: source)
      if starts.isEmpty { starts = startsOfIndex(block, in: source) }
      if starts.isEmpty { starts = startsOfSpeeches(block, in: source) }
      if starts.isEmpty {
        starts = startsOfLiterature(block, under: index > 0 ? blocks[index - 1] : nil, in: source)
      }
      return starts.isEmpty ? nil : block.parts(at: starts)
    }
  }

  // MARK: - Contents

  private static let titles = Set([
    "contents", "table of contents", "list of figures", "list of tables", "inhalt", "inhaltsverzeichnis",
    "sommaire",
    "table des matières", "índice", "indice", "sommario", "sumário", "inhoud", "оглавление", "содержание",
    "目录",
  ])

  /// Where entries begin: after each line that ends with leaders, or a wide gap, and a page's number. What the list is called
  /// stands over it by itself.
  private static func startsOfContents(_ block: SourceBlock, in source: SourceText) -> [Int] {
    let ends = block.lines.indices.filter { source.endsWithPage(block.lines[$0].content) }
    guard ends.count > 1 else { return [] }
    let hasTitle = titles.contains(source.words(in: block.lines[0].content).joined(separator: " "))
    guard hasTitle || block.lines.contains(where: { source.hasLeader($0.content) }) else { return [] }
    let starts = (hasTitle ? [1] : []) + ends.map { $0 + 1 }
    return starts.filter { $0 < block.lines.count }
  }

  // MARK: - Index

  /// Fewest lines of an index.
  private static let fewest = 4

  /// Where entries begin: most lines end with the numbers of pages, and the letters with which they begin follow the
  /// alphabet. A line goes on the one before it where that ends with a comma, or where it begins with a number.
  private static func startsOfIndex(_ block: SourceBlock, in source: SourceText) -> [Int] {
    guard block.lines.count >= fewest else { return [] }
    let lines = block.lines.map(\.content)
    guard lines.count(where: source.endsWithPages) * 3 >= lines.count * 2,
      lines.contains(where: { source.bytes[$0].contains(UInt8(ascii: ",")) })
    else { return [] }
    let starts = lines.indices.filter { index in
      guard let first = lines[index].first, !SourceText.isDigit(source.bytes[first]) else { return false }
      return index == 0 || source.bytes[lines[index - 1].upperBound - 1] != UInt8(ascii: ",")
    }
    let margin = starts.map { source.indent(before: lines[$0].lowerBound) }.min() ?? 0
    let initials = starts.filter { source.indent(before: lines[$0].lowerBound) == margin }
      .compactMap { source.scalars(in: lines[$0].prefix(12)).first(where: \.isLetter) }
      .map { $0.properties.lowercaseMapping }
    let falls = zip(initials, initials.dropFirst()).count { $0 > $1 }
    guard initials.count >= fewest - 1, falls * 10 <= initials.count, initials.first != initials.last else {
      return []
    }
    return starts.filter { $0 > 0 }
  }

  // MARK: - Literature

  /// Where entries begin, with an author's name turned about, `Ashby, J.`, after what is closed. Where no heading says that it
  /// is literature, several show it, which follow the alphabet.
  private static func startsOfLiterature(
    _ block: SourceBlock, under heading: SourceBlock?, in source: SourceText
  ) -> [Int] {
    let lines = block.lines.map(\.content)
    guard let first = lines.first, source.author(of: first) != nil else { return [] }
    let authors = lines.map { source.author(of: $0) }
    let isListed = heading.map { NotesHeadings.isLiterature($0, in: source) } ?? false
    let starts = lines.indices.filter { index in
      authors[index] != nil && (index == 0 || source.endsEntry(lines[index - 1]))
    }
    guard starts.first == 0, starts.count > (isListed ? 1 : 2) else { return [] }
    let names = starts.compactMap { authors[$0]?.lowercased() }.filter { !$0.isEmpty }
    let falls = zip(names, names.dropFirst()).count { $0 > $1 }
    return isListed || falls == 0 ? starts.filter { $0 > 0 } : []
  }

  // MARK: - Speeches

  /// Fewest speeches of a paragraph that is taken apart.
  private static let fewestSpeeches = 3

  /// Where speeches begin, with who speaks in capitals: `REEVE. Who comes?` Someone speaks twice, after what is closed.
  private static func startsOfSpeeches(_ block: SourceBlock, in source: SourceText) -> [Int] {
    // Where nobody is named, quotation marks begin every line, and a stop ends it.
    if block.lines.allSatisfy({ source.isSpeech($0.content) }) {
      return Array(block.lines.indices.dropFirst())
    }
    let speakers = block.lines.map { source.speaker(of: $0.content) }
    let starts = speakers.indices.filter { speakers[$0] != nil }
    // Where each is a line, the lines are kept.
    guard starts.count >= fewestSpeeches, starts.count < speakers.count,
      Set(speakers.compactMap { $0 }).count < starts.count,
      starts.allSatisfy({ $0 == 0 || source.endsSpeech(block.lines[$0 - 1].content) })
    else { return [] }
    return starts.filter { $0 > 0 }
  }
}

extension SourceBlock {
  /// The block parted at lines within it, which rise, and with which nothing begins that goes on.
  func parts(at starts: [Int]) -> [SourceBlock] {
    zip([0] + starts, starts + [lines.count]).map { start, end in
      var part = part(start..<end)
      if start > 0 { part.standsApart = true }
      return part
    }
  }
}

extension SourceText {
  /// Most bytes of a line of contents after its leaders.
  private static let longestPage = 8

  /// Whether a line ends with leaders and a page's number: `The Ford ......... 12`, `Preface . . . . vii`.
  func hasLeader(_ line: Range<Int>) -> Bool {
    guard line.count > 6, let last = line.last, !Self.isBlank(bytes[last]) else { return false }
    let number = line.suffix(Self.longestPage).reversed().prefix {
      Self.isDigit(bytes[$0]) || Self.isLetter(bytes[$0])
    }
    guard let start = number.last else { return false }
    var (index, dots) = (start, 0)
    while index > line.lowerBound {
      if bytes[index - 1] == UInt8(ascii: ".") {
        dots += 1
        index -= 1
      } else if Self.isBlank(bytes[index - 1]) {
        index -= 1
      } else if index - 3 >= line.lowerBound, bytes[index - 3] == 0xE2, bytes[index - 2] == 0x80,
        bytes[index - 1] == 0xA6
      {
        dots += 3
        index -= 3
      } else {
        break
      }
    }
    return dots >= 4 && index > line.lowerBound && isPage(start..<last + 1)
  }

  /// Whether a word is a page's number, in figures or in Roman ones of either case.
  private func isPage(_ word: Range<Int>) -> Bool {
    bytes[word].allSatisfy(Self.isDigit) || PageNumbers.roman(bytes[word].lazy.map { $0 | 0x20 }) != nil
  }

  /// Whether a line ends with a page's number that leaders or a wide gap part from its words, as in a table of contents.
  func endsWithPage(_ line: Range<Int>) -> Bool {
    if hasLeader(line) { return true }
    guard line.count > 6, let gap = line.last(where: { Self.isBlank(bytes[$0]) }),
      line.upperBound - gap <= Self.longestPage,
      gap >= line.lowerBound + 3, bytes[gap - 2...gap].allSatisfy(Self.isBlank)
    else { return false }
    let number = gap + 1..<line.upperBound
    return isPage(number) && bytes[line].contains(where: Self.isLetter)
  }

  /// Whether a line ends with a page's number after a comma or a blank, as an index has it: `Ford, 12, 45–7, 60n`.
  func endsWithPages(_ line: Range<Int>) -> Bool {
    let end = line.last.map { bytes[$0] == UInt8(ascii: ",") ? $0 : $0 + 1 } ?? line.upperBound
    let word = (line.lowerBound..<end).suffix(12).reversed().prefix {
      !Self.isBlank(bytes[$0]) && bytes[$0] != UInt8(ascii: ",")
    }
    guard let start = word.last, Self.isDigit(bytes[start]) else { return false }
    return bytes[start..<end].allSatisfy { byte in
      Self.isDigit(byte) || byte >= 0x80 || "-nf.".utf8.contains(byte)
    }
  }

  /// The name in capitals with which a speech begins, before a stop or colon and what is said.
  fileprivate func speaker(of line: Range<Int>) -> String? {
    let stop = line.prefix(32).first {
      bytes[$0] == UInt8(ascii: ".") || bytes[$0] == UInt8(ascii: ":") || (0x61...0x7A).contains(bytes[$0])
    }
    guard let stop, !Self.isLetter(bytes[stop]), isBlank(at: stop + 1, before: line.upperBound) else {
      return nil
    }
    let name = string(line.lowerBound..<stop)
    guard name.allSatisfy({ $0.isUppercase || " -’'".contains($0) }), name.count(where: \.isLetter) > 2,
      PageNumbers.roman(name.lowercased()) == nil
    else { return nil }
    return name
  }

  /// Whether a line may end a speech: with a stop, a dash or a colon, or what is done meanwhile in brackets.
  fileprivate func endsSpeech(_ line: Range<Int>) -> Bool {
    endsSentence(line) || ["—", "–", "-", ")", "]", ":", "_", "*"].contains(scalar(before: line.upperBound))
  }

  /// Whether a line is words between quotation marks at its beginning and a stop at its end.
  fileprivate func isSpeech(_ line: Range<Int>) -> Bool {
    guard let first = line.first, ["“", "«", "„", "\""].contains(scalar(at: first).scalar) else {
      return false
    }
    return endsSentence(line)
  }

  /// The surname with which an entry of a list of literature begins, before a comma and a capital; empty where a dash stands
  /// for the one before.
  fileprivate func author(of line: Range<Int>) -> String? {
    let dash = line.prefix(12).prefix {
      bytes[$0] == 0xE2 || bytes[$0] & 0xC0 == 0x80 || bytes[$0] == UInt8(ascii: "_")
    }
    if dash.count >= 3 { return "" }
    guard let comma = line.prefix(32).first(where: { bytes[$0] == UInt8(ascii: ",") }),
      isBlank(at: comma + 1, before: line.upperBound),
      case let rest = trimmedWide(comma + 1..<line.upperBound), let first = rest.first,
      scalar(at: first).scalar.properties.isUppercase
    else { return nil }
    let name = string(line.lowerBound..<comma)
    let words = name.split(separator: " ")
    guard (1...3).contains(words.count), name.allSatisfy({ $0.isLetter || " -’'".contains($0) }),
      words.last?.first?.isUppercase == true
    else { return nil }
    return name
  }
}
