import ActSupport
import Consensus
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

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
