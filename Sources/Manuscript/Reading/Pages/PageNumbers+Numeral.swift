/// What number a block or line is by itself.
extension PageNumbers {
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
      guard !isMarked || bytes.count > 1, let value = roman(source.string(bytes).lowercased()) else {
        return nil
      }
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
