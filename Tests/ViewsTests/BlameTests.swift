import ActSupport
import Acts
import Manuscript
import Protocol
import Rendering
import Scholarship
import Testing
import Views

@Suite struct BlameTests {
  @Test func `the words of a correction are their proposer's, with who voted; the others are the source's`()
    throws
  {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let view = try Blame(on: "p3.1").view(of: study.now)
    #expect(view.source.by == "edd" && view.source.position == 1)
    #expect(view.items.map(\.text) == ["The mill was built in ", "1743", " by a man called Harn."])
    #expect(view.items.map { $0.corrections?.map(\.id) ?? [] } == [[], ["x1"], []])
    #expect(view.items[1].old == "1742" && view.items[1].corrections?.first?.votes["bel"]?.vote == "for")
  }

  @Test func `deleted words leave a stretch without words`() throws {
    var study = try Study()
    try study.pass("p3:called ", "")
    let view = try Blame(on: "p3.1").view(of: study.now)
    #expect(view.items.contains { $0.text.isEmpty && $0.old?.contains("called") == true })
  }

  @Test func `words that only the consensus has are found`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    #expect(try Blame(on: "in 1743").view(of: study.now).items.map(\.text) == ["in ", "1743"])
    #expect(throws: Problem.self) { try Blame(on: "1999").view(of: study.now) }
  }

  @Test func `a ruling is told with who made it`() throws {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "R")), by: "ada")
    try study.run(.rule(.accept, on: "x1", reason: "It is plain."), by: "edd")
    let page = Blame(on: "p3:1742").page(of: try Blame(on: "p3:1742").view(of: study.now))
    let text = page.lines.joined(separator: "\n")
    #expect(text.contains("edd ruled to accept") && text.contains("It is plain."))
    #expect(text.contains("ada"))
  }

  @Test func `words that a new base took over are whose who proposed them`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    try study.pass("p3:called ", "")
    try study.rebase(
      onto: Study.mill.replacing("1742", with: "1743").replacing("called ", with: ""))
    try #require(study.now.presenter.paper.corrections.allSatisfy(study.paper.isIncorporated))
    let view = try Blame(on: "p3.1").view(of: study.now)
    #expect(view.items.map(\.text) == ["The mill was built in ", "1743", " by a man ", "", "Harn."])
    #expect(view.items.map { $0.corrections?.map(\.id) ?? [] } == [[], ["x1"], [], ["x2"], []])
    #expect(view.items.map(\.old) == [nil, "1742", nil, "called ", nil])
    let page = Blame(on: "p3.1").page(of: view).lines.joined(separator: "\n")
    #expect(page.contains("x1 proposed by ada") && page.contains("the base has it now"))
    // What is corrected in them anew parts them.
    try study.pass("p3:43", "44")
    let anew = try Blame(on: "p3:1743").view(of: study.now)
    #expect(anew.items.map(\.text) == ["17", "44"])
    #expect(anew.items.map { $0.corrections?.map(\.id) ?? [] } == [["x1"], ["x3"]])
  }

  @Test func `an open dispute and an adopted correction are told with whose the words are`() throws {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "By the deed.")), by: "ada")
    try study.run(.withdraw("x1", reason: nil), by: "ada")
    try study.run(.adopt("x1"), by: "bel")
    try study.run(.vote(.for, on: "x1", reason: nil), by: "cyd")
    try study.run(.settle("x1", reason: "Closed."), by: "edd")
    try study.run(.dispute(.thing("x1"), ground: .date, body: "It was 1744."), by: "cyd")
    let item = try #require(try Blame(on: "p3:1742").view(of: study.now).items.first?.corrections?.first)
    #expect(item.by == "bel" && item.madeBy == "ada" && item.wordsBy == "ada" && item.disputed == ["d1"])
    let page = Blame().page(of: try Blame(on: "p3:1742").view(of: study.now)).lines
      .joined(separator: "\n").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(page.contains("x1 proposed by ada") && page.contains("adopted by bel; ada: By the deed."))
    #expect(page.contains("disputed in d1") && page.contains("edd settled to accept"))
    #expect(!page.contains("ruled"))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the stretches join to the consensus text`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    let text = ScalarText(study.text(at: study.paper.position))
    let whole = try Blame().view(of: study.now)
    #expect(whole.items.map(\.text).joined().unicodeScalars.elementsEqual(text.scalars), "seed \(seed)")
    for block in study.document.blocks {
      let items = try Blame(on: block.address).view(of: study.now).items
      guard let first = items.first, let last = items.last else { continue }
      let part = text[ScalarRange(first.range[0], last.range[1])]
      #expect(
        items.map(\.text).joined().unicodeScalars.elementsEqual(part.unicodeScalars),
        "seed \(seed), \(block.address)")
    }
  }
}
