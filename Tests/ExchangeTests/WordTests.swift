import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@Suite("Comments and tracked changes of word processors")
struct WordTests {
  private static let note =
    "<w:r><w:footnoteReference w:id=\"1\"/></w:r>"
  private static let foot =
    "<w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r>\(WordFile.run(" The ledger has "))\(WordFile.deletion("2"))\(WordFile.insertion("3"))\(WordFile.run(" August."))</w:p></w:footnote>"

  private static let review = WordFile(
    body: WordFile.paragraph(WordFile.run("On the Ferry"))
      + WordFile.paragraph(
        WordFile.run("The ferry crossed the ") + WordFile.run("river on ")
          + WordFile.deletion("1 Aug") + WordFile.deletion("ust") + WordFile.insertion("8 ")
          + WordFile.insertion("August") + WordFile.run(" 1742. ")
          + WordFile.commented(0, WordFile.run("Nobody paid ") + WordFile.run("the clerk"))
          + WordFile.run(", and the fare was lost.") + note)
      + WordFile.paragraph(
        WordFile.insertion("Now the", by: "Cy") + WordFile.deletion("The", by: "Cy")
          + WordFile.run(" mill stood by the river. The mill ")
          + WordFile.deletion("burned", by: "Ann Other", "moveFrom")
          + WordFile.run(" in the winter of 1743, as the clerk wrote.")
          + "<mc:AlternateContent><mc:Fallback><w:r><w:t>TWICE</w:t></w:r></mc:Fallback></mc:AlternateContent>"
      ),
    notes: foot,
    comments: WordFile.comment(0, "Who says so?", "10000001")
      + WordFile.comment(1, "The ledger &amp; the book.", "10000002", by: "Ann Other")
      + WordFile.comment(2, "Loose.", "10000003"),
    extensions:
      "<w15:commentEx w15:paraId=\"10000001\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"10000002\" w15:paraIdParent=\"10000001\" w15:done=\"0\"/>"
  )

  @Test func `changes come in as corrections, comments as notes, and their answers as answers`() throws {
    var desk = try Desk()
    let receipt = try desk.bring(Self.review.bytes, named: "review.docx")
    let changes = desk.paper.corrections.map { "\($0.old) → \($0.replacement)" }
    #expect(
      changes == ["1 August → 8 August", "The → Now the", "burned → ", "2 → 3"], "\(receipt.items)")
    let first = try #require(desk.paper.correction("x1"))
    #expect(
      first.origin
        == Origin(
          file: "review.docx", form: .docx, author: "Ann Other", said: "2026-05-01T10:00:00Z"))
    #expect(desk.document.address(of: desk.paper.correction("x2")!.anchor.range).hasPrefix("p3"))
    #expect(desk.document.address(of: desk.paper.correction("x4")!.anchor.range).hasPrefix("n1"))
    #expect(desk.paper.annotation("a1")?.target.passage?.quote == "Nobody paid the clerk")
    #expect(desk.paper.annotation("a2")?.target == .thing("a1"))
    #expect(desk.paper.annotation("a2")?.body == "The ledger & the book.")
    #expect(receipt.refused == 1 && receipt.found == 6)
    let before = desk.paper
    #expect(try desk.bring(Self.review.bytes, named: "review.docx").standing == 6)
    #expect(desk.paper == before)
  }

  @Test func `paragraphs that are split, joined or added are told, and change nothing`() throws {
    let mark = "<w:rPr><w:ins w:id=\"9\" w:author=\"Ann Other\" w:date=\"2026-05-01T10:00:00Z\"/></w:rPr>"
    let file = WordFile(
      body: WordFile.paragraph(WordFile.run("On the Ferry"))
        + WordFile.paragraph(WordFile.run("The ferry crossed the river on 1 August 1742. "), mark)
        + WordFile.paragraph(WordFile.run("Nobody paid the clerk, and the fare was lost."))
        + WordFile.paragraph(WordFile.insertion("All of it new."))
        + WordFile.paragraph(
          WordFile.run(
            "The mill stood by the river. The mill burned in the winter of 1743, as the clerk wrote.")))
    var desk = try Desk()
    let receipt = try desk.bring(file.bytes, named: "review.docx")
    #expect(receipt.told == ["refused", "refused"])
    #expect(receipt.items.allSatisfy { $0.why?.contains("within its paragraph") == true })
  }

  @Test func `a paragraph that goes whole is a correction of all its words`() throws {
    let mark = "<w:rPr><w:del w:id=\"9\" w:author=\"Ann Other\" w:date=\"2026-05-01T10:00:00Z\"/></w:rPr>"
    let last = "The mill stood by the river. The mill burned in the winter of 1743, as the clerk wrote."
    let file = WordFile(
      body: WordFile.paragraph(WordFile.run("On the Ferry"))
        + WordFile.paragraph(
          WordFile.run(
            "The ferry crossed the river on 1 August 1742. Nobody paid the clerk, and the fare was lost."))
        + WordFile.paragraph(WordFile.deletion(last), mark))
    var desk = try Desk()
    #expect(try desk.bring(file.bytes, named: "review.docx").told == ["found x1"])
    #expect(desk.paper.correction("x1")?.old == last)
  }

  @Test func `changes come in as notes where that is asked for`() throws {
    var desk = try Desk()
    let receipt = try desk.bring(Self.review.bytes, named: "review.docx", into: .annotation)
    #expect(desk.paper.corrections.isEmpty && receipt.found == 6)
    #expect(desk.paper.annotation("a1")?.body == "Read “8 August”. A change tracked in review.docx.")
  }

  @Test func `a document of another text is orphaned whole`() throws {
    let file = WordFile(
      body: WordFile.paragraph(
        WordFile.run("Quite another matter altogether, of ships ") + WordFile.deletion("and shoes")
          + WordFile.commented(0, WordFile.run(" and sealing wax."))),
      comments: WordFile.comment(0, "Why?", "10000001"))
    var desk = try Desk()
    #expect(try desk.bring(file.bytes, named: "other.docx").told == ["orphaned", "orphaned"])
  }
}
