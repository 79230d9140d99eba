import ActSupport
import Acts
import Scholarship
import Testing

/// What others built on is not undone.
@Suite("Undo where others have built on it")
struct BuiltOnTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// By ada, to be undone.
    let act: AnyAct
    var before: [(AnyAct, Handle)] = []
    let then: AnyAct
    var by: Handle = "bel"
    let words: String

    var testDescription: String { words }
  }

  static let cases: [Case] = [
    Case(
      act: .correction("1802", on: "p3:1801"), then: .vote(.init(id: "x2", vote: .for)),
      words: "The correction x2 (@17) cannot be undone: bel voted on x2 (@18) since. “withdraw x2”"),
    Case(act: .claim("It stands."), then: .stance(.agree, on: "c3"), words: "bel took a stance on c3 (@18)"),
    Case(
      act: .claim("It stands."), then: .dispute(.init(target: "c3", body: "No.")),
      words: "bel disputed c3 (d2)"),
    Case(
      act: .claim("It stands."), then: .link(.init(id: "c1", relation: .supports, other: "c3")),
      words: "bel linked c3"),
    Case(
      act: .claim("It stands."), then: .annotate(.init(target: "c3", body: "Hm.")),
      words: "bel wrote a2 on c3"),
    Case(act: .annotation("Hm."), then: .reply(.init(id: "a2", body: "Yes.")), words: "bel wrote a3 on a2"),
    Case(
      act: .edit(.init(id: "a1", body: "Hm.")), then: .reply(.init(id: "a1", body: "Yes.")),
      words: "The edit of a1 (@17) cannot be undone: bel wrote a2 on a1"),
    Case(
      act: .dispute(.init(target: "c1", body: "No.")),
      then: .argue(.init(id: "d2", side: .against, body: "Yes.")), words: "bel argued in d2"),
    Case(
      act: .argue(.init(id: "d1", side: .for, body: "Yes.")), then: .vote(.init(id: "d1", vote: .for)),
      words: "The argument in d1 (@17) cannot be undone: bel voted on d1"),
    Case(
      act: .reword(.init(id: "c1", statement: "It was late.")), then: .stance(.agree, on: "c1"),
      words: "The rewording of c1 (@17) cannot be undone: bel took a stance on c1"),
    Case(
      act: .amend(.init(id: "x1", new: "1744", reason: "R")), then: .vote(.init(id: "x1", vote: .for)),
      words: "The amendment of x1 (@17) cannot be undone: bel voted on x1"),
    Case(
      act: .correction("1802", on: "p3:1801"), then: .rule(.init(id: "x2", verdict: .accept, reason: "R")),
      by: "edd", words: "edd ruled on x2"),
    Case(
      act: .vote(.init(id: "x1", vote: .against)), before: [(.vote(.init(id: "x1", vote: .against)), "bel")],
      then: AnyAct(Settle(ids: ["x1"], reason: "R")), by: "edd",
      words: "The vote on x1 (@18) cannot be undone: edd settled x1 (@19): reject since."),
    Case(
      act: .withdraw(.init(id: "x1")), then: .adopt(.init(id: "x1")),
      words: "The withdrawal of x1 (@17) cannot be undone: bel adopted it since"),
    Case(
      act: .withdraw(.init(id: "x1")), then: .correction("1743", on: "p3:1742"),
      words: "x2 proposes the same by now"),
  ]

  @Test(arguments: cases) func `it is refused, and who built on it is named`(each: Case) throws {
    var study = try UndoTests.study()
    for (act, person) in each.before { try study.run(act, by: person) }
    try study.run(each.act, by: "ada")
    let undoable = study
    try study.run(each.then, by: each.by)
    try study.refuses(Undo(), by: "ada", each.words)
    // Once that is undone too, nothing is built on it.
    try study.run(Undo(), by: each.by)
    #expect(study.differences(from: undoable) == [])
    try study.run(Undo(), by: "ada")
  }

  @Test func `policies, roles and rulings are not undone where others changed them`() throws {
    var study = try UndoTests.study()
    try study.run(.invite(.init(handle: "ada", role: .editor)), by: "edd")
    try study.run(.policy(.init(settings: ["quorum=1"])), by: "ada")
    try study.refuses(Undo(), by: "edd", "ada acted here since (@18)")
    try study.run(.policy(.init(settings: ["quorum=3"])), by: "edd")
    try study.refuses(Undo(), by: "ada", "the policy was set anew since (@19)")
    try study.run(.rule(.init(id: "x1", verdict: .accept, reason: "R")), by: "ada")
    try study.run(.lift(.init(id: "x1", reason: "R")), by: "edd")
    try study.refuses(Undo(), by: "ada", "it was lifted since")
    try study.run(.invite(.init(handle: "ada", role: .scholar)), by: "edd")
    try study.refuses(Undo(), by: "ada", "takes the role of editor")
  }

  @Test func `no decision comes back on what was withdrawn`() throws {
    var study = try UndoTests.study()
    try study.run(.rule(.init(id: "x1", verdict: .accept, reason: "R")), by: "edd")
    try study.run(.lift(.init(id: "x1", reason: "R")), by: "edd")
    try study.run(.withdraw(.init(id: "x1")), by: "ada")
    try study.refuses(Undo(), by: "edd", "x1 was withdrawn by ada (@19)")
    try study.run(Undo(), by: "ada")
    try study.run(Undo(), by: "edd")
    #expect(study.paper.ballot(on: "x1")?.ruling?.verdict == .accept)
    try study.run(Undo(), by: "edd")
    try study.run(.withdraw(.init(id: "x1")), by: "ada")
    try study.refuses(Redo(), by: "edd", "x1 was withdrawn by ada (@23)")
  }

  @Test func `a settling does not come back over other votes`() throws {
    var study = try UndoTests.study()
    for person in ["ada", "bel"] as [Handle] {
      try study.run(.vote(.init(id: "x1", vote: .against)), by: person)
    }
    try study.run(AnyAct(Settle(ids: ["x1"], reason: "R")), by: "edd")
    try study.run(Undo(), by: "edd")
    try study.run(.vote(.init(id: "x1", vote: .for)), by: "cyd")
    try study.refuses(Redo(), by: "edd", "the votes on x1 are others by now. “settle x1 -m …”")
    try study.run(Undo(), by: "cyd")
    try study.run(Redo(), by: "edd")
    try study.run(.lift(.init(id: "x1", reason: "R")), by: "edd")
    try study.run(.vote(.init(id: "x1", vote: .for)), by: "cyd")
    try study.refuses(Undo(), by: "edd", "the votes on x1 are others by now")
    try study.run(Undo(), by: "cyd")
    try study.run(Undo(), by: "edd")
    #expect(study.paper.ballot(on: "x1")?.ruling?.settled != nil)
  }

  @Test func `whoever was invited and came is not uninvited`() throws {
    var study = try UndoTests.study()
    try study.run(.invite(.init(handle: "fay", role: .scholar)), by: "edd")
    let invited = study
    try study.run(Join(), by: "fay")
    try study.refuses(Undo(), by: "edd", "fay acted here since")
    study = invited
    try study.run(Undo(), by: "edd")
    #expect(study.paper.members["fay"] == nil)
    try study.refuses(Join(), by: "fay", "There is no invitation for fay here.")
  }

  @Test func `a vote is on words that are still there`() throws {
    var study = try UndoTests.study()
    try study.run(.amend(.init(id: "x1", new: "1744", reason: "R")), by: "ada")
    try study.run(.vote(.init(id: "x1", vote: .for)), by: "bel")
    try study.run(Undo(), by: "bel")
    try study.run(Undo(), by: "ada")
    try study.run(.amend(.init(id: "x1", new: "1745", reason: "R")), by: "ada")
    try study.refuses(Redo(), by: "bel", "x1 was put to the vote anew since")
    // Shown the words that were undone, one does not vote for others.
    try study.refuses(CastVote(id: "x1", vote: .for, shown: 18), by: "cyd", "They were “1742” → “1744”")
  }

  @Test func `a stance is on a wording that is still there`() throws {
    var study = try UndoTests.study()
    try study.run(.reword(.init(id: "c1", statement: "It was late.")), by: "ada")
    try study.run(.stance(.agree, on: "c1"), by: "bel")
    try study.run(Undo(), by: "bel")
    try study.run(Undo(), by: "ada")
    try study.refuses(Redo(), by: "bel", "the wording of c1 that it was on is gone")
    try study.refuses(Stand<Agree>(id: "c1", shown: 17), by: "cyd", "They were “It was late.”")
    try study.run(Stand<Agree>(id: "c1", shown: 16), by: "cyd")
  }
}
