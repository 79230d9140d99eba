/// What single lines at a page's edge say.
extension PageEdges {
  /// The lines of each page's head or foot across from which the page's number stands by itself, and those under or over a
  /// line that holds it.
  ///
  /// - Parameter edges: the first page's foot, then each page's head and foot.
  static func acrossFromNumbers(_ edges: [[Int]], in source: SourceText) -> Set<Int> {
    var lines: Set<Int> = []
    for place in stride(from: 1, to: edges.count - 1, by: 2) {
      for (edge, other) in [(edges[place], edges[place + 1]), (edges[place + 1], edges[place])]
      where other.first.map({ bareNumber(source.trimmed(source.lines[$0].content), in: source) != nil })
        ?? false
      {
        // Of a short page's lines each belongs to the nearer end.
        for (depth, line) in edge.enumerated() where other.firstIndex(of: line) ?? depth >= depth {
          lines.insert(line)
        }
      }
    }
    for edge in edges {
      guard let outer = edge.first, case let text = source.trimmed(source.lines[outer].content),
        RunningHeads.line(text, in: source)?.number != nil, !isNoteOrSentence(outer, in: source)
      else { continue }
      lines.formUnion(edge.dropFirst())
    }
    return lines
  }

  /// Whether no blank line or page's end parts a line from the one over it or under it.
  func touchesText(_ index: Int, in source: SourceText) -> Bool {
    let lines = FootLines(of: source)
    return !lines.isBlank(index - 1) && !isTop(index)
      || !lines.isBlank(index + 1) && !isTop(index + 1)
  }

  /// A Roman number of two small letters or more that a line is by itself.
  static func smallRoman(_ text: Range<Int>, in source: SourceText) -> Int? {
    guard (2...7).contains(text.count), source.bytes[text].allSatisfy({ "ivxlc".utf8.contains($0) }) else {
      return nil
    }
    return PageNumbers.roman(source.string(text))
  }

  static func bareNumber(_ text: Range<Int>, in source: SourceText) -> Int? {
    // `1590.` is a year that ends a sentence.
    if text.count == 5, source.has(".", at: text.upperBound - 1, before: text.upperBound) { return nil }
    var (figures, number) = (0, 0)
    for offset in text {
      let byte = source.bytes[offset]
      if SourceText.isBlank(byte) || byte == UInt8(ascii: "-") { continue }
      figures += 1
      guard SourceText.isDigit(byte), figures <= 4 else { return PageNumbers.number(in: text, of: source) }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return figures > 0 ? number : PageNumbers.number(in: text, of: source)
  }
}

extension SourceText {
  /// Whether a small letter begins a line.
  func beginsSmall(_ line: Range<Int>) -> Bool {
    line.first.map { scalar(at: $0).scalar.properties.isLowercase } ?? false
  }

  /// The page's number in a line with a year across from it and nothing else: `1804      7`.
  func numberAcrossYear(_ line: Range<Int>) -> Int? {
    guard line.count > 7, let gap = offset(of: "   ", in: line) else { return nil }
    let ends = [trimmed(line.lowerBound..<gap), trimmed(gap..<line.upperBound)]
    guard ends.allSatisfy({ (1...4).contains($0.count) && bytes[$0].allSatisfy(Self.isDigit) }) else {
      return nil
    }
    let numbers = ends.compactMap { Int(string($0)) }
    guard let year = numbers.firstIndex(where: PageTops.mayBeYear) else { return nil }
    return numbers[1 - year]
  }

  /// Whether a line is one word and a number behind it, `Letter 7`, as that of a piece is, or a page's head; or a papyrus' name,
  /// `P. Köln 213`.
  func isWordWithNumber(_ line: Range<Int>) -> Bool {
    var words = string(line).split(separator: " ")
    if words.count == 3, Self.editions.contains(words[0]) { words.removeFirst() }
    return words.count == 2 && words[0].allSatisfy(\.isLetter)
      && (words[1].utf8.allSatisfy(Self.isDigit) || PageNumbers.roman(words[1].lowercased()) != nil)
  }

  /// Whether a line ends with a word that something must follow.
  func isCutShort(_ line: Range<Int>) -> Bool {
    Continuation.isSurelyFollowed(TextEnd(ofLine: line, in: self))
  }

  /// Whether nothing but a number stands at one end of a line, with a wide gap between it and the words.
  func hasNumberAcross(_ line: Range<Int>) -> Bool {
    guard let gap = offset(of: "   ", in: line), beginsLikeSentence(line) else { return false }
    let (left, right) = (trimmed(line.lowerBound..<gap), trimmed(gap..<line.upperBound))
    guard offset(of: "   ", in: right) == nil else { return false }
    return [(left, right), (right, left)].contains { number, words in
      (1...4).contains(number.count) && bytes[number].allSatisfy(Self.isDigit)
        && bytes[words].contains(where: Self.isLetter) && beginsLikeSentence(words)
    }
  }
}
