/// A compared text with its scalars, which know where words begin and end.
struct WordEdges: Sendable {
  let text: ScalarText
  let compared: ComparedText

  /// Whether the place before a symbol lies inside a word.
  func partsWord(at symbol: Int) -> Bool {
    symbol > 0 && symbol < compared.count && text.partsWord(at: compared.start(of: symbol))
  }
}
