import ActSupport
import Consensus
import Manuscript
import Scholarship
import Testing

@Suite("Disputes on corrections, settling, lifting")
struct DisputedCorrectionTests {
  private func disputed() throws -> Group {
    var group = try Group()
    try group.pass(0, 1, "X")
    try group.run(.dispute(.thing("x1"), ground: .fact, body: "B"), by: "cyd")
    return group
  }

  private func decision(_ group: Group) -> CorrectionDecision { group.reconciliation.decisions[0] }

  @Test func `an open dispute flags a correction`() throws {
    var group = try disputed()
    #expect(decision(group).status == .accepted && decision(group).disputed == ["d1"])
    for person in ["ada", "bel"] as [Handle] {
      try group.run(.vote(.against, on: "d1", reason: nil), by: person)
    }
    #expect(decision(group).status == .accepted && decision(group).disputed.isEmpty)
  }

  @Test func `an upheld dispute rejects a correction`() throws {
    var group = try disputed()
    try group.run(.vote(.for, on: "d1", reason: nil), by: "edd")
    #expect(decision(group).status == .rejected && decision(group).basis == .dispute)
    #expect(group.consensus == group.text.string)
    // Ruled on, the correction prevails over votes on the dispute.
    try group.run(.rule(.accept, on: "x1", reason: "R"), by: "edd")
    #expect(decision(group).status == .accepted && decision(group).basis == .ruling)
    // A later ruling on the dispute prevails over that, and a still later one on the correction over both.
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    #expect(decision(group).status == .rejected && decision(group).basis == .dispute)
    try group.run(.rule(.accept, on: "x1", reason: "R"), by: "edd")
    #expect(decision(group).status == .accepted && decision(group).basis == .ruling)
    try group.run(.lift("x1"), by: "edd")
    #expect(decision(group).status == .rejected && decision(group).basis == .dispute)
  }

  @Test func `a dispute on earlier words does not bear on amended ones`() throws {
    var group = try disputed()
    try group.run(.vote(.for, on: "d1", reason: nil), by: "edd")
    try group.run(.amend("x1", replacement: "Y", reason: "R"), by: "ada")
    #expect(decision(group).status == .open && decision(group).disputed.isEmpty)
    try group.run(.vote(.for, on: "x1", reason: nil), by: "bel")
    #expect(decision(group).status == .accepted)
    try group.run(.dispute(.thing("x1"), ground: nil, body: "B"), by: "cyd")
    #expect(decision(group).disputed == ["d2"])
  }

  @Test func `a dispute bears again when the words come back`() throws {
    var group = try disputed()
    try group.run(.vote(.for, on: "d1", reason: nil), by: "edd")
    #expect(decision(group).upheld == ["d1"])
    for (words, bears) in [("Y", false), ("X", true), ("XX", false), ("X", true)] {
      try group.run(.amend("x1", replacement: words, reason: "R"), by: "ada")
      try group.run(.vote(.for, on: "x1", reason: nil), by: "bel")
      #expect(decision(group).status == (bears ? .rejected : .accepted), "\(words)")
      #expect(decision(group).upheld == (bears ? ["d1"] : []), "\(words)")
    }
    // One that is open flags them again too.
    try group.run(.amend("x1", replacement: "Y", reason: "R"), by: "ada")
    try group.run(.dispute(.thing("x1"), ground: nil, body: "B"), by: "cyd")
    try group.run(.amend("x1", replacement: "Z", reason: "R"), by: "ada")
    #expect(decision(group).disputed.isEmpty)
    try group.run(.amend("x1", replacement: "Y", reason: "R"), by: "ada")
    #expect(decision(group).disputed == ["d2"] && decision(group).upheld.isEmpty)
  }

  @Test func `a dispute bears on words in another normal form, but not on another spelling of the same`()
    throws
  {
    var group = try Group(on: "abc\u{E9}def")
    try group.run(group.correct(0, 1, "e\u{301}"), by: "ada")
    try group.run(.dispute(.thing("x1"), ground: nil, body: "B"), by: "cyd")
    for (words, bears) in [("Y", false), ("\u{E9}", true), ("Y", false), ("e\u{301}", true)] {
      try group.run(.amend("x1", replacement: words, reason: "R"), by: "ada")
      #expect((decision(group).disputed == ["d1"]) == bears, "\(words)")
    }
    var spelt = try Group(on: "abc\u{1EAD}def")
    try spelt.run(spelt.correct(3, 4, "a\u{323}\u{302}"), by: "ada")
    try spelt.run(.dispute(.thing("x1"), ground: nil, body: "B"), by: "cyd")
    for (words, bears) in [("\u{1EA1}\u{302}", false), ("a\u{323}\u{302}", true)] {
      try spelt.run(.amend("x1", replacement: words, reason: "R"), by: "ada")
      #expect((decision(spelt).disputed == ["d1"]) == bears, "\(words)")
    }
  }

  @Test func `a ruling on words that come back binds their author again`() throws {
    var group = try disputed()
    try group.run(.amend("x1", replacement: "Y", reason: "R"), by: "ada")
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    #expect(decision(group).status == .open)
    try group.run(.amend("x1", replacement: "X", reason: "R"), by: "ada")
    #expect(decision(group).status == .rejected && decision(group).basis == .dispute)
    #expect(throws: Refusal.self) { try group.run(.withdraw("x1", reason: nil), by: "ada") }
  }

  @Test func `what ballot and dispute both reject is rejected by the dispute`() throws {
    var group = try disputed()
    for person in ["bel", "cyd"] as [Handle] {
      try group.run(.vote(.against, on: "x1", reason: nil), by: person)
    }
    #expect(decision(group).status == .rejected && decision(group).basis == .ballot)
    try group.run(.vote(.for, on: "d1", reason: nil), by: "edd")
    #expect(decision(group).basis == .dispute)
  }

  @Test func `what is settled outlasts roles, policy and votes`() throws {
    var group = try Group()
    try group.pass(0, 1, "X")
    try group.run(.settle("x1"), by: "edd")
    let settled = decision(group)
    #expect(settled.status == .accepted && settled.basis == .settled)
    for person in ["ada", "bel"] as [Handle] { try group.run(.admit(person, as: .reader), by: "edd") }
    try group.set(PolicyRules(quorum: 4))
    try group.run(.vote(.against, on: "x1", reason: nil), by: "cyd")
    #expect(decision(group).status == .accepted)
    #expect(decision(group).tally.for == ["ada", "bel"] && decision(group).tally.against.isEmpty)
    try group.run(.lift("x1"), by: "edd")
    #expect(decision(group).status == .open && decision(group).tally.against == ["cyd"])
  }

  @Test func `a settled dispute bears as a ruled one`() throws {
    var group = try disputed()
    try group.run(.vote(.for, on: "d1", reason: nil), by: "edd")
    try group.run(.rule(.accept, on: "x1", reason: "R"), by: "edd")
    try group.run(.settle("d1"), by: "edd")
    #expect(group.standing.decision(on: group.paper.disputes[0]).basis == .settled)
    #expect(decision(group).status == .rejected && decision(group).basis == .dispute)
  }

  @Test func `what a change flips is told`() throws {
    var group = try Group()
    try group.pass(0, 1, "X")
    try group.pass(4, 5, "Y")
    try group.run(.settle("x2"), by: "edd")
    let before = group.standing
    try group.set(PolicyRules(quorum: 4))
    #expect(before.flips(to: group.standing) == [Flip(id: "x1", before: "accepted", after: "open")])
  }
}
