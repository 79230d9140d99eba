import ActSupport
import Acts
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

/// Documents in the form in which LibreOffice (7.4) and pandoc (2.17) write them.
@Suite("Documents of LibreOffice and pandoc")
struct LibreOfficeTests {
  private static func run(_ words: String) -> String {
    "<w:r><w:rPr></w:rPr><w:t xml:space=\"preserve\">\(words)</w:t></w:r>"
  }

  private static let by = "w:author=\"Unknown Author\" w:date=\"2026-05-01T10:36:32Z\""
  private static let last = WordFile.paragraph(
    run("The mill stood by the river. The mill burned in the winter of 1743, as the clerk wrote."))

  /// Comments begin within insertions, an empty run stands before each of their ends, bookmarks end early, notes are numbered
  /// from 2, and no comment says which it answers.
  private static let libreOffice = WordFile(
    body:
      "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:rPr></w:rPr></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"p1\"/>"
      + run("On the Ferry") + "<w:bookmarkEnd w:id=\"0\"/></w:p>"
      + "<w:p><w:pPr><w:pStyle w:val=\"TextBody\"/><w:rPr></w:rPr></w:pPr><w:bookmarkStart w:id=\"2\" w:name=\"p2\"/>"
      + run("The ferry crossed the river on ")
      + "<w:ins w:id=\"3\" \(by)><w:commentRangeStart w:id=\"1\"/>\(run("8 August"))</w:ins>"
      + "<w:del w:id=\"2\" \(by)><w:r><w:rPr></w:rPr><w:delText>1 August</w:delText></w:r></w:del>"
      + "<w:r><w:rPr></w:rPr></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>"
      + run(" 1742. Nobody paid the clerk, and the fare was lost")
      + "<w:bookmarkEnd w:id=\"2\"/>\(run("."))<w:r><w:rPr><w:rStyle w:val=\"FootnoteAnchor\"/></w:rPr>"
      + "<w:footnoteReference w:id=\"2\"/></w:r></w:p>" + last,
    notes: "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
      + "<w:footnote w:id=\"2\"><w:p><w:pPr><w:pStyle w:val=\"Footnote\"/><w:rPr></w:rPr></w:pPr><w:r><w:rPr>"
      + "<w:rStyle w:val=\"FootnoteCharacters\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr></w:rPr><w:tab/></w:r>"
      + run("The ledger has ")
      + "<w:del w:id=\"4\" \(by)><w:r><w:rPr></w:rPr><w:delText>2</w:delText></w:r></w:del>"
      + "<w:ins w:id=\"5\" \(by)>\(run("3"))</w:ins>" + run(" August.") + "</w:p></w:footnote>",
    comments: WordFile.comment(1, "So has the ledger.", "01000000"),
    extensions: "<w15:commentEx w15:paraId=\"01000000\" w15:done=\"1\"/>")

  @Test func `what LibreOffice saves comes in at its places`() throws {
    var desk = try Desk()
    let receipt = try desk.bring(Self.libreOffice.bytes, named: "review.docx")
    #expect(receipt.told == ["found x1", "found x2", "found a1"], "\(receipt.items)")
    #expect(
      desk.paper.corrections.map { "\($0.old) → \($0.replacement)" } == ["1 August → 8 August", "2 → 3"])
    #expect(desk.document.address(of: desk.paper.correction("x2")!.anchor.range).hasPrefix("n1"))
    #expect(desk.paper.annotation("a1")?.target.passage?.quote == "1 August")
  }

  /// It puts what comes before what goes as often as after it, and comments into the runs beside them.
  @Test func `what pandoc writes comes in at its places`() throws {
    let by = "w:author=\"Ann\" w:date=\"2026-05-01T10:00:00Z\""
    let file = WordFile(
      body:
        "<w:bookmarkStart w:id=\"20\" w:name=\"on-the-ferry\"/><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r>"
        + "<w:t xml:space=\"preserve\">On the Ferry</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"FirstParagraph\"/></w:pPr>"
        + "<w:r><w:t xml:space=\"preserve\">The ferry crossed the river on 1 August 1742. </w:t></w:r>"
        + "<w:commentRangeStart w:id=\"0\"/><w:del w:id=\"1\" \(by)><w:r><w:delText xml:space=\"preserve\">Nobody</w:delText>"
        + "</w:r></w:del><w:ins w:id=\"2\" \(by)><w:r><w:t xml:space=\"preserve\">No one</w:t></w:r></w:ins>"
        + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>"
        + "<w:commentReference w:id=\"0\"/></w:r><w:r><w:t xml:space=\"preserve\"> paid the clerk, and the fare was lost."
        + "</w:t></w:r></w:p>\(Self.last)<w:bookmarkEnd w:id=\"20\"/>",
      comments: WordFile.comment(0, "Style.", "10000001"))
    var desk = try Desk()
    #expect(try desk.bring(file.bytes, named: "review.docx").told == ["found x1", "found a1"])
    #expect(desk.paper.correction("x1")?.old == "Nobody")
    #expect(desk.paper.annotation("a1")?.target.passage?.quote == "Nobody")
  }
}
