/// Which sentences of a document have which words, letter case ignored.
struct SentenceWords: Sendable {
  /// In the order of the text.
  let sentences: [ScalarRange]
  /// The sentences that have a word, by the word's hash, in order.
  private var holders: [Int: [UInt32]] = [:]

  init(_ document: Document) {
    sentences = document.blocks.flatMap(\.sentences)
    for (index, sentence) in sentences.enumerated() {
      let number = UInt32(truncatingIfNeeded: index)
      for word in Self.words(in: document.text.scalars[sentence.offsets]) {
        if holders[word]?.last != number { holders[word, default: []].append(number) }
      }
    }
  }

  /// The sentences that share most of some words, best first, of those that are as good the first. A word counts
  /// the more the fewer sentences have it.
  func nearest(to words: String, atMost count: Int) -> [ScalarRange] {
    // A long quote is recognised by its beginning; the cost stays linear in the text.
    let sought = Self.words(in: ScalarText(words).scalars[...]).prefix(64)
    var scores = [Double](repeating: 0, count: sentences.count)
    var known: Set<Int> = []
    for word in sought where known.insert(word).inserted {
      guard let holders = holders[word] else { continue }
      for sentence in holders { scores[Int(sentence)] += 1 / Double(holders.count) }
    }
    var best: [(sentence: ScalarRange, score: Double)] = []
    for (sentence, score) in zip(sentences, scores) where score > 0 {
      func isBetter(than other: (sentence: ScalarRange, score: Double)) -> Bool {
        score == other.score ? sentence < other.sentence : score > other.score
      }
      if best.count == count, !isBetter(than: best[count - 1]) { continue }
      let place = best.firstIndex(where: isBetter) ?? best.count
      best.insert((sentence, score), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map(\.sentence)
  }

  /// Hashes of the words of a stretch of text, letter case ignored.
  private static func words(in scalars: ArraySlice<Unicode.Scalar>) -> [Int] {
    var words: [Int] = []
    var hash = 0
    var length = 0
    for scalar in scalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        let folded = (0x41...0x5A).contains(scalar.value) ? scalar.value + 0x20 : scalar.value
        hash = hash &* 1_000_003 ^ Int(folded)
        length += 1
      } else if length > 0 {
        words.append(hash)
        (hash, length) = (0, 0)
      }
    }
    if length > 0 { words.append(hash) }
    return words
  }
}
