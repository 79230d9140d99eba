/// Several lines that come again at the ends of paragraphs, as a library's stamp does that a converter left there:
/// `Digitized by Google`, `Original from`, `All use subject to https://…`. They need hold no number. What tells them from
/// a refrain is that a sentence goes on over them.
struct EdgeStamps {
  /// Where the lines begin that are such.
  private(set) var lines: Set<Int> = []

  private let source: SourceText
  private let blocks: [SourceBlock]

  /// Most lines of a stamp.
  private static let mostLines = 4
  /// Most bytes of one of its lines.
  private static let longest = 160

  /// - Parameter mayHold: whether a paragraph may hold such lines.
  init(of blocks: [SourceBlock], in source: SourceText, where mayHold: (SourceBlock) -> Bool) {
    self.source = source
    self.blocks = blocks
    var places: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() where block.lines.count > 2 && mayHold(block) {
      guard let last = hash(of: block.lines[block.lines.count - 1].content) else { continue }
      places[last, default: []].append(index)
    }
    for group in places.values where group.count > 1 {
      let count = commonLines(of: group)
      guard count > 1, areFurniture(count, of: group) else { continue }
      for index in group { lines.formUnion(blocks[index].lines.suffix(count).map(\.content.lowerBound)) }
    }
  }

  /// A line's bytes as a number, with one sign for each figure; nil if it is too long.
  private func hash(of line: Range<Int>) -> Int? {
    guard (4...Self.longest).contains(line.count) else { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.bytes[line] {
      let sign = SourceText.isDigit(byte) ? UInt8(ascii: "#") : byte
      hash = (hash ^ UInt64(sign)) &* 0x100_0000_01B3
    }
    return Int(truncatingIfNeeded: hash)
  }

  /// How many lines all the paragraphs end with that are equal but for figures.
  private func commonLines(of group: [Int]) -> Int {
    var count = 1
    while count < Self.mostLines, group.allSatisfy({ blocks[$0].lines.count > count + 1 }) {
      let hashes = Set(
        group.map { index in
          let lines = blocks[index].lines
          return hash(of: lines[lines.count - 1 - count].content)
        })
      guard hashes.count == 1, hashes.first != .some(nil) else { break }
      count += 1
    }
    return count
  }

  /// Whether a sentence goes on over such lines somewhere, and none that they end with goes on otherwise.
  private func areFurniture(_ count: Int, of group: [Int]) -> Bool {
    var interrupts = false
    for index in group {
      let rest = blocks[index].part(0..<blocks[index].lines.count - count)
      let next = blocks[(index + 1)...].first { $0.isText }
      guard TextEnd(of: rest, in: source).isOpen, let next else { continue }
      guard TextStart(of: next, in: source).goesOn else { return false }
      interrupts = true
    }
    return interrupts
  }
}
