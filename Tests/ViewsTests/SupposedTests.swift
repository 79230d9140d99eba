import ActSupport
import Acts
import Consensus
import Manuscript
import Protocol
import Rendering
import Scholarship
import Testing
import Views

@Suite struct SupposedTests {
  @Test func `under a higher quorum what passed is open, and its words would go`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let view = try ConsensusOf(policy: "quorum=3").view(of: study.now)
    let supposed = try #require(view.supposed)
    #expect(supposed.things.map { "\($0.id) \($0.was) \($0.status)" } == ["x1 accepted open"])
    #expect(supposed.text.map(\.old) == ["1743"] && supposed.text.map(\.new) == ["1742"])
    #expect(view.policy.rules.quorum == 3 && view.accepted == 0)
  }

  @Test func `without a voter what passed by their vote is open`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let view = try ConsensusOf(without: "bel").view(of: study.now)
    #expect(view.supposed?.things.map(\.id) == ["x1"] && view.accepted == 0)
    // What someone proposed stays, by an author who does not vote.
    let author = try ConsensusOf(without: "ada").view(of: study.now)
    #expect(author.loci.first?.readings.first?.by == "ada")
    #expect(author.loci.first?.readings.first?.tally.for == ["bel"])
  }

  @Test func `without who ruled the ballot decides`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    try study.run(.rule(.reject, on: "x1", reason: "R"), by: "edd")
    let view = try ConsensusOf(without: "edd").view(of: study.now)
    #expect(view.supposed?.things.map { "\($0.was) \($0.status)" } == ["rejected accepted"])
  }

  @Test func `nobody is left out who is not there`() throws {
    let study = try Study()
    #expect(throws: Problem.self) { try ConsensusOf(without: "zoe").view(of: study.now) }
    #expect(throws: Problem.self) { try ConsensusOf(policy: "quorm=3").view(of: study.now) }
  }

  @Test func `its page tells what would change`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let question = ConsensusOf(policy: "quorum=3", without: "bel")
    let lines = question.page(of: try question.view(of: study.now)).lines
    #expect(lines.first == "As it would be under quorum=3, without bel.")
    #expect(lines.contains { $0.contains("accepted → open") })
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `to suppose the rules in force changes nothing`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    let view = try ConsensusOf(policy: study.paper.policy.rules.settings).view(of: study.now)
    let present = try ConsensusOf().view(of: study.now)
    #expect(view.supposed?.things == [] && view.supposed?.text == [], "seed \(seed)")
    #expect(view.loci == present.loci && view.accepted == present.accepted, "seed \(seed)")
  }

  /// Told otherwise: the same history without what they voted, held and ruled, and with them as a reader at its end.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `leaving someone out is as if they had never said anything`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    for person in Study.people {
      var events = study.events.filter { event in
        event.stamp.by != person
          || !(event.event.payload is VoteCast || event.event.payload is StanceTaken
            || event.event.payload is RulingMade)
      }
      events.append(
        RecordedEvent(
          Event(MemberAdmitted(member: person, role: .reader)),
          Stamp(by: "edd", at: Timestamp(microseconds: 0), position: study.paper.position + 1)))
      let paper = Paper.initial.evolved(by: events)
      let expected = Standing(of: paper, under: study.paper.policy, base: study.document.text)
      let found = try Supposition(without: person).standing(of: study.paper, base: study.document.text)
      #expect(
        found.reconciliation.decisions.map(\.status) == expected.reconciliation.decisions.map(\.status),
        "seed \(seed), without \(person)")
      #expect(
        found.reconciliation.text(of: study.document.text)
          == expected.reconciliation.text(of: study.document.text), "seed \(seed), without \(person)")
      #expect(
        found.paper.claims.map { found.standing(of: $0).status }
          == expected.paper.claims.map { expected.standing(of: $0).status }, "seed \(seed), without \(person)"
      )
    }
  }
}
