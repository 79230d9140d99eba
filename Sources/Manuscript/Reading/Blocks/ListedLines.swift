/// Lists whose items are a line each, with no mark that a list's items have and no blank line between: variants under their
/// numbers, incipits under their leaves, a stock under a title.
///
/// Prose begins no line after another with numbers that rise, and ends none after a few words where the next ones would have had
/// room many times over.
enum ListedLines {
  /// Fewest and most scalars of the lines that prose fills, and most words of an item that nothing but its shortness shows.
  private static let leastMeasure = 50
  private static let mostMeasure = 90
  private static let mostWords = 4
  /// Fewest such items of a list, and of one in a paper that has others.
  private static let fewest = 3
  private static let fewestOfNext = 2

  /// The paragraphs of a plain text that are lists of a few words a line, and those of numbered leaves.
  static func found(in blocks: [SourceBlock], of source: SourceText) -> Set<Int> {
    let prose = blocks.lazy.filter { $0.kind == .paragraph }.flatMap(\.lines).map(\.content)
    let measure = prose.map { source.width(of: $0) }.max() ?? 0
    let short = blocks.indices.filter { areShort(blocks[$0], within: measure, in: source) }
    let hasList = short.contains { blocks[$0].lines.count >= fewest }
    let glossed = blocks.indices.filter { sign(of: blocks[$0], in: source) != nil }
    let signs = Set(
      glossed.filter { blocks[$0].lines.count >= fewest }.map { sign(of: blocks[$0], in: source) })
    return Set(blocks.indices.filter { form(of: blocks[$0], in: source) == .word })
      .union(hasList ? short : [])
      .union(glossed.filter { signs.contains(sign(of: blocks[$0], in: source)) })
  }

  private static func areShort(_ block: SourceBlock, within measure: Int, in source: SourceText) -> Bool {
    guard measure >= leastMeasure, block.kind == .paragraph, block.quoteDepth == 0,
      block.lines.count >= fewestOfNext
    else { return false }
    return block.lines.allSatisfy {
      source.width(of: $0.content) * 2 <= min(measure, mostMeasure) && isItem($0.content, in: source)
    }
  }

  /// Whether a block's lines are kept, and are items of a few words that begin in small letters.
  static func areItems(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.kind == .paragraph && block.lines.count > 1 && block.keepsLines
      && (block.lines.allSatisfy { isItem($0.content, in: source) } || sign(of: block, in: source) != nil)
  }

  private static func isItem(_ line: Range<Int>, in source: SourceText) -> Bool {
    source.scalar(at: line.lowerBound).scalar.properties.isLowercase
      && source.bytes[line].split(whereSeparator: SourceText.isBlank).count <= mostWords
      && endsItem(line, in: source)
  }

  /// Whether nothing need follow a line, and no stop ends it.
  private static func endsItem(_ line: Range<Int>, in source: SourceText) -> Bool {
    let end = TextEnd(ofLine: line, in: source)
    return end.isOpen && !end.isDangling && !Continuation.isDangling(end)
      && ![",", ";", "—", "–"].contains(end.last)
  }

  // MARK: - Glossaries

  /// Most words of a term, and what may part it from its meaning.
  private static let longestTerm = 3
  private static let signs: Set<Substring> = [":", "=", "–", "—"]

  /// The sign that parts terms from their meanings in all lines of a paragraph: no prose has it after a few words of each.
  private static func sign(of block: SourceBlock, in source: SourceText) -> Substring? {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count >= fewestOfNext,
      let sign = signAfterTerm(in: block.lines[0].content, of: source),
      block.lines.dropFirst().allSatisfy({ signAfterTerm(in: $0.content, of: source) == sign })
    else { return nil }
    return sign
  }

  /// The sign after a term in small letters of which a line says all there is to say: `bief: canal du moulin`.
  private static func signAfterTerm(in line: Range<Int>, of source: SourceText) -> Substring? {
    guard source.scalar(at: line.lowerBound).scalar.properties.isLowercase,
      endsItem(line, in: source) || source.endsSentence(line)
    else { return nil }
    let words = source.string(line).split(separator: " ", maxSplits: longestTerm + 1)
    for (place, word) in words.dropLast().enumerated() {
      if place > 0, signs.contains(word) { return word }
      let isLast = word.last == ":"
      guard place < longestTerm,
        (isLast ? word.dropLast() : word).allSatisfy({ $0.isLetter || "-’'()".contains($0) })
      else { return nil }
      if isLast { return ":" }
    }
    return nil
  }

  // MARK: - Numbers

  /// What a list's lines begin with: a number, or a word and a number.
  enum Form { case number, word }

  /// Keeps the lines of the paragraphs that are lists under numbers. Before notes are told they may be a foot.
  static func keepNumbered(_ blocks: inout [SourceBlock], in source: SourceText) {
    for index in blocks.indices where !blocks[index].keepsLines && form(of: blocks[index], in: source) != nil
    {
      for line in blocks[index].lines.indices.dropFirst() { blocks[index].lines[line].joint = .hardBreak }
    }
  }

  /// Nil if not all lines of a paragraph begin with numbers that rise, under one word or none.
  static func form(of block: SourceBlock, in source: SourceText) -> Form? {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 1,
      let first = lead(of: block.lines[0].content, in: source)
    else { return nil }
    var last = first.number
    for line in block.lines.dropFirst() {
      guard let next = lead(of: line.content, in: source), next.word == first.word, next.number >= last else {
        return nil
      }
      last = next.number
    }
    return last == first.number ? nil : first.word.isEmpty ? .number : .word
  }

  /// Whether the list that ends a text goes on at the beginning of another.
  static func goOn(from first: SourceBlock, in second: SourceBlock, of source: SourceText) -> Bool {
    guard let last = first.lines.last.flatMap({ lead(of: $0.content, in: source) }), !last.word.isEmpty,
      let next = second.lines.first.flatMap({ lead(of: $0.content, in: source) })
    else { return false }
    return next.word == last.word && next.number > last.number
  }

  /// Most bytes of a list's word, and digits of its number.
  private static let longestWord = 6
  private static let mostDigits = 4

  /// Whether a line's first word or its second begins with a figure, as in hardly any line of a text.
  private static func mayLead(_ line: Range<Int>, in source: SourceText) -> Bool {
    let first = line.drop { SourceText.isBlank(source.bytes[$0]) }
    let rest = first.drop { !SourceText.isBlank(source.bytes[$0]) }
    let second = rest.drop { SourceText.isBlank(source.bytes[$0]) }
    return [first, second].contains { $0.first.map { SourceText.isDigit(source.bytes[$0]) } ?? false }
  }

  /// The word and the number with which an item begins: `fol. 3`, `12`. A word follows them, and no stop ends the line.
  private static func lead(of line: Range<Int>, in source: SourceText) -> (word: String, number: Int)? {
    guard mayLead(line, in: source) else { return nil }
    var words = source.bytes[line].split(maxSplits: 3, whereSeparator: SourceText.isBlank)[...]
    var word = ""
    if let lead = words.first, !lead.contains(where: SourceText.isDigit) {
      guard lead.count <= longestWord, lead.contains(where: SourceText.isLetter) else { return nil }
      word = source.string(lead.startIndex..<lead.endIndex).lowercased()
      words = words.dropFirst()
    }
    guard words.count > 1, let figures = words.first else { return nil }
    // A leaf has two sides, `fol. 3v`.
    let digits = figures.prefix(while: SourceText.isDigit)
    let side = figures.dropFirst(digits.count)
    guard (1...mostDigits).contains(digits.count),
      side.isEmpty || !word.isEmpty && side.count == 1 && "abrv".utf8.contains(side[side.startIndex]),
      let number = Int(source.string(digits.startIndex..<digits.endIndex)), endsItem(line, in: source)
    else { return nil }
    return (word, number)
  }
}
