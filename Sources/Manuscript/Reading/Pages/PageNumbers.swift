/// Paragraphs that are no more than a page's number: `12`, `– 12 –`, `Page 12`, `xii`.
enum PageNumbers {
  /// A number by itself, and the figures in which it is written.
  struct Numeral: Hashable {
    var value: Int
    var isRoman = false
  }

  /// The blocks with such paragraphs so marked, if there are several and they count up.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var marked = blocks
    let numerals = blocks.map { numeral(of: $0, in: source) }
    for isRoman in [false, true] {
      let run = longestRun(in: numerals, isRoman: isRoman)
      guard run.count >= 2, !isRoman || isSure(run, in: blocks, of: source) else { continue }
      for (index, _) in run { marked[index].kind = .pageNumber }
    }
    for (index, numeral) in numerals.enumerated() where numeral?.isRoman == false {
      if interrupts(index, blocks, in: source) { marked[index].kind = .pageNumber }
    }
    return marked
  }

  /// Whether a sentence goes on over a number by itself, in mid-sentence on either side.
  private static func interrupts(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index + 1 < blocks.count, blocks[index + 1].kind == .paragraph,
      let before = blocks[..<index].suffix(longestFoot).last(where: { $0.isText && !$0.isNote }),
      before.isRunning, before.hasLength(atLeast: shortText)
    else { return false }
    return TextEnd(of: before, in: source).isOpen && TextStart(of: blocks[index + 1], in: source).goesOn
  }

  /// Most blocks of a foot between a text and its page's number.
  private static let longestFoot = 40
  /// Bytes of a text up to which a number may be the sentence's own: `There were`, `12`, `of them`.
  private static let shortText = 40

  private static func longestRun(
    in numerals: [Numeral?], isRoman: Bool
  ) -> [(index: Int, value: Int)] {
    var run: [(index: Int, value: Int)] = []
    var best: [(index: Int, value: Int)] = []
    for case (let index, let numeral?) in numerals.enumerated() where numeral.isRoman == isRoman {
      if let last = run.last, numeral.value <= last.value || numeral.value > last.value + 3 { run = [] }
      run.append((index, numeral.value))
      if run.count > best.count { best = run }
    }
    return best
  }

  /// Roman figures count sections too: they begin with the first, and no sentence goes on over them.
  private static func isSure(
    _ run: [(index: Int, value: Int)], in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    run[0].value > 1
      || run.contains { interrupts($0.index, blocks, in: source) }
  }

  /// The number in Arabic figures that a block is by itself, if it is.
  static func number(of block: SourceBlock, in source: SourceText) -> Int? {
    numeral(of: block, in: source).flatMap { $0.isRoman ? nil : $0.value }
  }

  /// The number that a block is by itself, if it is.
  static func numeral(of block: SourceBlock, in source: SourceText) -> Numeral? {
    // `- 12 -` looks like an item of a list.
    guard
      [.paragraph, .pageNumber].contains(block.kind)
        || block.kind == .listItem(depth: 1) && block.label == "-",
      block.lines.count == 1, block.bytes.count <= 24
    else { return nil }
    if source.bytes[block.bytes].allSatisfy(SourceText.isDigit) {
      return block.bytes.count <= 4 ? Int(source.string(block.bytes)).map { Numeral(value: $0) } : nil
    }
    var text = source.string(block.bytes).lowercased()[...]
    while let first = text.first, marks.contains(first) { text = text.dropFirst() }
    while let last = text.last, marks.contains(last) { text = text.dropLast() }
    for word in words where text.hasPrefix(word) { text = text.dropFirst(word.count) }
    if let blank = text.firstIndex(of: " "), links.contains(where: { text[blank...].hasPrefix($0) }) {
      text = text[..<blank]
    }
    if text.count <= 4, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return Int(text).map { Numeral(value: $0) }
    }
    return roman(text).map { Numeral(value: $0, isRoman: true) }
  }

  private static let marks: Set<Character> = ["-", "–", "—", "[", "]", "|", "*", " ", ".", "_"]
  /// What may stand before a page's number, and between it and the number of all pages.
  private static let words = [
    "page ", "p. ", "pg. ", "seite ", "s. ", "página ", "pág. ", "pagina ", "pag. ", "blz. ", "стр. ",
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
