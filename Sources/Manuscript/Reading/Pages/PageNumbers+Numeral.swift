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
    let framed = figures(within: line, of: source)
    if !framed.isEmpty { return framed.count <= 4 ? Int(source.string(framed)) : nil }
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

  /// The figures that are all of a line but for the marks before and after them: `- 12 -`. Empty where there is more.
  private static func figures(within line: Range<Int>, of source: SourceText) -> Range<Int> {
    let (low, high) = (line.lowerBound, line.upperBound)
    let start = line.first { !asciiMarks.contains(source.bytes[$0]) } ?? high
    let end = line.last { !asciiMarks.contains(source.bytes[$0]) }.map { $0 + 1 } ?? low
    return source.endOfDigits(at: start, before: high) == end ? start..<end : low..<low
  }

  private static let asciiMarks: [UInt8] = Array("-[]|* ._~\\".utf8)

  private static func small(_ line: Range<Int>, in source: SourceText) -> String {
    let small = source.string(line).lowercased()
    return source.offset(of: "p a g e", in: line) == nil ? small : small.replacing("p a g e", with: "page")
  }

  /// Whether a line has a figure, or a word all of the letters of Roman numbers. Few short lines have.
  private static func mayHoldNumeral(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(where: SourceText.isDigit)
      || bytes.split { !SourceText.isLetter($0) }.contains { $0.allSatisfy { digit($0 | 0x20) != nil } }
  }

  /// The number that a line of a page says, in small letters.
  private static func numeral(in line: String) -> Numeral? {
    var text = line[...]
    func dropMarks() {
      while let first = text.first, marks.contains(first) { text = text.dropFirst() }
      while let last = text.last, marks.contains(last) { text = text.dropLast() }
    }
    dropMarks()
    // To ask for the first byte first costs far less.
    for word in words where word.utf8.first == text.utf8.first && text.hasPrefix(word) {
      text = text.dropFirst(word.count)
    }
    if text.utf8.last == UInt8(ascii: "e"), text.hasSuffix(" page") { text = text.dropLast(5) }
    dropMarks()
    if let blank = text.utf8.firstIndex(of: 0x20),
      case let next = text.utf8[blank...].dropFirst().first,
      links.contains(where: { $0.utf8.dropFirst().first == next && text[blank...].hasPrefix($0) })
    {
      text = text[..<blank]
    } else if let slash = text.firstIndex(of: "/"), let all = Int(text[text.index(after: slash)...]),
      let value = Int(text[..<slash]), value <= all
    {
      text = text[..<slash]
    }
    let isFigures = text.utf8.allSatisfy(SourceText.isDigit)
    if isFigures, text.utf8.count <= 4 { return Int(text).map { Numeral(value: $0) } }
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

  private static func digit(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "i"): 1
    case UInt8(ascii: "v"): 5
    case UInt8(ascii: "x"): 10
    case UInt8(ascii: "l"): 50
    case UInt8(ascii: "c"): 100
    default: nil
    }
  }

  /// A Roman number up to 399 in small letters, if it is written as one is.
  static func roman(_ text: some StringProtocol) -> Int? { roman(text.utf8) }

  /// The same of the letters' bytes.
  static func roman(_ letters: some Collection<UInt8>) -> Int? {
    var (value, before, count) = (0, 0, 0)
    for letter in letters {
      guard count < 9, let digit = digit(letter) else { return nil }
      // The one before is taken off where a greater follows.
      value += digit - (before < digit ? 2 * before : 0)
      (before, count) = (digit, count + 1)
    }
    return count > 0 && written(value).utf8.elementsEqual(letters) ? value : nil
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
