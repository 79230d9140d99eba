internal import Consensus
internal import Manuscript
internal import Scholarship

/// Writes the text of a document, block by block and in order: paragraphs with insertions and deletions, comments, notes'
/// marks. Holds what the parts of the document share.
final class WordText {
  let source: FlowSource
  let paper: Paper
  private let remarks: Remarks
  private let marks: WordMarks
  private(set) var ids = WordIDs()
  private(set) var comments = WordComments()
  private(set) var numbering = WordNumbering()
  private(set) var bodyLinks = WordLinks()
  private(set) var noteLinks = WordLinks()
  /// The notes whose mark was written. A document refers to each of its notes once.
  private var referred: Set<Int> = []
  private var xml = MarkupBuilder()
  private var isInNote = false

  init(_ source: FlowSource, _ remarks: Remarks, paper: Paper) {
    self.source = source
    self.remarks = remarks
    self.paper = paper
    marks = WordMarks(of: remarks.openings(), in: source)
  }

  // MARK: Blocks

  /// The blocks of the body, by index, and after them the notes that nothing in it refers to.
  var bodyBlocks: [Int] { source.document.blocks.indices.filter { !isMarkedNote($0) } }

  /// The notes that the body refers to, by the indices of their blocks.
  var noteBlocks: [Int] { source.document.blocks.indices.filter(isMarkedNote) }

  private func isMarkedNote(_ index: Int) -> Bool {
    source.document.blocks[index].noteNumber.map(marks.hasMark) ?? false
  }

  /// A block of the body.
  func block(_ index: Int) -> [UInt8] {
    let block = source.document.blocks[index]
    if block.kind != .list, !(block.kind == .quote && block.label != nil) { numbering.endLists() }
    let edits = source.edits(inBlock: index)
    if block.kind == .table,
      let layout = TableLayout(of: block, in: source.document, ranges: edits.map(\.edit.range))
    {
      table(layout, index)
    } else {
      paragraph(index)
    }
    return xml.take()
  }

  /// A note of `word/footnotes.xml`.
  func note(_ index: Int) -> [UInt8] {
    isInNote = true
    defer { isInNote = false }
    let block = source.document.blocks[index]
    xml.add("<w:footnote w:id=\"\(noteID(block.noteNumber ?? 0))\"><w:p>")
    xml.add("<w:pPr><w:pStyle w:val=\"FootnoteText\"/>\(direction(of: block.range))</w:pPr>")
    xml.add("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>")
    xml.add("<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>")
    bookmark(block.address) { write(flow(of: index, marks: []), of: index) }
    xml.add("</w:p></w:footnote>")
    return xml.take()
  }

  private func paragraph(_ index: Int) {
    let block = source.document.blocks[index]
    let flow = flow(of: index, marks: marks.inside(block: index))
    xml.add("<w:p>")
    xml.add(paragraphProperties(of: block, index, flow))
    bookmark(block.address) { write(flow, of: index) }
    xml.add("</w:p>")
  }

  private func table(_ layout: TableLayout, _ index: Int) {
    let block = source.document.blocks[index]
    let width = 9000 / max(1, layout.columns)
    xml.add("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>")
    xml.add("<w:tblLook w:val=\"0420\" w:firstRow=\"\(layout.hasHead ? 1 : 0)\"/></w:tblPr><w:tblGrid>")
    for _ in 0..<layout.columns { xml.add("<w:gridCol w:w=\"\(width)\"/>") }
    xml.add("</w:tblGrid>")
    let (all, cuts) = (layout.rows.flatMap(\.self), source.cuts(ofBlock: index))
    let distributed = BlockFlow.Mark.distributed(marks.inside(block: index), over: all)
    var number = 0
    for (row, cells) in layout.rows.enumerated() {
      xml.add("<w:tr>")
      if row == 0, layout.hasHead { xml.add("<w:trPr><w:tblHeader/></w:trPr>") }
      for column in 0..<layout.columns {
        xml.add("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr><w:p>")
        if column < cells.count {
          xml.add("<w:pPr><w:pStyle w:val=\"TableText\"/>\(direction(of: cells[column]))</w:pPr>")
          let flow = source.flow(
            of: all[number], cuts, reach: all.reach(of: number), marks: distributed[number])
          let fill = { [self] in write(flow, of: index) }
          if number == 0 { bookmark(block.address, fill) } else { fill() }
          number += 1
        }
        xml.add("</w:p></w:tc>")
      }
      xml.add("</w:tr>")
    }
    // Without a paragraph between them two tables would be one; and the last of a document must not be a table.
    let next = index + 1
    let isFollowed =
      next < source.document.blocks.count && ![.note, .table].contains(source.document.blocks[next].kind)
    xml.add(isFollowed ? "</w:tbl>" : "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Separator\"/></w:pPr></w:p>")
  }

  private func bookmark(_ name: String, _ write: () -> Void) {
    let id = ids.next()
    xml.add("<w:bookmarkStart w:id=\"\(id)\" w:name=\"\(name)\"/>")
    write()
    xml.add("<w:bookmarkEnd w:id=\"\(id)\"/>")
  }

  // MARK: Paragraphs' properties

  private func paragraphProperties(of block: Block, _ index: Int, _ flow: BlockFlow) -> String {
    let depth = min(max(block.level ?? 1, 1), 9)
    var properties = "<w:pStyle w:val=\"\(style(of: block, index, flow))\"/>"
    let isItem = block.kind == .list || block.kind == .quote && block.label != nil
    let list = isItem ? numbering.properties(of: block, depth: depth) : ""
    properties += list + direction(of: block.range)
    if block.kind == .list, list.isEmpty {
      properties += "<w:ind w:left=\"\(360 * depth)\" w:hanging=\"360\"/>"
    }
    if let correction = source.departure(ofBlock: index) {
      // So that the paragraph goes along with its words.
      properties += "<w:rPr><w:del \(revision(correction))/></w:rPr>"
    }
    return "<w:pPr>\(properties)</w:pPr>"
  }

  private func style(of block: Block, _ index: Int, _ flow: BlockFlow) -> String {
    let isVerse = { [self] in source.document.text.scalars[block.range.offsets].contains("\n") }
    switch block.kind {
    case .heading: return "Heading\(min(max(block.level ?? 1, 1), 6))"
    case .author: return "Author"
    case .abstract: return "Abstract"
    case .paragraph: return isVerse() ? "Verse" : "BodyText"
    case .quote: return isVerse() ? "VerseQuote" : "Quote"
    case .list: return "ListParagraph"
    // A table that cannot be laid out stands as it does in the source.
    // Of "Source Code" pandoc (2.17) reads plain runs alone: revisions, comments and notes would be lost.
    case .code, .table: return isPlain(flow, index) ? "SourceCode" : "HTMLPreformatted"
    case .image: return "Caption"
    case .note: return "FootnoteText"
    }
  }

  /// Whether all words of a block stay as they are, with neither comment nor note.
  private func isPlain(_ flow: BlockFlow, _ index: Int) -> Bool {
    source.departure(ofBlock: index) == nil
      && flow.items.allSatisfy { if case .kept = $0 { true } else { false } }
  }

  private func direction(of range: ScalarRange) -> String {
    let first = source.document.text.scalars[range.offsets].first {
      $0.isRightToLeft || $0.properties.isAlphabetic
    }
    return first?.isRightToLeft == true ? "<w:bidi/>" : ""
  }

  // MARK: What stands in a paragraph

  private func flow(of index: Int, marks: [BlockFlow.Mark]) -> BlockFlow {
    source.flow(of: source.document.blocks[index].range, source.cuts(ofBlock: index), marks: marks)
  }

  private func write(_ flow: BlockFlow, of index: Int) {
    let text = source.document.text
    let departure = source.departure(ofBlock: index)
    for item in flow.items {
      switch item {
      case .kept(let words, let style):
        // Blanks that are left of a paragraph that goes.
        run(text.scalars[words.offsets], style, deletedBy: departure)
      case .deleted(let words, let style, let correction):
        run(text.scalars[words.offsets], style, deletedBy: correction)
      case .inserted(let words, let style, let correction):
        // What is put into a block that leaves is left with it.
        if departure == nil { insertion(words, style, correction) }
      case .note(let mark): reference(to: mark)
      case .opens(let number): open(number)
      case .closes(let number): xml.add(comments.close(number))
      }
    }
  }

  private func open(_ number: Int) {
    guard let thread = remarks.thread(marks.openings[number].id) else { return }
    xml.add(comments.open(number, thread, &ids))
  }

  private func run(
    _ words: some Sequence<Unicode.Scalar>, _ style: TextStyle, deletedBy correction: EntityID?
  ) {
    var runs = WordRuns()
    runs.add(words, style, isDeleted: correction != nil)
    if let correction {
      xml.add("<w:del \(revision(correction))>")
      xml.append(runs.xml)
      xml.add("</w:del>")
    } else {
      linked(style) { xml.append(runs.xml) }
    }
  }

  private func insertion(_ words: String, _ style: TextStyle, _ correction: EntityID) {
    var runs = WordRuns()
    runs.add(words.unicodeScalars, style)
    xml.add("<w:ins \(revision(correction))>")
    xml.append(runs.xml)
    xml.add("</w:ins>")
  }

  /// A link goes around runs alone: readers drop revisions that stand in one.
  private func linked(_ style: TextStyle, _ write: () -> Void) {
    guard let destination = style.link else { return write() }
    let id = isInNote ? noteLinks.id(of: destination) : bodyLinks.id(of: destination)
    xml.add("<w:hyperlink r:id=\"\(id)\">")
    write()
    xml.add("</w:hyperlink>")
  }

  /// A revision's attributes: whose it is, and when they proposed it.
  private func revision(_ correction: EntityID) -> String {
    let stamp = paper.correction(correction)?.stamp
    let author = MarkupBuilder.escaped(stamp?.by.name ?? "")
    return
      "w:id=\"\(ids.next())\" w:author=\"\(author)\" w:date=\"\(WordDate.text(stamp?.at.description ?? ""))\""
  }

  // MARK: Notes

  private func noteID(_ note: Int) -> Int { note + 1 }

  private func reference(to mark: NoteMark) {
    let isHost = !isInNote && marks.host(of: mark.note) == mark.offset
    guard isHost, referred.insert(mark.note).inserted else { return repeated(mark) }
    let threads = marks.onNote(mark.note)
    for number in threads { open(number) }
    bookmark("_Ref_n\(mark.note)") {
      if let correction = mark.departure { xml.add("<w:del \(revision(correction))>") }
      xml.add("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>")
      xml.add("<w:footnoteReference w:id=\"\(noteID(mark.note))\"/></w:r>")
      if mark.departure != nil { xml.add("</w:del>") }
    }
    for number in threads { xml.add(comments.close(number)) }
  }

  /// Another mark of a note, or one within a note: a field that shows the number of the first.
  private func repeated(_ mark: NoteMark) {
    guard marks.hasMark(mark.note) else { return }
    let properties = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
    func run(_ inside: String) { xml.add("<w:r>\(properties)\(inside)</w:r>") }
    let (instruction, text) = mark.departure == nil ? ("w:instrText", "w:t") : ("w:delInstrText", "w:delText")
    if let correction = mark.departure { xml.add("<w:del \(revision(correction))>") }
    run("<w:fldChar w:fldCharType=\"begin\"/>")
    run("<\(instruction) xml:space=\"preserve\"> NOTEREF _Ref_n\(mark.note) \\f \\h </\(instruction)>")
    run("<w:fldChar w:fldCharType=\"separate\"/>")
    run("<\(text)>\(mark.note)</\(text)>")
    run("<w:fldChar w:fldCharType=\"end\"/>")
    if mark.departure != nil { xml.add("</w:del>") }
  }
}
