/// Finds places in a text that were anchored in another, by quote, context and position alone.
///
/// All places that share enough of the quote and its context are weighed together, not only those with the
/// fewest errors. One is found only if it is good enough by itself and better than the next by a margin.
/// Texts are compared with letter case kept; white space runs, hyphens and dashes, straight and curly quotes,
/// words broken at a line's end, and canonically equivalent characters (NFC and NFD) count as alike. Ranges
/// are exact in the text searched and part no character.
///
/// Making one takes time linear in the text; each anchor then takes time linear in its quote, whatever the
/// text repeats.
public struct AnchorSearch: Sendable {
  let text: ScalarText
  let compared: ComparedText
  let alphabet: SymbolAlphabet
  let index: GramIndex

  /// A search in the reading text of a document.
  public init(in document: Document) { self.init(in: document.text) }

  /// A search in a text.
  public init(in text: ScalarText) {
    var alphabet = SymbolAlphabet()
    let compared = ComparedText(text.scalars, extending: &alphabet)
    self.init(text: text, compared: compared, alphabet: alphabet)
  }

  init(text: ScalarText, compared: ComparedText, alphabet: SymbolAlphabet) {
    self.text = text
    self.compared = compared
    self.alphabet = alphabet
    index = GramIndex(compared.symbols)
  }

  /// Where an anchor's passage stands. Any anchor will do: its range need not lie in the text.
  public func place(_ anchor: Anchor) -> AnchorOutcome { place([anchor])[0] }

  /// Where each anchor's passage stands.
  public func place(_ anchors: [Anchor]) -> [AnchorOutcome] {
    var scan = scan()
    return anchors.map { outcome(of: $0, &scan) }
  }

  var edges: WordEdges { WordEdges(text: text, compared: compared) }

  func scan() -> AnchorScan { AnchorScan(edges, index: index, alphabet: alphabet) }

  func outcome(of anchor: Anchor, _ scan: inout AnchorScan) -> AnchorOutcome {
    let sought = sought(anchor)
    return Agreement.verdict(scan.places(of: sought), sought) { placement($0, sought) }
  }

  func sought(_ anchor: Anchor) -> SoughtPassage {
    let position = min(anchor.range.start, text.count)
    let symbol = compared.symbols(of: ScalarRange(position, position)).lowerBound
    return SoughtPassage(anchor, position: symbol, alphabet: alphabet)
  }

  func placement(_ agreement: Agreement, _ sought: SoughtPassage) -> AnchorPlacement {
    let range = sought.widened(compared.scalars(of: agreement.range), in: text)
    return AnchorPlacement(range: range, method: agreement.method, score: agreement.score)
  }
}
