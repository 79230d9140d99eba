/// A page's number with its head on the next line, `2` over `Keller and Prior`, where a sentence goes on over both. The number
/// looks like a note's and the head like the note, and where no blank line stands they look like lines of the text.
struct NumberedHeads {
  private let blocks: [SourceBlock]
  private let source: SourceText

  /// Where a number stands, and the head under it.
  private struct Place {
    var number: (block: Int, line: Int)
    var head: (block: Int, line: Int)
    var words: [String]
  }

  /// The blocks with such numbers and heads known as what they are.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let heads = NumberedHeads(blocks: blocks, source: source)
    let places = heads.places()
    let interrupting = places.filter { heads.isInterrupted(at: $0) }
    guard !interrupting.isEmpty else { return blocks }
    // What such a head says is one wherever it stands under a number.
    let said = Set(interrupting.map(\.words))
    return heads.parted(at: places.filter { said.contains($0.words) })
  }

  private func places() -> [Place] {
    var places: [Place] = []
    let notes = numbersOfNotes()
    for (index, block) in blocks.enumerated() where mayHold(block) {
      for (line, content) in block.lines.lazy.map(\.content).enumerated() where isNumber(content) {
        guard !notes.contains(content.lowerBound) else { continue }
        let isLast = line + 1 == block.lines.count
        let head = isLast ? (block: index + 1, line: 0) : (block: index, line: line + 1)
        guard head.block < blocks.count, !blocks[head.block].lines.isEmpty,
          case let text = blocks[head.block].lines[head.line].content, isHead(text),
          !isLast || mayHold(blocks[head.block])
        else { continue }
        places.append(Place(number: (index, line), head: head, words: source.words(in: text)))
      }
    }
    return places
  }

  /// Most lines from one note's number to the next.
  private static let longestNote = 16

  /// Where numbers begin that are a foot's notes and no pages: the next in the series stands a few lines before or after.
  private func numbersOfNotes() -> Set<Int> {
    var notes: Set<Int> = []
    var last: (offset: Int, line: Int, number: Int)?
    var place = 0
    for block in blocks {
      for line in block.lines {
        place += 1
        guard isNumber(line.content), let number = Int(source.string(line.content)) else { continue }
        if let last, number == last.number + 1, place - last.line <= Self.longestNote {
          notes.formUnion([last.offset, line.content.lowerBound])
        }
        last = (line.content.lowerBound, place, number)
      }
    }
    return notes
  }

  private func mayHold(_ block: SourceBlock) -> Bool {
    block.kind == .paragraph && block.quoteDepth == 0 && !block.keepsLines
  }

  private func isNumber(_ line: Range<Int>) -> Bool {
    (1...4).contains(line.count) && source.bytes[line].allSatisfy(SourceText.isDigit)
      && source.bytes[line.lowerBound] != UInt8(ascii: "0")
  }

  /// Most bytes of a head.
  private static let longest = 80

  /// Whether a line is several words written like names, without a stop or a number.
  private func isHead(_ line: Range<Int>) -> Bool {
    guard line.count <= Self.longest, !source.bytes[line].contains(where: SourceText.isDigit),
      let last = line.last, SourceText.isLetter(source.bytes[last]) || source.bytes[last] >= 0x80
    else { return false }
    return source.bytes[line].contains(where: SourceText.isBlank) && source.isName(line)
      && !Continuation.isDangling(TextEnd(ofLine: line, in: source))
  }

  /// Fewest bytes of a text that a page's end breaks off.
  private static let shortText = 40
  /// Most lines of a foot that are looked over.
  private static let longestFoot = 12

  /// Whether a small letter goes on after the head a sentence that is open before the number, or over a foot's notes.
  private func isInterrupted(at place: Place) -> Bool {
    let (head, number) = (place.head, place.number)
    let after: SourceBlock
    if head.line + 1 < blocks[head.block].lines.count {
      after = blocks[head.block].part(head.line + 1..<head.line + 2)
    } else {
      guard head.block + 1 < blocks.count, mayHold(blocks[head.block + 1]) else { return false }
      after = blocks[head.block + 1]
    }
    guard TextStart(of: after, in: source).goesOn else { return false }
    // So many lines have as many bytes.
    let start = max(0, number.line - Self.shortText)
    let before =
      number.line > 0
      ? blocks[number.block].part(start..<number.line) : blocks[..<number.block].last { $0.isText }
    guard let before, before.isRunning, before.hasLength(atLeast: Self.shortText) else { return false }
    return TextEnd(of: before, in: source).isOpen
      || before.lines.suffix(Self.longestFoot).contains { source.opensLikeNote($0.content) }
  }

  // MARK: - Parts

  private func parted(at places: [Place]) -> [SourceBlock] {
    var kinds: [Int: [Int: SourceBlock.Kind]] = [:]
    for place in places {
      kinds[place.number.block, default: [:]][place.number.line] = .pageNumber
      kinds[place.head.block, default: [:]][place.head.line] = .runningHead
    }
    return blocks.parted { index, block in
      guard let found = kinds[index] else { return nil }
      var parts: [SourceBlock] = []
      var start = 0
      for line in found.keys.sorted() {
        if start < line { parts.append(block.part(start..<line)) }
        var part = block.part(line..<line + 1)
        part.kind = found[line] ?? .paragraph
        parts.append(part)
        start = line + 1
      }
      return start < block.lines.count ? parts + [block.part(start..<block.lines.count)] : parts
    }
  }
}
