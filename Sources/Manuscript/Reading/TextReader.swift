/// Makes the reading text of a paper's blocks: reads the marks in them, settles the references to notes, and
/// lays body and notes one after another.
struct TextReader {
  struct Result {
    var scalars: [Unicode.Scalar]
    var blocks: [Block]
    var map: SourceMap
    var pages: Int
    /// BCP 47 tag of the text's main language, by whose rules its sentences were found.
    var language: String
    var undecided: [PageStructure.Undecided]
  }

  static func read(
    _ structure: PageStructure, of source: SourceText, linkDefinitions: [String: String], isMarkdown: Bool
  ) -> Result {
    var structure = structure
    var inline = InlineReader(
      source: source, isMarkdown: isMarkdown, linkDefinitions: linkDefinitions,
      knownMarkers: structure.markers)
    let body = structure.blocks.filter { !$0.isNote }
    let notes = structure.blocks.filter(\.isNote)
    let bodyItems = body.map { inline.items(of: $0.withLabelInText(of: source)) }
    let bodyMarkers = inline.markers.count
    let noteItems = notes.map { inline.items(of: $0) }
    structure.dropInterruptions(parting: inline.markers.prefix(bodyMarkers), from: notes)

    var undecided = structure.undecided + inline.remarks
    let numbers = NoteNumbering.numbers(for: notes.map { $0.label ?? "" })
    let references = resolve(
      inline.markers, in: structure, notes: notes, numbers: numbers, bodyMarkers: bodyMarkers, of: source,
      undecided: &undecided)
    var assembler = Assembler(
      source: source, furniture: structure.furniture, markers: inline.markers, references: references)
    var blocks: [Block] = []
    var (section, headings) = (String?.none, 0)
    for (block, items) in zip(body, bodyItems) {
      let kind = kind(of: block, items)
      guard var laid = assembler.lay(items, as: kind, address: "p\(blocks.count + 1)") else { continue }
      if kind == .heading {
        headings += 1
        section = "s\(headings)"
      }
      laid.section = section
      laid.level = level(of: block)
      laid.label = block.labelsText ? nil : block.label
      laid.page = structure.hasPages ? structure.page(ofByteAt: block.bytes.lowerBound) : nil
      blocks.append(laid)
    }
    for (index, (note, items)) in zip(notes, noteItems).enumerated() {
      guard var laid = assembler.lay(items, as: .note, address: "n\(numbers[index])") else { continue }
      laid.label = note.label
      if laid.range.isEmpty { undecided.append(empty(note, laid.label ?? "\(numbers[index])", laid.address)) }
      laid.page = structure.hasPages ? structure.page(ofByteAt: note.bytes.lowerBound) : nil
      blocks.append(laid)
    }
    let text = ScalarText(assembler.scalars)
    Citations.link(&blocks, in: text)
    let map = SourceMap(completing: assembler.segments, named: assembler.furniture, in: source.bytes)
    let language = Language.guess(text.scalars)
    let prose = Prose(text: text.replacing(assembler.lineBreaks, by: " "), map: map, language: language)
    for index in blocks.indices { blocks[index].sentences = prose.sentences(of: blocks[index]) }
    return Result(
      scalars: text.scalars, blocks: blocks, map: map,
      pages: structure.hasPages ? structure.pageStarts.count + 1 : 0, language: language,
      undecided: undecided)
  }

  private static func empty(_ note: SourceBlock, _ label: String, _ address: String)
    -> PageStructure.Undecided
  {
    PageStructure.Undecided(
      what: "Note \(label) has no text: what belongs to it may stand elsewhere.", bytes: note.bytes,
      address: address)
  }

  private static func kind(of block: SourceBlock, _ items: [InlineItem]) -> BlockKind {
    switch block.kind {
    case .heading: return .heading
    case .author: return .author
    case .abstract: return .abstract
    case .code: return .code
    case .table: return .table
    case .caption: return .image
    case .listItem: return block.quoteDepth > 0 ? .quote : .list
    default: return isImage(items) ? .image : block.quoteDepth > 0 ? .quote : .paragraph
    }
  }

  private static func level(of block: SourceBlock) -> Int? {
    switch block.kind {
    case .heading(let level): level
    case .listItem(let depth): depth
    default: nil
    }
  }

  /// Whether a block is no more than an image: its first mark is one, and the link it makes is the whole.
  private static func isImage(_ items: [InlineItem]) -> Bool {
    guard items.count >= 3, case .furniture = items[0].content, items[0].bytes.count == 2,
      case .linkStart = items[1].content
    else { return false }
    let end = items.firstIndex { if case .linkEnd = $0.content { true } else { false } }
    return end.map { $0 + 2 == items.count } ?? false
  }

  // MARK: - References

  /// For each mark the numbers of the notes it refers to; nil where it is text.
  private static func resolve(
    _ markers: [NoteMarker], in structure: PageStructure, notes: [SourceBlock], numbers: [Int],
    bodyMarkers: Int, of source: SourceText, undecided: inout [PageStructure.Undecided]
  ) -> [[Int]?] {
    let binding = NoteBinding(markers, inBody: bodyMarkers, to: notes, of: structure, in: source)
    undecided += binding.undecided
    undecided += binding.unreferred.map { note in
      PageStructure.Undecided(
        what: "Nothing in the text refers to note \(notes[note].label ?? "\(numbers[note])").",
        bytes: notes[note].bytes, address: "n\(numbers[note])")
    }
    return binding.references.map { $0.map { $0.map { numbers[$0] } } }
  }
}

/// A paper's text, of which the sentences are looked for.
private struct Prose {
  let text: ScalarText
  let map: SourceMap
  let language: String
  /// How the paper writes its words, by which its abbreviations are known.
  let usage: WordUsage

  init(text: ScalarText, map: SourceMap, language: String) {
    (self.text, self.map, self.language) = (text, map, language)
    usage = WordUsage(of: text)
  }

  func sentences(of block: Block) -> [ScalarRange] {
    if block.kind == .heading || block.kind == .author { return block.range.isEmpty ? [] : [block.range] }
    let references = Set(block.noteReferences.map { block.range.start + $0.offset })
    let language = Language.guess(text.scalars[block.range.offsets], within: language)
    let parts =
      block.kind == .table ? TableSentences.cells(in: block.range, of: text, mappedBy: map) : [block.range]
    return parts.flatMap {
      SentenceSegmenter.sentences(in: $0, of: text, references: references, language: language, usage: usage)
    }
  }
}

extension ScalarText {
  /// The text with other scalars at some offsets. A sentence goes on over the lines of verse.
  fileprivate func replacing(_ offsets: [Int], by scalar: Unicode.Scalar) -> ScalarText {
    if offsets.isEmpty { return self }
    var scalars = scalars
    for offset in offsets { scalars[offset] = scalar }
    return ScalarText(scalars)
  }
}

extension SourceText {
  /// The scalars before an offset, on its line, in order.
  func scalars(before offset: Int, atMost count: Int) -> [Unicode.Scalar] {
    var start = offset
    var taken = 0
    while start > 0, taken < count, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { taken += 1 }
    }
    return Array(string(start..<offset).unicodeScalars)
  }
}
