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
    ("quorum=3", PolicySetting.Change.quorum(3)), ("threshold=3/4", .threshold(Ratio(3, 4)!)),
    ("threshold=100%", .threshold(Ratio(1, 1)!)), ("opposition=0", .opposition(Ratio(0, 1)!)),
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
    ("threshold=3/2", "above 0, up to 1"), ("opposition=2", "from 0 to 1"), ("proposer=yes", "“counts”"),
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

  @Test func `settings are made in order`() throws {
    let policy = Policy().applying([
      try PolicySetting("quorum=3"), try PolicySetting("fact.threshold=1"), try PolicySetting("quorum=4"),
    ])
    // A class with rules of its own keeps what it was given when it got them.
    #expect(policy.rules.quorum == 4)
    #expect(policy.rules(for: .fact) == PolicyRules(quorum: 3, threshold: Ratio(1, 1)!))
  }

  @Test func `the whole of a rule's settings is read back`() throws {
    let rules = PolicyRules(
      quorum: 7, threshold: Ratio(5, 8)!, opposition: Ratio(1, 4)!, proposerVotes: false, voters: .owner,
      adjudicators: .scholar)
    let settings = try rules.settings.split(separator: " ").map { try PolicySetting(String($0)) }
    #expect(Policy().applying(settings).rules == rules)
  }
}
