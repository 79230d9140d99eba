import ActSupport
import Acts
import Manuscript
import Protocol
import Rendering
import Scholarship
import Testing
import Views

/// Things as they are shown: whole, in lists and in the text.
@Suite struct ShowTests {
  private func text(_ page: Page) -> String { page.lines.joined(separator: "\n") }

  private func shown<Asked: Question>(_ question: Asked, of study: Study) throws -> String {
    text(question.page(of: try question.view(of: study.now)))
  }

  /// The pages on which a correction or a claim stands.
  private func pages(_ study: Study, _ id: String) throws -> [(name: String, text: String)] {
    var marks = Marks()
    marks.add(try ListOf<Claims>().view(of: study.now).items)
    marks.add(try ListOf<Corrections>().view(of: study.now).items)
    let read = try Read(address: "p3").view(of: study.now)
    let isClaim = id.hasPrefix("c")
    return [
      ("show", try shown(Show(id: id), of: study)),
      (
        "list",
        isClaim ? try shown(ListOf<Claims>(), of: study) : try shown(ListOf<Corrections>(), of: study)
      ),
      ("marks", text(Page(read, marks: marks))),
      ("diff", text(Diff(since: .position(1)).page(of: study.diff(1)))),
    ] + (isClaim ? [] : [("consensus", try shown(ConsensusOf(), of: study))])
  }

  @Test func `what leaves the consensus text is not read in it`() throws {
    var study = try Study(
      on:
        "The mill stands.[^1] Nobody knows why.\n\nIt burned.\n\nIts wheel is kept.\n\n[^1]: So says Harn.\n")
    try study.pass("p2", "")
    try study.pass("p1.1", "")
    let now = study.now
    let read = try Read(consensus: true).view(of: now)
    #expect(
      read.blocks.map { $0.text.trimmingPrefix(" ") } == ["Nobody knows why.", "Its wheel is kept."],
      "\(read.blocks)")
    #expect(read.blocks.allSatisfy { $0.notes.isEmpty })
    #expect(try Read(address: "p2", consensus: true).view(of: now).blocks.isEmpty)
    #expect(try Read().view(of: now).blocks.map(\.text).count == 4)
    #expect(try Read().view(of: now).blocks[0].notes.count == 1)
  }

  @Test func `what is voted after settling is not put beside the votes that were settled`() throws {
    var study = try Study()
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.vote(.init(id: "x1", vote: .for, reason: "So the tithes.")), by: "bel")
    try study.run(AnyAct(Settle(ids: ["x1"], reason: "Enough.")), by: "edd")
    try study.run(.vote(.init(id: "x1", vote: .against, reason: "Harn erred.")), by: "bel")
    try study.run(.vote(.init(id: "x1", vote: .against, reason: "Too late.")), by: "cyd")

    let show = try shown(Show(id: "x1"), of: study)
    #expect(show.contains("bel: So the tithes."))
    #expect(show.contains("bel from for to against: Harn erred."))
    #expect(show.contains("cyd, against, not counted, since it was settled before: Too late."))
    #expect(!show.contains("bel: Harn erred.") && !show.contains("cyd: Too late."), "\(show)")
    let consensus = try shown(ConsensusOf(), of: study)
    #expect(consensus.contains("bel, for: So the tithes."))
    #expect(consensus.contains("bel, against, not counted, since it was settled before: Harn erred."))
    let blame = try shown(Blame(), of: study)
    #expect(blame.contains("bel voted for") && !blame.contains("bel voted against"), "\(blame)")

    try study.run(.lift(.init(id: "x1", reason: "Anew.")), by: "edd")
    #expect(try shown(Show(id: "x1"), of: study).contains("bel: Harn erred."))
  }

  @Test func `a dispute of earlier words is told from one of those that stand`() throws {
    var study = try Study()
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.dispute(.init(target: "x1", body: "No.")), by: "bel")
    let before = try shown(Show(id: "x1"), of: study)
    #expect(before.contains("Disputed in d1.") && !before.contains("Of earlier words"))
    try study.run(.amend(.init(id: "x1", new: "1744", reason: "R")), by: "ada")
    let after = try shown(Show(id: "x1"), of: study)
    #expect(!after.contains("Disputed in d1.") && after.contains("Of earlier words: d1"))
  }

  @Test func `in other words nobody has changed their mind`() throws {
    var study = try Study()
    try study.run(.policy(.init(settings: ["blind=on"])), by: "edd")
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.vote(.init(id: "x1", vote: .for)), by: "bel")
    try study.run(.vote(.init(id: "x1", vote: .against)), by: "bel")
    #expect(try shown(Show(id: "x1"), of: study).contains("Changed their mind"))
    try study.run(.amend(.init(id: "x1", new: "1744", reason: "R")), by: "ada")
    #expect(!(try shown(Show(id: "x1"), of: study).contains("Changed their mind")))
  }

  @Test func `a claim on two passages is shown with both, and so is what is on it`() throws {
    var study = try Study()
    try study.run(
      .claim(.init(places: Places(all: ["p2.1", "p3.2"]), statement: "It stood until 1801.")), by: "ada")
    try study.run(.annotation("Which fire?", on: "c1"), by: "bel")
    for id in ["c1", "a1"] {
      let view = try Show(id: id).view(of: study.now)
      #expect(view.contexts?.map(\.address) == ["p2.1", "p3.2"] && view.context == view.contexts?.first)
      let page = try shown(Show(id: id), of: study)
      #expect(page.contains("In the text, p2.1") && page.contains("[It burned in 1801.]"))
    }
  }

  @Test(arguments: ["x1", "c1"]) func `a dispute is named wherever what it is on stands`(id: String) throws {
    var study = try Study()
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "ada")
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.dispute(.thing(EntityID(id)!), ground: nil, body: "No."), by: "cyd")
    for (name, page) in try pages(study, id) {
      #expect(page.lowercased().contains("disputed in d1"), "\(name)")
    }
    try study.run(.vote(.for, on: "d1", reason: nil), by: "bel")
    for (name, page) in try pages(study, id) {
      #expect(page.lowercased().contains("dispute d1 upheld"), "\(name)")
      #expect(!page.lowercased().contains("disputed in d1"), "\(name)")
    }
    try study.run(.rule(.reject, on: "d1", reason: "Not so."), by: "edd")
    for (name, page) in try pages(study, id) where name != "diff" {
      #expect(
        !page.lowercased().contains("dispute d1 upheld") && !page.lowercased().contains("disputed in"),
        "\(name)")
    }
  }

  @Test func `what was settled is nowhere said to be ruled`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    try study.run(
      .dispute(
        .passage(study.document.anchor(for: study.document.blocks[0].range, base: Study.base)), ground: nil,
        body: "No."), by: "cyd")
    try study.run(.vote(.for, on: "d1", reason: nil), by: "bel")
    try study.run(.settle("x1", "d1", reason: "Closed."), by: "edd")
    let all =
      try pages(study, "x1") + [
        ("dispute", try shown(Show(id: "d1"), of: study)),
        ("disputes", try shown(ListOf<Disputes>(), of: study)),
        ("blame", try shown(Blame(), of: study)),
      ]
    for (name, page) in all where name != "marks" {
      #expect(
        page.lowercased().contains("settled") && !page.lowercased().contains("ruled"), "\(name): \(page)")
    }
  }

  @Test func `what was adopted is the adopter's, and its words are whose they were`() throws {
    var study = try Study()
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "ada")
    try study.run(.annotation("Which deed?"), by: "ada")
    try study.run(.dispute(.thing("c1"), ground: nil, body: "No."), by: "ada")
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.leave, by: "ada")
    for id in ["c1", "a1", "d1", "x1"] as [EntityID] { try study.run(.adopt(id), by: "bel") }
    let presenter = study.now.presenter
    let items = try ["c1", "a1", "d1", "x1"].map { try #require(presenter.item(EntityID($0)!)) }
    for item in items {
      switch item {
      case .claim(let item): #expect((item.by, item.madeBy, item.wordsBy) == ("bel", "ada", "ada"))
      case .annotation(let item): #expect((item.by, item.madeBy, item.wordsBy) == ("bel", "ada", "ada"))
      case .correction(let item): #expect((item.by, item.madeBy, item.wordsBy) == ("bel", "ada", "ada"))
      case .dispute(let item): #expect((item.by, item.madeBy) == ("bel", "ada"))
      }
    }
    for id in ["c1", "a1", "d1", "x1"] {
      #expect(try shown(Show(id: id), of: study).contains("by bel, who adopted it from ada"), "\(id)")
    }
    #expect(try ListOf<Corrections>(by: "bel").view(of: study.now).items.map(\.id) == ["x1"])
    #expect(try ListOf<Claims>(by: "ada").view(of: study.now).items.isEmpty)
    #expect(try shown(ConsensusOf(), of: study).contains("ada: a reason"))
    // Amended, the words are the adopter's too.
    try study.run(.amend("x1", replacement: "1744", reason: "The deed."), by: "bel")
    let amended = study.now.presenter.item(study.paper.corrections[0])
    #expect(amended.madeBy == "ada" && amended.wordsBy == nil)
  }
}
