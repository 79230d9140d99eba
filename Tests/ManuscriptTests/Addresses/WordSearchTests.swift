import TextCorpus
import Testing

@testable import Manuscript

/// What is looked for again and again is found as if the text was looked through each time.
struct WordSearchTests {
  /// Every kind of character that folding knows.
  private static let letters = Array(
    "aaaabcdeeefghiiilmnooprsttuAEÆæŒœﬁﬂﬃſßéüñÅå\u{C5}\u{212B}İK\u{212A}古都שלום'\"’“”«»‹›-–—\u{AD}\u{200B}…123.,;"
      .unicodeScalars)

  private func word(_ random: inout SplitMix64) -> String {
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      word.append(Self.letters.randomElement(using: &random)!)
      if Int.random(in: 0..<12, using: &random) == 0 { word.append("\u{301}") }
    }
    return String(word)
  }

  /// Words of few kinds, so that much stands several times, in blocks of sentences.
  private func document(_ random: inout SplitMix64) throws -> Document {
    let words = (0..<40).map { _ in word(&random) }
    var text: [Unicode.Scalar] = []
    var blocks: [Block] = []
    for number in 1...Int.random(in: 17...60, using: &random) {
      if !text.isEmpty { text += "\n\n".unicodeScalars }
      let start = text.count
      var sentences: [ScalarRange] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        if text.count > start { text.append(" ") }
        let first = text.count
        let said = (0..<Int.random(in: 1...9, using: &random)).map { _ in words.randomElement(using: &random)!
        }
        text +=
          said.joined(separator: ["\u{A0}", "  ", " ", " "].randomElement(using: &random)!).unicodeScalars
        sentences.append(ScalarRange(first, text.count))
      }
      blocks.append(
        Block(
          kind: .paragraph, address: "p\(number)", range: ScalarRange(start, text.count), sentences: sentences
        ))
    }
    return Document(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: ScalarText(text),
      blocks: blocks, sourceMap: SourceMap(segments: [], furniture: [], byteCount: 0))
  }

  /// Some words of a document, or nearly.
  private func quote(_ document: Document, _ random: inout SplitMix64) -> String {
    let start = Int.random(in: 0..<document.text.count, using: &random)
    let end = min(document.text.count, start + Int.random(in: 1...40, using: &random))
    var quote = document.text[ScalarRange(start, end)]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: quote = quote.uppercased()
    case 1: quote = quote.lowercased()
    case 2: quote += word(&random)
    case 3: quote = word(&random) + " " + quote
    default: break
    }
    return quote
  }

  @Test(arguments: 1...60)
  func `words are found where a search of the whole text finds them`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let document = try document(&random)
    for _ in 0..<60 {
      let quote = quote(document, &random)
      let from = Int.random(in: 0..<document.blocks.count, using: &random)
      let some = from..<Int.random(in: from...document.blocks.count, using: &random)
      let part = ScalarRange(document.text.count / 9, document.text.count / 9 * 8)
      for isCaseless in [true, false] {
        for (indices, range) in [
          (document.blocks.indices, document.text.range), (some, document.text.range),
          (document.blocks.indices, part),
        ] {
          let found = document.matches(of: quote, in: indices, within: range, ignoringCase: isCaseless)
          let sought = Reference.matches(of: quote, in: document, indices, range, isCaseless)
          #expect(found == sought, "seed \(seed): “\(quote)”")
        }
      }
      let nearest = document.searchAids.words(of: document).nearest(to: quote, atMost: 3)
      #expect(nearest == Reference.nearest(to: quote, in: document, 3), "seed \(seed): “\(quote)”")
    }
  }

  @Test func `another text in a document is looked through anew`() throws {
    var random = SplitMix64(seed: 7)
    var document = try document(&random)
    let other = try self.document(&random)
    let quote = other.text(of: other.blocks[20])
    for _ in 0..<3 { _ = document.find(quote) }
    (document.text, document.blocks) = (other.text, other.blocks)
    for _ in 0..<3 { #expect(document.find(quote).contains(other.blocks[20].range)) }
  }
}

/// The searches as they are told most simply.
private enum Reference {
  static func matches(
    of words: String, in document: Document, _ indices: Range<Int>, _ range: ScalarRange, _ isCaseless: Bool
  ) -> [ScalarRange] {
    let query = FoldedText.query(words, ignoringCase: isCaseless)
    var found: [ScalarRange] = []
    guard !query.isEmpty else { return [] }
    for block in document.blocks[indices] {
      guard let part = block.range.intersection(range) else { continue }
      let text = FoldedText(document.text.scalars[part.offsets], from: part.start, ignoringCase: isCaseless)
      guard text.keys.count >= query.count else { continue }
      for first in 0...text.keys.count - query.count
      where Array(text.keys[first..<first + query.count]) == query {
        let match = ScalarRange(text.starts[first], text.ends[first + query.count - 1])
        if found.last != match { found.append(match) }
      }
    }
    return found
  }

  static func nearest(to quote: String, in document: Document, _ count: Int) -> [ScalarRange] {
    var sought: [[UInt32]] = []
    for word in words(in: quote).prefix(64) where !sought.contains(word) { sought.append(word) }
    let sentences = document.blocks.flatMap(\.sentences).map { ($0, Set(words(in: document.text[$0]))) }
    let scored = sentences.compactMap { sentence, words -> (ScalarRange, Double)? in
      let score = sought.filter(words.contains).reduce(0.0) { score, word in
        score + 1 / Double(sentences.count { $0.1.contains(word) })
      }
      return score > 0 ? (sentence, score) : nil
    }
    return scored.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.prefix(count).map(\.0)
  }

  /// Scalars that are letters or digits, in a row, small where they are of ASCII; not as strings, which compare characters.
  private static func words(in text: String) -> [[UInt32]] {
    let parts = text.unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
    return parts.map { $0.map { ("A"..."Z").contains($0) ? $0.value + 0x20 : $0.value } }
  }
}
