import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

/// What acts do in blind rounds, and do not tell.
@Suite("Acts in blind rounds")
struct BlindRoundActTests {
  /// ada's x1 and c1 in blind rounds; bel voted for x1, by which it would pass, and disputed c1.
  static let voted = Scenario.founded
    .and(Event(PolicySet(policy: Policy(rules: PolicyRules(blind: true)))), by: "edd")
    .and(registered("c1"), proposed("x1"), by: "ada").and(vote(.for, "x1", "So."), disputed("d1"), by: "bel")

  // MARK: Closing one

  @Test func `an adjudicator closes blind rounds, by name or all`() {
    Self.voted.when(.reveal(["x1"]), by: "edd").then(
      Event(RoundClosed(subject: "x1", reason: "R")), ids: ["x1"])
    let all = Self.voted.when(.reveal(nil), by: "edd")
    all.then(
      Event(RoundClosed(subject: "c1", reason: "R")), Event(RoundClosed(subject: "d1", reason: "R")),
      Event(RoundClosed(subject: "x1", reason: "R")), ids: ["c1", "d1", "x1"])
    #expect(all.after.paper.blindRounds.isEmpty)
    all.after.when(.reveal(nil), by: "edd").then(remark: "No round is blind")
    all.after.when(.reveal(["x1"]), by: "edd").thenRefused("not blind any more")
    Scenario.underWay.when(.reveal(["x1"]), by: "edd").thenRefused("The round on x1 is not blind.")
    Self.voted.when(.reveal(["x1"]), by: "bel").thenRefused(.notAllowed, "takes the role of editor")
  }

  // MARK: What is not told

  /// Whether x1 passes is hidden from edd, so what follows from it is not for him to ask.
  @Test func `to settle takes seeing how all stands`() {
    Self.voted.when(.settle("x1"), by: "edd", on: paperText).thenRefused("rounds are blind to you")
    Self.voted.when(.settleAll, by: "edd", on: paperText).thenRefused("“reveal --all -m …”")
    let seeing = Self.voted.and(vote(.for, "x1"), vote(.abstain, "d1"), by: "edd")
      .and(
        Event(StanceTaken(claim: "c1", wording: 1, stance: .unsure, reason: nil, confidence: nil)), by: "edd")
    let settled = seeing.when(.settle("x1"), by: "edd", on: paperText)
    #expect(settled.after.paper.blindRounds == ["c1", "d1"])
  }

  @Test func `whether a dispute is decided is not told by whether it can be reopened`() {
    let open = Self.voted.and(disputed("d2", on: .passage(anchor(0, 3)), wording: nil), by: "ada")
    let decided = open.and(vote(.for, "d2"), by: "bel")
    for paper in [open, decided] {
      paper.when(.reopen("d2", reason: "R"), by: "cyd").thenRefused("its round is blind")
    }
    decided.when(.reopen("d2", reason: "R"), by: "bel").then(
      Event(DisputeReopened(dispute: "d2", reason: "R")))
  }

  @Test func `what a policy or a leaver would change is told as far as one sees it`() {
    for person: Handle in ["edd", "ona"] {
      Self.voted.when(.setPolicy(["quorum=3"], isDryRun: true), by: person, on: paperText).then(
        remark: "nothing that was decided")
    }
    let seeing = Self.voted.and(vote(.for, "x1"), by: "edd")
    seeing.when(.setPolicy(["quorum=4"], isDryRun: true), by: "edd", on: paperText).then(
      remark: "x1 from accepted to open")
    Self.voted.when(.setPolicy(["blind=off"]), by: "edd", on: paperText).then(
      Event(PolicySet(policy: Policy())))
  }

  @Test func `an edition waits for all rounds`() {
    Self.voted.when(Command(Publish(name: "First")), by: "edd").thenRefused("Rounds are blind still (c1, x1)")
    Self.voted.when(.reveal(nil), by: "edd").after.when(Command(Publish(name: "First")), by: "edd").then(
      Event(EditionPublished(name: "First", base: paperBase)))
  }

  /// As they are sent: d1 is hidden from cyd, and whose it is, and whether it stands.
  @Test func `what is hidden cannot be named`() {
    let context = ActContext(Self.voted.paper, by: "cyd")
    for act: AnyAct in [
      .reply(.init(id: "d1", body: "So?")), .annotate(.init(target: "d1", body: "So?")),
      .argue(.init(id: "d1", side: .for, body: "So.")), .vote(.init(id: "d1", vote: .for)),
      .withdraw(.init(id: "d1")), AnyAct(Reveal(ids: ["x1", "d1"], reason: "R")),
    ] {
      let refusal = #expect(throws: Refusal.self) { try act.decided(in: context) }
      #expect(
        refusal?.kind == .notAllowed && refusal?.message.hasPrefix("d1 is part of a blind round") == true)
    }
    // Words are no names.
    #expect(throws: Never.self) {
      try AnyAct(Stand<Agree>(id: "c1", reason: "d1")).decided(in: context)
    }
  }
}
