/// Words that a converter broke at a line's end and then put on one line, hyphen, blank and all: `Pro‐ zesse`. The hyphen
/// U+2010 or the soft one stands there, which people do not type. Such lines are read as two, so that what is known of
/// broken words decides: `vor‐ und nachher` keeps its hyphen.
enum ReflowedHyphens {
  /// The blocks of a source with such lines parted. Code says what it says, and headings and tables have a line each.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard source.holds("\u{2010} ") || source.holds("\u{AD} ") else { return blocks }
    var parted = blocks
    for index in blocks.indices where blocks[index].isRunning {
      parted[index].lines = blocks[index].lines.flatMap { parts(of: $0, in: source) }
    }
    return parted
  }

  private static func parts(of line: SourceLine, in source: SourceText) -> [SourceLine] {
    let starts = starts(in: line.content, of: source)
    guard !starts.isEmpty else { return [line] }
    var parts: [SourceLine] = []
    var start = line.content.lowerBound
    for next in starts {
      parts.append(SourceLine(content: start..<next - 1, newline: next - 1..<next))
      start = next
    }
    parts.append(SourceLine(content: start..<line.content.upperBound, newline: line.newline))
    parts[0].joint = line.joint
    parts[parts.count - 1].endsColumn = line.endsColumn
    return parts
  }

  /// Where the rests of words begin: small letters behind a letter, the hyphen and a blank.
  private static func starts(in line: Range<Int>, of source: SourceText) -> [Int] {
    let text = source.trimmed(line)
    guard let first = text.first, !"#|>`".utf8.contains(source.bytes[first]) else { return [] }
    return text.filter { blank in
      guard source.bytes[blank] == 0x20, blank + 1 < text.upperBound else { return false }
      let width =
        source.has("\u{2010}", at: blank - 3, before: blank)
        ? 3 : source.has("\u{AD}", at: blank - 2, before: blank) ? 2 : 0
      return width > 0 && blank - width > text.lowerBound
        && source.scalar(before: blank - width).properties.isAlphabetic
        && source.scalar(at: blank + 1).scalar.properties.isLowercase
    }.map { $0 + 1 }
  }
}
