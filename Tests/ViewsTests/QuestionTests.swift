import ActSupport
import CanonicalJSON
import Consensus
import Scholarship
import Testing
import Views

/// Questions as they are sent and read.
struct QuestionTests {
  @Test func `each question has an address and a verb of its own`() {
    let types = AnyQuestion.types
    #expect(Set(types.map { $0.path }).count == types.count)
    #expect(Set(types.map { $0.verb.name }).count == types.count)
  }

  @Test func `what stands in the path is not in the query`() throws {
    let target = try Show(id: "c1").target
    #expect(target.path == ["things", "c1"] && target.query.isEmpty)
  }

  @Test func `a query has the members that have a value`() throws {
    let target = try ListOf<Claims>(status: .contested, by: Handle("ada"), limit: 5, after: 40).target
    #expect(target.path == ["claims"])
    #expect(
      target.query.map { "\($0.name)=\($0.value)" } == ["after=40", "by=ada", "limit=5", "status=contested"])
    #expect(try Read(consensus: true).target.query.map { "\($0.name)=\($0.value)" } == ["consensus=true"])
  }

  @Test func `what was typed comes to the question that was meant`() throws {
    #expect(
      try Find(typed: ["text": .word("the bridge"), "limit": .number(5)])
        == Find(text: "the bridge", limit: 5))
    #expect(try Read(typed: ["consensus": .flag(true)]) == Read(consensus: true))
    #expect(try ListOf<Annotations>(typed: ["tag": .word("a")]) == ListOf<Annotations>(tag: "a"))
    #expect(throws: DecodingError.self) { try Find(typed: [:]) }
  }

  @Test(arguments: [
    ("status", "opn", "“opn” is not a value of --status. There are open, upheld, dismissed, withdrawn."),
    (
      "by", "Ada",
      "“Ada” is not a handle. One has 1 to 32 lower-case letters, digits, dots, hyphens or underscores."
    ),
  ])
  func `a word that no list knows is told, with those that there are`(
    member: String, word: String, message: String
  ) {
    let error = #expect(throws: UnfitWord.self) {
      try ListOf<Disputes>(typed: [member: .word(word)])
    }
    #expect(error?.message == message)
  }
}
