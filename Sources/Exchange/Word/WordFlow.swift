internal import Manuscript
internal import XML

/// The text of a document as it was before anyone changed it, with the changes that are tracked in it and the ranges of
/// its comments. Reads WordprocessingML (ECMA-376, part 1) of Word, LibreOffice and our own.
struct WordFlow {
  /// Without insertions and with deletions; blocks are parted as in a reading text.
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var edits: [Edit] = []
  /// Where a paragraph was split or joined, by whom.
  private(set) var breaks: [(author: String?, date: String?)] = []
  /// By the comments' ids.
  private(set) var comments: [String: ScalarRange] = [:]

  /// One change by one person: words that go, and words that come in their place.
  struct Edit {
    var author: String?
    var date: String?
    var range: ScalarRange
    var new = ""
    /// Whether it is a part of words that were moved.
    var isMove = false
  }

  /// An insertion or a deletion that is open.
  private struct Revision {
    var inserts: Bool
    var isMove: Bool
    var author: String?
    var date: String?
  }

  private var revisions: [Revision] = []
  private var commentStarts: [String: Int] = [:]
  /// The edit that what comes next may belong to.
  private var current: Edit?
  private var isBlockDue = false
  private var path: [String] = []
  /// How deep in elements that hold no text of ours, or text twice.
  private var skipped = 0
  /// The instruction of the field that is open, and whether its result is being shown.
  private var fields: [(instruction: String, isResult: Bool)] = []
  private var paragraphMark: Revision?
  private var paragraphStart = 0
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
    case "mc:Fallback", "w:sectPr", "w:tblPr", "w:tcPr", "w:trPr", "w:tabs", "w:pPrChange", "w:rPrChange":
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
    case "w:br", "w:cr": add("\n".unicodeScalars)
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
    default: break
    }
  }

  private var isInProperties: Bool { path.last == "w:rPr" || path.last == "w:pPr" }

  private mutating func beginRevision(_ name: String, _ attributes: [String: String]) {
    let revision = Revision(
      inserts: name == "w:ins" || name == "w:moveTo", isMove: name.hasPrefix("w:move"),
      author: attributes["w:author"], date: attributes["w:date"])
    if isInProperties {
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
    paragraphStart = here
    editsBefore = edits.count
  }

  private mutating func endParagraph() {
    close()
    defer { paragraphMark = nil }
    if isBlockDue, let added = edits[editsBefore...].first {
      // A paragraph of nothing but what was put in is new itself.
      edits.removeSubrange(editsBefore...)
      breaks.append((added.author, added.date))
    } else if let mark = paragraphMark {
      // It goes whole where all its words go; then nothing else is to be said of its mark.
      let gone = edits[editsBefore...].reduce(0) { $0 + $1.range.count }
      if mark.inserts || gone < scalars.count - paragraphStart { breaks.append((mark.author, mark.date)) }
    }
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
    // What one inserted and another deleted again was never there.
    if let insertion = revisions.first(where: \.inserts) {
      if revisions.contains(where: { !$0.inserts }) { return }
      let edit = edit(insertion)
      current = edit
      current?.new += String(text)
      return
    }
    if isBlockDue {
      // What was put in before it stands in this paragraph already, and may be one edit with what goes.
      if !scalars.isEmpty { scalars += ["\n", "\n"] }
      isBlockDue = false
    }
    guard let deletion = revisions.last else {
      close()
      scalars += text
      return
    }
    var edit = edit(deletion)
    scalars += text
    edit.range.end = scalars.count
    current = edit
  }

  /// The edit that a piece belongs to: the one right before it, where that is by the same person at the same time.
  private mutating func edit(_ revision: Revision) -> Edit {
    if let current, current.author == revision.author, current.date == revision.date,
      current.isMove == revision.isMove
    {
      return current
    }
    close()
    return Edit(
      author: revision.author, date: revision.date, range: ScalarRange(here, here),
      isMove: revision.isMove)
  }

  /// Where the next words of the text will stand.
  private var here: Int { isBlockDue && !scalars.isEmpty ? scalars.count + 2 : scalars.count }

  private mutating func close() {
    if let current { edits.append(current) }
    current = nil
  }

  private mutating func endComment(_ id: String) {
    let start = min(commentStarts[id] ?? scalars.count, scalars.count)
    comments[id] = ScalarRange(start, scalars.count)
  }
}
