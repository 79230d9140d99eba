/// Lines of a page's head or foot that a converter left at the ends of paragraphs, with no blank line between: the
/// page's number with the paper's name, a library's stamp.
struct EdgeLines {
  private let source: SourceText
  /// Where lines begin that stand at the ends of several paragraphs, their numbers left aside.
  private var repeated: Set<Int> = []
  /// Where lines begin whose numbers count on from one to the next.
  private var counted: Set<Int> = []
  /// Where lines within a text begin that are such heads in capitals.
  private var inner: Set<Int> = []
  /// Where lines begin that are a stamp's.
  private var stamps: Set<Int> = []

  /// The blocks with such lines parted from the paragraphs. A line is one if it comes again at the ends of other
  /// paragraphs, or if its number counts on from one to the next; whether it is furniture is told later.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let edges = EdgeLines(of: blocks, in: source)
    guard !edges.repeated.isEmpty || !edges.counted.isEmpty || !edges.stamps.isEmpty || !edges.inner.isEmpty
    else { return blocks }
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
    // Where a line stands at paragraphs' ends, by its words with `#` for each number.
    var places: [String: [Int]] = [:]
    // How often a line begins a sentence that goes on below it.
    var begun: [String: Int] = [:]
    let ends = blocks.map { mayHold($0) ? self.ends(of: $0) : [] }
    // Only what has the letters of another line may say the same.
    var letters: [Int: Int] = [:]
    let hashes = ends.map { lines in
      lines.map { line -> Int? in
        guard mayRepeat(line) else { return nil }
        let hash = RepeatedLetters.hash(of: CollectionOfOne(line), in: source)
        letters[hash, default: 0] += 1
        return hash
      }
    }
    for (index, block) in blocks.enumerated() where mayHold(block) {
      let lines = block.lines
      let widest = lines.count == 1 ? Self.measure : widest(of: block)
      for (place, line) in ends[index].enumerated() {
        guard let hash = hashes[index][place], letters[hash, default: 0] > 1, let key = key(of: line) else {
          continue
        }
        places[key, default: []].append(line.lowerBound)
        if place == 0, begins(blocks, at: index) { begun[key, default: 0] += 1 }
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
    for (key, places) in places where begun[key, default: 0] * 2 < places.count {
      let hasManyWords = key.split(separator: " ").count { $0 != "#" } >= Self.manyWords
      if places.count >= Self.fewest || places.count > 1 && hasManyWords { repeated.formUnion(places) }
    }
    counted = chained(numbered)
    let names = PaperNames(of: blocks, in: source)
    inner = chained(blocks.flatMap { heads(within: $0, naming: names) })
    stamps = EdgeStamps(of: blocks, in: source, where: { mayHold($0) }).lines
  }

  /// The lines at a block's ends, among which those of a page's head or foot may be.
  private func ends(of block: SourceBlock) -> [Range<Int>] {
    let lines = block.lines.map(\.content)
    return lines.count <= 2 * Self.mostLines
      ? lines : Array(lines.prefix(Self.mostLines) + lines.suffix(Self.mostLines))
  }

  /// Most other lines with numbers between one head and the next.
  private static let nearest = 4

  /// The lines within a text that hold a page's number and are in capitals, or say what the paper or its author is called:
  /// where pages have run together, with no blank line between.
  private func heads(within block: SourceBlock, naming names: PaperNames) -> [(offset: Int, number: Int)] {
    guard mayHold(block), block.kind == .paragraph, block.lines.count > 2 else { return [] }
    lazy var widest = widest(of: block)
    return block.lines.indices.dropFirst().dropLast().compactMap { index in
      let line = block.lines[index].content
      if let number = framedNumber(block.lines[index]) ?? number(of: line, naming: names) {
        return (line.lowerBound, number)
      }
      // The first page's number, over the second's head.
      if line.count <= 4, source.bytes[line].allSatisfy(SourceText.isDigit),
        let number = Int(source.string(line)),
        self.number(of: block.lines[index + 1].content, naming: names) == number + 1
      {
        return (line.lowerBound, number)
      }
      guard source.isHeadInCapitals(line), let number = pageNumber(of: line, widest) else { return nil }
      return (line.lowerBound, number)
    }
  }

  /// The number before or after words that all name the paper or its authors.
  private func number(of line: Range<Int>, naming names: PaperNames) -> Int? {
    guard line.count <= Self.longestHead, let last = line.last,
      SourceText.isDigit(source.bytes[line.lowerBound]) != SourceText.isDigit(source.bytes[last]),
      let head = RunningHeads.line(line, in: source), head.words.count > 1,
      names.areSaid(by: head.words), !source.endsSentence(line)
    else { return nil }
    return head.number
  }

  /// Most bytes of such a head.
  private static let longestHead = 100

  /// `- 12 -`, alone on a line.
  private func framedNumber(_ line: SourceLine) -> Int? {
    guard (3...12).contains(line.content.count), let last = line.content.last,
      !SourceText.isDigit(source.bytes[line.content.lowerBound]), !SourceText.isDigit(source.bytes[last])
    else { return nil }
    return PageNumbers.number(of: alone(line), in: source)
  }

  /// The lines of which three or more count on.
  private func chained(_ numbered: [(offset: Int, number: Int)]) -> Set<Int> {
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
    return Set(chains.filter { $0.count >= Self.fewest }.joined())
  }

  private func mayHold(_ block: SourceBlock) -> Bool {
    switch block.kind {
    case .listItem: true
    case .paragraph, .note(.superscript): block.quoteDepth == 0 && !block.keepsLines
    default: false
    }
  }

  /// Whether a sentence begins on a paragraph's first line and goes on below it: the text before the paragraph has
  /// ended.
  private func begins(_ blocks: [SourceBlock], at index: Int) -> Bool {
    let block = blocks[index]
    guard block.lines.count > 1, TextStart(of: block.part(1..<block.lines.count), in: source).goesOn,
      let before = blocks[..<index].suffix(2 * Self.mostLines).last(where: { block in
        block.isText && !block.isNote && PageNumbers.number(of: block, in: source) == nil
      })
    else { return false }
    return !source.isTitle(block.lines[0].content) && !TextEnd(of: before, in: source).isOpen
      && !before.lines.suffix(2 * Self.mostLines).contains { source.opensLikeNote($0.content) }
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
    let body = first..<lines.count - last
    let heads = inner.isEmpty ? [] : body.filter { inner.contains(lines[$0].content.lowerBound) }
    guard first + last + heads.count > 0, !body.isEmpty else { return [block] }
    var parts = lines.prefix(first).map { alone($0) }
    var start = body.lowerBound
    for head in heads {
      if start < head { parts.append(block.part(start..<head)) }
      parts.append(alone(lines[head]))
      start = head + 1
    }
    if start < body.upperBound { parts.append(block.part(start..<body.upperBound)) }
    return parts + lines.suffix(last).map { alone($0) }
  }

  private func alone(_ line: SourceLine) -> SourceBlock {
    var line = line
    line.joint = .softBreak
    return SourceBlock(kind: .paragraph, lines: [line], bytes: line.content)
  }

  private func isEdge(_ line: Range<Int>) -> Bool {
    isRepeated(line) || counted.contains(line.lowerBound) || stamps.contains(line.lowerBound)
  }

  private func isRepeated(_ line: Range<Int>) -> Bool { repeated.contains(line.lowerBound) }

  // MARK: - Lines

  /// Whether a line is short and has a number.
  private func mayRepeat(_ line: Range<Int>) -> Bool {
    line.count <= 120 && source.bytes[line].contains(where: SourceText.isDigit)
  }

  /// The words of a line with `#` for each number; nil if it has too few or no number, if it opens like a note, or if
  /// it is a short sentence.
  private func key(of line: Range<Int>) -> String? {
    guard mayRepeat(line), !source.bytes[line].contains(UInt8(ascii: "<")),
      source.beginsLikeSentence(line) || source.beginsWithSite(line), !source.opensLikeNote(line),
      source.startOfBacklink(line) == nil
    else { return nil }
    let words = source.words(in: line)
    guard words.count > 1, words.contains(where: \.hasNumber),
      words.contains(where: { $0.utf8.count > 2 && $0.isLetters && $0.count > 2 }),
      !source.endsSentence(line) || source.looksStamped(line)
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
    if source.bytes[line].contains(where: { (0x61...0x7A).contains($0) }) { return false }
    let text = source.string(line)
    return text.contains(where: \.isUppercase) && !text.contains(where: \.isLowercase)
  }
}

extension SourceText {
  /// Whether capitals make up a line, a Roman number of a page in small letters and figures left aside.
  fileprivate func isHeadInCapitals(_ line: Range<Int>) -> Bool {
    guard line.count <= 120 else { return false }
    let small = bytes[line].count { (0x61...0x7A).contains($0) }
    guard small <= 6, bytes[line].contains(where: { (0x41...0x5A).contains($0) || $0 >= 0xC3 }) else {
      return false
    }
    return small == 0
      || string(line).split(separator: " ").allSatisfy { word in
        !word.contains(where: \.isLowercase) || word.allSatisfy { "ivxlc".contains($0) }
      }
  }

  /// Whether a line opens with a number or mark as notes do. A head in capitals after its number is none.
  func opensLikeNote(_ line: Range<Int>) -> Bool {
    guard let opening = opening(line) else { return false }
    return opening.form != .bare || string(line).contains(where: \.isLowercase)
  }
}
