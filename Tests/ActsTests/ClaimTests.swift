import ActSupport
import Acts
import CanonicalJSON
import Manuscript
import Scholarship
import Testing

@Suite("Claims and stances")
struct ClaimTests {
  private func stance(
    _ stance: Stance, wording: Int = 1, _ reason: String? = nil, _ confidence: Int? = nil
  ) -> Event {
    Event(StanceTaken(claim: "c1", wording: wording, stance: stance, reason: reason, confidence: confidence))
  }

  private func take(_ stance: Stance, _ reason: String? = nil, _ confidence: Int? = nil) -> Command {
    .takeStance(stance, on: "c1", reason: reason, confidence: confidence)
  }

  @Test func `a claim is registered on one or more passages`() {
    let anchors = [anchor(0, 3), anchor(10, 15)]
    Scenario.founded.when(.registerClaim(anchors: anchors, statement: "S", kind: .causal), by: "bel").then(
      Event(ClaimRegistered(claim: "c1", anchors: anchors, statement: "S", kind: .causal)), ids: ["c1"])
  }

  @Test func `passages that are named one by one are one claim's, each once`() {
    let places = Places(all: [.anchor(anchor(0, 3)), .anchor(anchor(10, 15)), .anchor(anchor(0, 3))])
    Scenario.founded.when(Command(RegisterClaim(places: places, statement: "S")), by: "bel").then(
      Event(
        ClaimRegistered(claim: "c1", anchors: [anchor(0, 3), anchor(10, 15)], statement: "S", kind: nil)))
    let many = Places(all: (0...100).map { .anchor(anchor($0 / 40, $0 % 40 + 10)) })
    Scenario.founded.when(Command(RegisterClaim(places: many, statement: "S")), by: "bel")
      .thenRefused("at most 100 passages")
  }

  @Test(arguments: [
    #"{"address":"p3","statement":"S"}"#, #"{"address":["p3"],"statement":"S"}"#,
  ])
  func `one passage may be sent alone or as a list`(json: String) throws {
    let act = try RegisterClaim(json: JSON.parsed(Array(json.utf8)))
    #expect(act == RegisterClaim(address: .address("p3"), statement: "S"))
  }

  @Test func `a claim is about words of this text`() {
    func claim(_ anchors: [Anchor]) -> Outcome {
      Scenario.founded.when(.registerClaim(anchors: anchors, statement: "S", kind: nil), by: "bel")
    }
    claim([]).thenRefused("needs a passage")
    claim([anchor(0, 3), anchor(5, 5)]).thenRefused("a point between two")
    var beyond = anchor(0, 3)
    beyond.range = ScalarRange(0, paperText.count + 1)
    claim([beyond]).thenRefused("not in this paper's text")
    var elsewhere = anchor(0, 3)
    elsewhere.base = BaseID(raw: [1], document: [])
    claim([elsewhere]).thenRefused("found in another text")
  }

  @Test func `rewording leaves stances on the earlier wording`() {
    let agreed = Scenario.underWay.and(stance(.agree), by: "bel")
    #expect(agreed.paper.claims[0].currentStances.keys.sorted() == ["bel"])
    let outcome = agreed.when(.reword("c1", statement: "It was early May."), by: "ada")
    outcome.then(Event(ClaimReworded(claim: "c1", statement: "It was early May.")), ids: ["c1"])
    let claim = outcome.after.paper.claims[0]
    #expect(claim.statement == "It was early May.")
    #expect(claim.wordings.map(\.statement) == ["It was May.", "It was early May."])
    #expect(claim.stances["bel"]?.wording == 1)
    #expect(claim.currentStances.isEmpty)
    // The same stance again is news: it is on the new wording.
    outcome.after.when(take(.agree), by: "bel").then(stance(.agree, wording: 2), ids: ["c1"])
  }

  @Test func `rewording to the same says so`() {
    Scenario.underWay.when(.reword("c1", statement: "It was May."), by: "ada").then(
      ids: ["c1"], remark: "worded so already")
  }

  @Test func `only the author rewords`() {
    Scenario.underWay.when(.reword("c1", statement: "T"), by: "edd").thenRefused(.notAllowed, "c1 is ada's")
  }

  @Test func `the latest stance of each stands`() {
    let outcome = Scenario.underWay.and(stance(.agree), by: "bel").when(take(.disagree, "No.", 4), by: "bel")
    outcome.then(stance(.disagree, "No.", 4), ids: ["c1"])
    #expect(outcome.after.paper.claims[0].stances["bel"]?.stance == .disagree)
    outcome.after.when(take(.disagree, "No.", 4), by: "bel").then(remark: "bel's stance on c1 already")
    outcome.after.when(take(.disagree, "No.", 5), by: "bel").then(stance(.disagree, "No.", 5))
  }

  @Test func `qualifying says how`() {
    Scenario.underWay.when(take(.qualify), by: "bel").thenRefused("say how")
    Scenario.underWay.when(take(.qualify, "In part."), by: "bel").then(stance(.qualify, "In part."))
  }

  @Test(arguments: [0, 6, -1]) func `confidence goes from one to five`(confidence: Int) {
    Scenario.underWay.when(take(.agree, nil, confidence), by: "bel").thenRefused("from 1 (a guess) to 5")
  }

  @Test func `claims are linked`() {
    let two = Scenario.underWay.and(registered("c2"), by: "bel")
    let link = Event(ClaimLinked(claim: "c1", relation: .contradicts, other: "c2"))
    let outcome = two.when(.link("c1", .contradicts, "c2"), by: "cyd")
    outcome.then(link, ids: ["c1"])
    outcome.after.when(.link("c1", .contradicts, "c2"), by: "bel").then(remark: "contradicts c2 already")
    outcome.after.when(.link("c1", .supports, "c2"), by: "bel").then(
      Event(ClaimLinked(claim: "c1", relation: .supports, other: "c2")))
    two.when(.link("c1", .supports, "c1"), by: "bel").thenRefused("linked to itself")
    two.when(.link("c1", .supports, "c3"), by: "bel").thenRefused(.noSuchThing, "There is no c3")
  }
}
