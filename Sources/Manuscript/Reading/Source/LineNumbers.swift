/// Numbers at the head of each line, as manuscripts have them that are sent to reviewers.
struct LineNumbers {
  private let source: SourceText
  private var count = 0
  private var filled = 0
  /// Lines whose number is one more than that of the line before, or that begin anew with 1.
  private var rising = 0
  /// Lines with which a sentence goes on: a small letter follows the number.
  private var goingOn = 0
  /// Fewest blanks after a number.
  private var gap = Int.max
  private var first: Range<Int>?

  /// Fewest lines that are numbered by no chance.
  private static let fewest = 5

  /// The source without such numbers, and what the report says of them.
  static func taken(off source: SourceText) -> (source: SourceText, undecided: [PageStructure.Undecided]) {
    let numbers = LineNumbers(of: source)
    guard numbers.areLines, let first = numbers.first else { return (source, []) }
    let lines = source.lines.map { line in
      var bare = line
      if let number = number(of: line, in: source) {
        bare.content = min(number.end + numbers.gap, line.content.upperBound)..<line.content.upperBound
      }
      return bare
    }
    let doubt = PageStructure.Undecided(
      what: "Each line begins with its number. The numbers are left out of the text.", bytes: first)
    return (source.with(lines), [doubt])
  }

  /// A list has numbers too, but its sentences do not go on over them.
  private var areLines: Bool {
    count >= Self.fewest && count * 10 >= filled * 9 && rising * 10 >= count * 9 && goingOn * 3 >= count
  }

  private init(of source: SourceText) {
    self.source = source
    var last = 0
    for line in source.lines {
      guard let head = source.trimmed(line.content).first else { continue }
      filled += 1
      // Most texts are known to have none by their first lines.
      if filled > 2 * Self.fewest, count * 2 < filled { return }
      guard SourceText.isDigit(source.bytes[head]), let number = Self.number(of: line, in: source) else {
        continue
      }
      count += 1
      if number.value == last + 1 || number.value == 1 { rising += 1 }
      last = number.value
      guard let start = number.text.first else { continue }
      first = first ?? number.text
      gap = min(gap, start - number.end)
      if source.scalar(at: start).scalar.properties.isLowercase { goingOn += 1 }
    }
  }

  private static func number(
    of line: SourceLine, in source: SourceText
  ) -> (value: Int, end: Int, text: Range<Int>)? {
    let content = source.trimmed(line.content)
    guard let first = content.first else { return nil }
    let end = source.endOfDigits(at: first, before: content.upperBound)
    guard (1...5).contains(end - first), let value = Int(source.string(first..<end)),
      end == content.upperBound || SourceText.isBlank(source.bytes[end])
    else { return nil }
    return (value, end, source.trimmed(end..<content.upperBound))
  }
}
