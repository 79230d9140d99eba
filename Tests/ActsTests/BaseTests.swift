import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

/// What a publisher made of the letters: the date is corrected, the sender left out.
private let newText = ScalarText("Sir, the clerk dated the letter 8 May and sent it.")
private let newBase = BaseID(raw: [1], document: Array(newText.string.utf8))

private func moved(_ start: Int, _ end: Int) -> Anchor {
  let range = ScalarRange(start, end)
  return Anchor(base: newBase, range: range, quote: newText[range], prefix: "", suffix: "")
}

private func rebased(_ anchors: (EntityID, CarriedAnchor.Placement)...) -> BaseImported {
  BaseImported(
    base: newBase, scalars: newText.count, mediaType: "text/markdown", source: "cc", document: "dd",
    anchors: anchors.map { CarriedAnchor(AnchorName($0.0), $0.1) })
}

private func found(_ start: Int, _ end: Int) -> CarriedAnchor.Placement {
  .found(moved(start, end), method: .diff, score: 1000)
}

/// c1 on the clerk, a1 likewise, d1 on c1, x1 that the new base has, x2 that it has no place for.
private let settled = rebased(
  ("c1", found(9, 14)), ("a1", .lost(.ambiguous([ScalarRange(9, 14), ScalarRange(25, 31)]))),
  ("x1", found(32, 33)), ("x2", .lost(.orphaned(nearest: nil))))

@Suite("New bases")
struct BaseTests {
  private let before = Scenario.underWay.and(proposed("x2", 48, 52, "boat"), by: "bel")
  private var after: Scenario { before.and(Event(settled), by: "ona") }

  private func reanchored(
    _ id: EntityID, _ anchor: Anchor, incorporated: Bool? = nil, reason: String? = nil
  ) -> Event {
    Event(ThingReanchored(thing: id, index: 0, anchor: anchor, incorporated: incorporated, reason: reason))
  }

  @Test func `everything said is carried over`() throws {
    let outcome = before.when(.importBase(settled), by: "ona")
    outcome.then(Event(settled), ids: [])
    let paper = outcome.after.paper
    let identity = try #require(paper.identity)
    #expect(identity.base == newBase && identity.scalars == newText.count)
    #expect(identity.source == "cc" && identity.document == "dd" && identity.slug == "letters")
    #expect(identity.stamp.position == 1 && identity.baseStamp.position == paper.position)
    #expect(paper.claims[0].anchors == [moved(9, 14)])
    #expect(paper.correction("x1").map(paper.isIncorporated) == true)
    #expect(paper.correction("x1")?.old == "3")
    // What was not found keeps what it had, and says so.
    #expect(paper.annotations[0].target == .passage(anchor(4, 9)))
    #expect(paper.lostAnchor(of: "a1")?.lost == .ambiguous([ScalarRange(9, 14), ScalarRange(25, 31)]))
    #expect(paper.lostAnchor(of: "x2")?.lost == .orphaned(nearest: nil))
    #expect(paper.lostAnchor(of: "c1") == nil && paper.lostAnchors.count == 2)
  }

  @Test func `the same text comes to nothing`() {
    let same = BaseImported(
      base: paperBase, scalars: paperText.count, mediaType: "text/markdown", source: "aa", document: "bb",
      anchors: [])
    before.when(.importBase(same), by: "ona").then(remark: "This very text is the base of “letters” already")
    after.when(.importBase(settled), by: "ona").then(remark: "the base of “letters” already")
  }

  @Test func `owners bring them in`() {
    for handle in ["edd", "ada"] as [Handle] {
      before.when(.importBase(settled), by: handle).thenRefused(.notAllowed, "the role of owner")
    }
  }

  @Test func `no anchor is left behind`() {
    var partial = settled
    partial.anchors.removeLast()
    before.when(.importBase(partial), by: "ona").thenRefused("Send it again")
    var beyond = settled
    beyond.anchors[0].outcome = found(9, 14)
    beyond.scalars = 10
    before.when(.importBase(beyond), by: "ona").thenRefused("Send it again")
  }

  @Test func `what was found in the earlier text is looked up again`() {
    after.when(correct(0, 3, "A"), by: "ada").thenRefused("The base of the paper changed (@20)")
    after.when(.correct(moved(0, 3), replacement: "Dear", class: nil, reason: "R", evidence: []), by: "ada")
      .then(
        Event(
          CorrectionProposed(
            correction: "x3", anchor: moved(0, 3), replacement: "Dear", class: nil, reason: "R", evidence: [])
        ))
  }

  @Test func `there is nothing to decide about what the text has`() {
    let has = "The text has what x1 proposes"
    after.when(.vote(.for, on: "x1", reason: nil), by: "bel").thenRefused(has)
    after.when(.rule(.accept, on: "x1", reason: "R"), by: "edd").thenRefused(has)
    after.when(.amend("x1", replacement: "9", reason: "R"), by: "ada").thenRefused(has)
    after.when(.reanchor("x1", to: moved(0, 3), reason: nil), by: "ada").thenRefused("has its place")
    // That place can be corrected like any other, back to what it was too.
    after.when(.correct(moved(32, 33), replacement: "3", class: nil, reason: "R", evidence: []), by: "cyd")
      .then(
        Event(
          CorrectionProposed(
            correction: "x3", anchor: moved(32, 33), replacement: "3", class: nil, reason: "R", evidence: []))
      )
    after.when(.withdraw("x1", reason: nil), by: "ada").then(withdrawn("x1"))
  }

  @Test func `what has no place is not decided`() {
    let lacks = "x2 has no place in the text"
    after.when(.vote(.for, on: "x2", reason: nil), by: "ada").thenRefused(lacks)
    after.when(.rule(.accept, on: "x2", reason: "R"), by: "edd").thenRefused(lacks)
    after.when(.amend("x2", replacement: "9", reason: "R"), by: "bel").thenRefused(lacks)
    after.when(.withdraw("x2", reason: nil), by: "bel").then(withdrawn("x2"))
    // What was said about it goes on.
    after.when(
      .annotate(.thing("x2"), motivation: .commenting, body: "Gone.", tags: []), by: "ada"
    ).then(annotated("a2", on: .thing("x2"), "Gone.", .commenting))
  }

  @Test func `it is said where a thing belongs`() {
    let outcome = after.when(.reanchor("a1", to: moved(9, 14), reason: "Only he dates."), by: "ada")
    outcome.then(reanchored("a1", moved(9, 14), reason: "Only he dates."), ids: ["a1"])
    #expect(outcome.after.paper.annotations[0].target == .passage(moved(9, 14)))
    #expect(outcome.after.paper.lostAnchor(of: "a1") == nil)
    outcome.after.when(.reanchor("a1", to: moved(0, 3), reason: nil), by: "ada").thenRefused("has its place")
  }

  @Test func `authors and editors say it`() {
    after.when(.reanchor("a1", to: moved(9, 14), reason: nil), by: "edd").then(
      reanchored("a1", moved(9, 14)))
    after.when(.reanchor("a1", to: moved(9, 14), reason: nil), by: "bel").thenRefused(
      .notAllowed, "a1 is ada's")
    after.when(.reanchor("a1", to: moved(9, 14), reason: nil), by: "rea").thenRefused(.notAllowed, "scholar")
    after.when(.reanchor("d1", to: moved(9, 14), reason: nil), by: "ada").thenRefused("about another thing")
    after.when(.reanchor("a9", to: moved(9, 14), reason: nil), by: "ada").thenRefused(.noSuchThing, "no a9")
    after.when(.reanchor("a1", to: anchor(4, 9), reason: nil), by: "ada").thenRefused("base of the paper")
    after.when(.reanchor("a1", to: moved(9, 14), reason: " "), by: "ada").thenRefused("cannot be blank")
    after.and(withdrawn("a1"), by: "ada").when(.reanchor("a1", to: moved(9, 14), reason: nil), by: "ada")
      .thenRefused("a1 was withdrawn")
  }

  @Test func `a claim is about words`() {
    let lost = before.and(
      Event(
        rebased(
          ("c1", .lost(.orphaned(nearest: nil))), ("a1", found(9, 14)), ("x1", found(32, 33)),
          ("x2", .lost(.orphaned(nearest: nil))))), by: "ona")
    lost.when(.reanchor("c1", to: moved(9, 9), reason: nil), by: "ada").thenRefused("about words")
    lost.when(.reanchor("c1", to: moved(9, 14), reason: nil), by: "ada").then(
      reanchored("c1", moved(9, 14)))
  }

  @Test func `a correction put elsewhere is voted on anew`() throws {
    let voted = before.and(vote(.for, "x2"), by: "ada").and(Event(settled), by: "ona")
    let outcome = voted.when(.reanchor("x2", to: moved(47, 49), reason: nil), by: "bel")
    outcome.then(reanchored("x2", moved(47, 49)), ids: ["x2"])
    let correction = try #require(outcome.after.paper.correction("x2"))
    #expect(correction.old == "it" && correction.ballot.votes.isEmpty && correction.ballot.round == 2)
    #expect(correction.ballot.proposer == "bel")
    // It stands again: the same edit is a vote for it.
    outcome.after.when(
      .correct(moved(47, 49), replacement: "boat", class: nil, reason: "R", evidence: []), by: "ada"
    ).then(seconded("x2", "R"), remark: "as x2")
  }

  @Test func `where the text has it a correction is incorporated`() throws {
    let lost = before.and(vote(.for, "x1"), by: "bel").and(
      Event(
        rebased(
          ("c1", found(9, 14)), ("a1", found(9, 14)), ("x1", .lost(.orphaned(nearest: nil))),
          ("x2", .lost(.orphaned(nearest: nil))))), by: "ona")
    let outcome = lost.when(.reanchor("x1", to: moved(32, 33), reason: nil), by: "ada")
    outcome.then(reanchored("x1", moved(32, 33), incorporated: true))
    let correction = try #require(outcome.after.paper.correction("x1"))
    #expect(outcome.after.paper.isIncorporated(correction))
    #expect(correction.old == "3" && correction.ballot.votes.count == 1)
  }

  @Test func `what another proposes is not proposed twice`() {
    let twice = after.and(
      Event(
        CorrectionProposed(
          correction: "x3", anchor: moved(47, 49), replacement: "boat", class: nil, reason: "R", evidence: [])
      ), by: "ada")
    twice.when(.reanchor("x2", to: moved(47, 49), reason: nil), by: "bel").thenRefused("vote x3 for")
    twice.when(.reanchor("x2", to: moved(0, 3), reason: nil), by: "bel").then(
      reanchored("x2", moved(0, 3)))
  }

  @Test func `what has no place can still be adopted`() {
    let gone = after.and(withdrawn("x2"), by: "bel")
    let outcome = gone.when(.adopt("x2"), by: "cyd")
    outcome.then(Event(CorrectionAdopted(correction: "x2")))
    outcome.after.when(.reanchor("x2", to: moved(47, 49), reason: nil), by: "cyd").then(
      reanchored("x2", moved(47, 49)))
  }
}
