/// Lines of a plain text that are no more than a number and count on to its last line: its pages' numbers, where neither form
/// feeds nor blank lines part them from the text.
enum CountedLines {
  /// Fewest lines with text from one page's number to the next.
  private static let shortestPage = 3
  /// Fewest such numbers that stand in from the text, and how far, where others do not.
  private static let fewest = 3
  private static let indentation = 16

  /// The lines with such numbers. No notes' numbers on lines of their own are among them: a note's text follows each, and so the
  /// paper does not end with one.
  static func found(in source: SourceText) -> Set<Int> {
    var numbers: [Place] = []
    var place = 0
    for (index, line) in source.lines.enumerated() {
      let text = source.trimmed(line.content)
      guard !text.isEmpty else { continue }
      place += 1
      guard (1...4).contains(text.count), source.bytes[text].allSatisfy(SourceText.isDigit),
        let value = Int(source.string(text)), value > 0
      else { continue }
      numbers.append(
        Place(line: index, value: value, place: place, lead: text.lowerBound - line.content.lowerBound))
    }
    guard let last = numbers.last, last.place == place else { return [] }
    if numbers.count > 1, countOn(numbers) { return Set(numbers.map(\.line)) }
    let indented = numbers.filter { $0.lead >= indentation }
    guard indented.count >= fewest, indented.last?.line == last.line, countOn(indented) else { return [] }
    return Set(indented.map(\.line))
  }

  /// Where a number stands: on which line of the source and of the text, and how far in.
  private struct Place {
    var line: Int
    var value: Int
    var place: Int
    var lead: Int
  }

  private static func countOn(_ numbers: [Place]) -> Bool {
    zip(numbers, numbers.dropFirst()).allSatisfy { number, next in
      next.value == number.value + 1 && next.place - number.place > shortestPage
    }
  }
}
