import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing
import Views

/// Private notes as their author has them.
@Suite(.timeLimit(.minutes(15))) struct PrivateNoteTests {
  private static func note(_ body: String, on target: Topic = "p3.1") -> AnyAct {
    .annotate(.init(target: target, body: body, private: true))
  }

  @Test func `their author sees them beside the others`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let (ada, bel) = (try await owner.invite("ada"), try await owner.invite("bel"))
      try await bel.done(.annotation("Whose lamp?"))
      #expect(try await ada.done(Self.note("Ask about it.", on: "p3:the fog came early")).ids == ["m1"])
      #expect(try await ada.done(Self.note("Ask bel.", on: "a1")).ids == ["m2"])
      #expect(try await bel.done(Self.note("Ask ada.")).ids == ["m1"])
      let list: ListView<AnnotationItem> = try await ada.read("/papers/lighthouse/annotations")
      #expect(list.items.map(\.id) == ["a1", "m1", "m2"])
      #expect(list.items.map(\.status) == ["standing", "private", "private"])
      let shown: ThingView = try await ada.read("/papers/lighthouse/things/m1")
      guard case .annotation(let item) = shown.item else {
        Issue.record("not an annotation")
        return
      }
      #expect(item.body == "Ask about it." && item.quote == "the fog came early" && item.by == "ada")
      #expect(shown.context?.quote == "the fog came early" && shown.history.count == 1)
      let other: ThingView = try await bel.read("/papers/lighthouse/things/m1")
      #expect(other.history.map(\.by) == ["bel"])
      let none = try await owner.get("/papers/lighthouse/things/m1")
      let never = try await owner.get("/papers/lighthouse/things/m7")
      #expect(none.status == 404 && none.text == never.text.replacing("m7", with: "m1"))
    }
  }

  @Test func `lists come in pages that go through all of them`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for number in 1...3 {
        try await owner.done(.annotation("Note \(number)."))
        try await owner.done(Self.note("Private \(number)."))
      }
      var (seen, after): ([String], Int64?) = ([], 0)
      while let last = after {
        let page: ListView<AnnotationItem> = try await owner.read(
          "/papers/lighthouse/annotations?limit=2&after=\(last)")
        seen += page.items.map(\.id)
        after = page.next
      }
      #expect(seen == ["a1", "a2", "a3", "m1", "m2", "m3"])
      let own: ListView<AnnotationItem> = try await owner.read(
        "/papers/lighthouse/annotations?status=private&limit=2")
      #expect(own.items.map(\.id) == ["m1", "m2"] && own.next != nil)
    }
  }

  @Test func `they are edited, withdrawn and seen as they were`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let made = try await owner.done(Self.note("Who?")).position
      let edited = try await owner.done(.edit(.init(id: .memo("m1"), body: "Which keeper?"))).position
      try await owner.done(.withdraw(.init(id: .memo("m1"), reason: "Answered.")))
      func body(at position: Int64) async throws -> (String, String) {
        let view: ThingView = try await owner.read("/papers/lighthouse/things/m1?at=@\(position)")
        guard case .annotation(let item) = view.item else { return ("", "") }
        return (item.body, item.status)
      }
      #expect(try await body(at: made) == ("Who?", "private"))
      #expect(try await body(at: edited) == ("Which keeper?", "private"))
      #expect(try await body(at: edited + 1) == ("Which keeper?", "withdrawn"))
      #expect(try await owner.get("/papers/lighthouse/things/m1?at=@\(made - 2)").status == 404)
      let history: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history?of=m1")
      #expect(history.items.map(\.type) == ["memo.made", "memo.edited", "memo.withdrawn"])
      let page: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history?of=m1&limit=1")
      #expect(page.items.count == 1 && page.next != nil)
      let refused = try await owner.send(.edit(.init(id: .memo("m1"), body: "No.")))
      #expect(refused.status == 422)
    }
  }

  @Test func `what is shared is an annotation, and the private note says so`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let bel = try await owner.invite("bel")
      try await owner.done(Self.note("Who?"))
      let first = try await owner.send(.share(.init(id: "m1")), key: "share-once")
      let receipt: Receipt = try first.decoded()
      #expect(receipt.ids == ["a1", "m1"])
      #expect(try await owner.send(.share(.init(id: "m1")), key: "share-once").bytes == first.bytes)
      #expect(try await owner.send(.share(.init(id: "m1"))).text.contains("m1 was shared as a1"))
      let list: ListView<AnnotationItem> = try await bel.read(
        "/papers/lighthouse/annotations?min-position=\(receipt.position)")
      #expect(list.items.map(\.id) == ["a1"] && list.items.map(\.body) == ["Who?"])
      #expect(list.items[0].position == receipt.position)
      let own: ListView<AnnotationItem> = try await owner.read("/papers/lighthouse/annotations")
      #expect(own.items.map(\.status) == ["standing", "shared"] && own.items[1].shared == "a1")
      // It is like any other from then on.
      try await bel.done(.reply(.init(id: "a1", body: "The keeper.")))
      #expect(try await owner.done(.edit(.init(id: "a1", body: "Which keeper?"))).ids == ["a1"])
    }
  }

  /// Several acts stand together, whichever stream they are of.
  @Test func `public and private acts of one request stand together`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let receipt: Receipt = try
        (try await owner.send(
          .claim("One."), Self.note("On it.", on: "c1"), .share(.init(id: "m1")), Self.note("More.")
        )).decoded()
      #expect(receipt.ids == ["c1", "m1", "a1", "m1", "m2"])
      let refused = try await owner.send(.claim("Two."), Self.note("No."), .share(.init(id: "m7")))
      #expect(refused.status == 404)
      #expect(try await owner.done(Self.note("Next.")).ids == ["m3"])
      #expect(try await owner.done(.claim("Two.")).ids == ["c2"])
    }
  }

  @Test func `they go along to a new base, and lose their place like others`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await ada.done(Self.note("Early?", on: "p3:the fog came early"))
      try await ada.done(Self.note("Twice?", on: "p6:It names the Heron twice."))
      let head = try await ada.read("/status", as: StatusView.self).at
      let base: ImportReceipt = try (try await owner.importBase(SamplePaper.versions[0])).decoded()
      #expect(base.position == head + 1, "a base appends nothing to notebooks")
      #expect(base.carried?.found == 0 && base.carried?.orphaned.isEmpty == true)
      func check(more: [String] = []) async throws {
        let view: ListView<OrphanItem> = try await ada.read("/papers/lighthouse/orphans")
        #expect(view.items.map(\.id) == ["m2"] && view.items.first?.lost == "orphaned")
        let list: ListView<AnnotationItem> = try await ada.read("/papers/lighthouse/annotations")
        #expect(list.items.map(\.target) == ["p3:the fog came early", ""] + more.map { _ in "p3.1" })
        let on: ListView<AnnotationItem> = try await ada.read("/papers/lighthouse/annotations?on=p3")
        #expect(on.items.map(\.id) == ["m1"] + more)
        #expect(
          try await owner.read("/papers/lighthouse/orphans", as: ListView<OrphanItem>.self).items.isEmpty)
      }
      try await check()
      #expect(try await ada.send(.share(.init(id: "m2"))).text.contains("reanchor m2 ADDR"))
      // The next act records what was found until now each time.
      #expect(try await ada.done(Self.note("More.")).position == base.position + 2)
      try await check(more: ["m3"])
      try await ada.done(.reanchor(.init(id: .memo("m2"), address: "p6.1", reason: "There.")))
      let shared = try await ada.done(.share(.init(id: "m2")))
      #expect(shared.ids == ["a1", "m2"])
      // As it was before, on the base that stood then.
      let was: ListView<AnnotationItem> = try await ada.read("/papers/lighthouse/annotations?at=@\(head)")
      #expect(was.items.map(\.lost) == [nil, nil] && was.items.map(\.id) == ["m1", "m2"])
    }
  }

  @Test func `another server shows them, and one that starts anew`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      try await owner.done(Self.note("Here."))
      #expect(try await owner.at(two).done(Self.note("There.")).ids == ["m2"])
      let last = try await owner.done(Self.note("Here again.")).position
      let list: ListView<AnnotationItem> = try await owner.at(two).read(
        "/papers/lighthouse/annotations?min-position=\(last)")
      #expect(list.items.map(\.body) == ["Here.", "There.", "Here again."])
    }
    try await withTestDatabaseAndFolder { conninfo, folder in
      let owner = try await withServer(on: conninfo, home: folder) { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        try await owner.done(Self.note("Kept."))
        return owner
      }
      try await withServer(on: conninfo, home: folder) { server in
        let list: ListView<AnnotationItem> = try await owner.at(server).read("/papers/lighthouse/annotations")
        #expect(list.items.map(\.body) == ["Kept."])
        #expect(try await owner.at(server).done(Self.note("More.")).ids == ["m2"])
      }
    }
  }

  @Test func `many at once are numbered without a gap`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let bel = try await owner.invite("bel")
      let ids = try await withThrowingTaskGroup { group in
        for number in 1...12 {
          group.addTask { try await bel.done(Self.note("\(number)")).ids }
          group.addTask { () -> [String] in
            try await owner.done(.annotation("\(number)"))
            return []
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(Set(ids) == Set((1...12).map { "m\($0)" }))
      try await withThrowingTaskGroup { group in
        for number in 1...12 {
          group.addTask { try await bel.done(.share(.init(id: MemoID(number)))) }
          group.addTask { try await owner.done(.annotation("\(number)")) }
        }
        try await group.waitForAll()
      }
      let list: ListView<AnnotationItem> = try await bel.read("/papers/lighthouse/annotations?limit=100")
      #expect(list.items.filter { $0.id.hasPrefix("a") }.count == 36)
      #expect(Set(list.items.compactMap(\.shared)).count == 12)
    }
  }

  @Test func `their words can be erased`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let position = try await owner.done(Self.note("A cormorant.")).position
      _ = try await owner.get("/papers/lighthouse/things/m1")
      let end = try await withConnection(server.conninfo) { connection in
        try await connection.query("SELECT log.erase($1, 'lawyer', 'by order of a court')", position).only()
          .decode(Int64.self, column: 0)
      }
      let shown = try await owner.get("/papers/lighthouse/things/m1?min-position=\(end)")
      #expect(shown.status == 200 && !shown.text.contains("cormorant"))
      #expect(shown.text.contains("erased by lawyer"))
      #expect(try await owner.get("/papers/lighthouse/things/m1?at=@\(position)").text.contains("erased"))
      try await owner.done(.edit(.init(id: .memo("m1"), body: "A gull.")))
    }
  }
}
