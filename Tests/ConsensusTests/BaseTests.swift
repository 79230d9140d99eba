import ActSupport
import Consensus
import Manuscript
import Scholarship
import Testing

@Suite("Corrections under a new base")
struct BaseTests {
  /// The alphabet with what x1 proposes made, without what x2 is about.
  private let newText = ScalarText("abcDEFghijklmnopqrstwxyz")
  private let newBase = BaseID(raw: [1], document: [])

  private func moved(_ start: Int, _ end: Int) -> Anchor {
    let range = ScalarRange(start, end)
    return Anchor(base: newBase, range: range, quote: newText[range], prefix: "", suffix: "")
  }

  /// x1 and x2 pass and x3 does not; then comes a base that has x1, no place for x2, and the words of x3.
  private func rebased() throws -> Group {
    var group = try Group()
    try group.pass(3, 6, "DEF")
    try group.pass(20, 22, "UV")
    try group.run(group.correct(10, 12, "KL"), by: "ada")
    try group.run(
      .registerClaim(anchors: [group.anchor(19, 22)], statement: "S", kind: nil), by: "cyd")
    try group.run(
      .importBase(
        .init(
          base: newBase, scalars: newText.count, mediaType: "text/plain", source: "cc", document: "dd",
          anchors: [
            .init(.init(EntityID(.claim, 1)), .lost(.orphaned(nearest: nil))),
            .init(.init(EntityID(.correction, 1)), .found(moved(3, 6), method: .diff, score: 1000)),
            .init(.init(EntityID(.correction, 2)), .lost(.orphaned(nearest: nil))),
            .init(.init(EntityID(.correction, 3)), .found(moved(10, 12), method: .diff, score: 1000)),
          ])), by: "edd")
    return group
  }

  private func statuses(_ group: Group) -> [CorrectionStatus] {
    Reconciliation(of: group.paper, base: newText).decisions.map(\.status)
  }

  @Test func `what the base has or has no place for edits nothing`() throws {
    let group = try rebased()
    let reconciliation = Reconciliation(of: group.paper, base: newText)
    #expect(reconciliation.decisions.map(\.status) == [.incorporated, .orphaned, .open])
    #expect(reconciliation.text(of: newText) == newText.string)
    #expect(reconciliation.loci.flatMap(\.readings).map(\.correction) == ["x3"])
    #expect(reconciliation.apart == ["x1", "x2"])
    // Who voted how stays.
    #expect(reconciliation.decisions[0].tally.for == ["ada", "bel"])
    let standing = Standing(of: group.paper, base: newText)
    #expect(standing.standing(of: group.paper.claims[0]).textChanged == false)
  }

  @Test func `what is under vote goes on`() throws {
    var group = try rebased()
    try group.run(.vote(.for, on: "x3", reason: nil), by: "bel")
    #expect(statuses(group) == [.incorporated, .orphaned, .accepted])
    #expect(
      Reconciliation(of: group.paper, base: newText).text(of: newText) == "abcDEFghijKLmnopqrstwxyz")
  }

  @Test func `what is withdrawn is that first`() throws {
    var group = try rebased()
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    try group.run(.withdraw("x2", reason: nil), by: "ada")
    #expect(statuses(group) == [.withdrawn, .withdrawn, .open])
    #expect(Reconciliation(of: group.paper, base: newText).apart.isEmpty)
  }

  @Test func `given a place it is voted on anew`() throws {
    var group = try rebased()
    try group.run(.reanchor("x2", to: moved(20, 21), reason: nil), by: "ada")
    #expect(statuses(group) == [.incorporated, .open, .open])
    try group.run(.vote(.for, on: "x2", reason: nil), by: "bel")
    #expect(statuses(group) == [.incorporated, .accepted, .open])
    #expect(
      Reconciliation(of: group.paper, base: newText).text(of: newText) == "abcDEFghijklmnopqrstUVxyz")
  }

  @Test func `the base before is as it was`() throws {
    let group = try rebased()
    var before = Paper.initial
    for event in group.events.dropLast() { before.evolve(event) }
    let reconciliation = Reconciliation(of: before, base: group.text)
    #expect(reconciliation.decisions.map(\.status) == [.accepted, .accepted, .open])
    #expect(reconciliation.text(of: group.text) == "abcDEFghijklmnopqrstUVwxyz")
  }
}
