import ActSupport
import Consensus
import Manuscript
import Scholarship
import Testing

/// How many people do what in a ballot; the first of them is the proposer.
struct Turnout: CustomTestStringConvertible, Sendable {
  var `for` = 0
  var against = 0
  var abstain = 0
  var recuse = 0
  var silent = 0

  var votes: [Vote?] {
    Array(repeating: .for, count: self.for) + Array(repeating: .against, count: against)
      + Array(repeating: .abstain, count: abstain) + Array(repeating: .recuse, count: recuse)
      + Array(repeating: nil, count: silent)
  }

  var testDescription: String {
    "\(self.for):\(against), \(abstain) abstain, \(recuse) recuse, \(silent) silent"
  }

  /// A group that has voted so on x1 and on d1. Someone who stays silent opened d1 if nobody is for it.
  func group(under rules: PolicyRules) throws -> Group {
    let people = votes.indices.map { Handle("v\($0)")! }
    var group = try Group(scholars: people)
    try group.set(rules)
    try group.run(group.correct(3, 5, "X"), by: people[0])
    try group.run(.dispute(.passage(group.anchor(0, 2)), ground: nil, body: "B"), by: people[0])
    for (person, vote) in zip(people, votes) {
      guard let vote else { continue }
      for id in ["x1", "d1"] as [EntityID] { try group.run(.vote(vote, on: id, reason: nil), by: person) }
    }
    return group
  }
}

@Suite("Ballots")
struct BallotTests {
  static let table: [(Turnout, PolicyRules, CorrectionStatus)] = [
    // The quorum counts votes for and against and abstentions.
    (Turnout(for: 1, silent: 3), PolicyRules(), .open),
    (Turnout(for: 1, abstain: 1), PolicyRules(), .accepted),
    (Turnout(for: 1, recuse: 5), PolicyRules(), .open),
    (Turnout(for: 2), PolicyRules(quorum: 3), .open),
    (Turnout(for: 2, abstain: 1), PolicyRules(quorum: 3), .accepted),
    (Turnout(for: 1), PolicyRules(quorum: 1), .accepted),
    (Turnout(abstain: 4), PolicyRules(), .open),
    // The threshold, reached exactly and just missed.
    (Turnout(for: 2), PolicyRules(), .accepted),
    (Turnout(for: 2, against: 1), PolicyRules(), .accepted),
    (Turnout(for: 3, against: 2), PolicyRules(), .contested),
    (Turnout(for: 4, against: 2, abstain: 3), PolicyRules(), .accepted),
    (Turnout(for: 1, against: 1), PolicyRules(), .contested),
    (Turnout(for: 2, against: 3), PolicyRules(), .contested),
    (Turnout(for: 1, against: 2), PolicyRules(), .rejected),
    (Turnout(against: 2), PolicyRules(), .rejected),
    (Turnout(against: 1, abstain: 1), PolicyRules(), .rejected),
    (Turnout(for: 3, against: 1), PolicyRules(threshold: Threshold(Ratio(1, 1)!)!), .contested),
    (Turnout(for: 4), PolicyRules(threshold: Threshold(Ratio(1, 1)!)!), .accepted),
    // A third is not .3334, and more than .3333: nothing is rounded.
    (Turnout(for: 1, against: 2), PolicyRules(threshold: Threshold(Ratio(3333, 10_000)!)!), .accepted),
    (Turnout(for: 1, against: 2), PolicyRules(threshold: Threshold(Ratio(3334, 10_000)!)!), .rejected),
    // Where both sides reach it, it passes.
    (Turnout(for: 1, against: 1), PolicyRules(threshold: Threshold(Ratio(1, 2)!)!), .accepted),
    // A strict majority is not half.
    (Turnout(for: 1, against: 1), PolicyRules(threshold: Threshold(">1/2")!), .contested),
    (Turnout(for: 2, against: 1), PolicyRules(threshold: Threshold(">1/2")!), .accepted),
    // The cap on opposition, kept exactly and just broken.
    (Turnout(for: 3, against: 1), PolicyRules(opposition: Ratio(1, 4)!), .accepted),
    (Turnout(for: 2, against: 1), PolicyRules(opposition: Ratio(1, 4)!), .contested),
    (Turnout(for: 6, against: 2), PolicyRules(opposition: Ratio(1, 4)!), .accepted),
    (Turnout(for: 5, against: 2), PolicyRules(opposition: Ratio(1, 4)!), .contested),
    (Turnout(for: 9, against: 1), PolicyRules(opposition: Ratio(0, 1)!), .contested),
    (
      Turnout(for: 1, against: 1), PolicyRules(threshold: Threshold(Ratio(1, 2)!)!, opposition: Ratio(0, 1)!),
      .rejected
    ),
  ]

  @Test(arguments: table) func `decide corrections`(
    turnout: Turnout, rules: PolicyRules, status: CorrectionStatus
  ) throws {
    let decision = try turnout.group(under: rules).reconciliation.decisions[0]
    #expect(decision.status == status)
    #expect(decision.basis == .ballot)
    let tally = decision.tally
    #expect(tally.for.count == turnout.for)
    #expect(tally.against.count == turnout.against)
    #expect(tally.abstained.count == turnout.abstain)
    #expect(tally.recused.count == turnout.recuse)
    // The editor has a vote as well, and keeps silent.
    #expect(tally.silent.count == turnout.silent + 1)
    #expect(tally.silent.contains("edd"))
  }

  @Test(arguments: table) func `decide disputes`(
    turnout: Turnout, rules: PolicyRules, status: CorrectionStatus
  )
    throws
  {
    let group = try turnout.group(under: rules)
    let expected: DisputeStatus = status == .accepted ? .upheld : status == .rejected ? .dismissed : .open
    #expect(group.standing.decision(on: group.paper.disputes[0]).status == expected)
  }

  @Test func `tallies are by name in order`() throws {
    var group = try Group(scholars: ["zoe", "ada", "mia", "bel", "cyd"])
    try group.run(group.correct(0, 1, "X"), by: "zoe")
    for person in ["mia", "ada"] as [Handle] { try group.run(.vote(.for, on: "x1", reason: nil), by: person) }
    try group.run(.vote(.recuse, on: "x1", reason: nil), by: "cyd")
    try group.run(.vote(.abstain, on: "x1", reason: nil), by: "bel")
    let tally = group.reconciliation.decisions[0].tally
    #expect(tally.for == ["ada", "mia", "zoe"])
    #expect(tally.abstained == ["bel"])
    #expect(tally.recused == ["cyd"])
    #expect(tally.silent == ["edd"])
  }

  @Test func `the proposer is for it unless they vote otherwise`() throws {
    var group = try Group()
    try group.run(group.correct(0, 1, "X"), by: "ada")
    #expect(group.reconciliation.decisions[0].tally.for == ["ada"])
    try group.run(.vote(.against, on: "x1", reason: nil), by: "ada")
    #expect(group.reconciliation.decisions[0].tally.against == ["ada"])
    try group.run(.vote(.recuse, on: "x1", reason: nil), by: "ada")
    #expect(group.reconciliation.decisions[0].tally.recused == ["ada"])
  }

  @Test func `a policy may leave the proposer's vote out`() throws {
    var group = try Group()
    try group.set(PolicyRules(proposerVotes: false))
    try group.run(group.correct(0, 1, "X"), by: "ada")
    try group.run(.vote(.for, on: "x1", reason: nil), by: "bel")
    #expect(group.statuses == [.open])
    #expect(group.reconciliation.decisions[0].tally.silent.contains("ada"))
    // Saying it does not make it count.
    try group.run(.vote(.for, on: "x1", reason: nil), by: "ada")
    #expect(group.statuses == [.open])
    try group.run(.vote(.for, on: "x1", reason: nil), by: "cyd")
    #expect(group.statuses == [.accepted])
    #expect(group.reconciliation.decisions[0].tally.for == ["bel", "cyd"])
  }

  @Test func `only the eligible are counted`() throws {
    var group = try Group(scholars: ["ada", "bel", "cyd"])
    try group.run(group.correct(0, 1, "X"), by: "ada")
    for person in ["bel", "cyd"] as [Handle] { try group.run(.vote(.for, on: "x1", reason: nil), by: person) }
    #expect(group.statuses == [.accepted])
    // Who is a reader now is not counted, nor listed.
    for person in ["ada", "bel"] as [Handle] { try group.run(.admit(person, as: .reader), by: "edd") }
    #expect(group.statuses == [.open])
    let tally = group.reconciliation.decisions[0].tally
    #expect((tally.for, tally.silent) == (["cyd"], ["edd"]))
    #expect((tally.against + tally.abstained + tally.recused).isEmpty)
    // Under another policy the same log says something else.
    let editors = Policy(rules: PolicyRules(quorum: 1, voters: .editor))
    let other = Reconciliation(of: group.paper, under: editors, base: group.text)
    #expect(other.decisions[0].tally.silent == ["edd"])
    #expect(other.decisions[0].tally.for.isEmpty)
  }

  @Test func `a class may have rules of its own`() throws {
    var group = try Group()
    try group.set(PolicyRules(quorum: 1), for: .typo)
    try group.run(group.correct(0, 1, "X", class: .typo), by: "ada")
    try group.run(group.correct(3, 4, "X", class: .fact), by: "ada")
    try group.run(group.correct(6, 7, "X"), by: "ada")
    #expect(group.statuses == [.accepted, .open, .open])
  }

  @Test func `a ruling decides instead of the ballot`() throws {
    var group = try Group()
    try group.pass(0, 1, "X")
    try group.run(.rule(.reject, on: "x1", reason: "R"), by: "edd")
    #expect(group.statuses == [.rejected])
    #expect(group.reconciliation.decisions[0].basis == .ruling)
    #expect(group.reconciliation.decisions[0].tally.for == ["ada", "bel"])
    try group.run(.rule(.accept, on: "x1", reason: "R"), by: "edd")
    #expect(group.statuses == [.accepted])
    // Lifted, the ruling before stands again, and then the ballot decides.
    try group.run(.lift("x1"), by: "edd")
    #expect(group.statuses == [.rejected])
    try group.run(.lift("x1"), by: "edd")
    #expect(group.statuses == [.accepted])
    // Amended, it is another question.
    try group.run(.amend("x1", replacement: "Y", reason: "R"), by: "ada")
    #expect(group.statuses == [.open])
    #expect(group.reconciliation.decisions[0].basis == .ballot)
  }

  @Test func `a withdrawn correction has no place in the text`() throws {
    var group = try Group()
    try group.pass(0, 1, "X")
    #expect(group.consensus == "Xbcdefghijklmnopqrstuvwxyz")
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    #expect(group.statuses == [.withdrawn])
    #expect(group.reconciliation.loci.isEmpty)
    #expect(group.consensus == group.text.string)
    try group.run(.adopt("x1"), by: "cyd")
    #expect(group.statuses == [.open])
    #expect(group.reconciliation.decisions[0].tally.for == ["cyd"])
  }
}
