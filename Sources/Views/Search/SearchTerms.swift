/// What is looked for: words, `"words one after the other"`, `beginn*`; and `-words` that must not be there. All of them
/// must hold of one text.
public struct SearchTerms: Hashable, Sendable {
  /// In the order in which they were typed; never empty.
  public let all: [Term]

  /// A word, or words that follow each other.
  public struct Term: Hashable, Sendable {
    /// The words that come whole; several follow each other.
    public var words: String
    /// How the word behind them begins, where its end is left open.
    public var prefix: String?
    /// Whether it must not be there.
    public var isExcluded: Bool
  }

  /// `nil` where there is nothing to look for.
  public init?(_ text: String) {
    var terms: [Term] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      let isExcluded = first == "-" && rest.count > 1
      if isExcluded { rest.removeFirst() }
      let run: Substring
      if let quote = rest.first, Self.closing[quote] != nil {
        rest.removeFirst()
        run = rest.prefix { $0 != Self.closing[quote] }
        rest = rest.dropFirst(run.count + 1)
        // What is left open stands behind the last word, or right behind the quotation marks.
        let isOpen = rest.first == "*"
        if isOpen { rest.removeFirst() }
        if let term = Term(String(run), isOpen: isOpen, isExcluded) { terms.append(term) }
      } else {
        run = rest.prefix { !$0.isWhitespace && Self.closing[$0] == nil }
        rest = rest.dropFirst(run.count)
        if let term = Term(String(run), isOpen: false, isExcluded) { terms.append(term) }
      }
    }
    guard terms.contains(where: { !$0.isExcluded }) else { return nil }
    all = terms
  }

  /// The words that must be there.
  public var wanted: [Term] { all.filter { !$0.isExcluded } }

  private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»"]
}

extension SearchTerms.Term {
  fileprivate init?(_ text: String, isOpen: Bool, _ isExcluded: Bool) {
    var text = text.filter { $0 != "\0" }
    let isOpen = isOpen || text.hasSuffix("*")
    while text.hasSuffix("*") { text.removeLast() }
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    guard isOpen else {
      self.init(words: text, prefix: nil, isExcluded: isExcluded)
      return
    }
    let start = text.lastIndex(where: \.isWhitespace).map(text.index(after:)) ?? text.startIndex
    let prefix = String(text[start...])
    self.init(words: String(text[..<start]), prefix: prefix.isEmpty ? nil : prefix, isExcluded: isExcluded)
  }
}
