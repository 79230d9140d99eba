/// A tag of HTML in a text.
struct Tag {
  var bytes: Range<Int>
  /// In small letters.
  var name: String
  var isEnd: Bool
  /// Whether it has attributes, each with a value: no one writes a letter so, or "less than".
  var hasAttributes: Bool

  /// Whether it stands by itself.
  var isVoid: Bool { ["img", "wbr", "hr", "br"].contains(name) }

  /// Whether it is one that papers have; others are text.
  var isKnown: Bool { Self.inline.contains(name) || isBlock }

  /// Whether it begins a term or what the term means, in a list of definitions.
  var isDefinition: Bool { !isEnd && ["dt", "dd"].contains(name) }

  /// Whether it may open in one block and close in another.
  var isBlock: Bool { Self.blocks.contains(name) }

  private static let inline = Set(
    words: """
      i em cite b strong u s del strike code tt sup sub a span small big font img mark ins q abbr br wbr
      kbd samp
      """)

  private static let blocks = Set(
    words: """
      div p center section figure figcaption blockquote aside details summary article dl dt dd
      """)
}

extension SourceText {
  /// The tag from a `<` to its `>`; nil if what stands between them has not the form of one.
  func tag(at offset: Int, closing close: Int) -> Tag? {
    var start = offset + 1
    let isEnd = start < close && bytes[start] == UInt8(ascii: "/")
    if isEnd { start += 1 }
    var end = start
    while end < close, Self.isLetter(bytes[end]) || Self.isDigit(bytes[end]) { end += 1 }
    guard end > start, end - start <= 12,
      end == close || Self.isBlank(bytes[end]) || bytes[end] == UInt8(ascii: "/")
    else { return nil }
    return Tag(
      bytes: offset..<close + 1, name: string(start..<end).lowercased(), isEnd: isEnd,
      hasAttributes: hasAttributes(end..<close))
  }

  /// Whether a stretch within a tag is `name="value"` once or more.
  private func hasAttributes(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var count = 0
    func skip(while condition: (UInt8) -> Bool) {
      while index < range.upperBound, condition(bytes[index]) { index += 1 }
    }
    while true {
      while index < range.upperBound,
        Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/")
          || isQuoteMark(at: index, after: range.lowerBound)
      {
        index += 1
      }
      guard index < range.upperBound else { return count > 0 }
      let start = index
      skip { Self.isLetter($0) || Self.isDigit($0) || $0 == 0x2D || $0 == 0x3A || $0 == 0x5F }
      guard index > start, index + 1 < range.upperBound, bytes[index] == UInt8(ascii: "=") else {
        return false
      }
      index += 1
      let quote = bytes[index]
      if quote == 0x22 || quote == 0x27 {
        index += 1
        skip { $0 != quote }
        guard index < range.upperBound else { return false }
        index += 1
      } else {
        skip { !Self.isBlank($0) }
      }
      count += 1
    }
  }
}

extension InlineReader {
  /// Where tags stand that belong together wherever their blocks end: those that make blocks, and those whose
  /// attributes show that they are tags.
  static func pairedTags(in source: SourceText) -> Set<Int> {
    var paired: Set<Int> = []
    var open: [String: [Int]] = [:]
    for line in source.lines {
      var index = line.content.lowerBound
      while let start = source.bytes[index..<line.content.upperBound].firstIndex(of: UInt8(ascii: "<")) {
        index = start + 1
        guard let close = source.closingAngle(after: start, before: line.content.upperBound),
          let tag = source.tag(at: start, closing: close), !tag.isVoid
        else { continue }
        if tag.isEnd {
          guard let opener = open[tag.name]?.popLast() else { continue }
          paired.formUnion([opener, start])
        } else if tag.isBlock || tag.hasAttributes {
          open[tag.name, default: []].append(start)
        }
      }
    }
    return paired
  }
}
