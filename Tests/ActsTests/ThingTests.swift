import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Ids, withdrawn things, limits")
struct ThingTests {
  @Test func `ids are dense and never used again`() {
    var scenario = Scenario.founded
    for number in 1...3 {
      let claim = scenario.when(
        .registerClaim(anchors: [anchor(0, 3)], statement: "S\(number)", kind: nil), by: "ada")
      let note = claim.after.when(
        .annotate(.thing(EntityID(.claim, number)), motivation: .commenting, body: "B", tags: []), by: "ada")
      let dispute = note.after.when(
        .dispute(.thing(EntityID(.claim, number)), ground: nil, body: "B"), by: "ada")
      let edit = dispute.after.when(correct(0, 3, "\(number)"), by: "ada")
      for (outcome, kind) in [
        (claim, EntityKind.claim), (note, .annotation), (dispute, .dispute), (edit, .correction),
      ] {
        guard case .success(let decision) = outcome.result else {
          Issue.record("\(outcome.result)")
          continue
        }
        #expect(decision.ids == [EntityID(kind, number)])
      }
      // Withdrawn numbers stay taken.
      scenario = edit.after.and(
        withdrawn(EntityID(.annotation, number)), withdrawn(EntityID(.dispute, number)),
        withdrawn(EntityID(.correction, number)), by: "ada")
    }
    #expect(scenario.paper.claims.map(\.id) == ["c1", "c2", "c3"])
    #expect(scenario.paper.corrections.map(\.id) == ["x1", "x2", "x3"])
  }

  static let everyUse: [(EntityKind, @Sendable (EntityID) -> Command)] = [
    (.claim, { .reword($0, statement: "T") }), (.claim, { .link($0, .supports, "c2") }),
    (.claim, { .link("c2", .supports, $0) }),
    (.claim, { .takeStance(.agree, on: $0, reason: nil, confidence: nil) }),
    (.claim, { .annotate(.thing($0), motivation: .commenting, body: "B", tags: []) }),
    (.claim, { .dispute(.thing($0), ground: nil, body: "B") }), (.claim, { .withdraw($0, reason: nil) }),
    (.annotation, { .edit($0, body: "B") }),
    (.annotation, { .annotate(.thing($0), motivation: .replying, body: "B", tags: []) }),
    (.annotation, { .dispute(.thing($0), ground: nil, body: "B") }),
    (.annotation, { .withdraw($0, reason: nil) }),
    (.dispute, { .argue($0, .for, body: "B", evidence: []) }), (.dispute, { .lift($0) }),
    (.dispute, { .annotate(.thing($0), motivation: .commenting, body: "B", tags: []) }),
    (.dispute, { .vote(.for, on: $0, reason: nil) }), (.dispute, { .rule(.accept, on: $0, reason: "R") }),
    (.dispute, { .withdraw($0, reason: nil) }),
    (.correction, { .amend($0, replacement: "9", reason: "R") }),
    (.correction, { .annotate(.thing($0), motivation: .commenting, body: "B", tags: []) }),
    (.correction, { .dispute(.thing($0), ground: nil, body: "B") }),
    (.correction, { .vote(.for, on: $0, reason: nil) }),
    (.correction, { .rule(.accept, on: $0, reason: "R") }), (.correction, { .withdraw($0, reason: nil) }),
  ]

  static let scenario = Scenario.underWay.and(registered("c2"), ruling(.accept, "d1"), by: "ada")
    .and(Event(MemberAdmitted(member: "ada", role: .editor)), by: "ona")

  @Test func `a withdrawn thing is left alone`() {
    let gone = Self.scenario.and(
      withdrawn("c1"), withdrawn("a1"), withdrawn("d1"), withdrawn("x1"), by: "ada")
    for (kind, command) in Self.everyUse {
      let id = EntityID(kind, 1)
      gone.when(command(id), by: "ada").thenRefused("\(id) was withdrawn by ada (@")
      // The refusal is about the withdrawal: before it, the same went through.
      if case .failure(let refusal) = Self.scenario.when(command(id), by: "ada").result {
        Issue.record("\(command(id)): \(refusal)")
      }
    }
    gone.when(.vote(.for, on: "x1", reason: nil), by: "bel").thenRefused("“adopt x1” takes it over")
  }

  @Test func `what is not there is named`() {
    for (kind, command) in Self.everyUse {
      let id = EntityID(kind, 9)
      Self.scenario.when(command(id), by: "ada").thenRefused(.noSuchThing, "There is no \(id).")
    }
    Self.scenario.when(.adopt("x9"), by: "ada").thenRefused(.noSuchThing, "There is no x9.")
    Self.scenario.when(.withdraw(EntityID(.claim, 0), reason: nil), by: "ada").thenRefused(
      .noSuchThing, "no c0")
  }

  @Test func `a thing of another kind is refused`() {
    Self.scenario.when(.reword("x1", statement: "T"), by: "ada").thenRefused("this takes a claim")
    Self.scenario.when(.vote(.for, on: "c1", reason: nil), by: "ada").thenRefused("a correction or a dispute")
    Self.scenario.when(.rule(.accept, on: "a1", reason: "R"), by: "ada").thenRefused(
      "a correction or a dispute")
    Self.scenario.when(.edit("c1", body: "B"), by: "ada").thenRefused("this takes an annotation")
    Self.scenario.when(.argue("x1", .for, body: "B", evidence: []), by: "ada").thenRefused(
      "this takes a dispute")
    Self.scenario.when(.amend("d1", replacement: "9", reason: "R"), by: "ada").thenRefused(
      "takes a correction")
    Self.scenario.when(.link("c1", .supports, "x1"), by: "ada").thenRefused("this takes a claim")
  }

  @Test func `withdrawing keeps the history`() {
    let outcome = Scenario.underWay.when(.withdraw("x1", reason: "Misread."), by: "ada")
    outcome.then(Event(ThingWithdrawn(thing: "x1", reason: "Misread.")), ids: ["x1"])
    let correction = outcome.after.paper.corrections[0]
    #expect(correction.withdrawn?.reason == "Misread.")
    #expect(correction.replacement == "8")
    Scenario.underWay.when(.withdraw("x1", reason: nil), by: "bel").thenRefused(.notAllowed, "x1 is ada's")
    Scenario.underWay.when(.withdraw("x1", reason: nil), by: "edd").thenRefused(.notAllowed, "x1 is ada's")
  }

  /// Each text that people write, with its limit.
  static let texts: [(limit: Int, command: @Sendable (String) -> Command)] = [
    (Limits.statement, { .registerClaim(anchors: [anchor(0, 3)], statement: $0, kind: nil) }),
    (Limits.statement, { .reword("c1", statement: $0) }),
    (Limits.body, { .takeStance(.agree, on: "c1", reason: $0, confidence: nil) }),
    (Limits.body, { .annotate(.thing("c1"), motivation: .commenting, body: $0, tags: []) }),
    (Limits.tag, { .annotate(.thing("c1"), motivation: .commenting, body: "B", tags: [$0]) }),
    (Limits.body, { .edit("a1", body: $0) }),
    (Limits.body, { .dispute(.thing("c1"), ground: nil, body: $0) }),
    (Limits.body, { .argue("d1", .for, body: $0, evidence: []) }),
    (Limits.statement, { .argue("d1", .for, body: "B", evidence: [.init(reference: $0)]) }),
    (Limits.body, { .reopen("d1", reason: $0) }),
    (Limits.body, { correct(0, 3, "A", reason: $0) }),
    (Limits.statement, { correct(0, 3, "A", evidence: [.init(reference: $0)]) }),
    (Limits.body, { .amend("x1", replacement: "9", reason: $0) }),
    (Limits.body, { .vote(.for, on: "x1", reason: $0) }),
    (Limits.body, { .rule(.accept, on: "x1", reason: $0) }), (Limits.body, { .lift("d1", reason: $0) }),
    (Limits.statement, { .document("x1", class: nil, cite: [$0]) }),
    (Limits.body, { .document("x1", class: .fact, reason: $0) }),
    (Limits.body, { .withdraw("x1", reason: $0) }),
  ]

  @Test func `what people write has limits`() {
    for (limit, command) in Self.texts {
      let longest = String(repeating: "é", count: limit)
      if case .failure(let refusal) = Self.scenario.when(command(longest), by: "ada").result {
        Issue.record("\(refusal)")
      }
      Self.scenario.when(command(longest + "é"), by: "ada").thenRefused("at most \(limit) characters")
      Self.scenario.when(command(" \u{2003}\n"), by: "ada").thenRefused("cannot be blank")
      Self.scenario.when(command("a\u{0}b"), by: "ada").thenRefused("NUL")
      for text in ["a\u{1}b", "a\u{FFFF}b"] {
        Self.scenario.when(command(text), by: "ada").thenRefused("which XML has no place for")
      }
    }
  }

  @Test func `tags and replacements have limits`() {
    let tags = Array(repeating: "t", count: Limits.tags)
    func annotate(_ tags: [String]) -> Outcome {
      Self.scenario.when(.annotate(.thing("c1"), motivation: .tagging, body: "B", tags: tags), by: "ada")
    }
    if case .failure(let refusal) = annotate(tags).result { Issue.record("\(refusal)") }
    annotate(tags + ["t"]).thenRefused("at most 20 tags")
    let longest = String(repeating: "r", count: Limits.replacement)
    Self.scenario.when(correct(0, 3, longest), by: "ada").then(proposed("x2", 0, 3, longest))
    Self.scenario.when(correct(0, 3, longest + "r"), by: "ada").thenRefused("at most 20000 characters")
  }
}
