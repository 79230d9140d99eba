import ActSupport
import Consensus
import Manuscript
import Scholarship
import Testing

@Suite("Settling conflicts")
struct SettlementTests {
  @Test func `edits that merely touch are both made`() throws {
    var group = try Group()
    try group.pass(0, 3, "X")
    try group.pass(3, 6, "Y")
    #expect(group.statuses == [.accepted, .accepted])
    #expect(group.reconciliation.loci.count == 2)
    #expect(group.consensus == "XYghijklmnopqrstuvwxyz")
  }

  @Test func `two that pass and conflict are contested and the base stands`() throws {
    var group = try Group()
    try group.pass(0, 3, "X")
    try group.pass(2, 6, "Y")
    try group.pass(8, 9, "Z")
    #expect(group.statuses == [.contested, .contested, .accepted])
    #expect(group.consensus == "abcdefghZjklmnopqrstuvwxyz")
    let locus = group.reconciliation.loci[0]
    #expect(locus.hull == ScalarRange(0, 6))
    #expect(locus.base == "abcdef")
    #expect(locus.lemma == "abcdef")
    #expect(!locus.isChanged)
    #expect(locus.readings.map(\.correction) == ["x1", "x2"])
    #expect(locus.readings.map(\.text) == ["Xdef", "abY"])
  }

  @Test func `a ruled one prevails over balloted ones`() throws {
    var group = try Group()
    try group.pass(0, 3, "X")
    try group.pass(2, 6, "Y")
    try group.run(.rule(.accept, on: "x2", reason: "R"), by: "edd")
    #expect(group.statuses == [.moot, .accepted])
    #expect(group.reconciliation.decisions.map(\.basis) == [.ballot, .ruling])
    #expect(group.consensus == "abYghijklmnopqrstuvwxyz")
    // Two that are ruled leave the base standing, and what they displaced is moot still.
    try group.pass(4, 7, "Z")
    try group.run(.rule(.accept, on: "x3", reason: "R"), by: "edd")
    #expect(group.statuses == [.moot, .contested, .contested])
    #expect(group.consensus == group.text.string)
  }

  @Test func `what is moot no longer stands in the way of another`() throws {
    var group = try Group()
    try group.pass(0, 3, "X")
    try group.pass(2, 6, "Y")
    try group.pass(5, 8, "Z")
    #expect(group.statuses == [.contested, .contested, .contested])
    try group.run(.rule(.accept, on: "x1", reason: "R"), by: "edd")
    #expect(group.statuses == [.accepted, .moot, .accepted])
    #expect(group.consensus == "XdeZijklmnopqrstuvwxyz")
    #expect(group.reconciliation.loci.count == 1)
    #expect(group.reconciliation.loci[0].lemma == "XdeZ")
    #expect(group.reconciliation.acceptedIDs == ["x1", "x3"])
  }

  @Test func `open and contested ones beside an accepted one are moot`() throws {
    var group = try Group()
    try group.pass(0, 3, "X")
    try group.run(group.correct(2, 4, "open"), by: "cyd")
    try group.run(group.correct(1, 1, "contested"), by: "cyd")
    try group.run(.vote(.against, on: "x3", reason: nil), by: "ada")
    try group.run(group.correct(0, 1, "rejected"), by: "cyd")
    for person in ["ada", "bel"] as [Handle] {
      try group.run(.vote(.against, on: "x4", reason: nil), by: person)
    }
    #expect(group.statuses == [.accepted, .moot, .moot, .rejected])
    #expect(group.reconciliation.loci.count == 1)
    #expect(group.reconciliation.loci[0].readings.map(\.correction) == ["x4", "x1", "x3", "x2"])
    // Without the accepted one each is what its ballot says.
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    #expect(group.statuses == [.withdrawn, .open, .contested, .rejected])
  }

  @Test func `rejected and open ones take nothing away`() throws {
    var group = try Group()
    try group.run(group.correct(0, 2, "rejected"), by: "cyd")
    try group.run(.rule(.reject, on: "x1", reason: "R"), by: "edd")
    try group.pass(1, 3, "X")
    #expect(group.statuses == [.rejected, .accepted])
    #expect(group.consensus == "aXdefghijklmnopqrstuvwxyz")
  }

  @Test func `an insertion at another's edge blocks nothing`() throws {
    var group = try Group()
    try group.pass(3, 6, "X")
    try group.pass(3, 3, "Y")
    try group.pass(6, 6, "Z")
    try group.pass(6, 9, "W")
    #expect(group.statuses == [.accepted, .accepted, .accepted, .accepted])
    #expect(group.reconciliation.loci.count == 4)
    #expect(group.consensus == "abcYXZWjklmnopqrstuvwxyz")
  }

  @Test func `edits that agree are made once, as the first was proposed`() throws {
    var group = try Group(on: "The mill was built in 1742 by Harn.")
    try group.pass(19, 29, "in 1743 by")
    try group.pass(22, 26, "1743")
    try group.run(group.correct(22, 26, "1744"), by: "cyd")
    #expect(group.statuses == [.accepted, .accepted, .moot])
    #expect(group.reconciliation.acceptedIDs == ["x1"])
    #expect(group.consensus == "The mill was built in 1743 by Harn.")
    #expect(group.reconciliation.loci.map(\.lemma) == ["in 1743 by"])
    // Without the first, the second is made.
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    #expect(group.statuses == [.withdrawn, .accepted, .moot])
    #expect(group.consensus == "The mill was built in 1743 by Harn.")
  }

  @Test func `one or the other of two equal spaces goes, not both`() throws {
    var group = try Group(on: "word  word")
    try group.pass(4, 5, "")
    try group.pass(5, 6, "")
    #expect(group.statuses == [.accepted, .accepted])
    #expect(group.consensus == "word word")
    #expect(group.reconciliation.loci.map(\.hull) == [ScalarRange(4, 6)])
  }

  @Test func `a word in either normalisation is one reading`() throws {
    var group = try Group(on: "a cafe there")
    try group.pass(2, 6, "caf\u{E9}")
    try group.pass(2, 6, "cafe\u{301}")
    #expect(group.statuses == [.accepted, .accepted])
    #expect(group.consensus.utf8.elementsEqual("a caf\u{E9} there".utf8))
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    #expect(group.consensus.utf8.elementsEqual("a cafe\u{301} there".utf8))
  }

  @Test func `what lies between edits that agree is of their locus`() throws {
    var group = try Group(on: "xaaaaaay")
    try group.pass(1, 2, "")
    try group.pass(6, 7, "")
    try group.pass(3, 4, "b")
    #expect(group.statuses == [.accepted, .accepted, .accepted])
    #expect(group.reconciliation.loci.map(\.hull) == [ScalarRange(1, 7)])
    #expect(group.reconciliation.loci.map(\.lemma) == ["abaaa"])
    #expect(group.consensus == "xabaaay")
  }

  @Test func `what agrees with a ruled edit prevails with it`() throws {
    var group = try Group(on: "The mill was built in 1742 by Harn.")
    try group.pass(22, 26, "1743")
    try group.pass(22, 26, "1744")
    try group.run(group.correct(25, 26, "3"), by: "cyd")
    try group.run(.rule(.accept, on: "x3", reason: "R"), by: "edd")
    #expect(group.statuses == [.accepted, .moot, .accepted])
    #expect(group.reconciliation.acceptedIDs == ["x1"])
  }

  @Test func `the lemma of an accepted insertion and deletion`() throws {
    var group = try Group()
    try group.pass(3, 3, "new")
    try group.pass(10, 13, "")
    let loci = group.reconciliation.loci
    #expect(loci.map(\.base) == ["", "klm"])
    #expect(loci.map(\.lemma) == ["new", ""])
    #expect(loci.map(\.isChanged) == [true, true])
    #expect(group.consensus == "abcnewdefghijnopqrstuvwxyz")
  }

  /// The first session of a group, in miniature.
  @Test func `a session in miniature`() throws {
    var group = try Group(
      on:
        "On 1 June the fleet left. A day later, on 9 June, it was seen. It met ship and ships storms. See no. 4."
    )
    try group.run(
      .registerClaim(anchors: [group.anchor("On 1 June the fleet left")], statement: "S", kind: .date),
      by: "ada")
    try group.run(
      .registerClaim(anchors: [group.anchor("A day later")], statement: "T", kind: .date), by: "ada")
    try group.run(.link("c1", .contradicts, "c2"), by: "ada")
    try group.run(.takeStance(.disagree, on: "c1", reason: "R", confidence: 5), by: "ada")
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "ada")
    func correct(_ words: String, _ replacement: String, _ class: CorrectionClass) -> Command {
      .correct(group.anchor(words), replacement: replacement, class: `class`, reason: "R", evidence: [])
    }
    try group.run(correct("On 1 June the", "On 8 June the", .fact), by: "ada")

    try group.run(.takeStance(.agree, on: "c2", reason: nil, confidence: 4), by: "bel")
    try group.run(.takeStance(.disagree, on: "c1", reason: nil, confidence: nil), by: "bel")
    try group.run(.argue("d1", .for, body: "B", evidence: [.init(reference: "Log")]), by: "bel")
    try group.run(.vote(.for, on: "x1", reason: "Agreed."), by: "bel")
    try group.run(correct("no. 4", "no. 14", .citation), by: "bel")
    try group.run(correct("ship and ships storms", "ships and storms", .wording), by: "bel")

    try group.run(.takeStance(.agree, on: "c1", reason: nil, confidence: 1), by: "cyd")
    try group.run(.vote(.against, on: "x1", reason: "No."), by: "cyd")
    try group.run(.vote(.for, on: "x2", reason: nil), by: "cyd")
    try group.run(correct("ships storms", "storms", .wording), by: "cyd")

    try group.run(.vote(.for, on: "x2", reason: nil), by: "ada")
    try group.run(.vote(.against, on: "x3", reason: nil), by: "ada")
    try group.run(.vote(.against, on: "x4", reason: nil), by: "ada")
    try group.run(.rule(.accept, on: "d1", reason: "R"), by: "edd")
    try group.run(.rule(.accept, on: "x3", reason: "R"), by: "edd")

    #expect(group.statuses == [.accepted, .accepted, .accepted, .moot])
    let decisions = group.reconciliation.decisions
    #expect(decisions.map(\.basis) == [.ballot, .ballot, .ruling, .ballot])
    #expect(decisions[0].tally.for == ["ada", "bel"])
    #expect(decisions[0].tally.against == ["cyd"])
    #expect(decisions[1].tally.for == ["ada", "bel", "cyd"])
    #expect(
      group.reconciliation.loci.map { $0.readings.map(\.correction) } == [["x1"], ["x3", "x4"], ["x2"]])
    let dispute = group.standing.decision(on: group.paper.disputes[0])
    #expect(dispute.status == .upheld)
    #expect(dispute.basis == .ruling)
    let claims = group.paper.claims.map { group.standing.standing(of: $0) }
    #expect(claims.map(\.status) == [.rejected, .unreviewed])
    #expect(claims.map(\.textChanged) == [true, false])
    #expect(
      group.consensus
        == "On 8 June the fleet left. A day later, on 9 June, it was seen. It met ships and storms. See no. 14."
    )
  }
}
