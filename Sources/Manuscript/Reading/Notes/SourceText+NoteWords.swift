/// The word that some papers put before a note's number.
extension SourceText {
  /// `[Footnote 12: `, `[Note A. `.
  func footnoteWord(_ text: Range<Int>) -> (label: Range<Int>, end: Int)? {
    var start = text.lowerBound
    if has("\\", at: start, before: text.upperBound) { start += 1 }
    guard has("[", at: start, before: text.upperBound),
      let colon = offset(of: ":", in: start..<text.upperBound, limit: 32),
      // `[note 2] Ibid.: …` has its colon in the note.
      !bytes[start..<colon].contains(UInt8(ascii: "]")),
      let blank = bytes[start..<colon].firstIndex(of: 0x20),
      Self.footnoteWords.contains(string(start + 1..<blank).lowercased())
    else { return nil }
    return (trimmed(blank..<colon), colon + 1)
  }

  /// `fn12. `, at the head of a paragraph, as Textile has it.
  func textileNote(_ text: Range<Int>) -> (label: Range<Int>, end: Int)? {
    guard has("fn", at: text.lowerBound, before: text.upperBound) else { return nil }
    let start = text.lowerBound + 2
    let end = endOfDigits(at: start, before: text.upperBound)
    return end > start && has(". ", at: end, before: text.upperBound) ? (start..<end, end + 2) : nil
  }

  /// `Footnote 12: `, at the head of a paragraph.
  func plainFootnoteWord(_ text: Range<Int>) -> (label: Range<Int>, end: Int)? {
    guard let first = text.first, Self.isLetter(bytes[first]) || bytes[first] >= 0xC0,
      let colon = offset(of: ":", in: text, limit: 24),
      let blank = bytes[first..<colon].firstIndex(of: 0x20)
    else { return nil }
    let label = trimmed(blank..<colon)
    guard !label.isEmpty, bytes[label].allSatisfy(Self.isDigit),
      Self.footnoteWords.contains(string(first..<blank).lowercased())
    else { return nil }
    return (label, colon + 1)
  }

  /// `Note 12. `, at the head of a paragraph. A theorem's remark may be called so too.
  func stoppedNoteWord(_ text: Range<Int>) -> (label: Range<Int>, end: Int)? {
    guard let first = text.first, Self.isLetter(bytes[first]) || bytes[first] >= 0xC0,
      let blank = offset(of: " ", in: text, limit: 16), blank + 1 < text.upperBound,
      Self.isDigit(bytes[blank + 1]), Self.footnoteWords.contains(string(first..<blank).lowercased())
    else { return nil }
    let end = endOfDigits(at: blank + 1, before: text.upperBound)
    return has(". ", at: end, before: text.upperBound) ? (blank + 1..<end, end + 2) : nil
  }

  static let footnoteWords: Set<String> = [
    "footnote", "note", "endnote", "fn", "fn:", "fußnote", "fussnote", "anmerkung", "anm.", "nota", "noot",
    "voetnoot",
  ]

  /// The letters with which those words begin.
  static let firstLettersOfFootnoteWords = Array(Set(footnoteWords.compactMap(\.utf8.first)))

  /// The signs that Chinese, Japanese and Korean papers put before a note's number: `注1`, `주 1`.
  static let noteSigns: Set<Unicode.Scalar> = ["注", "註", "주"]

  /// Where the number begins after such a sign; nil if none stands at an offset with a number.
  func endOfNoteSign(at offset: Int, before end: Int) -> Int? {
    guard offset + 3 < end, bytes[offset] >= 0xE6, Self.noteSigns.contains(scalar(at: offset).scalar) else {
      return nil
    }
    let start = trimmed(offset + 3..<end).lowerBound
    return start < end && (Self.isDigit(bytes[start]) || bytes[start] == 0xEF) ? start : nil
  }

  /// `注1 `, `註1：`, at the head of a paragraph.
  func signedNote(_ text: Range<Int>) -> (label: Range<Int>, end: Int)? {
    guard let start = endOfNoteSign(at: text.lowerBound, before: text.upperBound) else { return nil }
    let end = endOfDigits(at: start, before: text.upperBound)
    guard (1...3).contains(end - start), bytes[start] != 0x30, end < text.upperBound else { return nil }
    if Self.isBlank(bytes[end]) { return (start..<end, end) }
    let (stop, width) = scalar(at: end)
    return [":", "：", ".", "．", "、", ")", "）", "\u{3000}"].contains(stop) ? (start..<end, end + width) : nil
  }

  /// A range without the blank as wide as a letter with which it begins.
  func withoutWideBlank(_ range: Range<Int>) -> Range<Int> {
    has("\u{3000}", at: range.lowerBound, before: range.upperBound)
      ? trimmed(range.lowerBound + 3..<range.upperBound) : range
  }

  /// A label without the word before it: `FN1`, `Note 1`, `注1`.
  func withoutNoteWord(_ range: Range<Int>) -> Range<Int> {
    if let start = endOfNoteSign(at: range.lowerBound, before: range.upperBound) {
      return start..<range.upperBound
    }
    guard let first = range.first, Self.isLetter(bytes[first]), Self.isDigit(bytes[range.upperBound - 1]),
      let digit = range.first(where: { Self.isDigit(bytes[$0]) }),
      Self.footnoteWords.contains(string(trimmed(first..<digit)).lowercased())
    else { return range }
    return digit..<range.upperBound
  }
}
