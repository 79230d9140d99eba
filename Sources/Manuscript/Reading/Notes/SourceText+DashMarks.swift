/// Marks behind the dashes of a parenthesis, `the carpenter –2 a lay brother –3 fell`, and behind a stop that a blank parts from
/// its word, as French has it: `dans le registre :4`
extension SourceText {
  /// Whether a plain number stands right behind such a dash or stop, and words go on behind it. A figure with a sign, `fell to
  /// –2`, a day of the month and the end of a range, `12–14`, are none.
  func followsDash(_ mark: Range<Int>, on line: Range<Int>) -> Bool {
    let head = string(max(0, mark.lowerBound - Self.longestHeadOfDash)..<mark.lowerBound).unicodeScalars
      .reversed()[...]
    guard let last = head.first, goesOnInWords(behind: mark.upperBound, on: line) else { return false }
    let rest: Slice<ReversedCollection<String.UnicodeScalarView>>
    let isStop = Self.stopsApart.contains(last)
    if isStop {
      rest = head.dropFirst()
      guard rest.first?.properties.isWhitespace == true else { return false }
    } else {
      let dash = head.prefix { Self.dashes.contains($0) }
      rest = head.dropFirst(dash.count)
      // A single hyphen joins words, and is a dash only between blanks.
      guard !dash.isEmpty,
        dash.count > 1 || last != "-" || rest.first?.properties.isWhitespace == true
      else { return false }
    }
    return endsPhrase(rest, beforeStop: isStop)
  }

  /// Whether text that is given backwards ends in a word, to which no number belongs unless a stop parts the two, or in what
  /// closes a quotation or brackets.
  private func endsPhrase(_ text: some Collection<Unicode.Scalar>, beforeStop isStop: Bool) -> Bool {
    let blanks = text.prefix { $0.properties.isWhitespace }
    let before = text.dropFirst(blanks.count)
    guard let last = before.first, blanks.count(where: { $0 == "\n" }) < 2 else { return false }
    if ["”", "»", "’", "\"", ")", "]"].contains(last) { return true }
    let word = String(String.UnicodeScalarView(before.prefix(while: \.isLetter).reversed()))
    return word.count > 2 && last.properties.isLowercase
      && (isStop || !isFollowedByNumber(word.lowercased()))
  }

  private func goesOnInWords(behind offset: Int, on line: Range<Int>) -> Bool {
    guard offset < line.upperBound else { return offset < bytes.count }
    let rest = trimmed(offset..<line.upperBound)
    guard rest.lowerBound > offset, let first = rest.first, !isBeforeMonth(offset) else { return false }
    let next = scalar(at: first).scalar
    if next.isLetter {
      // `the night was –2 degrees`
      let word = bytes[rest].prefix(Self.longestHeadOfDash).prefix { Self.isLetter($0) || $0 >= 0x80 }
      let measure = String(decoding: word, as: UTF8.self).lowercased()
      return !Self.measures.contains(measure) && !Self.measuresWithSigns.contains(measure)
    }
    return ["“", "‘", "«", "„", "\"", "("].contains(next)
  }

  /// Measures that may be below nothing.
  private static let measuresWithSigns = Set(
    words: "degree degrees celsius percent per points degré degrés pour grado grados gradi graden")

  /// Most bytes before a mark that are looked at.
  private static let longestHeadOfDash = 48
  private static let dashes: Set<Unicode.Scalar> = ["–", "—", "―", "‒", "-"]
  private static let stopsApart: Set<Unicode.Scalar> = [":", ";", "!", "?"]
}
