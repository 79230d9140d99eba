import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Annotations and disputes")
struct DiscussionTests {
  @Test(arguments: [
    Target.passage(anchor(4, 9)), .passage(anchor(4, 4)), .thing("c1"), .thing("d1"), .thing("x1"),
  ])
  func `annotations stand on passages and things`(target: Target) {
    Scenario.underWay.when(
      .annotate(target, motivation: .tagging, body: "B", tags: ["t", "u"]), by: "bel"
    ).then(
      Event(
        AnnotationMade(annotation: "a2", target: target, motivation: .tagging, body: "B", tags: ["t", "u"])),
      ids: ["a2"])
  }

  @Test func `an annotation on an annotation is a reply`() {
    let reply = Command.annotate(.thing("a1"), motivation: .replying, body: "Ada.", tags: [])
    #expect(Scenario.underWay.when(reply, by: "bel").after.paper.annotations[0].replies == ["a2"])
  }

  @Test func `editing keeps every version`() {
    let outcome = Scenario.underWay.when(.edit("a1", body: "Which clerk?"), by: "ada")
    outcome.then(Event(AnnotationEdited(annotation: "a1", body: "Which clerk?")), ids: ["a1"])
    #expect(outcome.after.paper.annotations[0].bodies.map(\.text) == ["Who?", "Which clerk?"])
    outcome.after.when(.edit("a1", body: "Which clerk?"), by: "ada").then(remark: "says so already")
    outcome.after.when(.edit("a1", body: "Mine"), by: "edd").thenRefused(.notAllowed, "reply a1 -m TEXT")
  }

  @Test(arguments: [Target.thing("c1"), .thing("a1"), .thing("x1"), .passage(anchor(0, 3))])
  func `disputes are opened on anything but disputes`(target: Target) {
    let wording = target.thing == "c1" ? 1 : nil
    Scenario.underWay.when(.dispute(target, ground: .method, body: "B"), by: "bel").then(
      Event(DisputeOpened(dispute: "d2", target: target, ground: .method, body: "B", wording: wording)),
      ids: ["d2"])
  }

  @Test func `a dispute on a dispute is an argument`() {
    Scenario.underWay.when(.dispute(.thing("d1"), ground: nil, body: "B"), by: "bel").thenRefused(
      "argue d1 against")
  }

  @Test func `a dispute keeps which wording it is on`() {
    let reworded = Scenario.underWay.and(Event(ClaimReworded(claim: "c1", statement: "T")), by: "ada")
    let outcome = reworded.when(.dispute(.thing("c1"), ground: nil, body: "B"), by: "bel")
    #expect(outcome.after.paper.disputes.map(\.wording) == [1, 2])
    #expect(outcome.after.paper.claims[0].disputes == ["d1", "d2"])
  }

  @Test func `arguments cite evidence`() {
    let evidence = [Evidence(reference: "Register, fol. 3")]
    let outcome = Scenario.underWay.when(.argue("d1", .against, body: "B", evidence: evidence), by: "bel")
    outcome.then(
      Event(DisputeArgued(dispute: "d1", side: .against, body: "B", evidence: evidence)), ids: ["d1"])
    #expect(outcome.after.paper.disputes[0].arguments.map(\.side) == [.against])
    Scenario.underWay.when(.argue("d1", .for, body: "B", evidence: [.init(reference: " ")]), by: "bel")
      .thenRefused("A reference cannot be blank")
  }

  @Test func `reopening starts the ballot anew`() throws {
    let decided = Scenario.underWay.and(vote(.for, "d1"), by: "bel").and(ruling(.accept, "d1"), by: "edd")
    let outcome = decided.when(.reopen("d1", reason: "A new source."), by: "edd")
    outcome.then(Event(DisputeReopened(dispute: "d1", reason: "A new source.")), ids: ["d1"])
    let ballot = try #require(outcome.after.paper.ballot(on: "d1"))
    #expect(ballot.votes.isEmpty)
    #expect(ballot.ruling == nil)
    #expect(ballot.round == 2)
    #expect(ballot.proposer == "ada")
  }
}
