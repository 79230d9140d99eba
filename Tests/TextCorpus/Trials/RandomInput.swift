public import Manuscript

/// Sources and addresses made up at random, most of them what no person would write.
public enum RandomInput {
  private static let marks = [
    "<sup>", "</sup>", "<sup>12</sup>", "12", "3", "[^a]", "[^1]", "[^1]: x", "[^1]:", "---\n", "\n\n", "\n",
    "> ", "- ", "1. ", "a) ", "b) ", "(a) ", "(b) ", "i) ", "ii) ", "# ", "##", "**", "*", "_", "~~", "`",
    "```\n", "[", "](", ")", "(",
    "![",
    "[1] ", "[2] ", "<b>", "</b>", "<br>", "<table>", "</table>", "<h2>", "</h2>", "&amp;", "&#x41;", "&",
    "<!--", "-->", "<!-- page 2 -->", "a|b\n-|-\n", "| a | b |\n", "word ", "Word. ", "Two words ", "¹", "³⁴",
    "\\", "http://x.y/z_", "<http://a.b>", "[l]: http://x.y\n", "    ", "\t", "\r\n", "\r", "\u{0C}", "===\n",
    "“", "”", "\"", "-\n", "é", "e\u{301}", "=", "|", "$^{3}$", "$", "$$\n", "$x_1$", "\\(", "\\)", "\\[",
    "\\]", "^3^", "{4}-----\n", "% t\n",
    "---\na: b\n---\n",
    "Figure 1. ", "1 Intro\n\n", "2 Next\n\n", "II. Two\n\n", "Abstract\n\n", "NOTES\n\n", "17\n\n", "18\n\n",
    "– 19 –\n\n", "THE HEAD\n\n", "the end of the", "govern-\nment", "said:\n\n", "1 Note one.\n\n",
    "2 Note two.\n\n", "word.1 ", "so.2 ", "界", "ש", "🏳️‍🌈", "\u{FEFF}", "\u{AD}", "\u{200B}", "\u{2028}", "İ",
    "ﬁ", "\u{10FFFF}",
  ]

  /// A source of a few pieces: marks, or a paper that was damaged, now and then bytes that are no text.
  public static func source(using random: inout SplitMix64) -> [UInt8] {
    if random.chance(15) { return damagedPaper(using: &random) }
    let few = (0..<random.pick([1, 2, 3, 5, 12, 80])).map { _ in random.pick(marks) }
    var bytes = (0..<random.pick([1, 4, 12, 30, 60])).flatMap { _ in Array(random.pick(few).utf8) }
    if random.chance(5) {
      bytes.insert(
        UInt8.random(in: 0...255, using: &random), at: Int.random(in: 0...bytes.count, using: &random))
    }
    return bytes
  }

  private static func damagedPaper(using random: inout SplitMix64) -> [UInt8] {
    let paper = GeneratedPaper(
      random.pick(GeneratedPaper.Form.all), seed: random.next(), paragraphs: random.pick([1, 2, 4]))
    var scalars = Array(paper.source.unicodeScalars)
    for _ in 0..<random.pick([1, 3, 10, 40]) where !scalars.isEmpty {
      let start = Int.random(in: 0..<scalars.count, using: &random)
      let end = min(scalars.count, start + Int.random(in: 0...12, using: &random))
      let piece = random.chance(60) ? Array(random.pick(marks).unicodeScalars) : []
      scalars.replaceSubrange(start..<end, with: piece)
    }
    return Array(String(String.UnicodeScalarView(scalars)).utf8)
  }

  private static let addressPieces = [
    "p", "n", "s", "c", "x", "1", "2", "3", "12", "0", "999999999", "1000000000", ".", "..", "-", "/", "+",
    ":",
    "p1", "p2.1", "n1", "s1", "/0+1", "/3+0", "the", "word", " ", "\"", "“", "é", "e\u{301}", "\u{301}",
    "\u{AD}",
    "end.", "\n", "界", "\0",
  ]

  /// What a person might type as an address, or words of a document, a little changed.
  public static func address(in document: Document, using random: inout SplitMix64) -> String {
    if random.chance(60) {
      return (0..<random.pick([1, 2, 3, 6])).map { _ in random.pick(addressPieces) }.joined()
    }
    var words = document.text[range(in: document, using: &random)]
    if random.chance(30) { words += random.pick(addressPieces) }
    return random.pick(["", "", ":", "p1:", "p1..p2:"]) + words
  }

  /// A range within one block.
  public static func range(in document: Document, using random: inout SplitMix64) -> ScalarRange {
    guard let block = document.blocks.randomElement(using: &random) else { return ScalarRange(0, 0) }
    let start = Int.random(in: block.range.start...block.range.end, using: &random)
    let end = Int.random(
      in: start...min(block.range.end, start + random.pick([0, 1, 5, 20, 60, 2_000])), using: &random)
    return ScalarRange(start, end)
  }
}
