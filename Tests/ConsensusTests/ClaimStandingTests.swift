import ActSupport
import Consensus
import Scholarship
import Testing

@Suite("Claims and disputes")
struct ClaimStandingTests {
  /// Stances in the order agree, disagree, qualify, unsure, recuse.
  static let table: [([Int], PolicyRules, ClaimStatus)] = [
    ([0, 0, 0, 0, 0], PolicyRules(), .unreviewed), ([1, 0, 0, 0, 0], PolicyRules(), .unreviewed),
    ([1, 0, 0, 0, 4], PolicyRules(), .unreviewed), ([0, 0, 0, 3, 0], PolicyRules(), .unreviewed),
    ([2, 0, 0, 0, 0], PolicyRules(quorum: 3), .unreviewed),
    ([2, 0, 0, 1, 0], PolicyRules(quorum: 3), .agreed),
    ([1, 0, 0, 1, 0], PolicyRules(), .agreed), ([2, 0, 0, 0, 0], PolicyRules(), .agreed),
    ([2, 1, 0, 0, 0], PolicyRules(), .agreed), ([2, 0, 1, 0, 0], PolicyRules(), .agreed),
    ([3, 2, 0, 0, 0], PolicyRules(), .contested), ([1, 1, 0, 0, 0], PolicyRules(), .contested),
    ([1, 2, 0, 0, 0], PolicyRules(), .rejected), ([0, 2, 1, 0, 0], PolicyRules(), .rejected),
    ([0, 3, 2, 0, 0], PolicyRules(), .contested), ([1, 0, 1, 0, 0], PolicyRules(), .qualified),
    ([1, 1, 1, 0, 0], PolicyRules(), .qualified), ([2, 1, 1, 0, 0], PolicyRules(), .qualified),
    ([0, 0, 2, 0, 0], PolicyRules(), .qualified), ([1, 2, 1, 0, 0], PolicyRules(), .contested),
    ([1, 1, 0, 0, 0], PolicyRules(threshold: Threshold(Ratio(1, 2)!)!), .agreed),
    ([3, 1, 0, 0, 0], PolicyRules(threshold: Threshold(Ratio(1, 1)!)!), .contested),
  ]

  @Test(arguments: table) func `stances decide`(counts: [Int], rules: PolicyRules, status: ClaimStatus) throws
  {
    let stances = zip([Stance.agree, .disagree, .qualify, .unsure, .recuse], counts)
      .flatMap { Array(repeating: $0.0, count: $0.1) }
    let people = stances.indices.map { Handle("v\($0)")! }
    var group = try Group(scholars: people)
    try group.set(rules, for: .claim)
    try claim(&group)
    for (person, stance) in zip(people, stances) { try take(stance, &group, by: person) }
    #expect(group.standing.standing(of: group.paper.claims[0]).status == status)
  }

  @Test func `only stances on this wording by those who vote count`() throws {
    var group = try Group()
    try claim(&group)
    for person in ["ada", "bel"] as [Handle] { try take(.agree, &group, by: person) }
    #expect(status(group) == .agreed)
    var demoted = group
    try demoted.run(.admit("bel", as: .reader), by: "edd")
    #expect(status(demoted) == .unreviewed)
    try group.run(.reword("c1", statement: "T"), by: "edd")
    #expect(status(group) == .unreviewed)
    for person in ["ada", "cyd"] as [Handle] { try take(.disagree, &group, by: person) }
    #expect(status(group) == .rejected)
    try group.run(.withdraw("c1", reason: nil), by: "edd")
    #expect(status(group) == .withdrawn)
  }

  @Test func `disputes override stances`() throws {
    var group = try Group()
    try claim(&group)
    for person in ["ada", "bel"] as [Handle] { try take(.agree, &group, by: person) }
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    #expect(status(group) == .contested)
    var dismissed = group
    for person in ["ada", "bel"] as [Handle] {
      try dismissed.run(.vote(.against, on: "d1", reason: nil), by: person)
    }
    #expect(dismissed.standing.decision(on: dismissed.paper.disputes[0]).status == .dismissed)
    #expect(status(dismissed) == .agreed)
    var withdrawn = group
    try withdrawn.run(.withdraw("d1", reason: nil), by: "cyd")
    #expect(withdrawn.standing.decision(on: withdrawn.paper.disputes[0]).status == .withdrawn)
    #expect(status(withdrawn) == .agreed)
    var upheld = group
    try upheld.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    #expect(upheld.standing.decision(on: upheld.paper.disputes[0]).basis == .ruling)
    #expect(status(upheld) == .rejected)
    // A second one that is open weighs more than the first.
    try upheld.run(.dispute(.thing("c1"), ground: .fact, body: "B"), by: "ada")
    #expect(status(upheld) == .contested)
  }

  @Test func `a dispute upheld on an earlier wording says nothing of this one`() throws {
    var group = try Group()
    try claim(&group)
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    #expect(status(group) == .rejected)
    try group.run(.reword("c1", statement: "T"), by: "edd")
    #expect(status(group) == .unreviewed)
    for person in ["ada", "bel"] as [Handle] { try take(.agree, &group, by: person) }
    #expect(status(group) == .agreed)
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    try group.run(.rule(.accept, on: "d2", reason: "R"), by: "edd")
    #expect(status(group) == .rejected)
  }

  @Test func `what was said of a wording bears again when its words come back`() throws {
    var group = try Group()
    try claim(&group)
    for person in ["ada", "bel"] as [Handle] { try take(.agree, &group, by: person) }
    try group.run(.reword("c1", statement: "T"), by: "edd")
    #expect(status(group) == .unreviewed)
    try group.run(.reword("c1", statement: "S"), by: "edd")
    #expect(status(group) == .agreed && group.paper.claims[0].currentStances.count == 2)
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    for (words, now) in [("T", ClaimStatus.unreviewed), ("S", .rejected)] {
      try group.run(.reword("c1", statement: words), by: "edd")
      #expect(status(group) == now, "\(words)")
    }
    #expect(group.standing.standing(of: group.paper.claims[0]).upheld == ["d1"])
    // What is said again of the same words is no new stance.
    #expect(try group.run(.takeStance(.agree, on: "c1", reason: nil, confidence: nil), by: "ada") == ["c1"])
    #expect(group.paper.claims[0].stances["ada"]?.wording == 1)
  }

  @Test func `reopening a dispute makes it open`() throws {
    var group = try Group()
    try claim(&group)
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    try group.run(.reopen("d1", reason: "R"), by: "edd")
    #expect(group.standing.decision(on: group.paper.disputes[0]).status == .open)
    #expect(group.standing.decision(on: group.paper.disputes[0]).tally.for == ["cyd"])
    #expect(status(group) == .contested)
  }

  @Test func `disputes follow the rules of their class`() throws {
    var group = try Group()
    try group.set(PolicyRules(quorum: 1), for: .dispute)
    try group.run(.dispute(.passage(group.anchor(0, 1)), ground: nil, body: "B"), by: "ada")
    #expect(group.standing.decision(on: group.paper.disputes[0]).status == .upheld)
  }

  /// A claim on the scalars from 10 to 20, and one accepted edit.
  @Test(arguments: [
    (12, 14, "X", true), (10, 20, "X", true), (8, 12, "X", true), (18, 22, "X", true), (5, 25, "X", true),
    (15, 15, "X", true), (10, 10, "X", false), (20, 20, "X", false), (19, 20, "", true), (8, 10, "X", false),
    (20, 22, "X", false), (9, 9, "X", false), (21, 21, "X", false),
  ])
  func `an accepted correction inside flags the claim`(start: Int, end: Int, text: String, flags: Bool) throws
  {
    var group = try Group()
    try group.run(.registerClaim(anchors: [group.anchor(10, 20)], statement: "S", kind: nil), by: "ada")
    // Others before and after must not hide it.
    try group.pass(0, 1, "Y")
    try group.pass(25, 26, "Y")
    try group.run(group.correct(start, end, text), by: "ada")
    #expect(!group.standing.standing(of: group.paper.claims[0]).textChanged)
    try group.run(.vote(.for, on: "x3", reason: nil), by: "bel")
    try #require(group.statuses[2] == .accepted)
    #expect(group.standing.standing(of: group.paper.claims[0]).textChanged == flags)
  }

  private func claim(_ group: inout Group) throws {
    try group.run(.registerClaim(anchors: [group.anchor(10, 20)], statement: "S", kind: nil), by: "edd")
  }

  private func take(_ stance: Stance, _ group: inout Group, by person: Handle) throws {
    try group.run(.takeStance(stance, on: "c1", reason: "R", confidence: nil), by: person)
  }

  private func status(_ group: Group) -> ClaimStatus {
    group.standing.standing(of: group.paper.claims[0]).status
  }
}
