import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Import, members, policy")
struct MembershipTests {
  @Test func `importing makes the importer the owner`() {
    Scenario(paper: .initial).when(.importPaper(imported), by: "ona").then(
      Event(imported), Event(MemberAdmitted(member: "ona", role: .owner)),
      Event(MemberJoined(member: "ona")), ids: [])
  }

  @Test func `importing the same text twice says that it is here`() {
    var again = imported
    again.title = "Another title"
    Scenario.founded.when(.importPaper(again), by: "zoe").then(remark: "is here already, as “letters”")
  }

  @Test func `importing another text under a taken name is refused`() {
    var other = imported
    other.base = BaseID(raw: [1], document: [])
    Scenario.founded.when(.importPaper(other), by: "ona").thenRefused("another name with --slug")
  }

  @Test func `a title is neither blank nor endless`() {
    var blank = imported
    blank.title = " \n"
    Scenario(paper: .initial).when(.importPaper(blank), by: "ona").thenRefused("cannot be blank")
    blank.title = String(repeating: "t", count: Limits.title + 1)
    Scenario(paper: .initial).when(.importPaper(blank), by: "ona").thenRefused("at most 500")
  }

  @Test func `nothing is done in a paper that is not there`() {
    Scenario(paper: .initial).when(.join, by: "ada").thenRefused(.noSuchThing, "no such paper")
    Scenario(paper: .initial).when(correct(), by: "ada").thenRefused(.noSuchThing, "no such paper")
  }

  @Test func `an invitation is used by joining`() {
    Scenario.founded.when(.join, by: "ivo").then(Event(MemberJoined(member: "ivo")))
    Scenario.founded.when(.join, by: "ada").then(remark: "ada is a member already")
    Scenario.founded.when(.join, by: "zoe").thenRefused(.notAllowed, "no invitation for zoe")
  }

  @Test func `who was invited acts and counts only after joining`() {
    #expect(Scenario.founded.paper.roster(.scholar) == ["ada", "bel", "cyd", "edd", "ona"])
    Scenario.founded.when(correct(), by: "ivo").thenRefused(.notAllowed, "not a member")
    let joined = Scenario.founded.when(.join, by: "ivo").after
    #expect(joined.paper.roster(.scholar) == ["ada", "bel", "cyd", "edd", "ivo", "ona"])
    joined.when(correct(), by: "ivo").then(proposed("x1"), ids: ["x1"])
  }

  @Test func `a member is given another role and stays joined`() {
    let outcome = Scenario.founded.when(.admit("ada", as: .editor), by: "ona")
    outcome.then(Event(MemberAdmitted(member: "ada", role: .editor)))
    #expect(outcome.after.paper.members["ada"]?.joined == true)
    Scenario.founded.when(.admit("ada", as: .scholar), by: "ona").then(remark: "a scholar here already")
    outcome.after.when(.admit("ada", as: .editor), by: "ona").then(remark: "an editor here already")
  }

  @Test func `the only owner stays one`() {
    Scenario.founded.when(.admit("ona", as: .reader), by: "ona").thenRefused("only owner")
    let invited = Scenario.founded.and(Event(MemberAdmitted(member: "zoe", role: .owner)), by: "ona")
    invited.when(.admit("ona", as: .reader), by: "ona").thenRefused("only owner")
    let joined = invited.and(Event(MemberJoined(member: "zoe")), by: "zoe")
    joined.when(.admit("ona", as: .reader), by: "ona").then(
      Event(MemberAdmitted(member: "ona", role: .reader)))
  }

  @Test func `the policy is set whole`() throws {
    let settings = ["quorum=3", "fact.threshold=3/4"]
    let expected = Policy(
      rules: PolicyRules(quorum: 3), exceptions: [.fact: PolicyException(threshold: Threshold("3/4")!)])
    let outcome = Scenario.founded.when(.setPolicy(settings), by: "edd")
    outcome.then(Event(PolicySet(policy: expected)))
    #expect(outcome.after.paper.policy == expected)
    outcome.after.when(.setPolicy(settings), by: "edd").then(remark: "says so already")
    Scenario.founded.when(.setPolicy([]), by: "edd").thenRefused("Say what to set")
    Scenario.founded.when(.setPolicy(["quorum=3", "quorum=4"]), by: "edd").thenRefused("say it once")
    outcome.after.when(.setPolicy(["fact.threshold="]), by: "edd").then(
      Event(PolicySet(policy: Policy(rules: PolicyRules(quorum: 3)))))
  }
}
