/// Finds the sentences of scholarly prose. It names ranges and never touches the text; between two sentences
/// there is only white space, or nothing where a note's reference parts them or a blank was lost.
///
/// English, and Latin script whose language is unknown, is read by `SentenceRules`, a table; German, Dutch, the
/// Romance, Slavic and Northern languages, Greek, Arabic, Hebrew and what is written in Cyrillic by the shorter
/// `ForeignRules`; all others by the sentence boundaries of Unicode (UAX #29).
/// Takes time linear in the range's length, whatever stands in it.
public enum SentenceSegmenter {
  /// Raised whenever the same text could give other sentences. A document keeps the sentences it was imported
  /// with, and the version that found them.
  public static let version = 7

  /// The sentences in a range of a text, in order. `references` are the offsets in the text at which
  /// references to notes stand, which have no width. `language` is a BCP 47 tag.
  public static func sentences(
    in range: ScalarRange, of text: ScalarText, references: Set<Int> = [], language: String = "en"
  ) -> [ScalarRange] {
    sentences(in: range, of: text, references: references, language: language, usage: WordUsage())
  }

  /// With what is known of how the text around the range writes its words.
  static func sentences(
    in range: ScalarRange, of text: ScalarText, references: Set<Int>, language: String, usage: WordUsage
  ) -> [ScalarRange] {
    if let prose = ProseLanguage.of(language) {
      return ProseSentences.sentences(
        in: range, of: text, references: references, language: prose, usage: usage)
    }
    return UnicodeSentences.sentences(in: range, of: text, references: references, language: language)
  }
}

extension ScalarText {
  /// The range from `start` to `end` without the white space at its end; nil if nothing is left.
  func trimmed(_ start: Int, _ end: Int) -> ScalarRange? {
    var end = end
    while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
    return end > start ? ScalarRange(start, end) : nil
  }
}
