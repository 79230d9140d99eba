/// A page's head that stands once and names somebody: `R. CALDER 213`.
extension RunningHeads {
  /// A number less than this may be a section's or a part's.
  private static let leastPage = 20
  /// Fewest bytes of the text under such a head.
  private static let textLength = 60

  /// Marks names with initials, in capitals, beside a page's number, where a page begins. No heading is written so, but
  /// no more than its form shows what it is, and so the report says it.
  mutating func markNames() {
    for index in blocks.indices where marked[index].isText && index != title && beginsPage(index) {
      guard let number = said[index]?.number,
        (Self.leastPage..<Self.leastYear).contains(number),
        source.isNameWithInitials(blocks[index].lines[0].content),
        let next = blocks.indices[(index + 1)...].first(where: { marked[$0].isText }),
        blocks[next].kind == .paragraph, blocks[next].hasLength(atLeast: Self.textLength)
      else { continue }
      marked[index].kind = .runningHead
      report(
        over: next,
        "What stands over this is a name with a number, as pages' heads are. It is left out of the text as one."
      )
    }
  }
}

extension SourceText {
  /// Fewest letters of a surname in capitals that is no abbreviation.
  private static let shortestSurname = 4
  /// What opens the names of papyri and potsherds: `P. KÖLN 213`.
  static let editions: Set<Substring> = ["P.", "O.", "T."]

  /// Whether a line is one or more names in capitals, the first with its initials, a page's number left aside.
  func isNameWithInitials(_ line: Range<Int>) -> Bool {
    let words = string(line).split(separator: " ").filter { !$0.allSatisfy(\.isNumber) }
    let initials = words.prefix { $0.count == 2 && $0.last == "." }
    let names = words.dropFirst(initials.count)
    guard let first = initials.first, initials.count > 1 || !Self.editions.contains(first) else {
      return false
    }
    return names.contains { $0.count >= Self.shortestSurname }
      && names.allSatisfy { word in
        word == "&" || word.allSatisfy { $0.isUppercase || "-'’,".contains($0) }
          || word.count == 2 && word.last == "."
      }
  }
}
