import ActSupport
import Archive
import Postgres
import Protocol
import Testing

@testable import Server

/// Papers that come in other forms; pandoc is not on every machine.
@Suite(.timeLimit(.minutes(15)), .enabled(if: Pandoc() != nil, "pandoc is not installed"))
struct ConversionTests {
  private static let page = """
    <!DOCTYPE html><html><head><title>The Ferry</title></head><body><h1>The Ferry</h1>
    <p>It ran from <em>May</em> on. Nobody counted the days.</p><script>alert(1)</script></body></html>
    """

  @Test func `a web page is read as the Markdown that pandoc makes of it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let answer = try await owner.importPaper(
        Array(Self.page.utf8), query: "slug=ferry", type: "text/html")
      #expect(answer.status == 201, "\(answer.text)")
      let receipt: ImportReceipt = try answer.decoded()
      #expect(receipt.title == "The Ferry" && receipt.headings == 1)
      let text: TextView = try await owner.read("/papers/ferry/text")
      #expect(text.blocks.last?.text == "It ran from May on. Nobody counted the days.")
      // What was sent is kept, under its digest, beside what was made of it.
      let kept = try await withConnection(server.conninfo) { connection in
        try await connection.query("SELECT content FROM log.attachment").decode([UInt8].self)
      }
      #expect(kept.contains(Array(Self.page.utf8)) && kept.count == 3)
    }
  }

  @Test func `a TeX source keeps its notes`() async throws {
    try await withServer { server in
      let source = #"""
        \documentclass{article}\begin{document}\section{One}
        The mill stood.\footnote{So says Harn.} It fell later.
        \end{document}
        """#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(source.utf8), query: "slug=mill", type: "application/x-tex"))
        .decoded()
      #expect(receipt.notes == 1 && receipt.references == 1 && receipt.undecided.isEmpty)
    }
  }

  @Test func `a rich text keeps its notes, a journal's paper its notes and its literature`() async throws {
    try await withServer { server in
      let rich =
        #"{\rtf1\ansi The weir broke.{\super\chftn}{\*\footnote\pard\plain \chftn See Lund.} It fell.\par}"#
      let first: ImportReceipt = try
        (try await server.owner.importPaper(Array(rich.utf8), query: "slug=weir", type: "application/rtf"))
        .decoded()
      #expect(first.notes == 1 && first.references == 1 && first.undecided.isEmpty)
      let journal = """
        <?xml version="1.0"?><article><front><article-meta><title-group><article-title>Locks</article-title>
        </title-group></article-meta></front><body><sec><title>One</title><p>It stood.<xref ref-type="fn"
        rid="f1">1</xref> So says Rowe [<xref ref-type="bibr" rid="r1">1</xref>].</p></sec></body><back><fn-group>
        <fn id="f1"><label>1</label><p>See the rolls.</p></fn></fn-group><ref-list><title>Literature</title>
        <ref id="r1"><label>1</label><mixed-citation>Rowe C. <italic>Weirs</italic>. 1988.</mixed-citation></ref>
        <ref id="r2"><label>2</label><mixed-citation>Lund K. <italic>Locks</italic>. 1991.</mixed-citation></ref>
        </ref-list></back></article>
        """
      let second: ImportReceipt = try
        (try await server.owner.importPaper(Array(journal.utf8), query: "slug=locks", type: "application/xml"))
        .decoded()
      #expect(second.notes == 1 && second.references == 1 && second.undecided.isEmpty)
      let text: TextView = try await server.owner.read("/papers/locks/text")
      #expect(text.blocks.contains { $0.text == "1. Rowe C. Weirs. 1988." })
    }
  }

  @Test func `what pandoc passes over in a TeX source is kept, and what is not there is said`() async throws {
    try await withServer { server in
      let source = #"""
        \documentclass{article}\begin{document}\section{One}
        \speak{Anna} said so \parencite[12]{lund1988}.\footnotemark{} It fell. \input{two}
        \footnotetext{See \citet{rowe}.}
        \end{document}
        """#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(source.utf8), query: "slug=mill", type: "application/x-tex"))
        .decoded()
      #expect(receipt.notes == 1 && receipt.undecided.map(\.text) == ["two.tex", "Anna"])
      let text: TextView = try await server.owner.read("/papers/mill/text")
      #expect(text.blocks.map(\.text) == ["One", "Anna said so [@lund1988 12]. It fell.", "See @rowe."])
    }
  }

  @Test func `a rich text keeps the letters after one that is written by its number`() async throws {
    try await withServer { server in
      let rich = #"{\rtf1\ansi In \u321?\'f3d\u378? 1388\u8211?1621; \u8220-Weirs\u8221-.\par}"#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(rich.utf8), query: "slug=weir", type: "application/rtf"))
        .decoded()
      #expect(receipt.undecided.isEmpty)
      let text: TextView = try await server.owner.read("/papers/weir/text")
      #expect(text.blocks.map(\.text) == ["In Łódź 1388–1621; “Weirs”."])
    }
  }

  @Test func `a Word document keeps its text boxes, and its comments are said`() async throws {
    try await withServer { server in
      let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      let answer = try await server.owner.importPaper(Self.document, query: "slug=weir", type: type)
      let receipt: ImportReceipt = try answer.decoded()
      #expect(receipt.undecided.map(\.text) == ["Doubtful indeed"])
      let text: TextView = try await server.owner.read("/papers/weir/text")
      #expect(text.blocks.map(\.text) == ["The weir broke.", "Words of the box."])
    }
  }

  private static let document: [UInt8] = {
    let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let w = #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#
    func paragraph(_ content: String) -> String { "<w:p><w:r>\(content)</w:r></w:p>" }
    let box = "<w:pict><w:txbxContent>\(paragraph("<w:t>Words of the box.</w:t>"))</w:txbxContent></w:pict>"
    let files = [
      "[Content_Types].xml": #"""
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
      ContentType="\#(types).document.main+xml"/></Types>
      """#,
      "_rels/.rels": #"""
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
      Type="\#(relations)/officeDocument" Target="word/document.xml"/></Relationships>
      """#,
      "word/document.xml":
        "<w:document \(w)><w:body>\(paragraph("<w:t>The weir broke.</w:t></w:r><w:r>\(box)"))</w:body></w:document>",
      "word/comments.xml":
        "<w:comments \(w)><w:comment>\(paragraph("<w:t>Doubtful indeed.</w:t>"))</w:comment></w:comments>",
    ]
    var archive = ZipWriter()
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { archive.add(name, Array(text.utf8)) }
    return archive.finished()
  }()

  @Test func `what TeX never sets is not missed`() async throws {
    try await withServer { server in
      let source = #"""
        \documentclass{article}\begin{document}\section{One}
        The mill stood.\footnote{So says Harn.} \iffalse It fell.\footnote{So says Rowe.}\fi It is gone.
        \end{document}
        """#
      let receipt: ImportReceipt = try
        (try await server.owner.importPaper(Array(source.utf8), query: "slug=mill", type: "application/x-tex"))
        .decoded()
      #expect(receipt.notes == 1 && receipt.undecided.isEmpty, "\(receipt.undecided)")
    }
  }

  @Test func `what pandoc cannot read is refused with what it says`() async throws {
    try await withServer { server in
      let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      let problem = try await server.owner.importPaper(Array("no archive".utf8), type: type).problem
      #expect(problem.type == .refused && problem.detail.contains("pandoc cannot read the file"))
      let pdf = try await server.owner.importPaper(Array("%PDF-1.4".utf8), type: "application/pdf").problem
      #expect(pdf.type == .refused && pdf.detail.contains("marker"))
    }
  }
}
