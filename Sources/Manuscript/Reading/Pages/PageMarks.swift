/// Pages' ends that an edition marks within its lines: `[Pg 12]`, `{12}`.
struct PageMarks {
  private let source: SourceText
  private(set) var blocks: [SourceBlock] = []
  /// The bytes of the marks, with the blank that one too many would leave.
  private(set) var marks: [Range<Int>] = []

  /// The blocks without such marks, where enough of them count on through the text.
  init(in blocks: [SourceBlock], of source: SourceText) {
    self.source = source
    self.blocks = blocks
    for form in Form.allCases where source.holds(form.opening) {
      let found = blocks.indices.flatMap { index in
        mayHold(blocks[index]) ? marks(in: blocks[index], form).map { (block: index, mark: $0) } : []
      }
      let numbers = found.map(\.mark.number)
      guard found.count >= form.fewest, zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 }),
        form != .brace
          || areApart(found.map(\.mark)) && found.allSatisfy({ stands($0.mark, in: blocks[$0.block]) })
      else { continue }
      for (block, group) in Dictionary(grouping: found, by: \.block) {
        self.blocks[block] = without(group.map(\.mark), self.blocks[block])
      }
      marks = found.map(\.mark.bytes)
      return
    }
  }

  private enum Form: CaseIterable {
    case page, word, brace

    var opening: StaticString {
      switch self {
      case .page: "[Pg "
      case .word: "[Page "
      case .brace: "{"
      }
    }

    /// Fewest marks that count on. `[Page 12]` may be a citation; nothing but an edition writes `[Pg 12]`.
    var fewest: Int { self == .page ? 2 : 3 }

    var closing: UInt8 { self == .brace ? UInt8(ascii: "}") : UInt8(ascii: "]") }
  }

  private struct Mark {
    var bytes: Range<Int>
    var number: Int
  }

  /// Whether a line's end lies between any two: `{1}, {2}, {3}` are sets.
  private func areApart(_ marks: [Mark]) -> Bool {
    zip(marks, marks.dropFirst()).allSatisfy { mark, next in
      source.bytes[mark.bytes.upperBound..<next.bytes.lowerBound].contains(0x0A)
    }
  }

  /// Whether a number in braces stands where a page may end: between words, or within one. What begins a paragraph, `{1} If`,
  /// numbers it; what a letter or sign is before, `A{1}`, `x_{1}`, belongs to that.
  private func stands(_ mark: Mark, in block: SourceBlock) -> Bool {
    let line = block.lines.first { $0.content.contains(mark.bytes.lowerBound) }?.content ?? mark.bytes
    let (start, end) = (mark.bytes.lowerBound, mark.bytes.upperBound)
    if start == block.lines.first?.content.lowerBound { return false }
    let isWordBefore = start > line.lowerBound && isLetter(source.scalar(before: start))
    let isWordAfter = end < line.upperBound && isLetter(source.scalar(at: end).scalar)
    let isApart = start == line.lowerBound || SourceText.isBlank(source.bytes[start - 1])
    return isWordBefore ? isWordAfter : isApart
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isLetter || scalar == "-" }

  /// Whether marks may stand within a block. A number before a row of hyphens is a mark by itself.
  private func mayHold(_ block: SourceBlock) -> Bool {
    block.isRunning && !block.lines.isEmpty
      && !(block.lines.count == 1 && source.isNumberedRule(block.lines[0].content))
  }

  private func marks(in block: SourceBlock, _ form: Form) -> [Mark] {
    block.lines.flatMap { line -> [Mark] in
      var marks: [Mark] = []
      var start = line.content.lowerBound
      while let open = source.offset(of: form.opening, in: start..<line.content.upperBound) {
        let first = open + form.opening.utf8CodeUnitCount
        let end = source.endOfDigits(at: first, before: line.content.upperBound)
        if (1...4).contains(end - first), end < line.content.upperBound, source.bytes[end] == form.closing,
          let number = Int(source.string(first..<end))
        {
          marks.append(Mark(bytes: open..<end + 1, number: number))
        }
        start = max(end, open + 1)
      }
      return marks
    }
  }

  /// A block with its lines parted at the marks. Of the blanks on both sides of a mark one is enough.
  private func without(_ marks: [Mark], _ block: SourceBlock) -> SourceBlock {
    var parted = block
    parted.lines = []
    var rest = marks[...]
    for line in block.lines {
      var line = line
      while let mark = rest.first, line.content.contains(mark.bytes.lowerBound) {
        rest = rest.dropFirst()
        let (start, end) = (line.content.lowerBound, mark.bytes.upperBound)
        var before = line
        let hasBlank =
          mark.bytes.lowerBound > start && SourceText.isBlank(source.bytes[mark.bytes.lowerBound - 1])
        let isBlankAfter = end == line.content.upperBound || SourceText.isBlank(source.bytes[end])
        let cut = hasBlank && isBlankAfter ? mark.bytes.lowerBound - 1 : mark.bytes.lowerBound
        before.content = start..<cut
        before.newline = cut..<cut
        // What the mark stood before begins the line, without a blank.
        let next =
          cut == start && isBlankAfter ? source.trimmed(end..<line.content.upperBound).lowerBound : end
        if !before.content.isEmpty { parted.lines.append(before) }
        line.content = next..<line.content.upperBound
        if !before.content.isEmpty { line.joint = .inlineNote }
      }
      if !line.content.isEmpty { parted.lines.append(line) }
    }
    return parted.lines.isEmpty ? block : parted
  }
}
