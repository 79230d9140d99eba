extension Document {
  /// The passages that come nearest to words that stand nowhere, best first: where the words stand outside
  /// the place searched, else the sentences that share most of them, the rare ones counting more.
  func passages(nearest words: String, except searched: ScalarRange) -> [AddressError.Passage] {
    let most = 3
    if searched != text.range {
      let elsewhere = matches(of: words, in: blocks.indices, within: text.range, ignoringCase: false)
      if !elsewhere.isEmpty { return elsewhere.prefix(most).map { passage($0) } }
    }
    let anyCase = find(words)
    if !anyCase.isEmpty { return anyCase.prefix(most).map { passage($0) } }

    // A long quote is recognised by its beginning; the cost stays linear in the text.
    let sought = Set(Self.words(in: ScalarText(words).scalars[...]).prefix(64))
    guard !sought.isEmpty else { return [] }
    var sharing: [(sentence: ScalarRange, words: Set<Int>)] = []
    var frequency: [Int: Int] = [:]
    for sentence in blocks.lazy.flatMap(\.sentences) {
      let shared = sought.intersection(Self.words(in: text.scalars[sentence.offsets]))
      if shared.isEmpty { continue }
      for word in shared { frequency[word, default: 0] += 1 }
      sharing.append((sentence, shared))
    }
    let scored = sharing.map { sharing in
      (sharing.sentence, sharing.words.reduce(0.0) { $0 + 1 / Double(frequency[$1]!) })
    }
    let best = scored.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    return best.prefix(most).map { passage($0.0) }
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
