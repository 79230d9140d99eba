import Manuscript
import Testing

/// What of a source does not come again in what a converter made of it.
@Suite struct LostWordsTests {
  private func lost(_ page: String, _ made: String) -> [String] {
    ForeignPaper(Array(page.utf8), .html).losses(in: Array(made.utf8), notes: 0).map(\.text)
  }

  private static let page =
    "<html><head><title>Bells</title><style>p > a { x: y }</style></head><body><p>The bell was cast "
    + "in&nbsp;M&uuml;nster.</p><svg><text>Words of a drawing</text></svg><p>The bell <i>w</i>as sold.</p></body></html>"

  @Test func `a passage that is nowhere is told by its words`() {
    #expect(
      lost(Self.page, "The bell was cast in Münster.\n\nThe bell *w*as sold.") == ["Words of a drawing"])
    #expect(lost(Self.page, "The bell was cast in Münster. Words of a drawing.") == ["The bell was sold"])
  }

  @Test func `what is all there is not told, in whatever order and markup`() {
    #expect(
      lost(
        Self.page, "The bell *w*as SOLD.[^1]\n\n[^1]: Words *of* a drawing.\n\nThe bell was cast in Münster."
      )
      .isEmpty)
  }

  @Test func `a stretch of a passage is told, a word that is parted otherwise is not`() {
    let page = "<p>It rang for the bride and the groom and then no more</p>"
    #expect(lost(page, "It rang for the bride no more and then") == ["and the groom"])
    #expect(lost(page, "It rang for the bri-de and the groom and then no mo re").isEmpty)
  }

  @Test func `passages that follow each other and are both lost are one`() {
    #expect(
      lost(
        "<p>One bell hung</p><ul><li>Two ropes broke</li><li>Three men fell</li></ul><p>Nobody</p>", "Nobody")
        == ["One bell hung Two ropes broke Three men fell"])
  }

  @Test func `of very many the rest are told by number`() {
    let page = (1...300).map { "<p>kept</p><p>lost\(String(repeating: "x", count: $0))</p>" }.joined()
    let kept = String(repeating: "kept ", count: 300)
    let told = lost(page, kept)
    #expect(told.count == 101 && told.last?.isEmpty == true)
  }

  @Test(arguments: [
    "<p", "<p>a &", "<", "a < b", "<script>x", "<![CDATA[", "&#xFFFFFFFF;", "<p>&#0;", "</p></p>",
  ])
  func `broken pages are read to their end`(page: String) {
    #expect(lost(page, "a b x").isEmpty)
  }

  // MARK: - Packed papers

  private func word(_ body: String, comments: String = "") -> (paper: ForeignPaper, text: String) {
    let files = [
      PackedPart(name: "word/document.xml", bytes: Array("<w:document>\(body)</w:document>".utf8)),
      PackedPart(name: "word/comments.xml", bytes: Array("<w:comments>\(comments)</w:comments>".utf8)),
    ]
    let paper = ForeignPaper([], .word, of: files) { $0.flatMap(\.bytes) }
    return (paper, String(decoding: paper.prepared, as: UTF8.self))
  }

  private func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  @Test func `a text box comes after the paragraph that it is tied to`() {
    let box = "<w:txbxContent>\(paragraph("Words of the box."))</w:txbxContent>"
    let drawn =
      "<mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent>"
    let (paper, text) = word(
      "<w:p><w:r><w:t>It rang.</w:t></w:r><w:r>\(drawn)</w:r></w:p>" + paragraph("It fell."))
    #expect(text.contains("</w:p>\(paragraph("Words of the box."))\(paragraph("It fell."))"))
    #expect(text.split(separator: "Words of the box").count == 2)
    let lost = paper.losses(in: Array("It rang. It fell.".utf8), notes: 0)
    #expect(lost.map(\.text) == ["Words of the box"] && lost[0].what.contains("a text box"))
    #expect(paper.losses(in: Array("It rang. Words of the box. It fell.".utf8), notes: 0).isEmpty)
  }

  @Test func `comments and deletions are told by their words`() {
    let paper = word(
      "<w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>sold</w:delText></w:r></w:del><w:ins><w:r>"
        + "<w:t>cast</w:t></w:r></w:ins></w:p>",
      comments: "<w:comment>\(paragraph("Doubtful."))</w:comment>"
    ).paper
    let lost = paper.losses(in: Array("It was cast".utf8), notes: 0)
    #expect(lost.map(\.text) == ["sold", "Doubtful"])
    #expect(lost[0].what.contains("tracked deletion") && lost[1].what.contains("--annotations-on"))
  }

  @Test func `a table's head in an OpenDocument text is a row like others`() {
    let row = "<table:table-row><text:p>Load</text:p></table:table-row>"
    let content = "<table:table><table:table-header-rows>\(row)</table:table-header-rows>\(row)</table:table>"
    let text = ForeignPaper(
      [], .openDocument, of: [PackedPart(name: "content.xml", bytes: Array(content.utf8))]
    ) {
      $0.flatMap(\.bytes)
    }
    #expect(String(decoding: text.prepared, as: UTF8.self) == "<table:table>\(row)\(row)</table:table>")
  }

  @Test func `the links back of an encyclopaedia's notes are one`() {
    let note =
      ##"<li><span class="mw-cite-backlink">^ <a href="#r1"><sup>a</sup></a> <a href="#r2"><sup>b</sup></a></span> Rolls.</li>"##
    let page = ForeignPaper(Array(note.utf8), .html)
    #expect(String(decoding: page.prepared, as: UTF8.self) == ##"<li><a href="#r1">↑</a>  Rolls.</li>"##)
  }

  @Test func `an OpenDocument text and a book are compared too`() {
    let content =
      "<office:text><text:p>It rang.<office:annotation><dc:creator>Eva</dc:creator><text:p>When?</text:p>"
      + "</office:annotation></text:p></office:text>"
    let text = ForeignPaper(
      [], .openDocument, of: [PackedPart(name: "content.xml", bytes: Array(content.utf8))]
    ) {
      _ in nil
    }
    #expect(text.losses(in: Array("It rang.".utf8), notes: 0).map(\.text) == ["When"])
    let book = ForeignPaper(
      [], .epub, of: [PackedPart(name: "OEBPS/one.xhtml", bytes: Array("<p>It rang.</p>".utf8))]
    ) {
      _ in nil
    }
    #expect(book.losses(in: Array("Nothing".utf8), notes: 0).map(\.text) == ["It rang"])
  }
}
