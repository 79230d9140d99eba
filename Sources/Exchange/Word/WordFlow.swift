internal import Manuscript
internal import XML

/// The text of a document as it was before anyone changed it, with the changes that are tracked in it and the ranges of
/// its comments. Reads WordprocessingML (ECMA-376, part 1) of Word, LibreOffice and our own.
struct WordFlow {
  /// Without insertions and with deletions; blocks are parted as in a reading text.
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var paragraphs: [ForeignText.Paragraph] = []
  private(set) var edits: [TrackedEdit] = []
  /// Where a paragraph was split or joined, or a row put in or taken out, by whom.
  private(set) var breaks: [(author: String?, date: String?)] = []
  /// By the comments' ids.
  private(set) var comments: [String: ScalarRange] = [:]

  /// An insertion or a deletion that is open.
  private struct Revision {
    var inserts: Bool
    var mark: RevisionRun.Mark
  }

  private var revisions: [Revision] = []
  private var commentStarts: [String: Int] = [:]
  /// What was changed right before what comes next.
  private var run = RevisionRun()
  private var isBlockDue = false
  private var path: [String] = []
  /// How deep in elements that hold no text of ours, or text twice.
  private var skipped = 0
  /// The instruction of the field that is open, and whether its result is being shown.
  private var fields: [(instruction: String, isResult: Bool)] = []
  private var paragraphMark: Revision?
  private var paragraphStart = 0
  /// The name of the bookmark that stands first in the paragraph.
  private var bookmark: String?
  private var cellDepth = 0
  /// Who put in or took out the row.
  private var rowMark: Revision?
  /// How many edits there were before the paragraph.
  private var editsBefore = 0

  /// Reads a part: the body, or notes.
  mutating func read(_ part: [UInt8]) throws(XMLError) {
    var reader = XMLReader(part, depthLimit: 256)
    while let piece = try reader.next() {
      switch piece {
      case .start(let name, let attributes):
        if skipped > 0 || Self.isSkipped(name, attributes) { skipped += 1 } else { begin(name, attributes) }
        path.append(name)
      case .end(let name):
        path.removeLast()
        if skipped > 0 { skipped -= 1 } else { end(name) }
      case .text(let text):
        guard skipped == 0, let name = path.last else { continue }
        switch name {
        case "w:t", "w:delText": add(text.unicodeScalars)
        case "w:instrText", "w:delInstrText":
          if !fields.isEmpty { fields[fields.count - 1].instruction += text }
        default: break
        }
      }
    }
    close()
    isBlockDue = true
  }

  /// Formatting, its changes, and what is there a second time for older programs; the rules between text and notes.
  private static func isSkipped(_ name: String, _ attributes: [String: String]) -> Bool {
    switch name {
    case "mc:Fallback", "w:sectPr", "w:tblPr", "w:tcPr", "w:tabs", "w:numPr", "w:pPrChange", "w:rPrChange",
      "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange", "w:tblGrid":
      true
    case "w:footnote", "w:endnote": attributes["w:type"].map { $0 != "normal" } ?? false
    default: false
    }
  }

  // MARK: Elements

  private mutating func begin(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "w:p": beginParagraph()
    case "w:ins", "w:del", "w:moveFrom", "w:moveTo": beginRevision(name, attributes)
    case "w:tab" where path.last == "w:r": add("\t".unicodeScalars)
    case "w:br", "w:cr":
      // A new page or column is no text.
      if let type = attributes["w:type"], type != "textWrapping" { break }
      add("\n".unicodeScalars)
    case "w:tc": cellDepth += 1
    case "w:bookmarkStart": if bookmark == nil { bookmark = attributes["w:name"] }
    case "w:noBreakHyphen": add("\u{2011}".unicodeScalars)
    case "w:softHyphen": add("\u{AD}".unicodeScalars)
    case "w:fldChar": field(attributes["w:fldCharType"])
    case "w:commentRangeStart":
      if let id = attributes["w:id"] { commentStarts[id] = here }
    case "w:commentRangeEnd": if let id = attributes["w:id"] { endComment(id) }
    case "w:commentReference":
      if let id = attributes["w:id"], comments[id] == nil { endComment(id) }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "w:ins", "w:del", "w:moveFrom", "w:moveTo": if !isInProperties { _ = revisions.popLast() }
    case "w:p": endParagraph()
    case "w:tc": cellDepth -= 1
    case "w:tr": endRow()
    default: break
    }
  }

  private var isInProperties: Bool { ["w:rPr", "w:pPr", "w:trPr"].contains(path.last) }

  private mutating func beginRevision(_ name: String, _ attributes: [String: String]) {
    let revision = Revision(
      inserts: name == "w:ins" || name == "w:moveTo",
      mark: RevisionRun.Mark(
        author: attributes["w:author"], date: attributes["w:date"], isMove: name.hasPrefix("w:move")))
    if path.last == "w:trPr" {
      rowMark = revision
    } else if isInProperties {
      // In a paragraph's properties: its mark came or went.
      if path.suffix(2) == ["w:pPr", "w:rPr"] { paragraphMark = revision }
    } else {
      revisions.append(revision)
    }
  }

  private mutating func beginParagraph() {
    close()
    isBlockDue = true
    paragraphMark = nil
    bookmark = nil
    paragraphStart = here
    editsBefore = edits.count
  }

  private mutating func endParagraph() {
    // A cell is there, though nothing stands in it.
    if cellDepth > 0, isBlockDue, rowMark?.inserts != true { beginBlock() }
    close()
    defer { paragraphMark = nil }
    if !isBlockDue {
      paragraphs.append(.init(range: ScalarRange(paragraphStart, scalars.count), address: bookmark))
    }
    if isBlockDue, let added = edits[editsBefore...].first {
      // A paragraph of nothing but what was put in is new itself; of a row that is new that is said once.
      edits.removeSubrange(editsBefore...)
      if rowMark == nil { breaks.append((added.author, added.date)) }
    } else if let mark = paragraphMark {
      // It goes whole where all its words go; then nothing else is to be said of its mark.
      let gone = edits[editsBefore...].reduce(0) { $0 + $1.range.count }
      if mark.inserts || gone < scalars.count - paragraphStart {
        breaks.append((mark.mark.author, mark.mark.date))
      }
    }
  }

  private mutating func endRow() {
    if let mark = rowMark?.mark { breaks.append((mark.author, mark.date)) }
    rowMark = nil
  }

  private mutating func field(_ type: String?) {
    switch type {
    case "begin": fields.append(("", false))
    case "separate": if !fields.isEmpty { fields[fields.count - 1].isResult = true }
    default: _ = fields.popLast()
    }
  }

  /// Whether what stands here is the number of a note, shown once more.
  private var isRepeatedNumber: Bool {
    fields.contains { $0.isResult && $0.instruction.contains("NOTEREF") }
  }

  // MARK: Text

  private mutating func add(_ text: String.UnicodeScalarView) {
    if text.isEmpty || isRepeatedNumber { return }
    if let insertion = revisions.first(where: \.inserts) {
      let deletion = revisions.first { !$0.inserts }
      run.insert(String(text), at: here, by: insertion.mark, deletedBy: deletion?.mark)
      return
    }
    let deletion = revisions.last
    if deletion == nil { close() }
    // What was put in before it stands in this paragraph already, and may be one edit with what goes.
    if isBlockDue { beginBlock() }
    let start = scalars.count
    scalars += text
    if let deletion { run.delete(ScalarRange(start, scalars.count), by: deletion.mark) }
  }

  private mutating func beginBlock() {
    if !scalars.isEmpty { scalars += ["\n", "\n"] }
    isBlockDue = false
  }

  /// Where the next words of the text will stand.
  private var here: Int { isBlockDue && !scalars.isEmpty ? scalars.count + 2 : scalars.count }

  private mutating func close() {
    if !run.isEmpty { edits += run.edits }
    run = RevisionRun()
  }

  private mutating func endComment(_ id: String) {
    // What hangs on words that were put in at a paragraph's beginning has none of the text before.
    let start = commentStarts[id] ?? scalars.count
    comments[id] = ScalarRange(start, max(start, scalars.count))
  }
}
