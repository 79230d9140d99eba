import Scholarship
import Testing

@Suite("Policy settings")
struct PolicyTests {
  @Test func `the default`() {
    let rules = Policy().rules
    #expect(
      rules.settings
        == "quorum=2 threshold=2/3 opposition=1 proposer=counts voters=scholar adjudicators=editor")
    #expect(Policy().rules(for: .fact) == rules)
    #expect(Policy().rules(for: nil) == rules)
  }

  @Test(arguments: [
    ("quorum=3", PolicySetting.Change.quorum(3)), ("threshold=3/4", .threshold(Threshold(Ratio(3, 4)!)!)),
    ("threshold=100%", .threshold(Threshold(Ratio(1, 1)!)!)),
    ("threshold=>1/2", .threshold(Threshold(Ratio(1, 2)!, isExclusive: true)!)),
    ("opposition=0", .opposition(Ratio(0, 1)!)),
    ("proposer=not", .proposerVotes(false)), ("proposer=counts", .proposerVotes(true)),
    ("voters=editor", .voters(.editor)), ("adjudicators=scholar", .adjudicators(.scholar)),
  ])
  func `settings`(text: String, change: PolicySetting.Change) throws {
    let setting = try PolicySetting(text)
    #expect(setting.subject == nil)
    #expect(setting.change == change)
  }

  @Test(arguments: PolicyClass.allCases) func `settings of one class`(subject: PolicyClass) throws {
    let setting = try PolicySetting("\(subject.rawValue).quorum=5")
    #expect(setting.subject == subject)
    let policy = Policy().applying([setting])
    for other in PolicyClass.allCases {
      #expect(policy.rules(for: other).quorum == (other == subject ? 5 : 2))
    }
  }

  @Test(arguments: [
    ("quorum", "Write NAME=VALUE"), ("", "Write NAME=VALUE"), ("quorum=0", "whole number of votes from 1"),
    ("quorum=many", "whole number of votes"), ("quorum=-1", "whole number"), ("threshold=0", "above 0"),
    ("threshold=3/2", "above 0, up to 1"), ("threshold=>1", "above 0, up to 1"), ("threshold=", "above 0"),
    ("fact.speed=", "There are quorum, threshold"), ("opposition=2", "from 0 to 1"),
    ("proposer=yes", "“counts”"),
    ("voters=reader", "scholar, editor, owner"), ("adjudicators=king", "scholar, editor, owner"),
    ("speed=3", "There are quorum, threshold"), ("facts.quorum=2", "There are ocr, typo"),
    ("a.b.quorum=2", "is not a setting"), ("=3", "is not a setting"),
  ])
  func `refusals`(text: String, words: String) {
    #expect {
      _ = try PolicySetting(text)
    } throws: { error in
      (error as? Refusal)?.kind == .refused && (error as? Refusal)?.message.contains(words) == true
    }
  }

  @Test func `the order of settings does not matter`() throws {
    let settings = try ["quorum=3", "fact.threshold=1", "voters=editor", "fact.quorum=5"].map {
      try PolicySetting($0)
    }
    let policy = Policy().applying(settings)
    #expect(policy == Policy().applying(settings.reversed()))
    #expect(
      policy.rules(for: .fact)
        == PolicyRules(quorum: 5, threshold: Threshold(Ratio(1, 1)!)!, voters: .editor))
  }

  @Test func `a class follows the general rules that it does not name, also later`() throws {
    var policy = Policy().applying([try PolicySetting("fact.threshold=1")])
    policy = policy.applying([try PolicySetting("quorum=4")])
    #expect(policy.rules(for: .fact) == PolicyRules(quorum: 4, threshold: Threshold(Ratio(1, 1)!)!))
    #expect(policy.settings.hasSuffix("adjudicators=editor fact.threshold=1"))
    policy = policy.applying([try PolicySetting("fact.threshold=")])
    #expect(policy == Policy(rules: PolicyRules(quorum: 4)))
  }

  @Test func `a strict majority is more than half`() throws {
    let half = try #require(Threshold(">1/2"))
    #expect(!half.isReached(by: 1, of: 2) && half.isReached(by: 2, of: 3) && !half.isReached(by: 0, of: 0))
    #expect(Threshold("1/2")?.isReached(by: 1, of: 2) == true)
    #expect(Threshold(">1") == nil && Threshold("0") == nil && half.description == ">1/2")
  }

  @Test func `the whole of a rule's settings is read back`() throws {
    let rules = PolicyRules(
      quorum: 7, threshold: Threshold(Ratio(5, 8)!, isExclusive: true)!, opposition: Ratio(1, 4)!,
      proposerVotes: false, voters: .owner,
      adjudicators: .scholar, blind: true)
    let settings = try rules.settings.split(separator: " ").map { try PolicySetting(String($0)) }
    #expect(Policy().applying(settings).rules == rules)
  }
}
