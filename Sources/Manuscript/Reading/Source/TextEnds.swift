/// How a block's text ends: whether a sentence is still open.
struct TextEnd {
  /// The last scalar of the text, marks, note marks, quotes and brackets at its end left aside.
  var last: Unicode.Scalar?
  /// The last word, in small letters.
  var word: String { String(scalars: lastWord).lowercased() }
  /// Whether a closing quotation mark follows the last scalar.
  var isQuoted = false
  private var tail: Tail

  /// What a text ends with, from which its last word is taken when somebody asks for it: few do.
  private enum Tail {
    /// Bytes of the source, from which nothing had to be taken off.
    case plain(bytes: [UInt8], Range<Int>)
    /// The scalars that are left where marks have been taken off.
    case read([Unicode.Scalar])
  }

  private var lastWord: ArraySlice<Unicode.Scalar> {
    let scalars =
      switch tail {
      case .plain(let bytes, let range): SourceText.scalars(of: bytes, in: range)
      case .read(let scalars): scalars
      }
    guard let end = scalars.suffix(2).lastIndex(where: \.isLetter) else { return [] }
    let before = scalars[..<end].lastIndex { !$0.isLetter && $0 != "." }
    return scalars[(before.map { $0 + 1 } ?? 0)...end]
  }

  /// A sentence that goes on: a word, a comma or the like at the end.
  var isOpen: Bool {
    guard let last else { return false }
    return !Self.terminators.contains(last) && last != ":"
      && (last.properties.isAlphabetic || last.properties.numericType != nil
        || Self.openers.contains(last))
  }

  /// A word broken in two, or a compound cut at its hyphen.
  var isHyphenated: Bool { last.map { SourceText.hyphens.contains($0) } ?? false && !lastWord.isEmpty }

  /// A word after which no sentence ends.
  var isDangling: Bool {
    last == "," || isHyphenated || last?.properties.isAlphabetic == true && Self.danglingWords.contains(word)
  }

  /// What a number must follow: `no.`, `pp. 201-`
  var awaitsNumber: Bool {
    last == "-" || last == "–"
      || last == "." && AbbreviationClass.of(word, isCapitalised: true)?.name == "reference"
  }

  static let terminators: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？"]
  private static let openers: Set<Unicode.Scalar> = [
    ",", ";", "-", "–", "—", "\u{2010}", "\u{AD}", "\u{2E17}", "¬", "(", "/", "&",
  ]
  private static let quotes: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", "«", "“", "‘"]
  private static let brackets: Set<Unicode.Scalar> = [")", "]", "}"]
  private static let marks: Set<Unicode.Scalar> = ["*", "_", "~", "`"]

  /// Articles, prepositions, conjunctions, auxiliaries: English words that something must follow.
  static let danglingWords = Set(
    words: """
      a an the this these those my your his its our their whose of to in on at by for from with without into
      onto upon about between among against under over through during towards toward within across after before
      behind beyond despite via per than as like and or but nor because although though while whereas if unless
      that which who whom when where whether is are was were be been being has have had will would shall should
      can could may might must does did not very more most such
      """)

  init(of block: SourceBlock, in source: SourceText) {
    self.init(ofLine: Self.lastLine(of: block, in: source) ?? 0..<0, in: source)
  }

  /// The same of one line.
  init(ofLine line: Range<Int>, in source: SourceText) {
    // No more of a line bears on its end.
    let line = max(line.lowerBound, line.upperBound - 240)..<line.upperBound
    if let start = source.startOfPlainEnd(of: line) {
      last = Unicode.Scalar(source.bytes[line.upperBound - 1])
      tail = .plain(bytes: source.bytes, start..<line.upperBound)
      return
    }
    var scalars = source.scalars(in: line)
    Self.dropBareReference(from: &scalars)
    while let final = scalars.last, !final.endsPlainText {
      if let mark = TrailingMark.find(in: scalars) {
        scalars.replaceSubrange(mark.range, with: mark.text)
      } else if final.properties.isWhitespace || final.isUnseen || Self.marks.contains(final)
        || Self.brackets.contains(final)
        || SourceText.superscriptDigit(final) != nil || ["\u{207B}", "\u{207D}", "\u{207E}"].contains(final)
        || NoteLabel.circles.contains(final)
      {
        scalars.removeLast()
      } else if Self.quotes.contains(final) {
        isQuoted = true
        scalars.removeLast()
      } else {
        break
      }
    }
    last = scalars.last
    tail = .read(scalars)
  }

  /// The last line; the one above where the last is no more than a number and a sentence has ended over it: that is a
  /// note's.
  private static func lastLine(of block: SourceBlock, in source: SourceText) -> Range<Int>? {
    guard let last = block.lines.last?.content, block.lines.count > 1, (1...4).contains(last.count),
      source.bytes[last].allSatisfy(SourceText.isDigit)
    else { return block.lines.last?.content }
    let above = block.lines[block.lines.count - 2].content
    return above.last.map { source.bytes[$0] } == UInt8(ascii: ".") ? above : last
  }

  /// Takes off the number of a note that lost its mark, after the stop that ends a word: `repair.12`,
  /// `repair. 12`, and the letter of one that came in late, `repair.12a`.
  private static func dropBareReference(from scalars: inout [Unicode.Scalar]) {
    if let last = scalars.last, ("a"..."f").contains(last), let digit = scalars.dropLast().last,
      ("0"..."9").contains(digit)
    {
      var number = Array(scalars.dropLast())
      dropBareReference(from: &number)
      if scalars[number.count] != " ", number.count + 1 < scalars.count { scalars = number }
      return
    }
    guard let last = scalars.last, ("0"..."9").contains(last) else { return }
    let digits = scalars.reversed().prefix { ("0"..."9").contains($0) }.count
    let blanks = scalars.dropLast(digits).reversed().prefix { $0 == " " }.count
    let rest = scalars.dropLast(digits + blanks)
    guard (1...6).contains(digits), blanks < 2 else { return }
    let closed = rest.reversed().prefix { quotes.contains($0) || brackets.contains($0) }
    let inner = rest.reversed().dropFirst(closed.count)
    // `« Rien. »3`
    let end = closed.contains("»") ? inner.drop { $0.properties.isWhitespace } : inner
    guard let stop = end.first, terminators.contains(stop) || stop == ":",
      end.dropFirst().first(where: { !quotes.contains($0) && $0 != "\\" })?.properties.isAlphabetic == true
    else { return }
    scalars.removeLast(digits + blanks)
  }
}

/// How a block's text begins.
struct TextStart {
  /// The first scalar, marks and opening quotes and brackets left aside.
  var first: Unicode.Scalar?
  /// Whether a quotation mark opens it.
  var isQuoted = false
  /// Whether a letter begins it, with no quotation mark or bracket before.
  var isWord = false

  /// A small letter, or a mark that must follow something.
  var goesOn: Bool {
    guard let first else { return false }
    return first.properties.isLowercase || [",", ";", ")", "]", "–", "—"].contains(first)
  }

  init(of block: SourceBlock, in source: SourceText) {
    self.init(ofLine: block.lines.first?.content ?? 0..<0, in: source)
  }

  /// The same of one line.
  init(ofLine line: Range<Int>, in source: SourceText) {
    // Most texts begin with a letter, before which no mark has to be looked for.
    if let letter = line.first.map({ source.bytes[$0] }), SourceText.isLetter(letter) {
      (first, isWord) = (Unicode.Scalar(letter), true)
      return
    }
    let start = source.endOfAnchors(at: line.lowerBound, before: line.upperBound)
    let head = source.string(start..<min(line.upperBound, start + 120))
    var isBracketed = false
    var isInTag = false
    for scalar in head.unicodeScalars {
      if scalar == "<" || isInTag {
        isInTag = scalar != ">"
        continue
      }
      if scalar == "(" || scalar == "[" { isBracketed = true }
      if ["\"", "“", "‘", "«", "„"].contains(scalar) || scalar == "'" {
        isQuoted = true
      } else if !["*", "_", "(", "[", "~", "\\", " ", "\t"].contains(scalar), !scalar.isUnseen {
        first = scalar
        isWord = scalar.properties.isAlphabetic && !isQuoted && !isBracketed
        break
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is alphabetic; of ASCII without a look into Unicode's tables.
  var isLetter: Bool {
    isASCII ? SourceText.isLetter(UInt8(truncatingIfNeeded: value)) : properties.isAlphabetic
  }
}

extension SourceText {
  /// Where to begin to read a line's last word and what stands right before it, if a letter of ASCII, a stop, a comma or the like
  /// ends the line; nil for any other line, which must be read from its start.
  fileprivate func startOfPlainEnd(of line: Range<Int>) -> Int? {
    guard let last = line.last, bytes[last] < 0x80, Unicode.Scalar(bytes[last]).endsPlainText else {
      return nil
    }
    // `12a` may be the mark of a note that came in late.
    if last > line.lowerBound, Self.isDigit(bytes[last - 1]) { return nil }
    var start = last - 1
    while start > line.lowerBound, isOfWord(bytes[start - 1]) { start -= 1 }
    return max(start - 1, line.lowerBound)
  }

  /// Whether a byte may be part of a word with its stops, `U.S.`.
  private func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || Self.isLetter(byte) || byte == UInt8(ascii: ".")
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter of ASCII, a stop, comma or the like, at which no mark ends.
  fileprivate var endsPlainText: Bool {
    switch self {
    case "a"..."z", "A"..."Z", ".", ",", ";", ":", "!", "?", "-": true
    default: false
    }
  }

  /// Whether it is a mark that nobody sees and that no word is broken at: zero-width or directional.
  var isUnseen: Bool {
    switch value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}

extension [Unicode.Scalar] {
  func ends(with string: String) -> Bool {
    suffix(string.unicodeScalars.count).elementsEqual(string.unicodeScalars)
  }
}
