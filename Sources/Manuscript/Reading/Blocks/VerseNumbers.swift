/// Numbers at the margin that count the lines of verse: `And keep the cloth from dog and cat;      5`.
struct VerseNumbers {
  private let source: SourceText
  private var found: [Number] = []

  private struct Number {
    var block: Int
    var line: Int
    var value: Int
    /// How many lines of verse there are up to it.
    var count: Int
    /// What is left of its line.
    var rest: Range<Int>
  }

  /// Takes such numbers off the lines that are kept as verse, and says so. They count the lines, so that each is as much
  /// more than the one before as there are lines between them.
  static func taken(off blocks: inout [SourceBlock], in source: SourceText) -> [PageStructure.Undecided] {
    var doubts: [PageStructure.Undecided] = []
    var index = 0
    while index < blocks.count {
      let end = blocks[index...].firstIndex { !$0.keepsLines || $0.kind != .paragraph } ?? blocks.count
      if end > index {
        let numbers = VerseNumbers(in: index..<end, of: blocks, source)
        if numbers.countLines, let doubt = numbers.take(off: &blocks) { doubts.append(doubt) }
      }
      index = end + 1
    }
    return doubts
  }

  /// Editions number each fifth line, or each tenth.
  private static let step = 5

  private init(in stanzas: Range<Int>, of blocks: [SourceBlock], _ source: SourceText) {
    self.source = source
    var count = 0
    for index in stanzas {
      for (place, line) in blocks[index].lines.enumerated() {
        let number = number(on: line.content)
        if number?.rest.isEmpty != true { count += 1 }
        guard let number, number.value.isMultiple(of: Self.step), number.value > 0 else { continue }
        if number.rest.isEmpty && place == 0 { continue }
        if isCounted(place, as: number.value, in: blocks[index].lines) { continue }
        found.append(
          Number(block: index, line: place, value: number.value, count: count, rest: number.rest))
      }
    }
  }

  /// Whether the line before a number, or the one after it, has the number before it, or after: notes count so, each line
  /// one, and verse does not.
  private func isCounted(_ place: Int, as value: Int, in lines: [SourceLine]) -> Bool {
    let near = [(place - 1, value - 1), (place + 1, value + 1)]
    return near.contains { lines.indices.contains($0) && number(on: lines[$0].content)?.value == $1 }
  }

  private var countLines: Bool {
    guard let first = found.first else { return false }
    return found.allSatisfy { $0.value - first.value == $0.count - first.count }
      && (found.count > 1 || first.value == first.count)
  }

  private func take(off blocks: inout [SourceBlock]) -> PageStructure.Undecided? {
    let first = blocks[found[0].block].lines[0].content
    for (block, numbers) in Dictionary(grouping: found, by: \.block) {
      for number in numbers { blocks[block].lines[number.line].content = number.rest }
      blocks[block].lines.removeAll { $0.content.isEmpty }
    }
    return PageStructure.Undecided(
      what: "Numbers at the margin count the lines of this verse. They are left out of the text.",
      bytes: first)
  }

  /// The number by itself on a line, before its words or after them, and what is left without it.
  private func number(on line: Range<Int>) -> (value: Int, rest: Range<Int>)? {
    guard let first = line.first, let last = line.last else { return nil }
    let digits = line.reversed().prefix { SourceText.isDigit(source.bytes[$0]) }.count
    let start = line.upperBound - digits
    if SourceText.isDigit(source.bytes[last]), digits <= 4 {
      let value = Int(source.string(start..<line.upperBound)) ?? 0
      if start == line.lowerBound { return (value, start..<start) }
      guard SourceText.isBlank(source.bytes[start - 1]) else { return nil }
      return (value, source.trimmed(line.lowerBound..<start))
    }
    let end = source.endOfDigits(at: first, before: line.upperBound)
    guard (1...4).contains(end - first), SourceText.isBlank(source.bytes[end]) else { return nil }
    return (Int(source.string(first..<end)) ?? 0, source.trimmed(end..<line.upperBound))
  }
}
