import ActSupport
import Consensus
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

@testable import Editions

/// What histories and lists say of votes, stances and what became of voters.
@Suite struct JudgedWordsTests {
  private func snapshot(_ scenario: Scenario) -> Snapshot {
    Snapshot(
      at: scenario.paper.position, PaperState(scenario.paper, document: Document(of: paperText)))
  }

  private func line(_ event: Event, at position: Int64, in scenario: Scenario) -> String {
    let stamp = Stamp(by: "bel", at: Timestamp(microseconds: 0), position: position)
    return snapshot(scenario).historyItem(RecordedEvent(event, stamp), sequence: 1).summary
  }

  @Test func `a vote is told with the words that it was for`() {
    let voted = Scenario.underWay.and(vote(.for, "x1"), by: "bel")
    let amended = voted.and(
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R")), by: "ada"
    )
    .and(vote(.against, "x1", "No."), by: "bel")
    let last = amended.paper.position
    #expect(line(vote(.for, "x1"), at: last - 2, in: amended) == "voted for x1 (on “3” → “8”)")
    #expect(
      line(vote(.against, "x1", "No."), at: last, in: amended) == "voted against x1: “No.” (on “3” → “9”)")
  }

  @Test func `a stance is told with the wording that it was on`() {
    let reworded = Scenario.underWay.and(Event(ClaimReworded(claim: "c1", statement: "June.")), by: "ada")
    let stance = Event(StanceTaken(claim: "c1", wording: 1, stance: .agree, reason: nil, confidence: nil))
    #expect(line(stance, at: 99, in: reworded) == "agreed with c1 (on “It was May.”)")
  }

  @Test func `who may vote no more is marked as not counted`() throws {
    let voted = Scenario.underWay.and(vote(.against, "x1", "No."), by: "bel")
      .and(
        Event(StanceTaken(claim: "c1", wording: 1, stance: .agree, reason: "R", confidence: nil)), by: "bel")
    let demoted = voted.and(Event(MemberAdmitted(member: "bel", role: .reader)), by: "ona")
    for (scenario, counted) in [(voted, Bool?.none), (demoted, false)] {
      let presenter = snapshot(scenario).presenter
      #expect(presenter.item(scenario.paper.corrections[0]).votes["bel"]?.counted == counted)
      #expect(presenter.item(scenario.paper.claims[0]).stances["bel"]?.counted == counted)
    }
  }

  @Test func `seconds and open disputes are shown with a correction and its reading`() throws {
    let scenario = Scenario.underWay
      .and(seconded("x1", "It is.", .fact, [.init(reference: "Register")]), by: "bel")
      .and(disputed("d2", on: .thing("x1"), wording: nil), by: "cyd")
    let presenter = snapshot(scenario).presenter
    let item = presenter.item(scenario.paper.corrections[0])
    #expect(item.disputed == ["d2"])
    #expect(item.seconds?.map(\.reason) == ["It is."] && item.seconds?.first?.class == "fact")
    let reading = try #require(
      presenter.standing.reconciliation.loci.map { presenter.item($0) }.first?.readings[0])
    #expect(reading.disputed == ["d2"] && reading.seconds == item.seconds)
  }

  /// x1 of ada's, adopted by bel and seconded by cyd twice, with a dispute of it that was upheld, and both settled.
  private func adopted() throws -> Group {
    var group = try Group(onParagraph: "The mill was built in 1742 by a man called Harn.")
    try group.correct(group.range(of: "1742"), "1743", reason: "First of all.")
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    try group.run(.adopt("x1"), by: "bel")
    for (reason, cited) in [("Second thought.", "Deed 7"), ("Third thought.", "Map 9")] {
      let anchor = group.document.anchor(for: group.range(of: "1742"), base: Group.base)
      try group.run(
        .correct(
          anchor, replacement: "1743", class: .fact, reason: reason, evidence: [.init(reference: cited)]),
        by: "cyd")
    }
    try group.run(.dispute(.thing("x1"), ground: nil, body: "No."), by: "ada")
    try group.run(.vote(.for, on: "d1", reason: nil), by: "cyd")
    group.settle("x1", as: .reject, by: "edd")
    group.settle("d1", as: .accept, by: "edd")
    return group
  }

  @Test(arguments: [
    EditionFormat.markdown, .html, .tei, .json, .csv, .w3c,
  ]) func `exports have what everyone gave for a proposal, and say of nothing settled that it was ruled`(
    format: EditionFormat
  ) throws {
    let text = try adopted().rendered(as: format)
    for words in ["First of all.", "Second thought.", "Third thought.", "Deed 7", "Map 9"] {
      #expect(text.contains(words), "\(format.name): \(words)")
    }
    #expect(!text.lowercased().contains("ruled"), "\(format.name)")
    if format.name != "json" { #expect(!text.contains("\"ruling\""), "\(format.name)") }
    if format.name != "w3c" { #expect(text.contains("ettled"), "\(format.name)") }
  }

  @Test func `an export attributes what was adopted`() throws {
    let group = try adopted()
    let markdown = group.rendered(as: .markdown)
    #expect(markdown.contains("proposed by bel, who adopted it from ada"))
    #expect(markdown.contains("Reason (ada): First of all."))
    #expect(group.rendered(as: .csv).contains("rejected,dispute,bel"))
    let remark = try #require(Remarks(of: group.edition().apparatus).thread("x1")?.opening)
    #expect(remark.by == "ada" && remark.lines.contains("Adopted by bel from ada"))
  }

  @Test func `a base import is told by what became of the thing`() {
    let base = BaseImported(
      base: BaseID(raw: [1], document: []), scalars: 9, mediaType: "text/plain", source: "cc", document: "dd",
      anchors: [.init(.init("x1"), .lost(.orphaned(nearest: nil)))])
    let stamp = Stamp(by: "ona", at: Timestamp(microseconds: 0), position: 99)
    let item = snapshot(Scenario.underWay).historyItem(
      RecordedEvent(Event(base), stamp), sequence: 1, of: .thing("x1"))
    #expect(item.summary == "imported a new base; x1 has no place in it")
  }
}
