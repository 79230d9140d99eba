import ActSupport
import Acts
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

/// What word processors make of one person's change within another's, of moves, rows, breaks and formatting.
@Suite("Changes upon changes")
struct ChangesUponChangesTests {
  private static func by(_ author: String, _ date: String) -> String {
    "w:id=\"1\" w:author=\"\(author)\" w:date=\"\(date)\""
  }
  private static let (cy, bob) = (by("Cy", "2026-05-01T10:00:00Z"), by("Bob", "2026-05-02T09:00:00Z"))
  private static let (head, last) = (
    WordFile.paragraph(WordFile.run("On the Ferry")),
    WordFile.paragraph(
      WordFile.run("The mill stood by the river. The mill burned in the winter of 1743, as the clerk wrote."))
  )

  /// The second paragraph with something in place of the words that are named.
  private func changes(_ inside: String, of words: String) throws -> [String] {
    let whole = "The ferry crossed the river on 1 August 1742. Nobody paid the clerk, and the fare was lost."
    let parts = whole.split(separator: words, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let paragraph = WordFile.paragraph(
      WordFile.run(String(parts[0])) + inside + WordFile.run(String(parts[1])))
    var desk = try Desk()
    let receipt = try desk.bring(
      WordFile(body: Self.head + paragraph + Self.last).bytes, named: "review.docx")
    return receipt.items.map { item in
      let correction = item.id.flatMap(EntityID.init).flatMap { desk.paper.correction($0) }
      return "\(item.author ?? ""): "
        + (correction.map { "\($0.old) → \($0.replacement)" } ?? "\(item.outcome) \(item.words)")
    }
  }

  private func text(_ words: String, _ name: String = "w:t") -> String {
    "<w:r w:rsidR=\"00AB12CD\"><\(name) xml:space=\"preserve\">\(words)</\(name)></w:r>"
  }

  @Test func `who changes what another put in has another proposal for the same words`() throws {
    let changes = try changes(
      "<w:del \(Self.cy)>\(text("the river", "w:delText"))</w:del><w:ins \(Self.cy)>\(text("the "))</w:ins>"
        + "<w:ins \(Self.cy)><w:del \(Self.bob)>\(text("wide", "w:delText"))</w:del></w:ins>"
        + "<w:ins \(Self.bob)>\(text("broad"))</w:ins><w:ins \(Self.cy)>\(text(" stream"))</w:ins>",
      of: "the river")
    #expect(
      changes == ["Cy: the river → the wide stream", "Bob: the river → the broad stream"])
  }

  @Test func `words put into the middle of what another put in are a proposal of the whole`() throws {
    let changes = try changes(
      "<w:ins \(Self.cy)>\(text("slow"))</w:ins><w:ins \(Self.bob)>\(text(" and old"))</w:ins>"
        + "<w:ins \(Self.cy)>\(text(" "))</w:ins>\(text("river"))", of: "river")
    #expect(changes == ["Cy:  → slow ", "Bob:  → slow and old "])
  }

  @Test func `what two did side by side stays two changes`() throws {
    let changes = try changes(
      "<w:del \(Self.cy)>\(text("crossed ", "w:delText"))</w:del><w:del \(Self.bob)>\(text("the ", "w:delText"))</w:del>",
      of: "crossed the ")
    #expect(changes == ["Cy: crossed  → ", "Bob: the  → "])
  }

  @Test func `who types on past the minute changes one thing`() throws {
    let later = Self.by("Cy", "2026-05-01T10:01:00Z")
    let changes = try changes(
      "<w:del \(Self.cy)>\(text("1 August", "w:delText"))</w:del><w:ins \(Self.cy)>\(text("8 Aug"))</w:ins>"
        + "<w:ins \(later)>\(text("ust"))</w:ins>", of: "1 August")
    #expect(changes == ["Cy: 1 August → 8 August"])
  }

  @Test func `words that one put in and took out again were never there`() throws {
    let changes = try changes(
      "<w:ins \(Self.cy)><w:del \(Self.cy)>\(text("odd ", "w:delText"))</w:del></w:ins>\(text("ferry"))",
      of: "ferry")
    #expect(changes == [])
  }

  @Test func `moved words go at one place and come at another`() throws {
    let changes = try changes(
      "<w:moveFromRangeStart w:id=\"7\" w:name=\"move1\"/><w:moveFrom \(Self.cy)>\(text("crossed "))</w:moveFrom>"
        + "<w:moveFromRangeEnd w:id=\"7\"/>\(text("the river "))<w:moveToRangeStart w:id=\"8\" w:name=\"move1\"/>"
        + "<w:moveTo \(Self.cy)>\(text("crossed "))</w:moveTo><w:moveToRangeEnd w:id=\"8\"/>",
      of: "crossed the river ")
    #expect(changes == ["Cy: crossed  → ", "Cy:  → crossed "])
  }

  @Test func `other letters, pages, proofing marks and changed formatting are no changes of the text`() throws
  {
    let changes = try changes(
      "<w:r><w:rPr><w:b/><w:rPrChange \(Self.cy)><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>fer</w:t></w:r>"
        + "<w:proofErr w:type=\"spellStart\"/><w:r><w:br w:type=\"page\"/><w:lastRenderedPageBreak/></w:r>\(text("ry"))",
      of: "ferry")
    #expect(changes == [])
  }

  @Test func `a change in a cell is one of the table, also in an empty one, and a new row is told`() throws {
    func cell(_ inside: String) -> String { "<w:tc><w:tcPr/>\(WordFile.paragraph(inside))</w:tc>" }
    func row(_ cells: [String], _ properties: String = "") -> String {
      "<w:tr>\(properties)\(cells.map(cell).joined())</w:tr>"
    }
    let table =
      "<w:tbl><w:tblPr/>" + row([text("Year"), text("Sum")]) + row([text("1742"), text("12")])
      + row([text("1743"), text("12") + "<w:ins \(Self.cy)>\(text("3"))</w:ins>"])
      + row([text("1744"), "<w:ins \(Self.cy)>\(text("9"))</w:ins>"])
      + row(
        ["<w:ins \(Self.cy)>\(text("1745"))</w:ins>", "<w:ins \(Self.cy)>\(text("8"))</w:ins>"],
        "<w:trPr><w:ins \(Self.cy)/></w:trPr>") + "</w:tbl>"
    var desk = try Desk("# Sums\n\n| Year | Sum |\n|---|---|\n| 1742 | 12 |\n| 1743 | 12 |\n| 1744 |  |\n")
    let file = WordFile(body: WordFile.paragraph(WordFile.run("Sums")) + table)
    let receipt = try desk.bring(file.bytes, named: "review.docx")
    #expect(receipt.told == ["found x1", "found x2", "refused"], "\(receipt.items)")
    #expect(receipt.items.last?.why?.contains("row") == true)
    let rows = desk.document.text.string.split(separator: "\n")
    let text = desk.document.text.string
    let edits = desk.paper.corrections.map(\.anchor.range)
    #expect(String(text.prefix(edits[0].start)).hasSuffix("1743 | 12"), "\(rows)")
    #expect(String(text.prefix(edits[1].start)).contains("| 1744 |"), "\(rows)")
    #expect(desk.paper.corrections.map(\.replacement) == ["3", "9"])
  }
}
