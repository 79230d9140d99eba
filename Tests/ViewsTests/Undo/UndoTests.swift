import ActSupport
import Acts
import Scholarship
import Testing

/// What each act comes to when it is undone and redone, on a paper with one thing of each kind by ada.
@Suite("Undo and redo")
struct UndoTests {
  /// Who does an act, after what, and what becomes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var person: Handle = "ada"
    var before: [(AnyAct, Handle)] = []
    let act: AnyAct
    /// The words of the refusal, of what cannot be undone.
    var refused: String?

    var testDescription: String { "\(type(of: act.act).type)" }
  }

  /// An entry for each act; what has none fails.
  static let cases: [String: Case] = [
    "claim": Case(act: .claim("It was early.")),
    "reword": Case(act: .reword(.init(id: "c1", statement: "It was late."))),
    "link": Case(act: .link(.init(id: "c2", relation: .supports, other: "c1"))),
    "agree": Case(person: "bel", act: .stance(.agree, on: "c1", reason: "Yes.", confidence: 4)),
    "disagree": Case(
      person: "bel", before: [(.stance(.agree, on: "c1", reason: "Yes.", confidence: 5), "bel")],
      act: .stance(.disagree, on: "c1")),
    "qualify": Case(person: "bel", act: .stance(.qualify, on: "c1", reason: "In part.")),
    "unsure": Case(person: "bel", act: .stance(.unsure, on: "c1")),
    "recuse": Case(person: "bel", act: .stance(.recuse, on: "c1")),
    "annotate": Case(act: .annotation("Which mill?", tags: ["mills"])),
    "reply": Case(person: "bel", act: .reply(.init(id: "a1", body: "This one."))),
    "edit": Case(act: .edit(.init(id: "a1", body: "Which one?"))),
    "share": Case(act: .share(.init(id: "m1")), refused: "notebook"),
    "dispute": Case(person: "bel", act: .dispute(.init(target: "c1", body: "No."))),
    "argue": Case(
      person: "bel", act: .argue(.init(id: "d1", side: .for, body: "So it is.", cite: ["A deed"]))),
    "reopen": Case(
      person: "edd", before: [(.rule(.init(id: "d1", verdict: .accept, reason: "So.")), "edd")],
      act: .reopen(.init(id: "d1", reason: "Again."))),
    "correct": Case(act: .correction("1802", on: "p3:1801")),
    "amend": Case(
      before: [(.vote(.init(id: "x1", vote: .against, reason: "No.")), "bel")],
      act: .amend(.init(id: "x1", new: "1744", reason: "Better.", class: .fact, cite: ["A deed"]))),
    "adopt": Case(
      person: "bel", before: [(.withdraw(.init(id: "x1", reason: "Hm.")), "ada")],
      act: .adopt(.init(id: "x1"))),
    "vote": Case(
      person: "bel", before: [(.vote(.init(id: "x1", vote: .against, reason: "No.")), "bel")],
      act: .vote(.init(id: "x1", vote: .for))),
    "rule": Case(person: "edd", act: .rule(.init(id: "x1", verdict: .accept, reason: "So."))),
    "settle": Case(
      person: "edd", before: [(.vote(.init(id: "x1", vote: .for)), "bel")],
      act: AnyAct(Settle(all: true, reason: "So."))),
    "lift": Case(
      person: "edd", before: [(.rule(.init(id: "x1", verdict: .reject, reason: "So.")), "edd")],
      act: .lift(.init(id: "x1", reason: "No."))),
    "reveal": Case(
      person: "edd", before: [(.policy(.init(settings: ["blind=on"])), "edd")],
      act: AnyAct(Reveal(all: true, reason: "So.")), refused: "Everyone may have seen"),
    "withdraw": Case(act: .withdraw(.init(id: "x1", reason: "No."))),
    "reanchor": Case(act: .reanchor(.init(id: "x1", address: "p4")), refused: "has its place"),
    "policy": Case(
      person: "edd", before: [(.vote(.init(id: "x1", vote: .for)), "bel")],
      act: .policy(.init(settings: ["quorum=3", "fact.threshold=1"]))),
    "invite": Case(person: "edd", act: .invite(.init(handle: "bel", role: .editor))),
    "remove": Case(
      person: "edd", before: [(.vote(.init(id: "x1", vote: .for)), "bel")],
      act: AnyAct(Remove(handle: "bel", reason: "Gone."))),
    "remove-paper": Case(
      person: "edd", act: AnyAct(RemovePaper(reason: "Gone.", sure: true)), refused: "not a member"),
    "leave": Case(act: AnyAct(Leave()), refused: "not a member"),
    "publish": Case(person: "edd", act: AnyAct(Publish(name: "First")), refused: "stays as it is"),
    "undo": Case(act: AnyAct(Undo()), refused: "itself"),
    "redo": Case(act: AnyAct(Redo()), refused: "itself"),
  ]

  static func study() throws -> Study {
    var study = try Study()
    for act: AnyAct in [
      .claim("It was built then."), .claim("It stands."), .annotation("Which?"),
      .correction("1743", on: "p3:1742"), .dispute(.init(target: "c2", body: "No.")),
    ] { try study.run(act, by: "ada") }
    return study
  }

  @Test func `there is an entry for every act`() {
    #expect(Set(Self.cases.keys) == Set(AnyAct.types.map { $0.type }))
  }

  @Test
  func `what was said in a blind round is taken back and said again, and what is said on it is not told`()
    throws
  {
    var study = try Self.study()
    try study.run(.policy(.init(settings: ["blind=on"])), by: "edd")
    try study.run(.stance(.agree, on: "c1"), by: "bel")
    let after = study
    try study.run(Undo(), by: "bel")
    try study.run(Redo(), by: "bel")
    #expect(study.paper.claims[0].stances == after.paper.claims[0].stances)
    // Whether somebody has spoken on it is not for its author to hear, who has not.
    for (unspoken, statement) in [(false, "It burned."), (true, "It fell.")] {
      var study = study
      try study.run(.claim(statement), by: "ada")
      if !unspoken { try study.run(.stance(.agree, on: "c3"), by: "bel") }
      #expect(throws: Refusal.self) { try study.run(Undo(), by: "ada") }
    }
  }

  @Test(arguments: cases.values.filter { $0.refused == nil })
  func `what was done is as before once it is undone, and as after once it is redone`(each: Case) throws {
    var study = try Self.study()
    for (act, person) in each.before { try study.run(act, by: person) }
    let before = study
    try study.run(each.act, by: each.person)
    #expect(study.paper.position > before.paper.position)
    let after = study
    try study.run(Undo(), by: each.person)
    #expect(study.differences(from: before) == [])
    try study.run(Redo(), by: each.person)
    #expect(study.differences(from: after) == [])
    try study.run(Undo(), by: each.person)
    #expect(study.differences(from: before) == [])
  }

  @Test func `what cannot be taken back is refused, with the reason and what to do`() throws {
    var study = try Self.study()
    try study.run(AnyAct(Publish(name: "First")), by: "edd")
    try study.refuses(Undo(), by: "edd", "The edition (@17) cannot be undone: What was published stays")
    try study.refuses(Undo(), by: "rea", "role of scholar")
    let joined = try Study()
    try joined.refuses(Undo(), by: "ada", "The joining of ada (@5) cannot be undone: “leave” takes you out")
    try joined.refuses(Redo(), by: "ada", "There is nothing to redo")
  }

  @Test func `a request is undone as a whole`() throws {
    var study = try Self.study()
    try study.run(.correction("1802", on: "p3:1801"), by: "cyd")
    let before = study
    for id: EntityID in ["x1", "x2"] {
      study.add(Event(VoteCast(subject: id, vote: .for, reason: nil)), by: "bel", request: "both")
    }
    let remark = try study.remark(Undo(), by: "bel")
    #expect(remark == "bel undid the vote on x1, x2 (@18–@19).")
    #expect(study.differences(from: before) == [])
  }

  @Test func `undoing walks back through one's own acts, past those of others`() throws {
    var study = try Self.study()
    var states = [study]
    for (act, person): (AnyAct, Handle) in [
      (.vote(.init(id: "x1", vote: .for)), "bel"), (.stance(.agree, on: "c1"), "bel"),
      (.annotation("By the river."), "bel"),
    ] {
      try study.run(act, by: person)
      states.append(study)
    }
    for state in states.dropLast().reversed() {
      try study.run(Undo(), by: "bel")
      #expect(study.differences(from: state) == [])
    }
    for state in states.dropFirst() {
      try study.run(Redo(), by: "bel")
      #expect(study.differences(from: state) == [])
    }
    try study.run(.annotation("By the wood."), by: "cyd")
    try study.run(Undo(), by: "bel")
    try study.run(.annotation("Under the hill."), by: "bel")
    try study.refuses(Redo(), by: "bel", "as long as you did nothing since")
  }

  @Test func `what a dry run tells is not done`() throws {
    var study = try Self.study()
    let before = study.paper
    let remark = try study.remark(Undo(dryRun: true), by: "ada")
    #expect(remark == "Nothing was done. It would undo the dispute d1 (@16).")
    #expect(study.paper == before)
  }

  @Test func `what changes who votes says what it decides otherwise`() throws {
    var study = try Self.study()
    try study.run(.vote(.init(id: "x1", vote: .for)), by: "bel")
    try study.run(.policy(.init(settings: ["quorum=3"])), by: "edd")
    let remark = try study.remark(Undo(), by: "edd")
    #expect(
      remark == "edd undid the change of the policy (@18); that changes x1 from open to accepted.")
  }
}
