import ActSupport
import Acts
import CanonicalJSON
import Scholarship
import Testing

/// What holds of every act, by the one list of them.
@Suite struct AnyActTests {
  private func read(_ text: String) throws -> AnyAct { try AnyAct(json: JSON.parsed(Array(text.utf8))) }

  @Test func `every act has a name of its own, and each of its fields is typed`() {
    #expect(Set(AnyAct.types.map { $0.type }).count == AnyAct.types.count)
    #expect(Set(AnyAct.types.map { $0.verb.name }).count == AnyAct.types.count)
    for act in AnyAct.types {
      #expect(act.fields.allSatisfy { $0.typing != nil }, "\(act.type)")
      let messages = act.fields.filter { if case .message? = $0.typing { true } else { false } }
      #expect(messages.count <= 1, "\(act.type)")
      let options = act.fields.compactMap { field -> String? in
        if case .option(let name, _, _, _)? = field.typing { name } else { nil }
      }
      #expect(options.allSatisfy { $0.hasPrefix("--") } && Set(options).count == options.count, "\(act.type)")
    }
  }

  @Test func `an argument that may be left out is the last`() {
    for act in AnyAct.types {
      let arguments = act.fields.filter { if case .argument? = $0.typing { true } else { false } }
      #expect(arguments.drop { $0.isRequired }.count <= 1, "\(act.type)")
    }
  }

  @Test(arguments: [
    #"{"address":"p3.1","cite":["a","b"],"class":"fact","new":"","reason":"So.","type":"correct"}"#,
    #"{"confidence":4,"id":"c1","type":"agree"}"#, #"{"id":"x1","type":"vote","vote":"for"}"#,
    #"{"body":"Who?","motivation":"questioning","tags":["a"],"target":"c1","type":"annotate"}"#,
    #"{"body":"Who?","private":true,"target":"c1","type":"annotate"}"#,
    #"{"id":"m1","reason":"So.","type":"withdraw"}"#, #"{"body":"B","id":"m1","type":"edit"}"#,
    #"{"id":"m1","type":"share"}"#, #"{"handle":"ada","type":"invite"}"#,
    #"{"settings":["quorum=2"],"type":"policy"}"#,
  ])
  func `an act writes what was read`(text: String) throws {
    #expect(String(decoding: JSON.text(of: try read(text)), as: UTF8.self) == text)
  }

  @Test(arguments: [
    (
      #"{"type":"vote","id":"x1","vote":"maybe"}"#,
      "“maybe” is not a vote. There are for, against, abstain, recuse, none."
    ),
    (
      #"{"type":"link","id":"c1","relation":"likes","other":"c2"}"#,
      "“likes” is not a relation. There are supports, contradicts, depends-on, duplicates."
    ),
    (
      #"{"type":"invite","handle":"ada","role":"king"}"#,
      "“king” is not a value of --role. There are reader, scholar, editor, owner."
    ),
    (
      #"{"type":"withdraw","id":"p1"}"#,
      "“p1” is not an id. Ids look like c1, a1, d1, x1 and m1; the lists show them."
    ),
  ])
  func `a word that is not one is answered with those there are`(text: String, message: String) {
    let error = #expect(throws: UnfitWord.self) { try read(text) }
    #expect(error?.message == message)
  }

  @Test(arguments: [
    (#"{"type":"sing"}"#, "there is no command “sing”"),
    (#"{"type":"adopt","id":"x1","colour":"red"}"#, "“adopt” has no field “colour”; it has id, type"),
  ])
  func `what is no act, or has more than its fields, is malformed`(text: String, reason: String) {
    let error = #expect(throws: DecodingError.self) { try read(text) }
    guard case .dataCorrupted(let context)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.debugDescription == reason)
  }

  @Test func `acts are equal where they are of one kind and say the same`() {
    #expect(AnyAct.vote(.init(id: "x1", vote: .for)) == .vote(.init(id: "x1", vote: .for)))
    #expect(AnyAct.vote(.init(id: "x1", vote: .for)) != .vote(.init(id: "x1", vote: .against)))
    #expect(AnyAct.stance(.agree, on: "c1") != .stance(.disagree, on: "c1"))
  }

  @Test func `an invitation without a role makes a scholar`() throws {
    Scenario.founded.when(Command(Invite(handle: "zoe")), by: "ona")
      .then(Event(MemberAdmitted(member: "zoe", role: .scholar)))
    let role = try #require(Invite.fields.first { $0.name == "role" })
    #expect(role.fallback == "\"\(Invite(handle: "zoe").givenRole.rawValue)\"" && !role.isRequired)
  }
}
