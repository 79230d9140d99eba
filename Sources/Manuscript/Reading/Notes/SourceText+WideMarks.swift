/// Marks of notes as Chinese, Japanese and older German papers write them.
extension SourceText {
  /// `①`, `〔1〕`, `【1】`, `［1］`, `（1）`, `（注1）`, with wide figures too.
  func wideMark(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset + 3 <= end, bytes[offset] >= 0xE2 else { return nil }
    let (opener, width) = scalar(at: offset)
    if NoteLabel.circles.contains(opener) {
      let mark = offset..<offset + width
      return NoteMarker(style: .weak, bytes: mark, content: mark, label: string(mark))
    }
    guard opener.value >= 0x3010, let closer = Self.wideBrackets[opener] else { return nil }
    let start = endOfNoteSign(at: offset + width, before: end) ?? offset + width
    var digits = start..<endOfDigits(at: start, before: end)
    if digits.isEmpty { digits = digits.lowerBound..<endOfWideDigits(at: digits.lowerBound, before: end) }
    let label = string(digits)
    guard (1...3).contains(label.unicodeScalars.count), digits.upperBound + 3 <= end,
      scalar(at: digits.upperBound).scalar == closer
    else { return nil }
    let mark = offset..<digits.upperBound + 3
    return NoteMarker(
      style: .weak, bytes: mark, content: mark,
      label: String(String.UnicodeScalarView(label.unicodeScalars.map { Self.narrowDigit($0) ?? $0 })))
  }

  static let wideBrackets: [Unicode.Scalar: Unicode.Scalar] = ["〔": "〕", "【": "】", "［": "］", "（": "）"]

  /// Whether round brackets as wide as a letter stand at an offset, which number points as well as notes; not where they
  /// say that they are a note's.
  func isWideRound(at offset: Int, before end: Int) -> Bool {
    has("（", at: offset, before: end) && endOfNoteSign(at: offset + 3, before: end) == nil
  }

  private func endOfWideDigits(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index + 3 <= end, bytes[index] == 0xEF, Self.narrowDigit(scalar(at: index).scalar) != nil {
      index += 3
    }
    return index
  }

  /// The figure that one as wide as a letter says.
  private static func narrowDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    (0xFF10...0xFF19).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) : nil
  }

  /// `1)` right after a word or the stop that ends one, as older German print has it, or after a stop and a blank, or a
  /// blank and before a stop; outside of brackets.
  func halfRoundMark(at offset: Int, on line: Range<Int>, after lineBefore: Unicode.Scalar?) -> NoteMarker? {
    let end = endOfDigits(at: offset, before: line.upperBound)
    guard end - offset <= 3, bytes[offset] != 0x30, has(")", at: end, before: line.upperBound),
      end + 1 == line.upperBound || !Self.isLetter(bytes[end + 1]) && !Self.isDigit(bytes[end + 1]),
      followsWord(offset, on: line) != nil || standsInUncased(offset..<end + 1, on: line)
        || (offset == line.lowerBound || Self.isBlank(bytes[offset - 1]))
          && (endsSentence(before: offset, on: line, after: lineBefore)
            || end + 1 < line.upperBound && ".,;:!?".utf8.contains(bytes[end + 1])),
      bytes[line.lowerBound..<offset].last(where: { $0 == 0x28 || $0 == 0x29 }) != 0x28
    else { return nil }
    return NoteMarker(
      style: .weak, bytes: offset..<end + 1, content: offset..<end + 1, label: string(offset..<end))
  }

  /// `(a)`
  func roundLetter(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset + 2 < end, bytes[offset] == UInt8(ascii: "("), bytes[offset + 2] == UInt8(ascii: ")"),
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[offset + 1])
    else { return nil }
    let mark = offset..<offset + 3
    return NoteMarker(style: .weak, bytes: mark, content: mark, label: string(offset + 1..<offset + 2))
  }

  /// `(a)` before a blank.
  func openingLetter(at offset: Int, before end: Int) -> NoteMarker? {
    guard let letter = roundLetter(at: offset, before: end), letter.bytes.upperBound < end,
      Self.isBlank(bytes[letter.bytes.upperBound])
    else { return nil }
    return letter
  }

  /// Whether a mark stands right behind a word of a script without capitals, and no word right behind the mark.
  private func standsInUncased(_ mark: Range<Int>, on line: Range<Int>) -> Bool {
    guard mark.lowerBound > line.lowerBound, bytes[mark.lowerBound - 1] >= 0x80,
      case let before = scalar(before: mark.lowerBound).properties, before.isAlphabetic, !before.isCased
    else { return false }
    return mark.upperBound == line.upperBound
      || !scalar(at: mark.upperBound).scalar.properties.isAlphabetic
  }

  /// `**[1]**`, `*[1]*`: emphasis has taken in the mark.
  func emphasisedBracket(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset < end, "*_".utf8.contains(bytes[offset]) else { return nil }
    let open = endOfRun(at: offset, before: end)
    guard open - offset <= 3, open < end, let (mark, isRound) = bracketedMark(at: open, before: end), !isRound
    else { return nil }
    // `[1]_` is a mark of its own.
    let close =
      bytes[mark.bytes.upperBound - 1] == UInt8(ascii: "_")
      ? mark.bytes.upperBound - 1 : mark.bytes.upperBound
    let stop = close + open - offset
    guard stop <= end, bytes[close..<stop].allSatisfy({ $0 == bytes[offset] }),
      stop == end || bytes[stop] != bytes[offset]
    else { return nil }
    return NoteMarker(style: .weak, bytes: offset..<stop, content: open..<close, label: mark.label)
  }

  /// `{1}`
  func bracedMark(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset < end, bytes[offset] == UInt8(ascii: "{") else { return nil }
    let digits = offset + 1..<endOfDigits(at: offset + 1, before: end)
    guard (1...3).contains(digits.count), bytes[digits.lowerBound] != 0x30,
      has("}", at: digits.upperBound, before: end)
    else { return nil }
    let mark = offset..<digits.upperBound + 1
    return NoteMarker(style: .weak, bytes: mark, content: mark, label: string(digits))
  }

  /// `/1/` at a word's end or by itself, as pages of the old web have it; in `12/3/1999` and `en/1/` of an address none.
  func slashedMark(at offset: Int, on line: Range<Int>) -> NoteMarker? {
    guard has("/", at: offset, before: line.upperBound) else { return nil }
    let digits = offset + 1..<endOfDigits(at: offset + 1, before: line.upperBound)
    guard (1...3).contains(digits.count), bytes[digits.lowerBound] != 0x30,
      has("/", at: digits.upperBound, before: line.upperBound)
    else { return nil }
    let end = digits.upperBound + 1
    if end < line.upperBound, Self.isLetter(bytes[end]) || Self.isDigit(bytes[end]) || bytes[end] >= 0x80 {
      return nil
    }
    let word = bytes[max(line.lowerBound, offset - Self.longestAddress)..<offset].reversed()
      .prefix { !Self.isBlank($0) }
    if word.contains(UInt8(ascii: "/")) { return nil }
    return NoteMarker(style: .weak, bytes: offset..<end, content: offset..<end, label: string(digits))
  }

  /// Most bytes before a number over which an address is told by its slashes.
  private static let longestAddress = 80

  /// Whether a stop that ends a sentence stands before an offset, and a blank.
  private func endsSentence(before offset: Int, on line: Range<Int>, after lineBefore: Unicode.Scalar?)
    -> Bool
  {
    let head = trimmed(line.lowerBound..<offset)
    let last = head.isEmpty ? lineBefore : scalar(before: head.upperBound)
    return last.map { TextEnd.terminators.contains($0) || ["”", "’", "“", "‘", "«", "»"].contains($0) }
      ?? false
  }

  /// `*1`, `\*1`: an asterisk with a number, as Japanese and some English print has it.
  func starNumber(at offset: Int, before end: Int) -> NoteMarker? {
    let star = has("\\", at: offset, before: end) ? offset + 1 : offset
    guard has("*", at: star, before: end) else { return nil }
    let digits = star + 1..<endOfDigits(at: star + 1, before: end)
    guard (1...3).contains(digits.count), bytes[digits.lowerBound] != 0x30,
      digits.upperBound == end || Self.isBlank(bytes[digits.upperBound])
        || ".,;:!?)".utf8.contains(bytes[digits.upperBound])
    else { return nil }
    return NoteMarker(
      style: .weak, bytes: offset..<digits.upperBound, content: digits, label: string(digits))
  }

  /// `**1**`, `**1.**`: a converter that cannot raise a number makes it bold.
  func boldNumber(at offset: Int, before end: Int) -> NoteMarker? {
    guard has("**", at: offset, before: end), !has("***", at: offset, before: end) else { return nil }
    let digits = offset + 2..<endOfDigits(at: offset + 2, before: end)
    let stop = has(".", at: digits.upperBound, before: end) ? digits.upperBound + 1 : digits.upperBound
    guard (1...3).contains(digits.count), has("**", at: stop, before: end) else { return nil }
    return NoteMarker(style: .weak, bytes: offset..<stop + 2, content: digits, label: string(digits))
  }
}
