import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Corrections and ballots")
struct CorrectionTests {
  @Test func `a correction is proposed`() {
    let evidence = [Evidence(reference: "Register")]
    let command = Command.correct(
      anchor(27, 28), replacement: "8", class: .fact, reason: "R", evidence: evidence)
    Scenario.founded.when(command, by: "bel").then(
      Event(
        CorrectionProposed(
          correction: "x1", anchor: anchor(27, 28), replacement: "8", class: .fact, reason: "R",
          evidence: evidence)),
      ids: ["x1"])
  }

  @Test func `insertions and deletions are corrections`() {
    Scenario.founded.when(correct(4, 4, "old "), by: "bel").then(proposed("x1", 4, 4, "old "))
    Scenario.founded.when(correct(4, 9, ""), by: "bel").then(proposed("x1", 4, 9, ""))
  }

  @Test func `a correction changes something within a paragraph`() {
    Scenario.founded.when(correct(27, 28, "3"), by: "bel").thenRefused("says so already")
    Scenario.founded.when(correct(5, 5, ""), by: "bel").thenRefused("say what to insert")
    for text in ["a\nb", "a\rb", "a\u{B}b", "a\u{C}b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b"] {
      Scenario.founded.when(correct(27, 28, text), by: "bel").thenRefused("stays within its paragraph")
    }
    for text in [
      "\t", "\u{0}", "\u{7}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}",
      "\u{FFFE}",
    ] {
      Scenario.founded.when(correct(27, 28, "a\(text)b"), by: "bel").thenRefused("cannot hold ")
    }
    // A mark of direction that the passage has stays where it belongs; what reaches further never comes in.
    var marked = anchor(27, 28)
    marked.quote = "\u{200F}3\u{202E}"
    for (text, isFit) in [("8\u{200F}", true), ("8\u{200E}", false), ("8\u{202E}", false)] {
      let outcome = Scenario.founded.when(
        .correct(marked, replacement: text, class: nil, reason: "R", evidence: []), by: "bel")
      if !isFit { outcome.thenRefused("cannot hold the character U+") }
      #expect((try? outcome.result.get()) != nil || !isFit)
    }
    var across = anchor(0, 3)
    across.quote = "a\n\nb"
    Scenario.founded.when(
      .correct(across, replacement: "c", class: nil, reason: "R", evidence: []), by: "bel"
    ).thenRefused("stays within its paragraph")
    var beyond = anchor(0, 3)
    beyond.range = ScalarRange(paperText.count, paperText.count + 1)
    Scenario.founded.when(
      .correct(beyond, replacement: "c", class: nil, reason: "R", evidence: []), by: "bel"
    ).thenRefused("not in this paper's text")
  }

  @Test func `letters that differ only in normalisation are a correction`() {
    var composed = anchor(0, 3)
    composed.quote = "caf\u{E9}"
    Scenario.founded.when(
      .correct(composed, replacement: "cafe\u{301}", class: nil, reason: "A slip.", evidence: []), by: "bel"
    ).then(
      Event(
        CorrectionProposed(
          correction: "x1", anchor: composed, replacement: "cafe\u{301}", class: nil, reason: "A slip.",
          evidence: [])))
  }

  @Test func `proposing what stands is a vote for it`() {
    let outcome = Scenario.underWay.when(correct(reason: "I saw it too."), by: "bel")
    outcome.then(seconded("x1", "I saw it too."), ids: ["x1"], remark: "proposed already, as x1")
    #expect(outcome.after.paper.corrections.count == 1)
    // Not so once it was withdrawn: then it is a proposal of its own.
    Scenario.underWay.and(withdrawn("x1"), by: "ada").when(correct(), by: "bel").then(
      proposed("x2"), ids: ["x2"])
    // Nor once it says something else.
    let amended = Scenario.underWay.and(
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R")), by: "ada")
    amended.when(correct(), by: "bel").then(proposed("x2"))
    amended.when(correct(27, 28, "9", reason: "R"), by: "bel").then(seconded("x1", "R"), remark: "as x1")
  }

  /// Of "… dated the letter 3 May …": quoted words go with one of the spaces that would meet, others as they are given.
  @Test(arguments: [
    (":letter", 20, 27), (":the letter", 16, 27), ("p1/20+6", 20, 26), (":ship", 48, 52), (":The", 0, 3),
  ])
  func `a deletion of quoted words leaves no two spaces`(address: String, start: Int, end: Int) throws {
    let deletion = Command(Correct(address: .address(address), new: "", reason: "R"))
    let outcome = Scenario.founded.when(deletion, by: "ada", on: paperText)
    let anchor = try #require(outcome.after.paper.corrections.first?.anchor)
    #expect(anchor.range == ScalarRange(start, end) && anchor.quote == paperText[anchor.range])
  }

  @Test func `amending starts the ballot anew`() throws {
    let voted = Scenario.underWay.and(vote(.for, "x1"), by: "bel")
    let outcome = voted.when(.amend("x1", replacement: "18", reason: "Rather."), by: "ada")
    outcome.then(
      Event(CorrectionAmended(correction: "x1", replacement: "18", reason: "Rather.")), ids: ["x1"])
    let correction = outcome.after.paper.corrections[0]
    #expect(correction.replacement == "18")
    #expect(correction.versions.map(\.replacement) == ["8", "18"])
    #expect(correction.ballot.votes.isEmpty)
    #expect(correction.ballot.ruling == nil)
    #expect(correction.ballot.round == 2)
  }

  @Test func `amending is the proposer's and says something else`() {
    let two = Scenario.underWay.and(proposed("x2", 27, 28, "9"), by: "bel")
    two.when(.amend("x1", replacement: "9", reason: "R"), by: "ada").thenRefused("x2 proposes that already")
    two.when(.amend("x1", replacement: "8", reason: "R"), by: "ada").thenRefused("x1 says so already")
    two.when(.amend("x1", replacement: "3", reason: "R"), by: "ada").thenRefused("nothing to correct")
    two.when(.amend("x1", replacement: "7", reason: "R"), by: "edd").thenRefused(.notAllowed, "x1 is ada's")
  }

  @Test func `a withdrawn correction is adopted`() {
    let gone = Scenario.underWay.and(vote(.against, "x1"), by: "bel").and(withdrawn("x1"), by: "ada")
    let outcome = gone.when(.adopt("x1"), by: "cyd")
    outcome.then(Event(CorrectionAdopted(correction: "x1")), ids: ["x1"])
    let correction = outcome.after.paper.corrections[0]
    #expect(correction.withdrawn == nil)
    #expect(correction.ballot.proposer == "cyd")
    #expect(correction.ballot.votes.isEmpty)
    #expect(correction.stamp.by == "ada")
    // It is cyd's now.
    outcome.after.when(.amend("x1", replacement: "9", reason: "R"), by: "ada").thenRefused(
      .notAllowed, "cyd's")
    Scenario.underWay.when(.adopt("x1"), by: "bel").thenRefused("x1 stands")
    gone.and(proposed("x2"), by: "bel").when(.adopt("x1"), by: "cyd").thenRefused("x2 proposes the same")
  }

  @Test func `the latest vote of each stands`() throws {
    let outcome = Scenario.underWay.and(vote(.for, "x1", "Yes."), by: "bel")
      .when(.vote(.against, on: "x1", reason: nil), by: "bel")
    outcome.then(vote(.against, "x1"), ids: ["x1"])
    #expect(outcome.after.paper.corrections[0].ballot.votes["bel"]?.vote == .against)
    outcome.after.when(.vote(.against, on: "x1", reason: nil), by: "bel").then(
      remark: "bel's vote on x1 already")
    outcome.after.when(.vote(.against, on: "x1", reason: "So."), by: "bel").then(vote(.against, "x1", "So."))
  }

  @Test func `a later ruling takes the place of an earlier`() {
    let outcome = Scenario.underWay.and(ruling(.accept, "x1"), by: "edd")
      .when(.rule(.reject, on: "x1", reason: "On reflection."), by: "ona")
    outcome.then(Event(RulingMade(subject: "x1", verdict: .reject, reason: "On reflection.")), ids: ["x1"])
    #expect(outcome.after.paper.corrections[0].ballot.ruling?.verdict == .reject)
  }

  @Test func `what is cited already is not cited again`() {
    let register = Evidence(reference: "Register")
    func amend(_ cite: [String], reason: String? = nil) -> Command {
      Command(Amend(id: "x1", reason: reason, cite: cite))
    }
    let cited = Scenario.underWay.and(
      Event(CorrectionDocumented(correction: "x1", evidence: [register])), by: "ada")
    cited.when(amend(["Register"]), by: "ada").then(ids: ["x1"], remark: "has that already")
    cited.when(amend(["Register", "Deed 7"]), by: "ada").then(
      Event(CorrectionDocumented(correction: "x1", evidence: [Evidence(reference: "Deed 7")])), ids: ["x1"])
    // What is said with it is never dropped.
    cited.when(amend(["Register"], reason: "See fol. 2."), by: "ada").then(
      Event(CorrectionDocumented(correction: "x1", evidence: [register], reason: "See fol. 2.")), ids: ["x1"])
  }
}
