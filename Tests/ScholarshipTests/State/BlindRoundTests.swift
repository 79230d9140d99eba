import ActSupport
import Scholarship
import Testing

/// When rounds are blind, for whom, and what is hidden then.
@Suite("Blind rounds")
struct BlindRoundTests {
  static func policy(_ settings: String...) throws -> Event {
    Event(PolicySet(policy: Policy().applying(try settings.map { try PolicySetting($0) })))
  }

  /// Five people, of whom ona, ada, bel, cyd and edd may vote, under a policy of blind rounds.
  static func blind() throws -> Scenario { Scenario.founded.and(try policy("blind=on"), by: "edd") }

  /// ada's c1 and x1 in blind rounds.
  static func proposals() throws -> Scenario {
    try blind().and(registered("c1"), ActSupport.proposed("x1"), by: "ada")
  }

  private func seen(_ scenario: Scenario, by person: Handle) -> Paper {
    scenario.paper.seen(through: Veil(over: scenario.paper, for: person))
  }

  // MARK: Who sees what

  @Test func `a vote is hidden until one's own is given`() throws {
    let voted = try Self.proposals().and(vote(.against, "x1", "No."), by: "bel")
    for person: Handle in ["cyd", "edd", "ona", "rea"] {
      #expect(seen(voted, by: person).correction("x1")?.ballot.votes == [:], "\(person)")
    }
    // bel gave theirs, and ada is for it by having proposed it.
    for person: Handle in ["ada", "bel"] {
      #expect(seen(voted, by: person).correction("x1") == voted.paper.correction("x1"), "\(person)")
    }
    for own in [vote(.for, "x1"), vote(.recuse, "x1"), vote(.abstain, "x1"), seconded("x1", "So it is.")] {
      let both = voted.and(own, by: "cyd")
      #expect(seen(both, by: "cyd").correction("x1")?.ballot.votes["bel"]?.reason == "No.")
    }
  }

  @Test func `who registers a claim takes a stance before they see others'`() throws {
    let agreed = try Self.proposals().and(stance(.agree, "c1"), by: "bel")
    #expect(seen(agreed, by: "ada").claim("c1")?.stances == [:])
    let both = agreed.and(stance(.unsure, "c1"), by: "ada")
    #expect(seen(both, by: "ada").claim("c1")?.stances.count == 2)
  }

  @Test func `who takes their vote back sees the others' no more`() throws {
    let voted = try Self.proposals().and(vote(.for, "x1"), by: "bel").and(vote(.for, "x1"), by: "cyd")
    let back = voted.and(Event(VoteRetracted(subject: "x1", reason: nil)), by: "cyd")
    #expect(seen(voted, by: "cyd").correction("x1") == voted.paper.correction("x1"))
    #expect(seen(back, by: "cyd").correction("x1")?.ballot.votes == [:])
  }

  @Test func `threads and disputes on what is blind are hidden, and not found by their ids`() throws {
    let talked = try Self.proposals()
      .and(annotated("a1", on: .thing("x1")), annotated("a2", on: .thing("a1")), by: "bel")
      .and(disputed("d1"), by: "bel").and(annotated("a3", on: .thing("d1")), by: "bel")
      .and(annotated("a4", on: .thing("x1")), annotated("a5"), by: "cyd")
    let paper = seen(talked, by: "cyd")
    #expect(paper.annotations.map(\.id) == ["a4", "a5"] && paper.disputes.isEmpty)
    for id: EntityID in ["a1", "a2", "a3", "d1"] {
      #expect(!paper.has(id) && paper.annotation(id) == nil && paper.dispute(id) == nil)
    }
    #expect(paper.annotation("a4")?.stamp.by == "cyd" && paper.has("a5"))
    #expect(paper.claim("c1")?.disputes == [])
    let voted = talked.and(vote(.abstain, "x1"), by: "cyd")
    #expect(seen(voted, by: "cyd").annotations.map(\.id) == ["a1", "a2", "a4", "a5"])
    let both = voted.and(stance(.disagree, "c1"), by: "cyd")
    // The dispute is there now; its own round is blind until cyd votes in it.
    #expect(seen(both, by: "cyd").disputes.map(\.id) == ["d1"])
    #expect(!seen(both, by: "cyd").has("a3"))
    #expect(seen(both.and(vote(.for, "d1"), by: "cyd"), by: "cyd").has("a3"))
  }

  @Test func `who voted on a dispute sees it, also where the round on what it disputes is blind to them`()
    throws
  {
    let voted = try Self.proposals().and(disputed("d1"), by: "bel").and(vote(.against, "d1"), by: "cyd")
    #expect(seen(voted, by: "cyd").disputes.map(\.id) == ["d1"])
    #expect(seen(voted, by: "cyd").claim("c1")?.disputes == ["d1"])
  }

  @Test func `arguments are hidden until one has voted on the dispute`() throws {
    let argued = try Self.blind().and(disputed("d1", on: .passage(anchor(0, 3)), wording: nil), by: "ada")
      .and(Event(DisputeArgued(dispute: "d1", side: .for, body: "Thus.", evidence: [])), by: "bel")
    #expect(seen(argued, by: "cyd").dispute("d1")?.arguments == [])
    // To argue is not to vote.
    #expect(seen(argued, by: "bel").dispute("d1")?.arguments.count == 1)
    #expect(seen(argued.and(vote(.for, "d1"), by: "cyd"), by: "cyd").dispute("d1")?.arguments.count == 1)
  }

  @Test func `the words themselves are never hidden`() throws {
    let amended = try Self.proposals().and(vote(.for, "x1"), by: "bel")
      .and(Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "Rather.")), by: "ada")
    #expect(seen(amended, by: "cyd").correction("x1")?.versions == amended.paper.correction("x1")?.versions)
  }

  // MARK: When it begins

  @Test func `a round that others spoke in before stays open`() throws {
    let open = Scenario.underWay.and(vote(.for, "x1"), by: "bel").and(
      annotated("a2", on: .thing("c1")), by: "bel")
    let blind = open.and(try Self.policy("blind=on"), by: "edd")
    #expect(blind.paper.blindRounds == ["c1", "d1"])
    // What was written before stays as it was, and what is added to it is hidden.
    let edited = blind.and(Event(AnnotationEdited(annotation: "a2", body: "Rather not.")), by: "bel")
    #expect(seen(edited, by: "cyd").annotation("a2")?.bodies.map(\.text) == ["Who?"])
    #expect(
      seen(edited.and(stance(.agree, "c1"), by: "cyd"), by: "cyd").annotation("a2")?.body == "Rather not.")
  }

  @Test func `a class may be blind by itself, and another not`() throws {
    let facts = Scenario.founded.and(try Self.policy("fact.blind=on"), by: "edd")
      .and(
        ActSupport.proposed("x1"), ActSupport.proposed("x2", 0, 3, "A", .fact), registered("c1"), by: "ada")
    #expect(facts.paper.blindRounds == ["x2"])
    let reclassed = facts.and(Event(CorrectionDocumented(correction: "x1", class: .fact)), by: "ada")
    #expect(reclassed.paper.blindRounds == ["x1", "x2"])
    let open = reclassed.and(Event(CorrectionDocumented(correction: "x2", class: .ocr)), by: "ada")
    #expect(open.paper.blindRounds == ["x1"])
  }

  // MARK: When it ends

  static let everyone: [Handle] = ["bel", "cyd", "edd", "ona"]

  @Test func `it is over when all who may vote gave theirs, and stays so`() throws {
    var voted = try Self.proposals()
    for person in Self.everyone {
      #expect(voted.paper.blindRounds.contains("x1"))
      voted.add(vote(.for, "x1"), by: person)
    }
    #expect(!voted.paper.blindRounds.contains("x1"))
    #expect(voted.paper.blindRound(on: "x1")?.closed == voted.paper.position)
    #expect(seen(voted, by: "rea").correction("x1")?.ballot.votes.count == 4)
    // ivo comes later, and nothing is hidden from him: it is said already.
    let joined = voted.and(Event(MemberJoined(member: "ivo")), by: "ivo")
    #expect(seen(joined, by: "ivo").correction("x1")?.ballot.votes.count == 4)
  }

  @Test func `it is over when the last who was waited for leaves or may not vote any more`() throws {
    var voted = try Self.proposals()
    for person in Self.everyone.dropLast() { voted.add(vote(.for, "x1"), by: person) }
    for event in [
      Event(MemberRemoved(member: "ona", reason: "R")), Event(MemberAdmitted(member: "ona", role: .reader)),
      try Self.policy("blind=on", "voters=editor"),
    ] {
      let ended = voted.and(event, by: "ona")
      #expect(ended.paper.blindRounds.contains("x1") == (event.payload is PolicySet))
    }
  }

  @Test func `it is not over where fewer voted than decide anything`() throws {
    let alone = Scenario.given(
      Event(imported), Event(MemberAdmitted(member: "ona", role: .owner)), Event(MemberJoined(member: "ona")),
      try Self.policy("blind=on"), ActSupport.proposed("x1"), by: "ona")
    #expect(alone.paper.blindRounds == ["x1"])
  }

  @Test func `it is over by a ruling, a settling, a reveal, a withdrawal, or blind=off`() throws {
    let voted = try Self.proposals().and(vote(.for, "x1"), by: "bel")
    let tally = CountedVotes(for: ["ada", "bel"], against: [], abstained: [], recused: [], silent: [])
    for (event, person) in [
      (ruling(.accept, "x1"), "edd"), (withdrawn("x1"), "ada"), (try Self.policy("blind=off"), "edd"),
      (Event(RoundClosed(subject: "x1", reason: "R")), "edd"),
      (Event(OutcomeSettled(subject: "x1", verdict: .accept, reason: "R", tally: tally)), "edd"),
    ] as [(Event, Handle)] {
      let ended = voted.and(event, by: person)
      #expect(!ended.paper.blindRounds.contains("x1"), "\(event)")
      #expect(seen(ended, by: "rea").correction("x1")?.ballot.votes["bel"] != nil)
    }
  }

  @Test func `an upheld dispute that was ruled ends the round on its correction`() throws {
    let open = try Self.proposals().and(disputed("d1", on: .thing("x1"), wording: nil), by: "bel")
    #expect(open.paper.blindRounds == ["c1", "d1", "x1"])
    #expect(open.and(ruling(.reject, "d1"), by: "edd").paper.blindRounds == ["c1", "x1"])
    #expect(open.and(ruling(.accept, "d1"), by: "edd").paper.blindRounds == ["c1"])
  }

  @Test func `other words are voted on anew, as blindly as before`() throws {
    let voted = try Self.proposals().and(vote(.against, "x1", "No."), by: "bel").and(
      vote(.for, "x1"), by: "cyd")
    let amended = voted.and(
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "Rather.")), by: "ada")
    let again = amended.and(vote(.for, "x1"), by: "bel")
    #expect(seen(again, by: "cyd").correction("x1")?.ballot.votes == [:])
    #expect(Set(seen(again, by: "cyd").correction("x1")?.ballot.lapsed.keys ?? [:].keys) == ["cyd"])
    #expect(seen(again.and(vote(.for, "x1"), by: "cyd"), by: "cyd").correction("x1")?.ballot.votes.count == 2)
    // Once it was closed, what is put again is asked in the open.
    let closed = again.and(Event(RoundClosed(subject: "x1", reason: "R")), by: "edd")
      .and(Event(CorrectionAmended(correction: "x1", replacement: "7", reason: "No.")), by: "ada")
      .and(vote(.for, "x1"), by: "bel")
    #expect(seen(closed, by: "cyd").correction("x1")?.ballot.votes.count == 1)
  }

  @Test func `a dispute that is reopened after its round is voted on in the open`() throws {
    let upheld = try Self.proposals().and(disputed("d1"), by: "bel").and(vote(.for, "d1"), by: "cyd")
    let reopened = upheld.and(Event(DisputeReopened(dispute: "d1", reason: "R")), by: "cyd")
    #expect(reopened.paper.blindRounds.contains("d1"))
    let closed = upheld.and(Event(RoundClosed(subject: "d1", reason: "R")), by: "edd")
      .and(Event(DisputeReopened(dispute: "d1", reason: "R")), by: "cyd")
    #expect(!closed.paper.blindRounds.contains("d1"))
  }

  // MARK: Who changed their mind

  @Test func `what was said blindly is known, and who changed their mind, and why`() throws {
    let voted = try Self.proposals().and(vote(.for, "x1"), by: "bel").and(
      vote(.against, "x1", "No."), by: "cyd")
    let blindly = voted.paper.position - 1
    let changed = voted.and(vote(.against, "x1", "cyd is right."), by: "bel")
      .and(vote(.against, "x1", "Still."), by: "bel").and(vote(.abstain, "x1"), by: "ada")
      .and(Event(VoteRetracted(subject: "x1", reason: "Too late.")), by: "cyd")
      .and(vote(.for, "x1"), by: "cyd")
    let round = try #require(changed.paper.blindRound(on: "x1"))
    #expect(round.blindly == [blindly, blindly + 1])
    #expect(
      round.changes.map {
        "\($0.stamp.by) \($0.before?.word ?? "-") \($0.after?.word ?? "-") \($0.reason ?? "-")"
      }
        == [
          "bel for against cyd is right.", "ada for abstain -", "cyd against - Too late.", "cyd - for -",
        ])
    // Nobody else's are told before.
    let unseeing = try #require(seen(changed, by: "edd").blindRound(on: "x1"))
    #expect(unseeing.changes.isEmpty && unseeing.blindly.isEmpty)
  }

  @Test func `over the past lies what is hidden of it, not what rounds that began later hide`() throws {
    let open = Scenario.founded.and(registered("c1"), by: "ada").and(stance(.agree, "c1"), by: "bel")
    let asked = open.and(try Self.policy("blind=on"), by: "edd").and(ActSupport.proposed("x1"), by: "ada")
    let voted = asked.and(vote(.against, "x1", "No."), by: "bel")
      .and(annotated("a1", on: .thing("x1")), by: "bel")
    let veil = Veil(over: voted.paper, for: "cyd")
    #expect(!veil.isEmpty && veil.lying(overPastAt: voted.paper.position) == veil)
    #expect(veil.lying(overPastAt: asked.paper.position + 1).covers("x1"))
    let past = veil.lying(overPastAt: open.paper.position)
    #expect(past.isEmpty && past.things.isEmpty && open.paper.seen(through: past) == open.paper)
  }

  @Test func `where nothing is hidden the paper is the same`() {
    let paper = Scenario.underWay.paper
    let veil = Veil(over: paper, for: "cyd")
    #expect(veil.isEmpty && paper.seen(through: veil) == paper && paper.seen(through: veil).veil == nil)
  }
}

func stance(_ stance: Stance, _ id: EntityID) -> Event {
  Event(StanceTaken(claim: id, wording: 1, stance: stance, reason: nil, confidence: nil))
}
