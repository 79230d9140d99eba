/// Finds the sentences of scholarly prose. It names ranges and never touches the text; between two sentences
/// there is only white space, or nothing where a note's reference parts them.
///
/// A stop ends a sentence if white space (or a reference) follows it and any closing quotes and brackets, and
/// then what may begin a sentence; what came before decides whether the stop was an abbreviation's. The
/// tables are in `Abbreviations` and `SentenceStarters`.
public struct SentenceSegmenter {
  /// Raised whenever the same text could give other sentences.
  public static let version = 1

  private let text: ScalarText
  private let range: ScalarRange
  /// Offsets in the text at which notes are referred to.
  private let references: Set<Int>

  /// The sentences in a range of a text. `references` are the offsets in the text at which references to
  /// notes stand, which have no width.
  public static func sentences(
    in range: ScalarRange, of text: ScalarText, references: Set<Int> = []
  ) -> [ScalarRange] {
    SentenceSegmenter(text: text, range: range, references: references).sentences()
  }

  private func sentences() -> [ScalarRange] {
    var sentences: [ScalarRange] = []
    var start = skippingBlanks(from: range.start)
    var index = start
    /// Where the innermost bracket that a sentence holds closes: stops before it end nothing.
    var bracketEnd = start
    func end(at end: Int, next: Int) {
      var end = end
      while end > start, text[end - 1].properties.isWhitespace { end -= 1 }
      if end > start { sentences.append(ScalarRange(start, end)) }
      start = next
      index = next
    }
    while index < range.end {
      let scalar = text[index]
      if scalar == "\n" {
        end(at: index, next: skippingBlanks(from: index))
      } else if scalar == "(", index > start, let close = closingBracket(of: index) {
        bracketEnd = max(bracketEnd, close)
        index += 1
      } else if Self.terminators.contains(scalar) {
        let stop = skipping(Self.terminators, from: index)
        let close = closing(from: stop)
        let next = skippingBlanks(from: close)
        if close > bracketEnd,
          endsSentence(from: start, terminator: index, stop: stop, close: close, next: next)
        {
          end(at: close, next: next)
        } else {
          index = close
        }
      } else {
        index += 1
      }
    }
    end(at: range.end, next: range.end)
    return sentences
  }

  // MARK: - Around a stop

  private static let terminators: Set<Unicode.Scalar> = [
    ".", "!", "?", "…", "。", "！", "？", "‽", "؟", "۔", "।",
  ]
  /// Stops after which no blank is written.
  private static let wideTerminators: Set<Unicode.Scalar> = ["。", "！", "？"]
  private static let closers: Set<Unicode.Scalar> = [
    "”", "’", "\"", "'", "»", ")", "]", "}", "›", "」", "』", "）", "］",
  ]
  private static let openers: Set<Unicode.Scalar> = [
    "“", "‘", "\"", "'", "«", "(", "[", "{", "‹", "„", "‚", "「", "『", "（", "¿", "¡", "*",
  ]
  /// What never begins a sentence.
  private static let continuers: Set<Unicode.Scalar> = [
    ",", ";", ":", ")", "]", "}", "”", "’", "»", "–", "—", "-",
  ]

  private func skippingBlanks(from offset: Int) -> Int {
    var index = offset
    while index < range.end, text[index].properties.isWhitespace { index += 1 }
    return index
  }

  private func skipping(_ scalars: Set<Unicode.Scalar>, from offset: Int) -> Int {
    var index = offset
    while index < range.end, scalars.contains(text[index]) { index += 1 }
    return index
  }

  /// The end of the quotes and brackets that close after a stop. A straight quote before a letter opens.
  private func closing(from offset: Int) -> Int {
    var index = offset
    while index < range.end, Self.closers.contains(text[index]) {
      let isStraight = text[index] == "\"" || text[index] == "'"
      if isStraight, index + 1 < range.end, text[index + 1].properties.isAlphabetic { break }
      index += 1
    }
    return index
  }

  private func endsSentence(from start: Int, terminator: Int, stop: Int, close: Int, next: Int) -> Bool {
    guard next < range.end else { return true }
    let mark = text[terminator]
    if next == close, !Self.wideTerminators.contains(mark), !references.contains(close),
      !references.contains(stop)
    {
      return false
    }
    let following = Following(at: next, in: text, before: range.end, openers: Self.openers)
    if Self.continuers.contains(text[next]) && !(text[next] == "—" || text[next] == "-") { return false }
    guard let first = following.first else { return true }
    if first.properties.isLowercase { return false }
    // Without a blank, only a capital after a reference begins a sentence (not a decimal, not a URL).
    if next == close, !Self.wideTerminators.contains(mark) { return first.properties.isUppercase }
    if mark != "." { return mark != "…" || following.isCommonStart || close > stop }
    if stop - terminator > 1 || isSpacedEllipsis(terminator) {
      // An ellipsis may stand for the end of a sentence or for words within it.
      return following.isCommonStart || text[terminator - 1 >= start ? terminator - 1 : start] != "["
    }
    let preceding = Preceding(terminator, in: text, from: start)
    return preceding.mayEnd(before: following)
  }

  /// Where a bracket in the text closes, if it does so soon.
  private func closingBracket(of open: Int) -> Int? {
    var depth = 0
    for index in open..<min(range.end, open + 400) {
      if text[index] == "\n" { return nil }
      if text[index] == "(" { depth += 1 } else if text[index] == ")" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// `. . .`: stops with blanks between them.
  private func isSpacedEllipsis(_ offset: Int) -> Bool {
    offset >= range.start + 2 && text[offset - 1].properties.isWhitespace && text[offset - 2] == "."
      || offset + 2 < range.end && text[offset + 1].properties.isWhitespace && text[offset + 2] == "."
  }
}
