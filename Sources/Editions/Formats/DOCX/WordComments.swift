/// The comments of a document: those that were begun in its text, and what they say.
struct WordComments {
  /// A thread whose range has begun, with the id of its first comment; those of the replies follow.
  private struct Begun {
    let thread: RemarkThread
    let firstID: Int

    var ids: Range<Int> { firstID..<firstID + 1 + thread.replies.count }
  }

  private var begun: [Begun] = []
  /// Which of them belongs to a thread, by its number in the text.
  private var indices: [Int: Int] = [:]

  /// The marks with which the ranges of a thread's comments begin.
  mutating func open(_ number: Int, _ thread: RemarkThread, _ ids: inout WordIDs) -> String {
    let first = ids.next()
    for _ in thread.replies { _ = ids.next() }
    indices[number] = begun.count
    let new = Begun(thread: thread, firstID: first)
    begun.append(new)
    return new.ids.map { "<w:commentRangeStart w:id=\"\($0)\"/>" }.joined()
  }

  /// The marks with which they end, and the references that a reader shows the comments at.
  func close(_ number: Int) -> String {
    guard let index = indices[number] else { return "" }
    let ids = begun[index].ids
    return ids.map { "<w:commentRangeEnd w:id=\"\($0)\"/>" }.joined()
      + ids.map {
        "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"\($0)\"/></w:r>"
      }.joined()
  }

  // MARK: The parts

  /// `word/comments.xml`, in pieces.
  func part() -> some Sequence<[UInt8]> {
    let comments = begun.lazy.map { begun in
      var xml = MarkupBuilder()
      for (remark, id) in zip(begun.thread.remarks, begun.ids) {
        let author = MarkupBuilder.escaped(remark.by)
        xml.add("<w:comment w:id=\"\(id)\" w:author=\"\(author)\" w:date=\"\(WordDate.text(remark.at))\"")
        xml.add(" w:initials=\"\(author)\">")
        Self.add(remark.lines, id, to: &xml)
        xml.add("</w:comment>")
      }
      return xml.bytes
    }
    return WordPackage.part(
      "\(WordNames.declaration)<w:comments \(WordNames.root)>", comments, "</w:comments>")
  }

  /// `word/commentsExtended.xml`, in pieces: which comment answers which, and which are done.
  func extensionsPart() -> some Sequence<[UInt8]> {
    let extensions = begun.lazy.map { begun in
      let done = begun.thread.isSettled ? 1 : 0
      return begun.ids.reduce(into: [UInt8]()) { bytes, id in
        // A thread has one level: every reply answers the comment that opens it.
        let parent =
          id == begun.firstID ? "" : " w15:paraIdParent=\"\(Self.paragraphID(of: begun.firstID))\""
        bytes +=
          "<w15:commentEx w15:paraId=\"\(Self.paragraphID(of: id))\"\(parent) w15:done=\"\(done)\"/>".utf8
      }
    }
    return WordPackage.part(
      "\(WordNames.declaration)<w15:commentsEx \(WordNames.root)>", extensions, "</w15:commentsEx>")
  }

  /// A comment is known by the id of its last paragraph.
  private static func add(_ lines: [String], _ id: Int, to xml: inout MarkupBuilder) {
    let paragraphs = lines.flatMap { $0.split(separator: "\n") }
    for (index, line) in paragraphs.enumerated() {
      let isLast = index == paragraphs.count - 1
      xml.add(isLast ? "<w:p w14:paraId=\"\(paragraphID(of: id))\">" : "<w:p>")
      xml.add("<w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>")
      if index == 0 {
        xml.add("<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>")
      }
      var runs = WordRuns()
      runs.add(line.unicodeScalars)
      xml.append(runs.xml)
      xml.add("</w:p>")
    }
  }

  /// Eight hexadecimal digits above 0 and below 0x80000000 ([MS-DOCX] 2.6.2.3).
  private static func paragraphID(of comment: Int) -> String {
    let digits = String(0x1000_0000 + comment, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

/// Dates as a word processor reads them.
enum WordDate {
  /// To the second, in UTC.
  static func text(_ timestamp: String) -> String { "\(timestamp.prefix(19))Z" }
}
