@testable import Manuscript
import Testing

@Suite("The table of sentence rules")
struct SentenceRuleTests {
  @Test(arguments: SentenceRules.all.map(\.name))
  func `every rule's example comes out as it is marked, and by that rule`(name: String) throws {
    let rule = try #require((SentenceRules.all + [SharedRules.plain]).first { $0.name == name })
    let example = MarkedText(rule.example)
    #expect(example.ends() == example.ends, "\(example.parted())")
    let deciding = ProseSentences.rules(deciding: example.text, references: example.references)
    #expect(deciding.contains(name), "\(deciding)")
  }

  @Test(arguments: AbbreviationClass.all.map(\.name))
  func `every class of abbreviations behaves as its example is marked`(name: String) throws {
    let kind = try #require(AbbreviationClass.all.first { $0.name == name })
    let example = MarkedText(kind.example)
    #expect(example.ends() == example.ends, "\(example.parted())")
  }

  @Test
  func `names are unique, words are in small letters without a stop at their end`() {
    #expect(Set(SentenceRules.all.map(\.name)).count == SentenceRules.all.count)
    #expect(Set(AbbreviationClass.all.map(\.name)).count == AbbreviationClass.all.count)
    for word in AbbreviationClass.all.flatMap(\.words) + SentenceStarters.english.words {
      #expect(word == word.lowercased() && !word.hasSuffix("."), "\(word)")
    }
  }
}
