/// A stretch of what a source says, by the words that must come again in what a converter makes of it.
struct SourcePassage {
  /// What it is in the source.
  enum Kind: Hashable {
    case text, note, entry, comment, deletion, textBox, runningHead
  }

  let kind: Kind
  let words: [String]

  init(_ kind: Kind, _ words: [String]) {
    self.kind = kind
    self.words = words
  }

  /// The words of a text: runs of letters. The marks with which Markdown sets words apart part none.
  static func words(of text: some Sequence<Unicode.Scalar>) -> [String] {
    var (words, word) = ([String](), String.UnicodeScalarView())
    for scalar in text {
      if isLetter(scalar) {
        word.append(scalar)
      } else if !isTransparent(scalar), !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return SourceText.isLetter(UInt8(scalar.value)) }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Marks of emphasis and of escape, hyphens that are not seen, joiners.
  private static func isTransparent(_ scalar: Unicode.Scalar) -> Bool {
    "\\*_~^`\u{AD}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}".unicodeScalars.contains(scalar)
  }
}

extension SourcePassage.Kind: CustomStringConvertible {
  /// What it is, after "The source has".
  var description: String {
    switch self {
    case .text: "a passage"
    case .note: "a note"
    case .entry: "an entry of its literature"
    case .comment: "a comment"
    case .deletion: "a tracked deletion"
    case .textBox: "a text box"
    case .runningHead: "a running head or foot"
    }
  }

  /// How a converter treats it, and what can be done, after that.
  var advice: String {
    switch self {
    case .comment:
      ", which is no part of the text; of a DOCX, import FILE --annotations-on SLUG brings it in."
    case .deletion: ": the text is read as if the change were accepted."
    case .runningHead: ", which the converter left out, as it is no part of the text."
    case .text, .note, .entry, .textBox:
      ", which the converter left out. Compare the two; another program may keep it."
    }
  }
}
