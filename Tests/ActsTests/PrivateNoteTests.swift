import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

/// What acts come to on a paper and the notebook of whoever does them.
@Suite("Private notes")
struct PrivateNoteTests {
  @Test(arguments: [Target.passage(anchor(4, 9)), .passage(anchor(4, 4)), .thing("c1"), .thing("a1")])
  func `private notes stand on passages and things, and not in the paper`(target: Target) {
    Desk.ofAda.when(note(on: target)).then(made("m1", on: target), memos: ["m1"])
  }

  @Test func `they are numbered for themselves`() {
    let desk = Desk.ofAda.when(note()).after.when(note()).after
    desk.when(note()).then(made("m3"), memos: ["m3"])
    #expect(desk.notebook.memos.count == 2 && desk.paper == Desk.ofAda.paper)
    // Whoever else writes begins with their first.
    Desk(by: "bel").when(note()).then(made("m1"), memos: ["m1"])
  }

  @Test func `what an annotation must be a private note must be`() {
    Desk.ofAda.when(note(" ")).thenRefused(.refused, "cannot be blank")
    Desk.ofAda.when(note(on: .thing("c9"))).thenRefused(.noSuchThing, "There is no c9.")
    Desk(by: "rea").when(note()).thenRefused(.notAllowed, "takes the role of scholar")
    Desk(by: "eve").when(note()).thenRefused(.notAllowed, "not a member")
  }

  @Test func `editing keeps every version`() {
    let outcome = Desk.noted.when(EditAnnotation(id: .memo("m1"), body: "Which clerk?"))
    outcome.then(MemoEdited(memo: "m1", body: "Which clerk?"), memos: ["m1"])
    #expect(outcome.after.notebook.memo("m1")?.bodies.map(\.text) == ["Who?", "Which clerk?"])
    outcome.after.when(EditAnnotation(id: .memo("m1"), body: "Which clerk?")).then(
      memos: ["m1"], remark: "says so already")
  }

  @Test func `withdrawing keeps the history, and ends what can be done`() {
    let outcome = Desk.noted.when(Withdraw(id: .memo("m1"), reason: "Answered."))
    outcome.then(MemoWithdrawn(memo: "m1", reason: "Answered."), memos: ["m1"])
    for act in Self.acts(on: "m1") { outcome.after.when(act).thenRefused(.refused, "m1 was withdrawn") }
  }

  @Test func `sharing makes an annotation, and the private note says so`() {
    let desk = Desk.noted.when(EditAnnotation(id: .memo("m1"), body: "Which clerk?")).after
    let outcome = desk.when(ShareMemo(id: "m1"))
    let annotation = AnnotationMade(
      annotation: "a2", target: .passage(anchor(4, 9)), motivation: .questioning, body: "Which clerk?",
      tags: ["people"])
    outcome.then(
      in: [Event(annotation)], MemoShared(memo: "m1", annotation: "a2"), ids: ["a2"], memos: ["m1"])
    #expect(outcome.after.paper.annotation("a2")?.bodies.count == 1)
    #expect(outcome.after.notebook.memo("m1")?.shared?.annotation == "a2")
    for act in Self.acts(on: "m1") { outcome.after.when(act).thenRefused(.refused, "m1 was shared as a2") }
  }

  @Test func `what has lost its place or what it is on is not shared`() {
    var lost = Desk.noted
    lost.add(NotebookPlaced(base: paperBase, scalars: 52, document: "bb", anchors: [.init(memo: "m1")]))
    lost.when(ShareMemo(id: "m1")).thenRefused(.refused, "reanchor m1 ADDR")
    var onClaim = Desk.ofAda.when(note(on: .thing("c1"))).after
    onClaim.paper =
      Scenario(paper: onClaim.paper).and(Event(ThingWithdrawn(thing: "c1", reason: nil)), by: "ada")
      .paper
    onClaim.when(ShareMemo(id: "m1")).thenRefused(.refused, "c1 was withdrawn")
  }

  @Test func `one that lost its place is placed anew`() {
    let place = Reanchor(id: .memo("m1"), address: .anchor(anchor(14, 17)), reason: "It moved.")
    Desk.noted.when(place).thenRefused(.refused, "m1 has its place in the text")
    Desk.ofAda.when(note(on: .thing("c1"))).after.when(place).thenRefused(.refused, "not about a passage")
    var lost = Desk.noted
    lost.add(NotebookPlaced(base: paperBase, scalars: 52, document: "bb", anchors: [.init(memo: "m1")]))
    let outcome = lost.when(place)
    outcome.then(MemoReanchored(memo: "m1", anchor: anchor(14, 17), reason: "It moved."), memos: ["m1"])
    #expect(outcome.after.notebook.memo("m1")?.lost == nil)
  }

  /// Another's private note is answered as an id that never was.
  @Test func `there is no private note of another's`() {
    for act in Self.acts(on: "m1") {
      Desk(by: "bel").when(act).thenRefused(.noSuchThing, "There is no m1.")
      Desk(by: "edd").when(act).thenRefused(.noSuchThing, "There is no m1.")
    }
    for act in Self.acts(on: "m2") { Desk.noted.when(act).thenRefused(.noSuchThing, "There is no m2.") }
  }

  /// Only what names or makes a private note looks anything up in a notebook.
  @Test func `acts say whether they touch a notebook`() {
    #expect(Self.acts(on: "m1").allSatisfy { AnyAct($0).touchesNotebook } && AnyAct(note()).touchesNotebook)
    let others: [any Act] = [
      Annotate(target: "c1", body: "B"), Annotate(target: "c1", body: "B", private: false),
      EditAnnotation(id: "a1", body: "B"), Withdraw(id: "a1"), Reanchor(id: "a1", address: "p1"),
    ]
    #expect(others.allSatisfy { !AnyAct($0).touchesNotebook })
  }

  private static func acts(on id: MemoID) -> [any Act] {
    [
      EditAnnotation(id: .memo(id), body: "B"), Withdraw(id: .memo(id)), ShareMemo(id: id),
      Reanchor(id: .memo(id), address: .anchor(anchor(0, 3))),
    ]
  }
}

private func note(_ body: String = "Who?", on target: Target = .passage(anchor(4, 9))) -> Annotate {
  Annotate(target: .target(target), body: body, motivation: .questioning, tags: ["people"], private: true)
}

private func made(_ id: MemoID, on target: Target = .passage(anchor(4, 9))) -> MemoMade {
  MemoMade(memo: id, target: target, motivation: .questioning, body: "Who?", tags: ["people"])
}

/// Someone at a paper with their notebook.
private struct Desk {
  var paper = Scenario.underWay.paper
  var notebook = Notebook.empty
  let person: Handle

  init(by person: Handle) {
    self.person = person
    add(NotebookPlaced(base: paperBase, scalars: paperText.count, document: "bb"))
  }

  static let ofAda = Desk(by: "ada")
  static let noted = ofAda.when(note()).after

  mutating func add(_ event: any NotebookPayload) {
    let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: notebook.position + 1)
    notebook.evolve(RecordedNotebookEvent(NotebookEvent(event), stamp))
  }

  func when(_ act: any Act) -> Outcome {
    var context = ActContext(paper, by: person)
    context.notebook = notebook
    do throws(Refusal) {
      let decision = try act.decided(in: context)
      var after = self
      var scenario = Scenario(paper: paper)
      for event in decision.events { scenario.add(event, by: person) }
      after.paper = scenario.paper
      for note in decision.notes {
        #expect(after.notebook.fits(note))
        after.add(note.payload)
      }
      return Outcome(result: .success(decision), after: after)
    } catch {
      return Outcome(result: .failure(error), after: self)
    }
  }

  struct Outcome {
    let result: Result<Decision, Refusal>
    let after: Desk

    func then(
      in events: [Event] = [], _ notes: any NotebookPayload..., ids: [EntityID] = [], memos: [MemoID],
      remark: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      switch result {
      case .success(let decision):
        #expect(decision.events == events, sourceLocation: sourceLocation)
        #expect(decision.notes == notes.map { NotebookEvent($0) }, sourceLocation: sourceLocation)
        #expect(decision.ids == ids && decision.memos == memos, sourceLocation: sourceLocation)
        #expect(remark.map { decision.remark?.contains($0) == true } ?? (decision.remark == nil))
      case .failure(let refusal): Issue.record("refused: \(refusal)", sourceLocation: sourceLocation)
      }
    }

    func thenRefused(
      _ kind: Refusal.Kind, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      switch result {
      case .success(let decision): Issue.record("decided: \(decision)", sourceLocation: sourceLocation)
      case .failure(let refusal):
        #expect(refusal.kind == kind, sourceLocation: sourceLocation)
        #expect(
          refusal.message.contains(words), "“\(refusal.message)” lacks “\(words)”",
          sourceLocation: sourceLocation)
      }
    }
  }
}
