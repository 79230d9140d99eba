/// The form a paper's source has.
public enum SourceFormat: String, CaseIterable, Sendable {
  case markdown
  case plainText
}

/// Reads a paper's source into a document. Same bytes in, same document out; the time grows with the length.
///
/// In order: the bytes are checked and cut into lines, the lines into blocks, pages are taken apart, marks
/// within the text are read, references to notes settled, and the text is laid out with its map.
public enum PaperReader {
  /// The version of the rules; a document says which one read it.
  public static let version = 3
  /// Most bytes a source may have unless the caller says otherwise: 32 MiB.
  public static let defaultByteLimit = 32 << 20

  /// The document read out of a source, and what the reader found and was unsure of.
  public static func read(
    _ raw: [UInt8], as format: SourceFormat = .markdown, byteLimit: Int = defaultByteLimit
  ) throws(ImportError) -> (document: Document, report: ImportReport) {
    guard raw.count <= byteLimit else { throw .tooLarge(bytes: raw.count, limit: byteLimit) }
    var source = try SourceText(raw).readingEntities(of: format)
    var undecided = ControlCharacters.doubts(in: source)
    let bare = LineNumbers.taken(off: source)
    source = bare.source
    undecided += bare.undecided
    undecided += ForeignMarkup.doubts(in: source, as: format)
    var blocks: [SourceBlock]
    switch format {
    case .markdown:
      source = WrappedMarkup.joined(source)
      blocks = markdownBlocks(of: source)
    case .plainText:
      let (parted, doubts) = Columns.parted(source)
      let (placed, stray) = doubts.isEmpty ? StrayNumbers.placed(source) : (parted, doubts)
      source = placed
      undecided += stray
      blocks = TitleLines.parted(PlainTextBlockScanner.blocks(of: source), in: source)
      blocks = DividedVerse.parted(EdgeLines.parted(blocks, in: source), in: source)
      blocks = ListEnds.parted(DashedLines.parted(blocks, in: source), in: source)
      blocks = EntryLines.parted(HeadingLines.parted(blocks, in: source), in: source)
      blocks = HangingEntries.parted(blocks, in: source)
      blocks = ShortLines.parted(IndentedParagraphs.parted(blocks, in: source), in: source)
    }
    let pageMarks = PageMarks(in: blocks, of: source)
    blocks = LabelledLists.parted(pageMarks.blocks, in: source)
    if format == .plainText { blocks = ListEnds.parted(blocks, in: source) }
    UnmarkedHeadings.mark(&blocks, in: source)
    UnmarkedQuotes.markIndented(&blocks, in: source)
    let verseNumbers = Verse.mark(&blocks, in: source, isPlainText: format == .plainText)
    Figures.mark(&blocks, in: source)
    var structure = PageReader.structure(of: blocks, in: source)
    structure.add(pageMarks)
    structure.undecided += verseNumbers
    UnmarkedQuotes.markQuoted(&structure.blocks, in: source)
    let metadata = Metadata(of: blocks, in: source)
    metadata?.placeTitle(in: &structure.blocks)
    FrontMatter.mark(&structure.blocks, in: source)
    metadata?.placeAuthorsAndAbstract(in: &structure.blocks)
    let text = TextReader.read(
      structure, of: source, linkDefinitions: LinkDefinitions.of(blocks, in: source),
      isMarkdown: format == .markdown)
    guard !text.blocks.isEmpty else { throw .empty }
    var document = Document(
      readerVersion: version, segmenterVersion: SentenceSegmenter.version,
      language: text.language, pages: text.pages, text: ScalarText(text.scalars),
      blocks: text.blocks, sourceMap: text.map)
    var doubts = text.undecided.compactMap { document.located($0) }
    if let order = source.order { document.sourceMap = order.map(document.sourceMap) }
    doubts += undecided.compactMap { document.located($0) }
    var report = report(on: document, undecided: doubts)
    report.metadata = metadata?.report ?? []
    document.leadBack(to: source)
    return (document, report)
  }

  /// The blocks of a Markdown source, parted where its lines are more than one text.
  private static func markdownBlocks(of source: SourceText) -> [SourceBlock] {
    var blocks = ReflowedHyphens.parted(MarkdownBlockScanner.blocks(of: source), in: source)
    blocks = DashedLines.parted(EdgeLines.parted(blocks, in: source), in: source)
    blocks = EntryLines.parted(blocks, in: source)
    TitleByAuthors.mark(&blocks, in: source)
    return blocks
  }

  private static func report(
    on document: Document, undecided: [ImportReport.Undecided]
  ) -> ImportReport {
    let blocks = document.blocks
    return ImportReport(
      blocks: blocks.count, sentences: blocks.reduce(0) { $0 + $1.sentences.count },
      headings: blocks.count { $0.kind == .heading }, notes: blocks.count { $0.kind == .note },
      references: blocks.reduce(0) { $0 + $1.noteReferences.count }, pages: document.pages,
      undecided: undecided)
  }
}

extension Document {
  /// Makes the map one to the bytes that the source had before it was written anew.
  fileprivate mutating func leadBack(to source: SourceText) {
    if let entities = source.entities { sourceMap = entities.map(sourceMap, of: text) }
    if let utf16 = source.utf16 { sourceMap = utf16.map(sourceMap) }
  }

  /// Something undecided, with its address and what stands there; nil if what stands there gave no text, so
  /// that nothing was to be decided.
  fileprivate func located(_ undecided: PageStructure.Undecided) -> ImportReport.Undecided? {
    if let address = undecided.address, let block = block(at: address) {
      return ImportReport.Undecided(what: undecided.what, address: address, text: excerpt(block.range))
    }
    let scalars = undecided.bytes.lazy.compactMap { sourceMap.scalar(ofByteAt: $0) }
    guard let first = scalars.first else { return nil }
    let last = undecided.bytes.reversed().lazy.compactMap { sourceMap.scalar(ofByteAt: $0) }.first ?? first
    let range = ScalarRange(min(first, last), max(first, last) + 1)
    // A raised number that cites an entry of the literature is no note that lacks its body.
    if isRaisedCitation(range) { return nil }
    return ImportReport.Undecided(what: undecided.what, address: address(of: range), text: excerpt(range))
  }

  private func isRaisedCitation(_ range: ScalarRange) -> Bool {
    guard let block = block(containing: range.start) else { return false }
    // A block may have as many spans and links as it has words.
    let spans = block.emphasis[block.emphasis.partitioningIndex { $0.range.start >= range.start }...]
      .prefix { $0.range.start < range.end }
    guard
      text.scalars[range.offsets].contains(where: { SourceText.superscriptDigit($0) != nil })
        || spans.contains(where: { $0.kind == .superscript })
    else { return false }
    let links = block.links[block.links.partitioningIndex { $0.range.end > range.start }...]
      .prefix { $0.range.start < range.end }.filter { $0.destination.hasPrefix("#p") }
    return links.first?.range.start == range.start && links.last?.range.end == range.end
  }
}
