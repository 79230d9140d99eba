/// Lines at pages' edges that are no more than a number.
extension PageEdges {
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
    let letters = source.bytes[text].filter { !SourceText.isBlank($0) && $0 != UInt8(ascii: "-") }
    guard (1...4).contains(letters.count), letters.allSatisfy(SourceText.isDigit) else {
      return PageNumbers.number(in: text, of: source)
    }
    return Int(String(decoding: letters, as: UTF8.self))
  }

  /// Those of some lines that end the sentence over them with a number and a stop, `rubr.`, `17.`, for few pages have such a
  /// number and no blank line over it.
  static func endsOfSentences(among edges: [Int], ofPages pages: Int, in source: SourceText) -> Set<Int> {
    let stopped = edges.filter { index in
      index > 0 && source.isStoppedNumber(source.trimmed(source.lines[index].content))
        && !source.trimmed(source.lines[index - 1].content).isEmpty
    }
    return stopped.count * 2 <= pages ? Set(stopped) : []
  }
}
