/// Marks behind guillemets that blanks part from what they hold, as French has them: `« du Coq »1.`, `« Rien. » 3`
extension SourceText {
  /// Whether scalars before a mark, given backwards, end in a closing guillemet with a blank or the line's end before it,
  /// and stops. German opens with the same sign, `sagt er: »12 Mann`: what opened the quotation tells.
  func closesSpacedGuillemet(_ head: some Collection<Unicode.Scalar>, before offset: Int) -> Bool {
    let marks = head.prefix { Self.signsAfterGuillemets.contains($0) }
    let rest = head.dropFirst(marks.count)
    guard let first = rest.first, first == "»" || first == "›",
      rest.dropFirst().first?.properties.isWhitespace ?? true
    else { return false }
    return opensSpacedGuillemet(before: offset)
  }

  /// The number of scalars before a mark, given backwards, that are closing marks and stops, on both sides of a guillemet
  /// that a blank parts from what it holds: 3 for ` « Rien. »`.
  func marksBefore(_ head: some Collection<Unicode.Scalar>, of marks: Set<Unicode.Scalar>) -> Int {
    let outer = head.prefix { marks.contains($0) }
    let rest = head.dropFirst(outer.count)
    let blanks = rest.prefix { $0.properties.isWhitespace }
    guard outer.contains("»") || outer.contains("›"), !blanks.isEmpty else { return outer.count }
    let inner = rest.dropFirst(blanks.count).prefix { marks.contains($0) }
    return inner.isEmpty ? outer.count : outer.count + blanks.count + inner.count
  }

  /// Whether a quotation before an offset was opened by a guillemet that stands apart from the words on both sides of it.
  private func opensSpacedGuillemet(before offset: Int) -> Bool {
    let start = max(0, offset - Self.longestQuotation)
    var index = offset - 2
    while index > start {
      if bytes[index] == 0xC2, bytes[index + 1] == 0xAB {
        let after = scalar(at: index + 2).scalar
        let before = index > 0 ? scalar(before: index) : " "
        return after.properties.isWhitespace
          && (before.properties.isWhitespace || "(['’—–".unicodeScalars.contains(before))
      }
      index -= 1
    }
    return false
  }

  /// Most bytes from where a quotation opens to where it closes.
  private static let longestQuotation = 1_000

  private static let signsAfterGuillemets: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", "…", ")", "]",
  ]
}
