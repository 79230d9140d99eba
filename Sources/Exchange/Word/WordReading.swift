internal import Archive
internal import Manuscript
internal import Scholarship
internal import XML

/// Reads what was said of a paper in a document of a word processor: its comments, and the changes that are tracked in it.
struct WordReading {
  private(set) var remarks: [ForeignRemark] = []
  /// The paper's text as the document has it, without the changes.
  let text: ForeignText

  private let file: String
  /// The paper and the base of which the document says that it is an edition of ours.
  private let edition: OwnEdition?

  init(_ bytes: [UInt8], named file: String) throws(ForeignFileError) {
    self.file = file
    let parts: WordParts
    let flow: WordFlow
    let comments: [WordComment]
    let parents: [String: String]
    do throws(XMLError) {
      parts = try WordParts(bytes)
      flow = try parts.flow()
      comments = try parts["wordprocessingml.comments+xml"].map(WordComment.read) ?? []
      parents = try parts["wordprocessingml.commentsExtended+xml"].map(WordComment.parents) ?? [:]
      edition = try parts.edition()
    } catch {
      throw ForeignFileError("A part of the document cannot be read: \(error.reason).")
    }
    text = ForeignText(
      text: ScalarText(flow.scalars), paragraphs: flow.paragraphs, base: edition?.base)
    remarks = flow.edits.map { remark($0) } + flow.breaks.map { remark(ofBreakBy: $0.author, $0.date) }
    // Those that answer others come after them.
    let paragraphs = comments.reduce(into: [String: String]()) { ids, comment in
      if let paragraph = comment.paragraph { ids[paragraph] = comment.id }
    }
    let parent = { (comment: WordComment) in
      comment.paragraph.flatMap { parents[$0] }.flatMap { paragraphs[$0] }
    }
    for isReply in [false, true] {
      remarks += comments.filter { (parent($0) != nil) == isReply }.map {
        remark($0, answering: parent($0), at: flow.comments[$0.id])
      }
    }
  }

  private func origin(_ author: String?, _ date: String?) -> Origin {
    Origin(file: file, form: .docx, author: author, said: date)
  }

  private func remark(_ edit: TrackedEdit) -> ForeignRemark {
    let what = edit.isMove ? "Moved in" : "A change tracked in"
    let content = ForeignRemark.Saying.correction(
      new: edit.new, reason: "\(what) \(file).", class: nil, cite: [])
    var remark = ForeignRemark(
      origin: origin(edit.author, edit.date), content,
      at: .text(edit.range, words: text.text[edit.range]))
    remark.edition = edition
    return remark
  }

  private func remark(ofBreakBy author: String?, _ date: String?) -> ForeignRemark {
    var remark = ForeignRemark(
      origin: origin(author, date),
      .correction(new: "¶", reason: "A change tracked in \(file).", class: nil, cite: []),
      at: .nowhere(
        "It splits, joins or adds paragraphs, or rows of a table; a correction stays within its paragraph."))
    remark.edition = edition
    return remark
  }

  private func remark(
    _ comment: WordComment, answering parent: String?, at range: ScalarRange?
  ) -> ForeignRemark {
    let body = comment.lines.filter { !$0.isEmpty }.joined(separator: "\n\n")
    let spot: ForeignRemark.Spot =
      if let parent { .reply(to: parent) } else if let range = range?.intersection(text.text.range) {
        .text(range, words: text.text[range])
      } else {
        .nowhere("It hangs on nothing in the text.")
      }
    return ForeignRemark(
      origin: origin(comment.author, comment.date),
      .annotation(motivation: parent == nil ? .commenting : .replying, body: body, tags: []), at: spot,
      named: comment.id, own: own(body))
  }

  /// Which thing a comment is about, where the document is an edition of ours: each begins with an id.
  private func own(_ body: String) -> OwnName? {
    guard let edition else { return nil }
    let word = body.prefix { $0.isLetter || $0.isNumber }
    guard let id = EntityID(String(word)) else { return nil }
    return OwnName(paper: edition.paper, base: edition.base, id: id, words: body)
  }
}

/// The parts of a document, by what they are.
private struct WordParts {
  private var byType: [String: [UInt8]] = [:]

  /// How many bytes all parts may come to, unpacked: pictures too.
  private static let byteLimit = 128 << 20

  init(_ bytes: [UInt8]) throws(XMLError) {
    let files: [ZipReader.PackedFile]
    do throws(ZipError) {
      files = try ZipReader.files(in: bytes, limit: Self.byteLimit)
    } catch {
      throw XMLError(reason: "\(error.reason)")
    }
    guard let types = files.first(where: { $0.name == "[Content_Types].xml" }) else {
      throw XMLError(reason: "it is no document of a word processor, for it has no [Content_Types].xml")
    }
    var reader = XMLReader(types.bytes, depthLimit: 256)
    while let piece = try reader.next() {
      guard case .start("Override", let attributes) = piece, let type = attributes["ContentType"],
        let name = attributes["PartName"],
        let file = files.first(where: { "/" + $0.name == name })
      else { continue }
      byType[type] = file.bytes
    }
  }

  subscript(type: String) -> [UInt8]? { byType.first { $0.key.hasSuffix(type) }?.value }

  /// The text, and after it the notes.
  func flow() throws(XMLError) -> WordFlow {
    guard let body = self["wordprocessingml.document.main+xml"] else {
      throw XMLError(reason: "it has no text of a word processor")
    }
    var flow = WordFlow()
    try flow.read(body)
    for type in ["wordprocessingml.footnotes+xml", "wordprocessingml.endnotes+xml"] {
      if let notes = self[type] { try flow.read(notes) }
    }
    return flow
  }

  /// Of which paper and base the document is an edition, by the properties that we write.
  func edition() throws(XMLError) -> OwnEdition? {
    guard let part = self["custom-properties+xml"] else { return nil }
    var values: [String: String] = [:]
    var name: String?
    var reader = XMLReader(part, depthLimit: 256)
    while let piece = try reader.next() {
      switch piece {
      case .start("property", let attributes): name = attributes["name"]
      case .text(let text): if let name { values[name, default: ""] += text }
      case .end("property"): name = nil
      default: break
      }
    }
    guard let paper = values["Paper"], let base = values["Base"].flatMap(BaseID.init) else { return nil }
    return OwnEdition(paper: paper, base: base)
  }
}
