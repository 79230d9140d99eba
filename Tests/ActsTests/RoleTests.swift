import ActSupport
import Acts
import Scholarship
import Testing

/// Who may do what, person by person. Everything in the paper is ada's, and none of those here is ada.
@Suite("Roles")
struct RoleTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let command: Command
    /// The lowest role that may; `nil` where only the author may.
    let lowest: Role?
    var testDescription: String { name }
  }

  static let people: [(handle: Handle, role: Role?)] = [
    ("zoe", nil), ("ivo", nil), ("rea", .reader), ("bel", .scholar), ("edd", .editor), ("ona", .owner),
  ]

  static let rows: [Row] = [
    Row(name: "admit", command: .admit("zoe", as: .reader), lowest: .owner),
    Row(name: "remove", command: .remove("cyd"), lowest: .owner),
    Row(name: "policy", command: .setPolicy(["quorum=5"]), lowest: .editor),
    Row(
      name: "claim", command: .registerClaim(anchors: [anchor(0, 3)], statement: "S", kind: nil),
      lowest: .scholar),
    Row(name: "reword", command: .reword("c1", statement: "T"), lowest: nil),
    Row(name: "link", command: .link("c1", .supports, "c2"), lowest: .scholar),
    Row(
      name: "stance", command: .takeStance(.agree, on: "c1", reason: nil, confidence: nil), lowest: .scholar),
    Row(
      name: "annotate",
      command: .annotate(.thing("c1"), motivation: .commenting, body: "B", tags: []), lowest: .scholar),
    Row(name: "edit", command: .edit("a1", body: "B"), lowest: nil),
    Row(name: "dispute", command: .dispute(.thing("x1"), ground: nil, body: "B"), lowest: .scholar),
    Row(name: "argue", command: .argue("d1", .for, body: "B", evidence: []), lowest: .scholar),
    Row(name: "reopen", command: .reopen("d2", reason: "R"), lowest: .scholar),
    Row(name: "correct", command: correct(0, 3, "A"), lowest: .scholar),
    Row(name: "amend", command: .amend("x1", replacement: "9", reason: "R"), lowest: nil),
    Row(name: "adopt", command: .adopt("x2"), lowest: .scholar),
    Row(name: "vote", command: .vote(.for, on: "x1", reason: nil), lowest: .scholar),
    Row(name: "rule", command: .rule(.accept, on: "x1", reason: "R"), lowest: .editor),
    Row(name: "lift", command: .lift("x3"), lowest: .editor),
    Row(name: "withdraw a claim", command: .withdraw("c1", reason: nil), lowest: nil),
    Row(name: "withdraw a correction", command: .withdraw("x1", reason: nil), lowest: nil),
  ]

  static let scenario = Scenario.underWay
    .and(
      registered("c2"), proposed("x2", 0, 3, "A"), withdrawn("x2"), disputed("d2"), proposed("x3", 4, 5, "C"),
      vote(.against, "d2"), by: "ada"
    ).and(vote(.against, "d2"), by: "cyd").and(ruling(.accept, "x3"), by: "edd")

  @Test(arguments: rows) func `allows by role`(row: Row) {
    for (person, role) in Self.people {
      let isAllowed = role.map { role in row.lowest.map { role >= $0 } ?? false } ?? false
      switch Self.scenario.when(row.command, by: person).result {
      case .success: #expect(isAllowed, "\(person) may not \(row.name)")
      case .failure(let refusal):
        #expect(!isAllowed, "\(person) may \(row.name): \(refusal)")
        #expect(refusal.kind == .notAllowed, "\(refusal)")
      }
    }
  }

  @Test func `authors change what is theirs`() {
    for command: Command in [
      .reword("c1", statement: "T"), .edit("a1", body: "B"), .amend("x1", replacement: "9", reason: "R"),
      .withdraw("c1", reason: nil), .withdraw("a1", reason: nil), .withdraw("d1", reason: nil),
      .withdraw("x1", reason: "R"),
    ] {
      if case .failure(let refusal) = Self.scenario.when(command, by: "ada").result {
        Issue.record("\(command): \(refusal)")
      }
    }
  }

  @Test func `every command names the lowest role`() {
    #expect(ImportPaper.access == .anyone)
    #expect(Join.access == .newcomers)
    for row in Self.rows {
      let access = type(of: row.command.act).access
      // Ruling, and changing what is another's, depend on more than the role a command takes.
      let dependsOnMore = row.lowest == nil || ["rule", "lift"].contains(row.name)
      #expect(access == .members(dependsOnMore ? .scholar : row.lowest ?? .scholar), "\(row.name)")
    }
  }

  @Test func `a demoted member loses the role`() {
    Self.scenario.and(Event(MemberAdmitted(member: "bel", role: .reader)), by: "ona")
      .when(.vote(.for, on: "x1", reason: nil), by: "bel")
      .thenRefused(.notAllowed, "takes the role of scholar; bel is a reader")
  }

  @Test func `a ruled dispute is reopened by who may rule`() {
    let ruled = Self.scenario.and(ruling(.accept, "d1"), by: "edd")
    let reopen = Command.reopen("d1", reason: "New evidence.")
    ruled.when(reopen, by: "bel").thenRefused(.notAllowed, "edd ruled on d1")
    ruled.when(reopen, by: "edd").then(Event(DisputeReopened(dispute: "d1", reason: "New evidence.")))
  }

  @Test func `the policy says who votes and who rules`() {
    let strict = Policy(rules: PolicyRules(voters: .editor, adjudicators: .owner))
    let scenario = Self.scenario.and(Event(PolicySet(policy: strict)), by: "edd")
    scenario.when(.vote(.for, on: "x1", reason: nil), by: "bel").thenRefused(.notAllowed, "editor and above")
    scenario.when(.vote(.for, on: "x1", reason: nil), by: "edd").then(vote(.for, "x1"))
    scenario.when(.rule(.accept, on: "x1", reason: "R"), by: "edd").thenRefused(.notAllowed, "role of owner")
    let open = Policy(exceptions: [.dispute: PolicyException(adjudicators: .scholar)])
    let lenient = Self.scenario.and(Event(PolicySet(policy: open)), by: "edd")
    lenient.when(.rule(.accept, on: "d1", reason: "Clear."), by: "bel").then(ruling(.accept, "d1"))
    lenient.when(.rule(.accept, on: "x1", reason: "R"), by: "bel").thenRefused(.notAllowed, "role of editor")
  }
}
