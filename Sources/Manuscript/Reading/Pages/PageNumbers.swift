/// Paragraphs that are no more than a page's number: `12`, `– 12 –`, `Page 12`, `12/30`, `S12`, `xii`.
struct PageNumbers {
  /// The blocks with such paragraphs so marked.
  private(set) var blocks: [SourceBlock]
  /// Runs of numbers that count up as pages do, although nothing else shows that pages end there.
  private(set) var doubtful: [[Int]] = []

  /// A number by itself, and how it is written.
  struct Numeral: Hashable {
    var value: Int
    var form = Form.plain
  }

  enum Form: Hashable {
    case plain, roman
    /// `(12)`. It may be an equation's.
    case rounded
    /// A heading that is no more than a number. It may be a chapter's.
    case heading, romanHeading
    /// What stands before the number, as in `A-12`, `e12`, `3-12`.
    case after(String)

    /// Whether it counts other things as well, so that a sentence must go on over one.
    var isDoubtful: Bool { self != .plain }
  }

  /// Marks such paragraphs, if there are several and they count up, or where one by itself is shown to be a page's.
  init(in blocks: [SourceBlock], of source: SourceText) {
    self.blocks = blocks
    let numerals = blocks.map { Self.numeral(of: $0, in: source) }
    let numbered = numerals.enumerated().compactMap { index, numeral in numeral.map { (index, $0) } }
    for (form, group) in Dictionary(grouping: numbered, by: \.1.form) {
      let run = Self.longestRun(in: group.map { ($0.0, $0.1.value) })
      let places = run.map(\.index)
      guard run.count >= 2, Self.areApart(places, in: blocks, of: source),
        !form.isDoubtful || Self.isSure(run, form, in: blocks, of: source)
      else { continue }
      if form == .plain, !Self.endPages(places, of: blocks, in: source) {
        doubtful.append(places)
      } else {
        for index in places { self.blocks[index].kind = .pageNumber }
      }
    }
    let kept = Set(doubtful.joined())
    for (index, numeral) in numerals.enumerated() {
      if let numeral, !kept.contains(index), Self.isPages(index, numeral.form, blocks, in: source) {
        self.blocks[index].kind = .pageNumber
      }
    }
  }

  /// Whether a number is shown to be a page's by what stands around it.
  private static func isPages(
    _ index: Int, _ form: Form, _ blocks: [SourceBlock], in source: SourceText
  ) -> Bool {
    // The last line of a page that a mark ends is its number.
    let isLast = index + 1 < blocks.count && blocks[index + 1].endsPage
    return switch form {
    case .plain:
      isLast || interrupts(index, blocks, in: source) || partsQuotations(index, blocks)
        || standsAtRule(index, blocks, in: source) || isFramed(index, blocks, in: source)
    case .roman:
      standsAtRule(index, blocks, in: source)
        || isSmallRoman(blocks[index], in: source) && (isLast || interrupts(index, blocks, in: source))
    default: false
    }
  }

  /// Whether something else than numbers stands between most of some numbers: pages hold text. Numbers right behind one
  /// another are those of a table that a converter took apart.
  static func areApart(_ places: [Int], in blocks: [SourceBlock], of source: SourceText) -> Bool {
    let apart = zip(places, places.dropFirst()).count { place, next in
      (place + 1..<next).contains { number(of: blocks[$0], in: source) == nil }
    }
    return apart * 2 >= places.count - 1
  }

  /// Whether a number stands between dashes, `- 12 -`, where a page begins or a text goes on in mid-sentence.
  private static func isFramed(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard let first = blocks[index].bytes.first, let last = blocks[index].bytes.last,
      !SourceText.isDigit(source.bytes[first]), !SourceText.isLetter(source.bytes[first]),
      !SourceText.isDigit(source.bytes[last])
    else { return false }
    if index > 0, blocks[index - 1].endsPage { return true }
    return index + 1 < blocks.count && blocks[index + 1].kind == .paragraph
      && TextStart(of: blocks[index + 1], in: source).goesOn
  }

  /// Whether a Roman number is written in small letters, more than one of them, as pages of a preface have it and no
  /// king, volume or section.
  private static func isSmallRoman(_ block: SourceBlock, in source: SourceText) -> Bool {
    let letters = source.bytes[block.bytes].filter(SourceText.isLetter)
    return letters.count > 1 && letters.allSatisfy { $0 >= 0x61 }
  }

  /// Whether a number stands by itself between two quotations, outside of both: nobody writes so.
  static func partsQuotations(_ index: Int, _ blocks: [SourceBlock]) -> Bool {
    guard index > 0, index + 1 < blocks.count, blocks[index].quoteDepth == 0 else { return false }
    let (before, after) = (blocks[index - 1], blocks[index + 1])
    return before.kind == .paragraph && after.kind == .paragraph && before.quoteDepth > 0
      && before.quoteDepth == after.quoteDepth
  }

  /// Whether a sentence goes on over a number by itself, in mid-sentence on either side. Under the number may stand the
  /// page's head.
  private static func interrupts(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    var next = index + 1
    if next < blocks.count, blocks[next].endsPage { next += 1 }
    if next < blocks.count, isHead(blocks[next], in: source) { next += 1 }
    guard next < blocks.count, blocks[next].kind == .paragraph,
      let before = blocks[..<index].suffix(longestFoot).last(where: { $0.isText && !$0.isNote }),
      before.isRunning, before.hasLength(atLeast: shortText)
    else { return false }
    return TextEnd(of: before, in: source).isOpen && TextStart(of: blocks[next], in: source).goesOn
  }

  /// Whether a block is a line of names or a title by its look.
  private static func isHead(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph || block.isHeading, block.lines.count == 1, block.quoteDepth == 0,
      !block.hasLength(atLeast: longestHead)
    else { return false }
    return source.isName(block.lines[0].content) && !source.endsSentence(block.lines[0].content)
  }

  /// Most bytes of a page's head.
  private static let longestHead = 100

  /// Whether a number stands right before a rule or right after one, and a sentence that is open before it, a foot of
  /// notes left aside, goes on over both.
  private static func standsAtRule(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    let isBefore = index + 1 < blocks.count && blocks[index + 1].kind == .rule
    guard isBefore || index > 0 && blocks[index - 1].kind == .rule,
      let before = blocks[..<index].suffix(longestFoot).last(where: { $0.isText && !$0.isNote }),
      before.isRunning, before.hasLength(atLeast: shortText),
      let after = blocks[(index + 1)...].first(where: { $0.kind != .rule }), after.kind == .paragraph
    else { return false }
    let (end, start) = (TextEnd(of: before, in: source), TextStart(of: after, in: source))
    return end.isOpen && (start.goesOn || end.isDangling)
  }

  /// Most blocks of a foot between a text and its page's number.
  private static let longestFoot = 40
  /// Bytes of a text up to which a number may be the sentence's own: `There were`, `12`, `of them`.
  static let shortText = 40

  /// The number up to which others than pages' are likely.
  private static let fewestPages = 3

  private static func longestRun(
    in numbers: [(index: Int, value: Int)]
  ) -> [(index: Int, value: Int)] {
    var run: [(index: Int, value: Int)] = []
    var best: [(index: Int, value: Int)] = []
    for number in numbers {
      if let last = run.last, number.value <= last.value || number.value > last.value + 3 { run = [] }
      run.append(number)
      if run.count > best.count { best = run }
    }
    return best
  }

  /// Roman figures count sections too: they begin with the first, and no sentence goes on over them. Other doubtful
  /// forms are a page's only where one does.
  private static func isSure(
    _ run: [(index: Int, value: Int)], _ form: Form, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    // Equations are numbered from the first, a few lines apart.
    if form == .rounded, run[0].value <= fewestPages, !areLong(run.map(\.index), of: blocks) { return false }
    return form == .roman && run[0].value > 1 && !run.contains { blocks[$0.index].isHeading }
      || run.contains { number in
        interrupts(number.index, blocks, in: source)
          || form == .roman && number.index + 1 < blocks.count && blocks[number.index + 1].endsPage
      }
  }

  /// The number in Arabic figures that a block is by itself, if it is.
  static func number(of block: SourceBlock, in source: SourceText) -> Int? {
    numeral(of: block, in: source).flatMap { $0.form == .plain ? $0.value : nil }
  }

  /// Whether a block over the paper's title is its first page's number: in Roman capitals, too.
  static func mayBeOfPage(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let numeral = numeral(of: block, in: source) else { return false }
    return numeral.form == .plain || numeral.form == .roman && block.bytes.count > 1
  }

  /// Whether a block is no more than a number as pages have it: in Arabic figures, or in Roman ones of several small letters.
  static func isOfPage(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let numeral = numeral(of: block, in: source) else { return false }
    return numeral.form == .plain || numeral.form == .roman && isSmallRoman(block, in: source)
  }

  /// The number in Arabic figures that a line is by itself, as `Page 3 of 12` is, if it is.
  static func number(in line: Range<Int>, of source: SourceText) -> Int? {
    if let number = source.roundedNumber(line) { return number }
    guard line.count <= longest, source.bytes[line].contains(where: SourceText.isDigit) else { return nil }
    return numeral(in: small(line, in: source)).flatMap { $0.form == .plain ? $0.value : nil }
  }

  /// Most bytes of a page's number.
  private static let longest = 24

  /// The number that a block is by itself, if it is.
  static func numeral(of block: SourceBlock, in source: SourceText) -> Numeral? {
    // `- 12 -` looks like an item of a list.
    let isItem = block.kind == .listItem(depth: 1) && ["-", "•", "*"].contains(block.label)
    guard [.paragraph, .pageNumber].contains(block.kind) || block.isHeading || isItem,
      block.lines.count == 1, block.bytes.count <= longest
    else { return nil }
    let bytes = block.isHeading ? block.lines[0].content : block.bytes
    if source.bytes[bytes].allSatisfy(SourceText.isDigit) {
      let value = bytes.count <= 4 ? Int(source.string(bytes)) : nil
      return value.map { Numeral(value: $0, form: block.isHeading ? .heading : .plain) }
    }
    guard mayHoldNumeral(source.bytes[bytes]) else { return nil }
    if block.isHeading {
      // Capitals alone on a line look like a heading of a plain text, which no mark shows.
      let isMarked = block.bytes != bytes
      guard !isMarked || bytes.count > 1, let value = roman(source.string(bytes).lowercased()) else { return nil }
      return Numeral(value: value, form: isMarked ? .romanHeading : .roman)
    }
    if let number = source.roundedNumber(bytes) { return Numeral(value: number, form: .rounded) }
    return numeral(in: small(bytes, in: source))
  }

  private static func small(_ line: Range<Int>, in source: SourceText) -> String {
    source.string(line).lowercased().replacing("p a g e", with: "page")
  }

  /// Whether a line has a figure, or a word all of the letters of Roman numbers. Few short lines have.
  private static func mayHoldNumeral(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(where: SourceText.isDigit)
      || bytes.split { !SourceText.isLetter($0) }.contains { $0.allSatisfy(romanLetters.contains) }
  }

  private static let romanLetters = Set("ivxlcIVXLC".utf8)

  /// The number that a line of a page says, in small letters.
  private static func numeral(in line: String) -> Numeral? {
    var text = line[...]
    func dropMarks() {
      while let first = text.first, marks.contains(first) { text = text.dropFirst() }
      while let last = text.last, marks.contains(last) { text = text.dropLast() }
    }
    dropMarks()
    for word in words where text.hasPrefix(word) { text = text.dropFirst(word.count) }
    if text.hasSuffix(" page") { text = text.dropLast(5) }
    dropMarks()
    if let blank = text.firstIndex(of: " "), links.contains(where: { text[blank...].hasPrefix($0) }) {
      text = text[..<blank]
    } else if let slash = text.firstIndex(of: "/"), let all = Int(text[text.index(after: slash)...]),
      let value = Int(text[..<slash]), value <= all
    {
      text = text[..<slash]
    }
    let isFigures = text.allSatisfy { $0.isASCII && $0.isNumber }
    if text.count <= 4, isFigures { return Int(text).map { Numeral(value: $0) } }
    if let value = roman(text) { return Numeral(value: value, form: .roman) }
    return isFigures ? nil : labelled(text)
  }

  /// `a-12`, `s12`: up to three letters or figures, and a number.
  private static func labelled(_ text: Substring) -> Numeral? {
    let figures = text.reversed().prefix { $0.isASCII && $0.isNumber }
    let label = text.dropLast(figures.count)
    guard (1...4).contains(figures.count), (1...4).contains(label.count), let first = label.first,
      first.isASCII, first.isLetter || first.isNumber,
      label.dropLast().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      let last = label.last, last == "-" || last == "–" || last.isASCII && last.isLetter,
      let value = Int(text.suffix(figures.count))
    else { return nil }
    return Numeral(value: value, form: .after(String(label)))
  }

  private static let marks: Set<Character> = [
    "-", "–", "—", "[", "]", "|", "*", " ", ".", "_", "~", "•", "·", "\\",
  ]
  /// What may stand before a page's number, and between it and the number of all pages.
  private static let words = [
    "page ", "p. ", "pg. ", "pg ", "seite ", "s. ", "página ", "pág. ", "pagina ", "pag. ", "blz. ", "стр. ",
    "страница ",
  ]
  private static let links = [" of ", " / ", " von ", " de ", " di ", " sur ", " van ", " из "]

  private static let digits: [Character: Int] = ["i": 1, "v": 5, "x": 10, "l": 50, "c": 100]

  /// A Roman number up to 399, if it is written as one is.
  static func roman(_ text: some StringProtocol) -> Int? {
    let values = text.compactMap { digits[$0] }
    guard (1...9).contains(values.count), values.count == text.count else { return nil }
    let value = values.indices.reduce(0) { sum, index in
      let isLess = index + 1 < values.count && values[index] < values[index + 1]
      return sum + (isLess ? -values[index] : values[index])
    }
    return written(value) == String(text) ? value : nil
  }

  private static func written(_ value: Int) -> String {
    let parts = [
      (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]
    var (rest, text) = (value, "")
    for (size, letters) in parts {
      while rest >= size {
        text += letters
        rest -= size
      }
    }
    return text
  }
}
