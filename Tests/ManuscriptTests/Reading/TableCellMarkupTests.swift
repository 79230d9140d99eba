import Manuscript
import Testing

/// Sources whose tables a converter would leave out, and whose titles and authors it would pass over.
@Suite("Markup before conversion")
struct TableCellMarkupTests {
  private func page(_ cells: String) -> String {
    let source = "<table><tr><th>Year</th></tr><tr>\(cells)</tr></table>"
    return String(decoding: ForeignPaper(Array(source.utf8), .html).prepared, as: UTF8.self)
  }

  @Test(arguments: [
    ("<td><p>Barley.</p><p>Wheat.</p></td>", "<td> Barley.  Wheat. </td>"),
    ("<td>so<br/>it</td>", "<td>so it</td>"),
    ("<td><ul><li>oats</li><li>rye</li></ul></td>", "<td>  • oats  • rye  </td>"),
    ("<td><ol><li>oats</li><li>rye</li></ol></td>", "<td>  1. oats  2. rye  </td>"),
    ("<td><p>Barley <i>was</i> dear.</p></td>", "<td><p>Barley <i>was</i> dear.</p></td>"),
    (
      "<td><p>a</p><p>b</p><table><tr><td>c</td></tr></table></td>",
      "<td><p>a</p><p>b</p><table><tr><td>c</td></tr></table></td>"
    ),
  ])
  func `what stands in a cell of a page is one paragraph`(cell: String, prepared: String) {
    #expect(page(cell).contains(prepared), "\(page(cell))")
  }

  private func document(_ cell: String) -> String {
    let text = "<w:document><w:body><w:tbl><w:tr><w:tc>\(cell)</w:tc></w:tr></w:tbl></w:body></w:document>"
    let parts = [PackedPart(name: "word/document.xml", bytes: Array(text.utf8))]
    return String(decoding: ForeignPaper([], .word, of: parts) { $0[0].bytes }.prepared, as: UTF8.self)
  }

  @Test func `paragraphs of a cell in Word are one, with a blank between them`() {
    let first = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Barley.</w:t></w:r></w:p>"
    let second = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Wheat.</w:t></w:r></w:p>"
    let gap = "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
    #expect(
      document(first + second).contains(
        "<w:tc><w:p><w:r><w:t>Barley.</w:t></w:r>\(gap)<w:r><w:t>Wheat.</w:t></w:r></w:p></w:tc>"))
  }

  @Test func `a cell of one paragraph, or with a box of text, stays as it is`() {
    let plain = "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>Barley.</w:t></w:r></w:p>"
    #expect(document(plain).isEmpty)
    let box =
      plain + "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    #expect(document(box).contains("<w:t>Barley.</w:t></w:r></w:p><w:p>"))
  }

  private func text(_ content: String) -> String {
    let text =
      "<office:document-content><office:automatic-styles><style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>"
      + "</office:automatic-styles><office:body><office:text>\(content)</office:text></office:body></office:document-content>"
    let parts = [PackedPart(name: "content.xml", bytes: Array(text.utf8))]
    return String(
      decoding: ForeignPaper([], .openDocument, of: parts) { $0[0].bytes }.prepared, as: UTF8.self)
  }

  @Test func `paragraphs and items of a cell in an OpenDocument text`() {
    let cell =
      "<text:p>See.<text:note><text:note-body><text:p>Holt.</text:p></text:note-body></text:note></text:p>"
      + "<text:list><text:list-item><text:p>oats</text:p></text:list-item></text:list>"
    let made = text(
      "<table:table><table:table-row><table:table-cell>\(cell)</table:table-cell></table:table-row></table:table>"
    )
    #expect(
      made.contains(
        "<table:table-cell><text:p>See.<text:note><text:note-body><text:p>Holt.</text:p></text:note-body></text:note> "
          + "• oats</text:p></table:table-cell>"), "\(made)")
  }

  @Test(arguments: ["Title", "P1"])
  func `a paragraph in the style of a title is the title`(style: String) {
    let made = text("<text:p text:style-name=\"\(style)\">The Mill</text:p><text:p>It was sold.</text:p>")
    #expect(made.contains("<text:h text:outline-level=\"1\">The Mill</text:h><text:p>It was sold.</text:p>"))
  }

  @Test func `authors in fields of their own are all given`() {
    func prepared(_ fields: String) -> String {
      let source = "The Mill\n========\n\n\(fields)\nIt was sold.\n"
      return String(decoding: ForeignPaper(Array(source.utf8), .reStructuredText).prepared, as: UTF8.self)
    }
    #expect(
      prepared(":Author: Anna Weber\n:Date: 1908\n:author: Jean Dupont\n")
        == "The Mill\n========\n\n:Authors: Anna Weber; Jean Dupont\n:Date: 1908\n\nIt was sold.\n")
    #expect(prepared(":Author: Anna Weber\n").contains("\n:Author: Anna Weber\n"))
  }

  @Test func `a table that is left out all the same is told`() {
    let paper = ForeignPaper(Array("<p>x</p>".utf8), .html)
    let losses = paper.losses(in: Array("x\n\n[TABLE]\n\ny\n".utf8), notes: 0)
    #expect(losses.contains { $0.text == "[TABLE]" })
    #expect(paper.losses(in: Array("x \\[TABLE\\]\n".utf8), notes: 0).isEmpty)
  }
}
