/// Sentence boundaries by UAX #29, rules SB1 to SB998, with three additions: a reference to a note counts as
/// a blank after a stop; in Chinese and Japanese an opening mark after a stop begins the next sentence, and a speech in
/// brackets belongs to the words that tell it.
struct UnicodeSentences {
  private let text: ScalarText
  private let range: ScalarRange
  private let references: Set<Int>
  private let properties: [SentenceBreakProperty]
  /// For each scalar, whether the first letter, stop or separator at or after it is a small letter (SB8).
  private let leadsToLower: [Bool]

  static func sentences(
    in range: ScalarRange, of text: ScalarText, references: Set<Int>, language: String
  ) -> [ScalarRange] {
    let breaks = UnicodeSentences(range, text, references).breaks()
    var sentences: [ScalarRange] = []
    var start = range.start
    let parts = ["zh", "ja"].contains(language.prefix { $0 != "-" })
    for end in breaks {
      if parts, end > start, end < range.end, tellsSpeech(at: end, in: text) { continue }
      var end = end
      while parts, end < range.end, end > start, opens(text[end - 1]) { end -= 1 }
      while start < end, text[start].properties.isWhitespace { start += 1 }
      if let sentence = text.trimmed(start, end) { sentences.append(sentence) }
      start = end
    }
    return sentences
  }

  /// Whether the words that Japanese tells a speech with, `「誰が。」と彼は`, stand right behind the bracket that closes it.
  private static func tellsSpeech(at offset: Int, in text: ScalarText) -> Bool {
    (text[offset - 1] == "」" || text[offset - 1] == "』") && (text[offset] == "と" || text[offset] == "っ")
  }

  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category == .openPunctuation || category == .initialPunctuation
  }

  /// Offsets after each sentence by the standard alone, the white space after it included.
  static func breaks(in text: ScalarText) -> [Int] { UnicodeSentences(text.range, text, []).breaks() }

  private init(_ range: ScalarRange, _ text: ScalarText, _ references: Set<Int>) {
    (self.range, self.text, self.references) = (range, text, references)
    properties = text.scalars[range.offsets].map { SentenceBreakProperty($0) }
    var leads = [Bool](repeating: false, count: properties.count + 1)
    for index in properties.indices.reversed() {
      switch properties[index] {
      case .lower: leads[index] = true
      case .letter, .upper, .separator, .carriageReturn, .lineFeed, .terminator, .ambiguousTerminator: break
      default: leads[index] = leads[index + 1]
      }
    }
    leadsToLower = leads
  }

  /// What came since a stop.
  private enum Phase { case none, stop, closed, blank }

  private func breaks() -> [Int] {
    var breaks: [Int] = []
    var phase = Phase.none
    var isAmbiguous = false
    /// The last property and the one before it, extending and format characters left aside.
    var last = SentenceBreakProperty.other
    var beforeLast = SentenceBreakProperty.other
    for (index, property) in properties.enumerated() {
      let offset = range.start + index
      if index > 0 {
        if last.isParagraphSeparator {
          // SB3, SB4
          if !(last == .carriageReturn && property == .lineFeed) {
            breaks.append(offset)
            (phase, last, beforeLast) = (.none, .other, .other)
          }
        } else if property == .extend || property == .format {
          // SB5
          continue
        } else if phase != .none {
          if references.contains(offset) { phase = .blank }
          let isBeforeNumeral = phase == .stop && isAmbiguous && property == .numeric
          let isInAcronym =
            phase == .stop && isAmbiguous && property == .upper
            && (beforeLast == .upper || beforeLast == .lower)
          let goesOn: Bool =
            switch property {
            case .continue, .terminator, .ambiguousTerminator: true  // SB8a
            case .close: phase != .blank || isAmbiguous && leadsToLower[index]  // SB9
            case .space, .separator, .carriageReturn, .lineFeed: true  // SB9, SB10
            default: isBeforeNumeral || isInAcronym || isAmbiguous && leadsToLower[index]  // SB6 to SB8
            }
          if !goesOn {
            // SB11
            breaks.append(offset)
            phase = .none
          }
        }
      }
      switch property {
      case .terminator, .ambiguousTerminator: (phase, isAmbiguous) = (.stop, property == .ambiguousTerminator)
      case .close: phase = phase == .none || phase == .blank ? .none : .closed
      case .space: phase = phase == .none ? .none : .blank
      default: phase = .none
      }
      (beforeLast, last) = (last, property)
    }
    if !properties.isEmpty { breaks.append(range.end) }
    return breaks
  }
}
