import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing
import Views

/// Undo and redo as they are asked for.
@Suite(.timeLimit(.minutes(15))) struct UndoTests {
  @Test func `what is undone is said to be, and comes back`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let (ada, bel) = (try await owner.invite("ada"), try await owner.invite("bel"))
      try await ada.done(.correction("4 March", on: "p3:3 March"))
      let voted = try await bel.done(.vote(.init(id: "x1", vote: .against, reason: "No.")))
      let undone = try await bel.done(AnyAct(Undo()))
      #expect(undone.remark == "bel undid the vote on x1 (@\(voted.position)).")
      #expect(undone.ids == ["x1"] && undone.position == voted.position + 1)
      let shown: ThingView = try await ada.read("/papers/lighthouse/things/x1")
      guard case .correction(let item) = shown.item else {
        Issue.record("not a correction")
        return
      }
      #expect(item.votes["bel"] == nil)
      #expect(shown.history.last?.summary == "undid the vote on x1 (@\(voted.position))")
      #expect(try await bel.send(AnyAct(Undo())).text.contains("The joining of bel"))
      let redone = try await bel.done(AnyAct(Redo()))
      #expect(redone.remark == "bel redid the vote on x1 (@\(voted.position)).")
      let refused = try await ada.send(AnyAct(Undo()))
      #expect(refused.status == 422 && refused.text.contains("bel voted on x1 (@\(voted.position))"))
    }
  }

  @Test func `a request is undone whole, and once for a key`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let first = try await owner.done(.annotation("One."))
      _ = try await owner.send(.annotation("Two."), .annotation("Three.", on: "p4"))
      let once = try await owner.send(AnyAct(Undo()), key: "undo-once")
      let twice = try await owner.send(AnyAct(Undo()), key: "undo-once")
      #expect(once.status == 200 && once.text == twice.text)
      let receipt: Receipt = try once.decoded()
      #expect(receipt.ids == ["a2", "a3"])
      let list: ListView<AnnotationItem> = try await owner.read(
        "/papers/lighthouse/annotations?status=standing")
      #expect(list.items.map(\.id) == ["a1"])
      let dry = try await owner.done(AnyAct(Undo(dryRun: true)))
      #expect(dry.remark == "Nothing was done. It would undo the annotation a1 (@\(first.position)).")
      let both = try await owner.send(.annotation("Four."), AnyAct(Undo()))
      #expect(both.status == 422 && both.text.contains("sent by themselves"))
    }
  }

  @Test func `what someone noted privately is undone in their own stream`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await ada.done(.annotation("For all."))
      try await ada.done(.annotate(.init(target: "p3.1", body: "For me.", private: true)))
      try await ada.done(.edit(.init(id: .memo("m1"), body: "For me alone.")))
      try await ada.done(.share(.init(id: "m1")))
      #expect(try await ada.done(AnyAct(Undo())).remark?.contains("the sharing of m1") == true)
      func notes(_ person: Person) async throws -> [String] {
        let list: ListView<AnnotationItem> = try await person.read("/papers/lighthouse/annotations")
        return list.items.map { "\($0.id) \($0.status) \($0.body)" }
      }
      #expect(
        try await notes(ada) == [
          "a1 standing For all.", "a2 withdrawn For me alone.", "m1 private For me alone.",
        ])
      try await ada.done(AnyAct(Undo()))
      #expect(try await notes(ada).last == "m1 private For me.")
      try await ada.done(AnyAct(Undo()))
      #expect(try await notes(ada).last == "m1 withdrawn For me.")
      try await ada.done(AnyAct(Undo()))
      #expect(try await notes(ada).first == "a1 withdrawn For all.")
      for _ in 1...4 { try await ada.done(AnyAct(Redo())) }
      #expect(
        try await notes(ada) == [
          "a1 standing For all.", "a2 standing For me alone.", "m1 shared For me alone.",
        ])
      // What is done in the one ends what can be redone in the other.
      try await ada.done(AnyAct(Undo()))
      try await ada.done(.annotate(.init(target: "p4", body: "Another.", private: true)))
      #expect(try await ada.send(AnyAct(Redo())).text.contains("nothing to redo"))
      #expect(try await notes(owner).count == 2)
    }
  }

  /// The tables lose what was undone, as all else does.
  @Test func `no row is left of what is undone`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.claim("It burned."))
      try await owner.done(.stance(.agree, on: "c1"))
      try await owner.done(AnyAct(Undo()))
      try await owner.done(.invite(.init(handle: "zoe")))
      let last = try await owner.done(AnyAct(Undo())).position
      #expect(try await owner.get("/papers?min-position=\(last)").status == 200)
      try await withConnection(server.conninfo) { connection in
        for query in [
          "SELECT count(*) FROM read.stance", "SELECT count(*) FROM read.member WHERE handle = 'zoe'",
        ] {
          let rows = try await connection.query(Statement(unprepared: query)).only().decode(
            Int64.self, column: 0)
          #expect(rows == 0, "\(query)")
        }
      }
    }
  }
}
