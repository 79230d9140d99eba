/// Lines of a page's head or foot that a converter left at the ends of paragraphs, with no blank line between: the
/// page's number with the paper's name, a library's stamp.
struct EdgeLines {
  private let source: SourceText
  /// How often a line stands at a paragraph's end, by its words with `#` for each number.
  private var repeated: [String: Int] = [:]
  /// Where lines begin whose numbers count on from one to the next.
  private var counted: Set<Int> = []
  /// Where lines begin that are a stamp's.
  private var stamps: Set<Int> = []

  /// The blocks with such lines parted from the paragraphs. A line is one if it comes again at the ends of other
  /// paragraphs, or if its number counts on from one to the next; whether it is furniture is told later.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let edges = EdgeLines(of: blocks, in: source)
    guard !edges.repeated.isEmpty || !edges.counted.isEmpty || !edges.stamps.isEmpty else { return blocks }
    return blocks.flatMap { edges.parts(of: $0) }
  }

  /// How often a line comes again that is no chance; of many words, fewer times.
  private static let fewest = 3
  private static let manyWords = 6
  /// What is taken for the width of a text where a line stands alone.
  private static let measure = 72
  /// Most lines of a head or foot.
  private static let mostLines = 4

  private init(of blocks: [SourceBlock], in source: SourceText) {
    self.source = source
    var numbered: [(offset: Int, number: Int)] = []
    for block in blocks where mayHold(block) {
      let lines = block.lines
      let widest = lines.count == 1 ? Self.measure : widest(of: block)
      let ends =
        lines.count <= 2 * Self.mostLines
        ? lines[...] : lines.prefix(Self.mostLines) + lines.suffix(Self.mostLines)
      for line in ends {
        if let key = key(of: line.content) { repeated[key, default: 0] += 1 }
      }
      if let first = lines.first?.content, lines.count > 1, isCapitals(first),
        let number = pageNumber(of: first, widest)
      {
        numbered.append((first.lowerBound, number))
      }
      for line in lines.count == 1 ? lines[...] : lines.dropFirst().suffix(Self.mostLines) {
        guard let number = pageNumber(of: line.content, widest) else { continue }
        numbered.append((line.content.lowerBound, number))
      }
    }
    repeated = repeated.filter { key, count in
      count >= Self.fewest
        || count > 1 && key.split(separator: " ").count { $0 != "#" } >= Self.manyWords
    }
    count(numbered)
    stamps = EdgeStamps(of: blocks, in: source, where: { mayHold($0) }).lines
  }

  /// Most other lines with numbers between one head and the next.
  private static let nearest = 4

  /// Takes the lines of which three or more count on.
  private mutating func count(_ numbered: [(offset: Int, number: Int)]) {
    var chains: [[Int]] = []
    var chainOf: [Int] = []
    for (place, line) in numbered.enumerated() {
      let before = (max(0, place - Self.nearest)..<place).last { numbered[$0].number == line.number - 1 }
      if let before {
        chainOf.append(chainOf[before])
      } else {
        chainOf.append(chains.count)
        chains.append([])
      }
      chains[chainOf[place]].append(line.offset)
    }
    counted = Set(chains.filter { $0.count >= Self.fewest }.joined())
  }

  private func mayHold(_ block: SourceBlock) -> Bool {
    switch block.kind {
    case .listItem: true
    case .paragraph, .note(.superscript): block.quoteDepth == 0 && !block.keepsLines
    default: false
    }
  }

  // MARK: - Parts

  private func parts(of block: SourceBlock) -> [SourceBlock] {
    guard mayHold(block), block.lines.count > 1 else { return [block] }
    let lines = block.lines
    let feet = lines.dropFirst().suffix(Self.mostLines).reversed().prefix { isEdge($0.content) }
    // A list, each of whose lines ends with a number, is a table of contents.
    let chance = feet.count { !isRepeated($0.content) && !stamps.contains($0.content.lowerBound) }
    let last = chance > 1 ? 0 : feet.count
    let rest = lines.dropLast(last)
    var first = 0
    if block.kind == .paragraph {
      first = rest.dropLast().prefix(Self.mostLines).prefix { isEdge($0.content) }.count
    }
    guard first + last > 0, lines.count - first - last > 0 else { return [block] }
    return lines.prefix(first).map { alone($0) } + [block.part(first..<lines.count - last)]
      + lines.suffix(last).map { alone($0) }
  }

  private func alone(_ line: SourceLine) -> SourceBlock {
    var line = line
    line.joint = .softBreak
    return SourceBlock(kind: .paragraph, lines: [line], bytes: line.content)
  }

  private func isEdge(_ line: Range<Int>) -> Bool {
    isRepeated(line) || counted.contains(line.lowerBound) || stamps.contains(line.lowerBound)
  }

  private func isRepeated(_ line: Range<Int>) -> Bool { key(of: line).map { repeated[$0] != nil } ?? false }

  // MARK: - Lines

  /// The words of a line with `#` for each number; nil if it has too few or no number, if it opens like a note, or if
  /// it is a short sentence.
  private func key(of line: Range<Int>) -> String? {
    guard line.count <= 120, source.bytes[line].contains(where: SourceText.isDigit),
      !source.bytes[line].contains(UInt8(ascii: "<")),
      source.beginsLikeSentence(line) || source.beginsWithSite(line), !source.opensLikeNote(line),
      source.startOfBacklink(line) == nil
    else { return nil }
    let words = source.words(in: line)
    guard words.count > 1, words.contains(where: \.hasNumber),
      words.contains(where: { $0.utf8.count > 2 && $0.isLetters && $0.count > 2 }),
      words.count(where: \.isLetters) >= Self.manyWords || !source.endsSentence(line)
    else { return nil }
    return words.withoutNumbers
  }

  /// The number that a line begins or ends with, a Roman one too, if it looks like a page's head: a capital, no stop, and much shorter
  /// than the lines of the text or with a gap in it. The year in `1999, and` or `24 December 2002.` is a sentence's.
  private func pageNumber(of line: Range<Int>, _ widest: Int) -> Int? {
    let isRoman = source.romanPage(in: line) != nil
    guard line.count <= 120, isRoman || source.beginsLikeSentence(line) && standsApart(in: line),
      source.width(of: line) * 4 <= widest * 3 || source.offset(of: "   ", in: line) != nil,
      let number = RunningHeads.line(line, in: source)?.number, !source.opensLikeNote(line),
      !source.endsSentence(line)
    else { return nil }
    return number
  }

  /// Whether the number with which a line begins stands apart from a capital, or no stop follows the one near its end.
  private func standsApart(in line: Range<Int>) -> Bool {
    guard let first = line.first, let last = line.last(where: { SourceText.isDigit(source.bytes[$0]) }) else {
      return false
    }
    guard SourceText.isDigit(source.bytes[first]) else {
      return last + 1 == line.upperBound || !".,;:!?)".utf8.contains(source.bytes[last + 1])
    }
    let end = source.endOfDigits(at: first, before: line.upperBound)
    let rest = source.trimmed(end..<line.upperBound)
    return rest.lowerBound > end && source.string(rest).first(where: \.isLetter)?.isLowercase == false
  }

  private func widest(of block: SourceBlock) -> Int {
    block.lines.lazy.map { source.width(of: $0.content) }.max() ?? 0
  }

  private func isCapitals(_ line: Range<Int>) -> Bool {
    let text = source.string(line)
    return text.contains(where: \.isUppercase) && !text.contains(where: \.isLowercase)
  }
}

extension SourceText {
  /// Whether a line opens with a number or mark as notes do. A head in capitals after its number is none.
  func opensLikeNote(_ line: Range<Int>) -> Bool {
    guard let opening = opening(line) else { return false }
    return opening.form != .bare || string(line).contains(where: \.isLowercase)
  }
}
