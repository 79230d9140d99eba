import ActSupport
import Acts
import CanonicalJSON
import Protocol
import Scholarship
import Testing
import Views

/// Whoever is called by name in what someone says hears of it, whatever is done with it.
@Suite("Mentions")
struct MentionTests {
  /// Who calls ada, by what, and after what.
  struct Case: Sendable, CustomTestStringConvertible {
    var person: Handle = "bel"
    var before: [(AnyAct, Handle)] = []
    let act: AnyAct

    var testDescription: String { "\(type(of: act.act).type)" }
  }

  /// An entry for each act that has a reason, a statement or a body; what has none fails.
  static let cases: [String: [Case]] = [
    "claim": [Case(act: .claim("So says @ada.", on: "p4"))],
    "reword": [Case(person: "cyd", act: .reword(.init(id: "c1", statement: "It was 1743, says @ada.")))],
    "agree": [Case(act: .stance(.agree, on: "c1", reason: "@ada, see p2."))],
    "disagree": [Case(act: .stance(.disagree, on: "c1", reason: "@ada, see p2."))],
    "qualify": [Case(act: .stance(.qualify, on: "c1", reason: "@ada, see p2."))],
    "unsure": [Case(act: .stance(.unsure, on: "c1", reason: "@ada, see p2."))],
    "recuse": [Case(act: .stance(.recuse, on: "c1", reason: "@ada, see p2."))],
    "annotate": [Case(act: .annotation("Ask @ada.")), Case(act: .annotation("Ask @ada.", on: "x1"))],
    "reply": [Case(act: .reply(.init(id: "a1", body: "Ask @ada.")))],
    "edit": [Case(person: "cyd", act: .edit(.init(id: "a1", body: "Ask @ada.")))],
    "dispute": [Case(act: .dispute(.init(target: "c1", body: "No, @ada.")))],
    "argue": [Case(act: .argue(.init(id: "d1", side: .against, body: "As @ada says.")))],
    "reopen": [
      Case(
        person: "edd", before: [(.rule(.init(id: "d1", verdict: .accept, reason: "So.")), "edd")],
        act: .reopen(.init(id: "d1", reason: "@ada found a deed.")))
    ],
    "correct": [
      Case(act: .correction("mended", on: "p4:kept", reason: "As @ada says.")),
      Case(act: .correction("1743", on: "p3:1742", reason: "As @ada says.")),
    ],
    "amend": [
      Case(person: "cyd", act: .amend(.init(id: "x1", new: "1744", reason: "By @ada."))),
      Case(person: "cyd", act: .amend(.init(id: "x1", reason: "By @ada.", cite: ["Deed"]))),
    ],
    "vote": [
      Case(act: .vote(.init(id: "x1", vote: .against, reason: "Ask @ada."))),
      Case(act: .vote(.init(id: "d1", vote: .against, reason: "Ask @ada."))),
      Case(
        before: [(.vote(.init(id: "x1", vote: .for)), "bel")],
        act: .vote(.init(id: "x1", vote: .nothing, reason: "I ask @ada first."))),
    ],
    "rule": [Case(person: "edd", act: .rule(.init(id: "x1", verdict: .accept, reason: "@ada is right.")))],
    "settle": [
      Case(
        person: "edd", before: [(.vote(.init(id: "x1", vote: .for)), "bel")],
        act: AnyAct(Settle(all: true, reason: "@ada agreed.")))
    ],
    "lift": [
      Case(
        person: "edd", before: [(.rule(.init(id: "x1", verdict: .reject, reason: "So.")), "edd")],
        act: .lift(.init(id: "x1", reason: "@ada found a deed.")))
    ],
    "reveal": [
      Case(
        person: "edd",
        before: [(.policy(.init(settings: ["blind=on"])), "edd"), (.claim("It fell."), "cyd")],
        act: AnyAct(Reveal(ids: ["c2"], reason: "@ada asked.")))
    ],
    "withdraw": [
      Case(person: "cyd", act: .withdraw(.init(id: "x1", reason: "Sorry, @ada."))),
      Case(person: "cyd", act: .withdraw(.init(id: "a1", reason: "Sorry, @ada."))),
    ],
    "remove": [Case(person: "edd", act: AnyAct(Remove(handle: "bel", reason: "@ada asked.")))],
    "leave": [Case(person: "bel", act: AnyAct(Leave(reason: "Ask @ada from now on.")))],
  ]

  /// Another base, without the words that x1 is about.
  private static let mill = """
    # The Mill at Orrin

    The mill stands by the river. Nobody knows who owned the land.

    The mill was built then, by some miller called Harn. It burned in 1801.

    Its wheel is kept in the church.

    """

  private static func study() throws -> Study {
    var study = try Study()
    try study.run(.claim("It was 1742."), by: "cyd")
    try study.run(.dispute(.init(target: "c1", body: "No.")), by: "cyd")
    try study.run(.correction("1743", on: "p3:1742"), by: "cyd")
    try study.run(.annotation("Who?"), by: "cyd")
    return study
  }

  private func mentions(_ study: Study, for person: Handle, since looked: Int64 = 0) -> [String] {
    study.now.waiting(for: person, since: looked).filter { $0.why == "mention" }.map(\.id)
  }

  @Test func `there is an entry for every act in which something is said to others`() {
    let said: Set = ["reason", "statement", "body"]
    let saying = AnyAct.types.filter { type in type.fields.contains { said.contains($0.name) } }
    // Where a thing is put anew needs another base, see below; and nobody hears of what is said of a paper that is gone.
    #expect(Set(saying.map { $0.type }) == Set(Self.cases.keys).union(["reanchor", "remove-paper"]))
  }

  @Test(arguments: cases.values.flatMap(\.self)) func `a call reaches who is called`(each: Case) throws {
    var study = try Self.study()
    for (act, person) in each.before { try study.run(act, by: person) }
    let before = study.paper.position
    try study.run(each.act, by: each.person)
    #expect(mentions(study, for: "ada").count == 1)
    #expect(mentions(study, for: "ada", since: before).count == 1)
    #expect(mentions(study, for: "ada", since: study.paper.position).isEmpty)
    #expect(mentions(study, for: "cyd").isEmpty)
    var erased = study
    erased.add(Event(BodyErased(position: before + 1, reason: "By order.")), by: "edd")
    #expect(mentions(erased, for: "ada").isEmpty)
    // What was undone was not said, and what was redone was; some of it cannot be.
    do throws(Refusal) { try study.run(Undo(), by: each.person) } catch { return }
    #expect(mentions(study, for: "ada").isEmpty)
    try study.run(Redo(), by: each.person)
    #expect(mentions(study, for: "ada").count == 1)
  }

  @Test func `so does one in why a thing is put elsewhere`() throws {
    var study = try Self.study()
    try study.rebase(onto: Self.mill)
    try study.run(.reanchor(.init(id: "x1", address: "p3:then", reason: "As @ada read it.")), by: "cyd")
    #expect(mentions(study, for: "ada") == ["x1"])
  }

  @Test func `what was said of a thing before it was withdrawn calls nobody any more`() throws {
    var study = try Self.study()
    try study.run(.vote(.init(id: "x1", vote: .against, reason: "Ask @ada.")), by: "bel")
    try study.run(.withdraw(.init(id: "x1", reason: "As you like.")), by: "cyd")
    #expect(mentions(study, for: "ada").isEmpty)
  }
}
