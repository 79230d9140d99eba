/// Lays the blocks' texts one after another, and keeps what every scalar came from.
struct Assembler {
  private let source: SourceText
  private var laid: LaidText
  private(set) var furniture: [SourceMap.Furniture]
  /// The offsets of line ends that the source forces within running text.
  private(set) var lineBreaks: [Int] = []
  /// What each mark refers to, by note numbers; nil for a mark that is text.
  private let references: [[Int]?]
  private let markers: [NoteMarker]

  private var hasBlocks = false

  var scalars: [Unicode.Scalar] { laid.scalars }
  var segments: [SourceMap.Segment] { laid.segments }

  // The block being laid.
  private var block = Block(kind: .paragraph, address: "", range: ScalarRange(0, 0))
  /// Where the spans begin that are open, innermost last.
  private var opened: [EmphasisSpan.Kind: [Int]] = [:]
  private var links: [(destination: String, start: Int)] = []
  /// Whether a reference has just been laid, so that a blank after it would double the one before.
  private var followsReference = false

  init(
    source: SourceText, furniture: [SourceMap.Furniture], markers: [NoteMarker], references: [[Int]?]
  ) {
    self.source = source
    self.furniture = furniture
    self.markers = markers
    self.references = references
    laid = LaidText(of: source)
  }

  /// Lays a block's text after the others; nil if it has none.
  mutating func lay(_ items: [InlineItem], as kind: BlockKind, address: String) -> Block? {
    let before = (scalars.count, furniture.count)
    if hasBlocks { laid.supply(["\n", "\n"], at: segments.last.map { $0.byte + $0.count * $0.width } ?? 0) }
    let start = scalars.count
    block = Block(kind: kind, address: address, range: ScalarRange(start, start))
    (opened, links, followsReference) = ([:], [], false)
    for (index, item) in items.enumerated() {
      if partsReferences(index, of: items) { name(item.bytes, .noteMarker) } else { lay(item) }
    }
    if kind != .code { dropBlanks(downTo: start) }
    guard scalars.count > start || !block.noteReferences.isEmpty || kind == .note else {
      // What was taken for text proved to be none.
      truncate(to: before)
      return nil
    }
    hasBlocks = true
    block.range = ScalarRange(start, scalars.count)
    tidy()
    return block
  }

  private mutating func truncate(to counts: (scalars: Int, furniture: Int)) {
    while scalars.count > counts.scalars { dropLast() }
    furniture.removeSubrange(counts.furniture...)
  }

  // MARK: - Items

  private mutating func lay(_ item: InlineItem) {
    switch item.content {
    case .text: layText(item.bytes)
    case .replaced(let scalars): layReplaced(scalars, item.bytes)
    case .lineBreak: layBreak(item.bytes)
    case .furniture(let kind): name(item.bytes, kind)
    case .open(let kind): opened[kind, default: []].append(scalars.count)
    case .close(let kind): close(kind)
    case .linkStart(let destination): links.append((destination, scalars.count))
    case .linkEnd:
      if let (destination, start) = links.popLast(), start < scalars.count {
        block.links.append(Hyperlink(range: ScalarRange(start, scalars.count), destination: destination))
      }
    case .delimiters(let delimiters): lay(delimiters, item.bytes)
    case .marker(let index): layMarker(index)
    }
  }

  /// Whether a piece is no more than a comma between two marks of notes, `³,⁴`: it is theirs, and no text.
  private func partsReferences(_ index: Int, of items: [InlineItem]) -> Bool {
    guard case .text = items[index].content, index > 0, index + 1 < items.count,
      source.string(source.trimmed(items[index].bytes)) == ",", isReference(items[index - 1])
    else { return false }
    return isReference(items[index + 1])
  }

  private func isReference(_ item: InlineItem) -> Bool {
    if case .marker(let index) = item.content { references[index] != nil } else { false }
  }

  private mutating func lay(_ delimiters: Delimiters, _ bytes: Range<Int>) {
    var index = bytes.lowerBound
    for kind in delimiters.closes {
      close(kind)
      index += Delimiters.width(of: kind)
    }
    name(bytes.lowerBound..<index, .markup)
    layText(index..<index + delimiters.count)
    index += delimiters.count
    for kind in delimiters.opens.reversed() { opened[kind, default: []].append(scalars.count) }
    name(index..<bytes.upperBound, .markup)
  }

  private mutating func layMarker(_ index: Int) {
    let marker = markers[index]
    guard let notes = references[index] else {
      name(marker.bytes.lowerBound..<marker.content.lowerBound, .markup)
      let start = scalars.count
      layText(marker.content)
      if marker.style == .tag || marker.style == .math {
        block.emphasis.append(EmphasisSpan(range: ScalarRange(start, scalars.count), kind: .superscript))
      }
      name(marker.content.upperBound..<marker.bytes.upperBound, .markup)
      return
    }
    name(marker.bytes, .noteMarker)
    // A blank before the mark parts it from the word, not the word from the next.
    var place = scalars.count
    if followsReference, let last = block.noteReferences.last {
      place = block.range.start + last.offset
    } else {
      while place > block.range.start, Self.isBlank(scalars[place - 1]) { place -= 1 }
      if place == block.range.start { place = scalars.count }
    }
    for note in notes {
      block.noteReferences.append(NoteReference(note: note, offset: place - block.range.start))
    }
    followsReference = true
  }

  private mutating func close(_ kind: EmphasisSpan.Kind) {
    if let start = opened[kind]?.popLast(), start < scalars.count {
      block.emphasis.append(EmphasisSpan(range: ScalarRange(start, scalars.count), kind: kind))
    }
  }

  private mutating func name(_ bytes: Range<Int>, _ kind: SourceMap.Furniture.Kind) {
    if !bytes.isEmpty { furniture.append(SourceMap.Furniture(kind: kind, bytes: bytes)) }
  }

  // MARK: - Text

  private mutating func layText(_ bytes: Range<Int>) {
    var index = bytes.lowerBound
    if followsBreak { index = skipBlanks(from: index, to: bytes.upperBound) }
    if followsReference, index < bytes.upperBound { index = mendBlanks(before: index, end: bytes.upperBound) }
    while index < bytes.upperBound {
      // Most text is ASCII, and costs far less a run at a time.
      let run = source.endOfVisibleASCII(at: index, before: bytes.upperBound)
      if run > index {
        laid.appendASCII(index..<run)
        index = run
      } else {
        let (scalar, width) = source.scalar(at: index)
        laid.append(scalar, at: index, width: width)
        index += width
      }
    }
  }

  private mutating func layReplaced(_ replacement: [Unicode.Scalar], _ bytes: Range<Int>) {
    if followsReference, replacement == [" "], scalars.last?.properties.isWhitespace == true, !bytes.isEmpty {
      followsReference = false
      name(bytes, .blank)
      return
    }
    if block.kind == .table, replacement == ["\n"] { dropBlanks(downTo: block.range.start) }
    let isNeedless =
      replacement == [" "] && (followsBreak || block.kind == .table && followsBlank)
      || scalars.count == block.range.start && replacement.allSatisfy(\.properties.isWhitespace)
    if isNeedless, !bytes.isEmpty {
      name(bytes, .blank)
      return
    }
    if !bytes.isEmpty, let first = replacement.first {
      laid.append(first, at: bytes.lowerBound, width: bytes.count)
      laid.supply(replacement.dropFirst(), at: bytes.upperBound)
    } else {
      laid.supply(replacement, at: bytes.lowerBound)
    }
    followsReference = false
  }

  /// A line's end within running text. A title and a row of a table are one line.
  private mutating func layBreak(_ bytes: Range<Int>) {
    guard block.kind != .heading, block.kind != .author, block.kind != .table else {
      layReplaced([" "], bytes)
      return
    }
    let end = scalars.count
    dropBlanks(downTo: block.range.start)
    if scalars.count < end { moveReferences() }
    guard scalars.count > block.range.start else {
      name(bytes, .blank)
      return
    }
    lineBreaks.append(scalars.count)
    layReplaced(["\n"], bytes)
  }

  private var followsBlank: Bool { scalars.last?.properties.isWhitespace ?? true }

  /// Whether what comes next begins a line, so that blanks before it are none of the text.
  private var followsBreak: Bool { lineBreaks.last == scalars.count - 1 }

  /// What may part a mark from the word before it.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}"
  }

  private mutating func skipBlanks(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, source.bytes[index] == 0x20 || source.bytes[index] == 0x09 { index += 1 }
    name(start..<index, .blank)
    return index
  }

  /// After a reference that stood between blanks, or between a blank and a stop, one blank too many is left:
  /// it is the marker's, not the text's. Returns where the text goes on.
  private mutating func mendBlanks(before index: Int, end: Int) -> Int {
    followsReference = false
    guard let last = scalars.last, scalars.count > block.range.start, Self.isBlank(last) else { return index }
    switch source.bytes[index] {
    case 0x20, 0x09:
      if let stop = stop(afterBlanksAt: index, end: end) {
        dropBlanks(downTo: block.range.start)
        moveReferences()
        name(index..<stop, .blank)
        return stop
      }
      if last == " " {
        name(index..<index + 1, .blank)
        return index + 1
      }
      dropBlanks(downTo: block.range.start)
      moveReferences()
      return index
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ")"):
      dropBlanks(downTo: block.range.start)
      moveReferences()
      return index
    default: return index
    }
  }

  /// Where a stop stands after blanks, `word [1] .`; a colon or semicolon may have its blank before it.
  private func stop(afterBlanksAt start: Int, end: Int) -> Int? {
    let index = source.trimmed(start..<end).lowerBound
    guard index < end, source.bytes[index] == UInt8(ascii: ".") || source.bytes[index] == UInt8(ascii: ","),
      index + 1 == end || SourceText.isBlank(source.bytes[index + 1])
    else { return nil }
    return index
  }

  private mutating func dropLast() {
    laid.removeLast()
    if lineBreaks.last == scalars.count { lineBreaks.removeLast() }
  }

  /// Takes white space off the end of what is laid. Its bytes become furniture.
  private mutating func dropBlanks(downTo start: Int) {
    while scalars.count > start, scalars[scalars.count - 1].properties.isWhitespace { dropLast() }
  }

  private mutating func moveReferences() {
    let end = scalars.count - block.range.start
    for index in block.noteReferences.indices.reversed() {
      guard block.noteReferences[index].offset > end else { break }
      block.noteReferences[index].offset = end
    }
  }

  /// Cuts to the block what reached into white space that was dropped, and orders it.
  private mutating func tidy() {
    moveReferences()
    let range = block.range
    block.emphasis = block.emphasis.compactMap { span in
      guard let part = span.range.intersection(range), !part.isEmpty else { return nil }
      return EmphasisSpan(range: part, kind: span.kind)
    }
    block.emphasis.sort { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
    block.links = block.links.compactMap { link in
      guard let part = link.range.intersection(range), !part.isEmpty else { return nil }
      return Hyperlink(range: part, destination: link.destination)
    }
    block.links.sort { $0.range < $1.range }
  }
}
