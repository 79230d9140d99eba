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
    return searchAids.words(of: self).nearest(to: words, atMost: most).map { passage($0) }
  }
}
