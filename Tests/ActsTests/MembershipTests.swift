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

  @Test func `a credential that is made anew leaves the paper as it is`() {
    func again(_ handle: Handle, role: Role? = nil) -> Command {
      Command(Invite(handle: handle, role: role, again: true))
    }
    Scenario.founded.when(again("ada"), by: "ona").then(remark: "every credential that ada has ends")
    Scenario.founded.when(again("ivo"), by: "ona").thenRefused("has not joined yet")
    Scenario.founded.when(again("zoe"), by: "ona").thenRefused(.noSuchThing, "without --again")
    Scenario.founded.when(again("ada", role: .editor), by: "ona").thenRefused("by itself")
    Scenario.founded.when(again("ada"), by: "edd").thenRefused(.notAllowed, "role of owner")
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

  // MARK: Leaving

  @Test func `who leaves counts no more, and comes back by an invitation`() {
    let left = Scenario.underWay.and(vote(.for, "x1"), by: "bel").when(.leave, by: "bel")
    left.then(Event(MemberLeft(member: "bel", reason: nil)))
    #expect(!left.after.paper.roster(.scholar).contains("bel"))
    #expect(left.after.paper.members["bel"]?.departed?.by == "bel")
    left.after.when(.vote(.for, on: "x1", reason: nil), by: "bel").thenRefused(.notAllowed, "not a member")
    left.after.when(.join, by: "bel").thenRefused(.notAllowed, "no invitation for bel")
    let invited = left.after.when(.admit("bel", as: .scholar), by: "ona")
    invited.then(Event(MemberAdmitted(member: "bel", role: .scholar)))
    #expect(invited.after.when(.join, by: "bel").after.paper.roster(.scholar).contains("bel"))
  }

  @Test func `an owner removes members, and one owner stays`() {
    Scenario.founded.when(.remove("ada"), by: "edd").thenRefused(.notAllowed, "role of owner")
    let removed = Scenario.founded.when(.remove("ada", reason: "Gone."), by: "ona")
    removed.then(Event(MemberRemoved(member: "ada", reason: "Gone.")))
    removed.after.when(.remove("ada"), by: "ona").thenRefused(.noSuchThing, "ada is not a member")
    Scenario.founded.when(.remove("ona"), by: "ona").thenRefused("only owner")
    Scenario.founded.when(.leave, by: "ona").thenRefused("only owner")
    Scenario.founded.when(.leave, by: "rea").then(Event(MemberLeft(member: "rea", reason: nil)))
  }

  @Test func `an owner removes the paper, and nothing is left of it but its name`() {
    let removing = Command(RemovePaper(reason: "Gone.", sure: true))
    Scenario.underWay.when(removing, by: "edd").thenRefused(.notAllowed, "role of owner")
    Scenario.underWay.when(Command(RemovePaper(reason: "Gone.")), by: "ona").thenRefused(
      "remove-paper -m … --yes")
    let removed = Scenario.underWay.when(removing, by: "ona")
    removed.then(
      Event(PaperRemoved(members: Scenario.underWay.paper.members.keys.sorted(), reason: "Gone.")))
    let paper = removed.after.paper
    #expect(paper.members.isEmpty && paper.claims.isEmpty && paper.corrections.isEmpty)
    #expect(paper.identity?.slug == Scenario.underWay.paper.identity?.slug && paper.removal?.by == "ona")
    #expect(!paper.fits(Event(MemberAdmitted(member: "ada", role: .owner))))
    removed.after.when(.join, by: "ivo").thenRefused(.notAllowed, "no invitation for ivo")
    removed.after.when(.leave, by: "ona").thenRefused(.notAllowed, "not a member")
    removed.after.when(.importPaper(imported), by: "ona").thenRefused("another with --slug")
  }

  @Test func `leaving tells what it flips`() {
    let passed = Scenario.underWay.and(vote(.for, "x1"), by: "bel")
    passed.when(.leave, by: "bel", on: paperText).then(
      Event(MemberLeft(member: "bel", reason: nil)), remark: "bel left; that changes x1 from accepted to open"
    )
    passed.when(Command(Leave(dryRun: true)), by: "bel", on: paperText).then(remark: "Nothing was done")
  }

  @Test func `what someone left who is gone can be adopted`() {
    for id in ["c1", "a1", "d1", "x1"] as [EntityID] {
      Scenario.underWay.when(.adopt(id), by: "bel").thenRefused("\(id) stands, and ada is here")
      let gone = Scenario.underWay.and(vote(.for, "x1"), by: "cyd").when(.leave, by: "ada").after
      let adopted = gone.when(.adopt(id), by: "bel")
      adopted.then(
        id.kind == .correction ? Event(CorrectionAdopted(correction: id)) : Event(ThingAdopted(thing: id)),
        ids: [id])
      #expect(adopted.after.paper.author(of: id) == "bel")
      #expect(adopted.after.paper.ballot(on: id)?.votes.isEmpty ?? true)
      adopted.after.when(.withdraw(id, reason: nil), by: "bel").then(withdrawn(id))
    }
  }

  @Test func `what was ruled on is adopted by who may rule`() {
    let ruled = Scenario.underWay.and(ruling(.reject, "x1"), by: "edd").when(.leave, by: "ada").after
    ruled.when(.adopt("x1"), by: "bel").thenRefused(.notAllowed, "To adopt it")
    ruled.when(.adopt("x1"), by: "edd").then(Event(CorrectionAdopted(correction: "x1")))
  }
}
