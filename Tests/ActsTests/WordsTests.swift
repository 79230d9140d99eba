import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Nothing said is dropped")
struct WordsTests {
  @Test func `a second proposer's reason, class and evidence stand beside the first's`() throws {
    let evidence = [Evidence(reference: "Register")]
    let outcome = Scenario.underWay.when(
      .correct(anchor(27, 28), replacement: "8", class: .fact, reason: "It is.", evidence: evidence),
      by: "bel")
    outcome.then(
      seconded("x1", "It is.", .fact, evidence), ids: ["x1"], remark: "This counts as a vote for it")
    let correction = outcome.after.paper.corrections[0]
    #expect(correction.reason == "A slip." && correction.class == nil && correction.evidence.isEmpty)
    let second = try #require(correction.seconds.first)
    #expect(correction.seconds.count == 1 && second.stamp.by == "bel")
    #expect(second.reason == "It is." && second.class == .fact && second.evidence == evidence)
    #expect(correction.ballot.votes["bel"]?.vote == .for)
  }

  @Test func `nothing of what second proposers gave goes at a later saying`() {
    let said = Scenario.underWay.and(
      seconded("x1", "One.", .fact, [Evidence(reference: "Register")]), by: "bel"
    )
    .and(seconded("x1", "Two."), by: "bel").and(seconded("x1", "Three."), by: "cyd")
    func reasons(_ scenario: Scenario) -> [String] {
      scenario.paper.corrections[0].presentSeconds.map(\.reason)
    }
    #expect(reasons(said) == ["One.", "Two.", "Three."])
    #expect(reasons(said.and(vote(.for, "x1", "Four."), by: "bel")) == ["One.", "Two.", "Three."])
    // In a new round on the same words they stand; on other words they do not, until those come back.
    let left = said.and(withdrawn("x1"), by: "ada").and(
      Event(CorrectionAdopted(correction: "x1")), by: "edd")
    #expect(reasons(left) == ["One.", "Two.", "Three."])
    let away = left.and(Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R")), by: "edd")
    #expect(reasons(away).isEmpty)
    let back = away.and(Event(CorrectionAmended(correction: "x1", replacement: "8", reason: "R")), by: "edd")
    #expect(reasons(back) == ["One.", "Two.", "Three."])
  }

  @Test func `what was said already appends nothing`() {
    let once = Scenario.underWay.when(correct(reason: "It is."), by: "bel").after
    once.when(correct(reason: "It is."), by: "bel").then(remark: "bel proposed that already, as x1")
    once.when(correct(reason: "It is so."), by: "bel").then(
      seconded("x1", "It is so."), remark: "This counts as a vote")
    Scenario.underWay.when(correct(), by: "ada").then(remark: "ada proposed that already")
    // Who turned against it comes back.
    once.and(vote(.against, "x1"), by: "bel").when(correct(reason: "It is."), by: "bel").then(
      seconded("x1", "It is."), remark: "This counts as a vote")
  }

  /// Of "The clerk dated the letter 3 May": the same edit said of more words, and of no more than need be.
  @Test(arguments: [(27, 32, "8 May"), (20, 28, "letter 8"), (27, 28, "8")])
  func `an edit that has the same effect is the same`(start: Int, end: Int, text: String) {
    Scenario.underWay.when(correct(start, end, text, reason: "R"), by: "bel", on: paperText)
      .then(seconded("x1", "R"), ids: ["x1"], remark: "proposed already, as x1")
  }

  @Test func `amending to what stands by effect is refused`() {
    let two = Scenario.underWay.and(proposed("x2", 20, 28, "letter 9"), by: "bel")
    two.when(.amend("x1", replacement: "9", reason: "R"), by: "ada", on: paperText).thenRefused(
      "x2 proposes that already")
    two.when(.amend("x1", replacement: "9", reason: "R"), by: "ada").then(
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R")))
  }

  @Test func `voting as one voted keeps the reason`() {
    let voted = Scenario.underWay.and(vote(.for, "x1", "Yes."), by: "bel")
    voted.when(.vote(.for, on: "x1", reason: nil), by: "bel").then(remark: "bel's vote on x1 already")
    voted.when(.vote(.for, on: "x1", reason: "Sure."), by: "bel").then(vote(.for, "x1", "Sure."))
  }

  @Test func `a stance taken again keeps its reason and confidence`() {
    func stance(_ reason: String?, _ confidence: Int?) -> Command {
      .takeStance(.agree, on: "c1", reason: reason, confidence: confidence)
    }
    func taken(_ reason: String?, _ confidence: Int?) -> Event {
      Event(StanceTaken(claim: "c1", wording: 1, stance: .agree, reason: reason, confidence: confidence))
    }
    let held = Scenario.underWay.and(taken("So it says.", 3), by: "bel")
    held.when(stance(nil, nil), by: "bel").then(remark: "bel's stance on c1 already")
    held.when(stance(nil, 5), by: "bel").then(taken("So it says.", 5))
    held.when(stance("Twice.", nil), by: "bel").then(taken("Twice.", 3))
    // On another wording it is another stance.
    held.and(Event(ClaimReworded(claim: "c1", statement: "T")), by: "ada").when(stance(nil, nil), by: "bel")
      .then(Event(StanceTaken(claim: "c1", wording: 2, stance: .agree, reason: nil, confidence: nil)))
  }

  // MARK: Votes taken back, and what keeps a ballot

  @Test func `a vote is taken back`() {
    let voted = Scenario.underWay.and(vote(.against, "x1"), by: "bel")
    let outcome = voted.when(.retract("x1"), by: "bel")
    outcome.then(Event(VoteRetracted(subject: "x1", reason: nil)), ids: ["x1"])
    #expect(outcome.after.paper.corrections[0].ballot.votes.isEmpty)
    outcome.after.when(.retract("x1"), by: "bel").then(remark: "bel has no vote on x1")
    voted.when(.retract("x1"), by: "ada").then(remark: "x1 is ada's own")
    Scenario.underWay.and(vote(.against, "x1"), by: "ada").when(.retract("x1"), by: "ada").then(
      Event(VoteRetracted(subject: "x1", reason: nil)), remark: "is for it as its author")
  }

  @Test func `class and evidence are amended without a new ballot`() throws {
    let voted = Scenario.underWay.and(vote(.for, "x1"), by: "bel")
    let outcome = voted.when(
      .document("x1", class: .fact, cite: ["Register"], reason: "Found."), by: "ada")
    outcome.then(
      Event(
        CorrectionDocumented(
          correction: "x1", class: .fact, evidence: [.init(reference: "Register")], reason: "Found.")),
      ids: ["x1"])
    let correction = outcome.after.paper.corrections[0]
    #expect(correction.class == .fact && correction.evidence.map(\.reference) == ["Register"])
    #expect(correction.ballot.round == 1 && correction.ballot.votes["bel"]?.vote == .for)
    outcome.after.when(.document("x1", class: .fact), by: "ada").then(remark: "of that class already")
    voted.when(.document("x1", class: nil), by: "ada").thenRefused("Say what to change")
    voted.when(.document("x1", class: .fact), by: "bel").thenRefused(.notAllowed, "x1 is ada's")
    voted.when(Command(Amend(id: "x1", new: "9")), by: "ada").thenRefused("need a reason")
  }

  // MARK: One votes for words

  @Test func `a vote on words that others changed since is refused with both`() {
    let shown = Scenario.underWay.paper.position
    let amended = Scenario.underWay.and(
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R")), by: "ada")
    func vote(_ shown: Int64?) -> Command { Command(CastVote(id: "x1", vote: .for, shown: shown)) }
    amended.when(vote(shown), by: "bel").thenRefused(.conflict, "They were “3” → “8”; now they are “3” → “9”")
    // The refusal tells from when on the words stand that it shows.
    #expect {
      try amended.paper.decide(vote(shown), by: "bel")
    } throws: {
      ($0 as? Refusal)?.shown == .init(id: "x1", position: shown + 1)
    }
    amended.when(vote(shown + 1), by: "bel").then(ActSupport.vote(.for, "x1"))
    amended.when(vote(nil), by: "bel").then(ActSupport.vote(.for, "x1"))
    // Who changed them knows.
    amended.when(Command(CastVote(id: "x1", vote: .against, shown: shown)), by: "ada").then(
      ActSupport.vote(.against, "x1"))
    amended.when(Command(Rule(id: "x1", verdict: .accept, reason: "R", shown: shown)), by: "edd").thenRefused(
      .conflict, "ada changed the words of x1")
  }

  @Test func `a stance on words that others changed since is refused with both`() {
    let shown = Scenario.underWay.paper.position
    let reworded = Scenario.underWay.and(Event(ClaimReworded(claim: "c1", statement: "June.")), by: "ada")
    reworded.when(Command(Stand<Agree>(id: "c1", shown: shown)), by: "bel").thenRefused(
      .conflict, "They were “It was May.”; now they are “June.”")
    Scenario.underWay.when(Command(Stand<Agree>(id: "c1", shown: shown)), by: "bel").then(
      Event(StanceTaken(claim: "c1", wording: 1, stance: .agree, reason: nil, confidence: nil)))
  }
}
