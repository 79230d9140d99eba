import Manuscript
import Testing
import TextCorpus

@Suite("Sentences of any text")
struct SentencePropertyTests {
  private static let pieces = [
    ".", "!", "?", "…", "...", ". . .", " ", " ", " ", "\n", "“", "”", "\"", "'", "(", ")", "[", "]", "1",
    "23", "A",
    "I", "a", "The", "then", "p", "pp", "vol", "Mr", "U.S", "et al", "etc", "war", "e.g", "de", "Gaulle",
    "iPhone",
    "•", "1)", "(i)", "。", "他", "е", "Ж", "é", "e\u{301}", "🙂", "\u{200D}", "\u{A0}", "\r\n", "—", ",", ";",
    "said",
    "§", "¹", "[12]", "12.", "\u{2029}", "\u{00}",
  ]

  @Test(arguments: ["en", "und", "de", "zh", "und-Cyrl"])
  func `lie in order, hold every scalar but white space, and neither begin nor end with it`(language: String)
  {
    for seed in 0..<400 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let string = (0..<Int.random(in: 0...60, using: &random)).map { _ in random.pick(Self.pieces) }.joined()
      let text = ScalarText(string)
      let start = Int.random(in: 0...text.count, using: &random)
      let range = ScalarRange(start, Int.random(in: start...text.count, using: &random))
      let references = Set((0..<3).map { _ in Int.random(in: 0...text.count, using: &random) })
      let sentences = SentenceSegmenter.sentences(
        in: range, of: text, references: references, language: language)
      var rebuilt = ""
      var end = range.start
      for sentence in sentences + [ScalarRange(range.end, range.end)] {
        guard sentence.start >= end, range.contains(sentence) else {
          Issue.record("seed \(seed): \(sentences) in \(range)")
          break
        }
        let gap = text[ScalarRange(end, sentence.start)]
        #expect(gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace }, "seed \(seed): \(gap)")
        rebuilt += gap + text[sentence]
        end = sentence.end
      }
      #expect(rebuilt.unicodeScalars.elementsEqual(text[range].unicodeScalars), "seed \(seed)")
      for sentence in sentences {
        #expect(!sentence.isEmpty, "seed \(seed)")
        let isTrim =
          !text[sentence.start].properties.isWhitespace && !text[sentence.end - 1].properties.isWhitespace
        #expect(isTrim, "seed \(seed): \(text[sentence])")
      }
    }
  }

  /// A segmenter that looks back or ahead without bound would take twenty thousand million steps.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [".", "A", "A. ", "(", "“", ".)", ". ", "p. ", "1. ", "?\" ", "a.b", "[1] ", "and "],
    ["en", "de"])
  func `take linear time`(piece: String, language: String) {
    let text = ScalarText(String(repeating: piece, count: 200_000 / piece.unicodeScalars.count))
    let sentences = SentenceSegmenter.sentences(in: text.range, of: text, language: language)
    #expect(sentences.first?.start == 0 && sentences.last.map { $0.end + 1 >= text.count } == true)
  }
}
