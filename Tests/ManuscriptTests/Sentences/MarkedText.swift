import Manuscript

/// A text with `|` where a sentence ends and another begins, and `^` for a note's reference.
struct MarkedText {
  let text: ScalarText
  let references: Set<Int>
  /// Where sentences end, the last left aside.
  let ends: Set<Int>

  init(_ marked: some StringProtocol) {
    var (plain, ends, references): ([Unicode.Scalar], Set<Int>, Set<Int>) = ([], [], [])
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "|": ends.insert(plain.count)
      case "^": references.insert(plain.count)
      default: plain.append(scalar)
      }
    }
    (text, self.ends, self.references) = (ScalarText(plain), ends, references)
  }

  func sentences(language: String = "en") -> [ScalarRange] {
    SentenceSegmenter.sentences(in: text.range, of: text, references: references, language: language)
  }

  /// The text as the segmenter parts it, with the same marks.
  func parted(language: String = "en") -> String {
    let found = sentences(language: language)
    return found.map { text[$0] }.joined(separator: "| ")
  }

  func ends(language: String = "en") -> Set<Int> { Set(sentences(language: language).dropLast().map(\.end)) }
}
