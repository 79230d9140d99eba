import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct HistoryTests {
  /// Whoever reads that something fell looks there for what brought it down.
  @Test func `the history of a thing has all that bore on it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .scholar)
      let bel = try await owner.invite("bel", as: .scholar)
      let eda = try await owner.invite("eda", as: .editor)
      try await eda.done(.policy(.init(settings: ["opposition=1/2"])))
      try await ada.done(.correction("8 March", on: "p3.1:3 March"))
      try await ada.done(.annotation("Hm.", on: "x1"))
      try await bel.done(.vote(.init(id: "x1", vote: .for)))
      try await eda.done(.policy(.init(settings: ["quorum=3"])))
      try await bel.done(.dispute(.init(target: .typed("x1"), body: "Not so.")))
      try await eda.done(.rule(.init(id: "d1", verdict: .accept, reason: "It is the 3rd.")))
      // What bears on others is no part of it.
      try await ada.done(.claim("One."))
      try await bel.done(.dispute(.init(target: .typed("c1"), body: "No.")))
      try await eda.done(.rule(.init(id: "d2", verdict: .accept, reason: "No.")))
      try await eda.done(AnyAct(Undo()))
      try await eda.done(.policy(.init(settings: ["quorum=2"])))
      try await eda.done(AnyAct(Undo()))
      try await owner.done(.invite(.init(handle: "bel", role: .reader)))

      func types(_ thing: String, _ query: String = "") async throws -> [String] {
        let history: ListView<HistoryItem> = try await ada.read(
          "/papers/lighthouse/history?of=\(thing)\(query)")
        return history.items.map(\.type)
      }
      let all = [
        "correction.proposed", "annotation.made", "vote.cast", "policy.set", "dispute.opened",
        "ruling.made", "policy.set", "act.undone", "member.admitted",
      ]
      #expect(try await types("x1") == all)
      #expect(try await types("x1", "&last=4") == all.suffix(4))
      #expect(try await types("a1") == ["annotation.made"])
      let thing: ThingView = try await ada.read("/papers/lighthouse/things/x1")
      #expect(thing.history.map(\.type) == all)
    }
  }
}
