import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Authors, movers and rulings")
struct RulingTests {
  // MARK: Reopening

  /// bel's d1 on ada's claim, upheld by the votes.
  static let upheld = Scenario.founded.and(registered("c1"), by: "ada").and(disputed("d1"), by: "bel")
    .and(vote(.for, "d1"), by: "cyd")

  @Test func `who reopens a dispute does not become its author, and has no vote`() throws {
    let reopened = Self.upheld.when(.reopen("d1", reason: "A new source."), by: "ada")
    reopened.then(Event(DisputeReopened(dispute: "d1", reason: "A new source.")), ids: ["d1"])
    let ballot = try #require(reopened.after.paper.ballot(on: "d1"))
    #expect(ballot.proposer == "bel" && ballot.votes.isEmpty && ballot.round == 2)
    reopened.after.when(.withdraw("d1", reason: nil), by: "ada").thenRefused(.notAllowed, "d1 is bel's")
    reopened.after.when(.withdraw("d1", reason: nil), by: "bel").then(withdrawn("d1"))
  }

  @Test func `an open dispute is not reopened`() {
    let open = Scenario.founded.and(registered("c1"), by: "ada").and(disputed("d1"), by: "bel")
    open.when(.reopen("d1", reason: "R"), by: "cyd").thenRefused("d1 is open still")
    let again = Self.upheld.and(Event(DisputeReopened(dispute: "d1", reason: "R")), by: "cyd")
    again.when(.reopen("d1", reason: "R"), by: "ada").thenRefused("d1 is open still")
  }

  /// A dispute of x1 that an editor upheld decides x1: its proposer shakes that off by no other way either.
  @Test func `a correction whose dispute was ruled upheld stays as it is`() {
    let open = Scenario.underWay.and(disputed("d1", on: .thing("x1")), by: "bel")
    let ruled = open.and(ruling(.accept, "d1"), by: "edd")
    ruled.when(.amend("x1", replacement: "18", reason: "R"), by: "ada").thenRefused(
      .notAllowed, "lift d1")
    ruled.when(.withdraw("x1", reason: nil), by: "ada").thenRefused(.notAllowed, "edd ruled on d1")
    // One that was dismissed, or not ruled on, binds nobody.
    for free in [open, open.and(ruling(.reject, "d1"), by: "edd")] {
      free.when(.withdraw("x1", reason: nil), by: "ada").then(withdrawn("x1"))
    }
  }

  @Test func `a ruled dispute is not withdrawn by a scholar`() {
    let ruled = Self.upheld.and(ruling(.reject, "d1"), by: "edd")
    ruled.when(.withdraw("d1", reason: nil), by: "bel").thenRefused(.notAllowed, "edd ruled on d1 (@")
    ruled.when(.reopen("d1", reason: "R"), by: "bel").thenRefused(.notAllowed, "“lift d1 -m …”")
  }

  // MARK: Rulings stick

  static let rejected = Scenario.underWay.and(ruling(.reject, "x1"), by: "edd")

  @Test func `who may not rule does not shed a ruling`() {
    for command: Command in [
      .amend("x1", replacement: "9", reason: "R"), .withdraw("x1", reason: nil),
      .document("x1", class: .fact),
    ] {
      Self.rejected.when(command, by: "ada").thenRefused(.notAllowed, "edd ruled on x1 (@")
    }
    // One who may rule may.
    let editor = Self.rejected.and(Event(MemberAdmitted(member: "ada", role: .editor)), by: "ona")
    editor.when(.withdraw("x1", reason: nil), by: "ada").then(withdrawn("x1"))
  }

  @Test func `proposing the same against a ruling is a vote, which it outweighs`() {
    let again = Self.rejected.when(correct(reason: "It is."), by: "bel")
    again.then(seconded("x1", "It is."), ids: ["x1"], remark: "outweighs votes until one who rules lifts it")
  }

  @Test func `a ruling is lifted by who may rule`() {
    Self.rejected.when(.lift("x1"), by: "bel").thenRefused(.notAllowed, "role of editor")
    let lifted = Self.rejected.when(.lift("x1", reason: "Too soon."), by: "ona")
    lifted.then(Event(RulingLifted(subject: "x1", reason: "Too soon.")), ids: ["x1"])
    #expect(lifted.after.paper.corrections[0].ballot.ruling == nil)
    lifted.after.when(.lift("x1"), by: "ona").thenRefused("No ruling stands on x1")
    lifted.after.when(.withdraw("x1", reason: nil), by: "ada").then(withdrawn("x1"))
  }

  @Test func `the ruling before stands again`() {
    let twice = Self.rejected.and(ruling(.accept, "x1"), by: "ona")
    #expect(twice.paper.corrections[0].ballot.ruling?.verdict == .accept)
    let lifted = twice.when(.lift("x1"), by: "edd").after
    #expect(lifted.paper.corrections[0].ballot.ruling?.verdict == .reject)
  }

  @Test func `an orphan that was ruled on is placed on other words by who may rule`() {
    let lost = Self.rejected.and(
      Event(
        BaseImported(
          base: BaseID(raw: [1], document: []), scalars: 9, mediaType: "text/plain", source: "cc",
          document: "dd", anchors: [.init(.init("x1"), .lost(.orphaned(nearest: nil)))])), by: "ona")
    func place(_ quote: String) -> Command {
      let base = BaseID(raw: [1], document: [])
      return .reanchor(
        "x1", to: Anchor(base: base, range: ScalarRange(2, 3), quote: quote, prefix: "", suffix: ""),
        reason: nil)
    }
    lost.when(place("4"), by: "ada").thenRefused(.notAllowed, "To place it on other words")
    // On the same words the ruling stays with it.
    let placed = lost.when(place("3"), by: "ada").after
    #expect(placed.paper.corrections[0].ballot.ruling?.verdict == .reject)
    #expect(placed.paper.corrections[0].ballot.round == 1)
    let moved = lost.when(place("4"), by: "edd").after
    #expect(moved.paper.corrections[0].ballot.ruling == nil && moved.paper.corrections[0].wording == 2)
  }

  // MARK: Settling

  static let passed = Scenario.underWay.and(vote(.for, "x1"), by: "bel")

  @Test func `what votes have decided is settled, with how they stood`() {
    let settled = Self.passed.when(.settle("x1", reason: "Closed."), by: "edd", on: paperText)
    settled.then(
      Event(
        OutcomeSettled(
          subject: "x1", verdict: .accept, reason: "Closed.",
          tally: CountedVotes(
            for: ["ada", "bel"], against: [], abstained: [], recused: [], silent: ["cyd", "edd", "ona"]))),
      ids: ["x1"])
    settled.after.when(.settle("x1"), by: "edd", on: paperText).thenRefused("edd settled x1 (@")
    settled.after.when(.withdraw("x1", reason: nil), by: "ada").thenRefused(.notAllowed, "edd settled x1 (@")
    settled.after.when(.lift("x1"), by: "edd").then(Event(RulingLifted(subject: "x1", reason: "R")))
  }

  @Test func `only what is decided is settled, and by who rules`() {
    Scenario.underWay.when(.settle("x1"), by: "edd", on: paperText).thenRefused("x1 is open")
    Self.passed.when(.settle("x1"), by: "bel", on: paperText).thenRefused(.notAllowed, "role of editor")
    Self.passed.when(.settle("c1"), by: "edd", on: paperText).thenRefused("a correction or a dispute")
    Self.passed.when(.settle(), by: "edd", on: paperText).thenRefused("Say what to settle")
  }

  @Test func `all that votes have decided is settled at once`() {
    let both = Self.passed.and(vote(.for, "d1"), by: "bel").and(proposed("x2", 0, 3, "A"), by: "ada")
    let settled = both.when(.settleAll, by: "edd", on: paperText)
    guard case .success(let decision) = settled.result else {
      Issue.record("\(settled.result)")
      return
    }
    #expect(decision.ids == ["x1", "d1"])
    settled.after.when(.settleAll, by: "edd", on: paperText).then(remark: "Nothing is decided by votes")
  }

  // MARK: What would flip

  @Test func `a change of policy tells what it flips`() {
    let strict = Command.setPolicy(["quorum=3"])
    Self.passed.when(strict, by: "edd", on: paperText).then(
      Event(PolicySet(policy: Policy(rules: PolicyRules(quorum: 3)))),
      remark: "changes x1 from accepted to open")
    let settled = Self.passed.when(.settle("x1"), by: "edd", on: paperText).after
    settled.when(strict, by: "edd", on: paperText).then(
      Event(PolicySet(policy: Policy(rules: PolicyRules(quorum: 3)))))
    Self.passed.when(
      Command(SetPolicy(settings: ["quorum=3"], dryRun: true)), by: "edd", on: paperText
    ).then(remark: "Nothing was done. It would change x1 from accepted to open")
  }

  @Test func `who comes back is told of with what their votes change`() {
    let left = Self.passed.and(Event(MemberLeft(member: "bel", reason: nil)), by: "bel")
    let flips = "that changes x1 from open to accepted"
    left.when(Command(Invite(handle: "bel", dryRun: true)), by: "ona", on: paperText).then(
      remark: "would change x1 from open to accepted")
    let invited = left.when(.admit("bel", as: .scholar), by: "ona", on: paperText)
    invited.then(
      Event(MemberAdmitted(member: "bel", role: .scholar)), remark: "When bel joins, \(flips)")
    invited.after.when(.join, by: "bel", on: paperText).then(
      Event(MemberJoined(member: "bel")), remark: "bel is back; \(flips)")
    // As a reader their votes count no more than before, and of newcomers there are none.
    left.when(.admit("bel", as: .reader), by: "ona", on: paperText).then(
      Event(MemberAdmitted(member: "bel", role: .reader)))
    Self.passed.when(.admit("zoe", as: .scholar), by: "ona", on: paperText).then(
      Event(MemberAdmitted(member: "zoe", role: .scholar)))
    Self.passed.when(.admit("ivo", as: .scholar), by: "ona", on: paperText).then(
      remark: "ivo was invited as a scholar already")
  }

  @Test func `a change of role tells what it flips`() {
    Self.passed.when(.admit("bel", as: .reader), by: "ona", on: paperText).then(
      Event(MemberAdmitted(member: "bel", role: .reader)),
      remark: "bel is a reader here now; that changes x1 from accepted to open")
    Self.passed.when(
      Command(Invite(handle: "cyd", role: .reader, dryRun: true)), by: "ona", on: paperText
    ).then(remark: "would change nothing that was decided")
  }
}
