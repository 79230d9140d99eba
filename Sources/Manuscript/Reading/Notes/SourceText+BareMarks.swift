/// Marks of notes that nothing shows but a number where none belongs.
extension SourceText {
  /// A plain number right after a word or the stop that ends one, `repair.1`, `repair1.`, or after a stop and a blank,
  /// `repair. 1 So`; two numbers may have run together. Right after an abbreviation or a figure, or after a word and a
  /// blank, it is doubtful, unless a blank and a stop follow: `repair 1 .`
  func bareMark(
    at offset: Int, on line: Range<Int>, after lineBefore: Unicode.Scalar?
  ) -> (marker: NoteMarker, doubt: NoteMark.Doubt?)? {
    var end = endOfDigits(at: offset, before: line.upperBound)
    if end - offset > Self.yearLength, let mark = mark(behindYear: offset..<end, on: line) {
      return (mark, .figure)
    }
    let isApart = offset == line.lowerBound || Self.isBlank(bytes[offset - 1])
    if !isApart { end = endOfNeighbours(after: offset..<end, on: line) }
    let isLast = end == line.upperBound || Self.isBlank(bytes[end])
    guard isLast || isBeforeStop(end, on: line) || !isApart && isBeforeLostBlank(end, on: line),
      end - offset <= 6, bytes[offset] != 0x30
    else { return nil }
    var doubt: NoteMark.Doubt?
    if isApart {
      guard end - offset <= 3, !isBeforeMonth(end) else { return nil }
      let isDoubtful =
        !followsStop(offset, on: line, after: lineBefore)
        && !(followsFreeWord(offset, on: line)
          && isBeforeStop(trimmed(end..<line.upperBound).lowerBound, on: line))
      guard
        !isDoubtful || followsFreeWord(offset, on: line) && (isLast ? end < line.upperBound : true)
          || isLast && followsClosedAbbreviation(offset..<end, on: line)
      else { return nil }
      // `about 3.`, `widow 1.`, `“no.” 2 men`: only with others like it.
      if isDoubtful || !isLast || startsSmallSentence(offset..<end, on: line) { doubt = .place }
    } else if let isAbbreviated = followsWord(offset, on: line) {
      doubt = isAbbreviated ? .place : nil
    } else if followsFigure(offset..<end, on: line) {
      doubt = .figure
    } else if end - offset <= 3, followsDash(offset..<end, on: line) {
      doubt = .dash
    } else {
      guard end - offset <= 3, followsShortName(offset, on: line) else { return nil }
      doubt = .name
    }
    return (bareMarker(offset..<end), doubt)
  }

  /// Whether a number by itself stands behind a sentence's end and a small letter goes on behind it, as it does when the number
  /// is the sentence's own.
  private func startsSmallSentence(_ mark: Range<Int>, on line: Range<Int>) -> Bool {
    let rest = trimmed(mark.upperBound..<line.upperBound)
    guard let first = rest.first, scalar(at: first).scalar.properties.isLowercase else { return false }
    let head = trimmed(line.lowerBound..<mark.lowerBound)
    let closed = string(max(head.lowerBound, head.upperBound - 8)..<head.upperBound).unicodeScalars.reversed()
      .drop { ["”", "»", "\"", "’", ")"].contains($0) }
    return closed.first.map { TextEnd.terminators.contains($0) } ?? false
  }

  func bareMarker(_ bytes: Range<Int>) -> NoteMarker {
    NoteMarker(style: .weak, bytes: bytes, content: bytes, label: string(bytes))
  }

  /// Where the numbers end that go on a number one by one: `repair.1,2`, `repair.1-2`
  private func endOfNeighbours(after first: Range<Int>, on line: Range<Int>) -> Int {
    var (number, end) = (first, first.upperBound)
    while number.count <= 3, end + 1 < line.upperBound, ",-".utf8.contains(bytes[end]),
      Self.isDigit(bytes[end + 1]), let last = Int(string(number))
    {
      number = end + 1..<endOfDigits(at: end + 1, before: line.upperBound)
      guard number.count <= 3, Int(string(number)) == last + 1 else { break }
      end = number.upperBound
    }
    return end
  }

  /// Whether a number stands behind the stop of an abbreviation that a sentence may end with, or that is a word as well,
  /// `venditum est. 1 Vidua`, and that no numbers follow; and another sentence begins behind it, or none.
  private func followsClosedAbbreviation(_ mark: Range<Int>, on line: Range<Int>) -> Bool {
    let head = string(max(line.lowerBound, mark.lowerBound - 40)..<mark.lowerBound).unicodeScalars.reversed()
      .drop { $0.properties.isWhitespace }
    let marks = head.prefix { Self.marksAtEnds.contains($0) }
    let word = String(
      String.UnicodeScalarView(head.dropFirst(marks.count).prefix(while: \.isLetter).reversed()))
    guard marks.contains("."), word.utf8.count > 1,
      let kind = AbbreviationClass.of(word.lowercased(), isCapitalised: word.first?.isUppercase == true),
      Self.closingClasses.contains(kind.name)
    else { return false }
    let rest = trimmed(mark.upperBound..<line.upperBound)
    return rest.isEmpty || beginsWord(at: rest.lowerBound, before: line.upperBound)
  }

  /// Whether an abbreviation that numbers follow stands before an offset, and a blank: `fr. [2]`.
  func followsCountedWord(_ offset: Int, on line: Range<Int>) -> Bool {
    guard offset > line.lowerBound + 2, Self.isBlank(bytes[offset - 1]), bytes[offset - 2] == 0x2E else {
      return false
    }
    let head = string(max(line.lowerBound, offset - 40)..<offset - 2).unicodeScalars.reversed()
    let word = String(String.UnicodeScalarView(head.prefix(while: \.isLetter).reversed()))
    return AbbreviationClass.of(word.lowercased(), isCapitalised: word.first?.isUppercase == true)?.name
      == "reference"
  }

  /// The classes of such abbreviations.
  private static let closingClasses: Set<String> = ["pointer", "and so on", "suffix", "company"]

  /// Whether a sentence begins right at an offset, the blank before it lost: `repair.1So it was`.
  private func isBeforeLostBlank(_ offset: Int, on line: Range<Int>) -> Bool {
    let digits = bytes[line.lowerBound..<offset].reversed().prefix(while: Self.isDigit).count
    let start = offset - digits
    return start > line.lowerBound && TextEnd.terminators.contains(scalar(before: start))
      && beginsWord(at: offset, before: line.upperBound)
  }

  /// Whether a stop stands at an offset and ends the word before it: `repair1.`
  private func isBeforeStop(_ offset: Int, on line: Range<Int>) -> Bool {
    guard offset < line.upperBound, ".,;:!?".utf8.contains(bytes[offset]) else { return false }
    return offset + 1 == line.upperBound || Self.isBlank(bytes[offset + 1])
  }

  /// Whether a month stands after an offset, on the next line too: `4 April 1986` is a day.
  func isBeforeMonth(_ offset: Int) -> Bool {
    let rest = bytes[offset...].drop { Self.isBlank($0) || $0 == 0x0A || $0 == 0x0D }
    let word = rest.prefix(Self.longestMonth + 1).prefix { Self.isLetter($0) || $0 >= 0x80 }
    return word.startIndex > offset
      && Self.months.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  static let months = Set(
    words: """
      january february march april may june july august september october november december jan feb mar apr jun jul aug
      sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin
      juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre
      octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari
      februari maart mei augustus
      """)
  private static let longestMonth = months.map(\.utf8.count).max()!

  private static let marksAtEnds: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", "…", "”", "’", "\"", "'", "»", "“", "‘", "«", ")", "°", "*", "_",
  ]

  /// A text without the signs with which some converters escape each stop: `repair\.1`
  func unescaped(_ range: Range<Int>) -> String {
    let text = string(range)
    return bytes[range].contains(UInt8(ascii: "\\")) ? text.replacing("\\", with: "") : text
  }

  /// Whether the word is an abbreviation that ends right before an offset, stops and closing marks left aside; nil
  /// if none ends there.
  func followsWord(_ offset: Int, on line: Range<Int>) -> Bool? {
    let head = unescaped(max(line.lowerBound, offset - 40)..<offset).unicodeScalars.reversed()
    if closesSpacedGuillemet(head, before: offset) { return false }
    let marks = head.prefix { Self.marksAtEnds.contains($0) }
    let word = head.dropFirst(marks.count).prefix { $0.properties.isAlphabetic }
    if word.isEmpty {
      // `**1 The Oil**`
      if offset - marks.count <= line.lowerBound { return nil }
      // `in 1742.5`: decimals do not follow a year's four figures.
      let figures = head.dropFirst(marks.count).prefix { ("0"..."9").contains($0) }
      return !marks.isEmpty && (marks.count > 1 || figures.count == 4) ? false : nil
    }
    guard let letter = word.first else { return nil }
    // Scripts without capitals.
    if !letter.properties.isCased, !marks.isEmpty { return false }
    guard letter.properties.isLowercase else { return nil }
    if word.count == 1 {
      // `fol. 7v.5`, `(vol. v)5`
      // `nega-o.5`
      if head.dropFirst(marks.count + 1).first == "-", !marks.isEmpty { return false }
      let isLeaf =
        !marks.isEmpty && head.dropFirst(marks.count + 1).first.map { ("0"..."9").contains($0) } ?? false
      // `(σ. 44 κ.ε.).5`, but no paragraph of a law, `6(b).2`
      let isBracketed =
        marks.first == ")" || marks.contains(")") && head.dropFirst(marks.count + 1).first != "("
      return isLeaf || isBracketed ? false : nil
    }
    return isAbbreviation(word.reversed(), before: marks)
  }

  /// Whether an abbreviation that numbers follow ends the line above: `Sect.`, `3`
  private func isUnderAbbreviation(_ line: Range<Int>) -> Bool {
    let above = string(max(0, line.lowerBound - 24)..<line.lowerBound).unicodeScalars.reversed()
      .drop { $0.properties.isWhitespace }
    guard above.first == "." else { return false }
    let word = String(
      String.UnicodeScalarView(above.dropFirst().prefix { $0.properties.isAlphabetic }.reversed()))
    return Self.countedByAbbreviation.contains(word.lowercased())
  }

  private static let countedByAbbreviation = Set(
    words:
      "sect sec fig figs tab ch chap vol vols bd nr no nos art par cap col pl abb taf kap no núm rubr lib fol p pp"
  )

  /// Whether a stop and a blank stand before an offset, and no abbreviation that numbers follow.
  private func followsStop(_ offset: Int, on line: Range<Int>, after lineBefore: Unicode.Scalar?) -> Bool {
    let head = unescaped(max(line.lowerBound, offset - 48)..<offset).unicodeScalars.reversed()
      .drop { $0.properties.isWhitespace }
    guard let last = head.first else {
      return lineBefore.map { Self.marksAtEnds.contains($0) } ?? false && !isUnderAbbreviation(line)
    }
    guard Self.marksAtEnds.contains(last) else { return false }
    let marks = head.prefix(marksBefore(head, of: Self.marksAtEnds))
    guard marks.contains(where: { TextEnd.terminators.contains($0) || $0 == "," || $0 == ";" }) else {
      return false
    }
    let word = head.dropFirst(marks.count).prefix { $0.properties.isAlphabetic }
    // `fol. 7v. 5`
    let isLeaf =
      word.count == 1 && head.dropFirst(marks.count + 1).first.map { ("0"..."9").contains($0) } ?? false
    return word.isEmpty || isLeaf ? true : !isAbbreviation(word.reversed(), before: marks)
  }

  /// Whether a word and a blank stand before an offset, and the word is none that numbers belong to; or a quotation that
  /// closes, and a blank.
  private func followsFreeWord(_ offset: Int, on line: Range<Int>) -> Bool {
    if offset > line.lowerBound,
      ["»", "›", "”"].contains(scalar(before: trimmed(line.lowerBound..<offset).upperBound))
    {
      return true
    }
    guard offset > line.lowerBound + 1, Self.isLetter(bytes[offset - 2]) || bytes[offset - 2] >= 0x80 else {
      return false
    }
    let head = bytes[max(line.lowerBound, offset - 40)..<offset - 1]
    let letters = head.suffix(head.reversed().prefix { Self.isLetter($0) || $0 >= 0x80 }.count)
    // `l’abbé`
    let word = String(decoding: letters, as: UTF8.self).split(separator: "’").last.map { String($0) } ?? ""
    guard letters.allSatisfy({ $0 >= 0x61 }), letters.first.map({ $0 & 0xC0 != 0x80 }) ?? false else {
      return false
    }
    let isSmall = letters.allSatisfy { $0 < 0x80 } || word.allSatisfy(\.isLowercase)
    return word.count >= 3 && isSmall
      && !isFollowedByNumber(word)
  }

  /// Whether a word in small letters is one that a number belongs to, or that something else must follow.
  func isFollowedByNumber(_ word: String) -> Bool {
    TextEnd.danglingWords.contains(word) || Self.numberedWords.contains(word)
  }

  private static let numberedWords = Set(
    words: """
      chapter chapters section sections part parts page pages figure figures table tables note notes line lines volume
      volumes book books act scene article articles item items number numbers verse verses step stage class grade level
      day chapitre tome livre ligne chiffre numéro capitolo libro riga numero capítulo línea número глава том книга строка
      страница rozdział tom strona year nearly almost only some just around least exactly column folio plate plates case room gate train bus route
      example examples sentence sentences equation equations formula paragraph paragraphs clause subsection rule see compare
      beispiel satz gleichung formel absatz siehe vergleiche exemple exemples phrase équation formule paragraphe alinéa voir
      comme dans avec selon mit von nach und oder sowie
      """)

  private func isAbbreviation(_ word: [Unicode.Scalar], before marks: some Sequence<Unicode.Scalar>) -> Bool {
    guard marks.first(where: { _ in true }) == "." else { return false }
    let letters = String(String.UnicodeScalarView(word))
    return letters.count == 1
      || AbbreviationClass.of(letters.lowercased(), isCapitalised: letters.first?.isUppercase == true) != nil
  }

  /// Whether a word stands at an offset that begins with a capital and goes on as one, or a quotation mark before one.
  func beginsWord(at offset: Int, before end: Int) -> Bool {
    guard offset + 1 < end else { return false }
    let (first, width) = scalar(at: offset)
    if ["“", "‘", "«", "„"].contains(first) { return true }
    guard first.properties.isUppercase, offset + width < end else { return false }
    let next = scalar(at: offset + width).scalar
    return next.properties.isAlphabetic || next == "."
  }
}

extension SourceText {
  /// Whether a line has text right above it, and a blank line below.
  func standsUnderText(_ line: Range<Int>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool { Self.isBlank(byte) || byte == 0x0D }
    var above = line.lowerBound - 1
    var breaks = 0
    while above >= 0, breaks < 2, isSpace(bytes[above]) || bytes[above] == 0x0A {
      if bytes[above] == 0x0A { breaks += 1 }
      above -= 1
    }
    guard above >= 0, breaks == 1 else { return false }
    var below = line.upperBound
    breaks = 0
    while below < bytes.count, breaks < 2, isSpace(bytes[below]) || bytes[below] == 0x0A {
      if bytes[below] == 0x0A { breaks += 1 }
      below += 1
    }
    return breaks == 2
  }
}
