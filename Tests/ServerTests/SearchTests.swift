import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing
import Views

/// `find … --in …`: what people wrote, by the rules of the paper's language.
@Suite(.timeLimit(.minutes(15))) struct SearchTests {
  private func find(
    _ text: String, in kinds: String = "all", _ more: String = "", by person: Person
  ) async throws -> FoundView {
    let encoded = text.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
    return try await person.read("/papers/lighthouse/find?text=\(encoded)&in=\(kinds)\(more)")
  }

  /// What is found, as `c1 statement`.
  private func found(
    _ text: String, in kinds: String = "all", by person: Person
  ) async throws -> [String] {
    try await find(text, in: kinds, by: person).said?.map { "\($0.id) \($0.part)" } ?? []
  }

  private func discuss(_ server: TestServer) async throws -> (owner: Person, ada: Person, bel: Person) {
    let owner = try server.owner
    _ = try await owner.importPaper()
    let (ada, bel) = (try await owner.invite("ada"), try await owner.invite("bel"))
    try await ada.done(.claim("The keepers burned whale oil in the great lamp."))
    try await bel.done(.stance(.qualify, on: "c1", reason: "Burning rape oil is attested too."))
    try await ada.done(.annotation("The lamp of the keeper’s father.", tags: ["genealogy"]))
    try await bel.done(.dispute(.init(target: "c1", body: "No register mentions whales.")))
    try await ada.done(
      .argue(.init(id: "d1", side: .against, body: "See the parish register.", cite: ["Folio 12 verso"])))
    try await ada.done(.correction("4 March", on: "p3:3 March", reason: "A slip of the typesetter."))
    try await bel.done(.vote(.init(id: "x1", vote: .against, reason: "The almanac says otherwise.")))
    return (owner, ada, bel)
  }

  @Test func `words are found in whatever form, and phrases, and beginnings`() async throws {
    try await withServer { server in
      let (owner, _, _) = try await discuss(server)
      #expect(try await found("burn", by: owner) == ["c1 statement", "c1 stance"])
      #expect(try await found("keeper", in: "annotations", by: owner) == ["a1 body"])
      #expect(try await found("\"parish register\"", by: owner) == ["d1 argument"])
      #expect(try await found("\"register parish\"", by: owner) == [])
      #expect(try await found("types*", by: owner) == ["x1 reason"])
      #expect(try await found("\"slip of the types*\"", by: owner) == ["x1 reason"])
      #expect(try await found("register -whale", by: owner) == ["d1 argument"])
      #expect(try await found("genealogy", by: owner) == ["a1 tags"])
      #expect(try await found("folio verso", by: owner) == ["d1 citation"])
      #expect(try await found("almanac", in: "corrections", by: owner) == ["x1 vote"])
      #expect(try await found("March", in: "corrections,claims", by: owner) == ["x1 replacement"])
      #expect(try await found("almanac", in: "claims,annotations", by: owner) == [])
      // Small words are looked for as they stand; signs do no harm.
      #expect(try await found("too", by: owner) == ["c1 stance"])
      #expect(try await found("it's'(&|!<->:*\\", by: owner) == [])
      let item = try #require(try await find("whale oil", in: "claims", by: owner).said?.first)
      #expect(item.snippet.filter { $0.found == true }.map(\.text) == ["whale", "oil"])
      #expect(item.snippet.map(\.text).joined() == "The keepers burned whale oil in the great lamp.")
      #expect(item.by == "ada" && item.kind == "claim" && item.address.hasPrefix("p3"))
    }
  }

  @Test func `what one may not see is not found`() async throws {
    try await withServer { server in
      let (owner, ada, bel) = try await discuss(server)
      try await ada.done(.annotate(.init(target: "p3.1", body: "A private cormorant.", private: true)))
      #expect(try await found("cormorant", by: ada) == ["m1 body"])
      #expect(try await found("cormorant", in: "claims", by: ada) == [])
      for person in [owner, bel] { #expect(try await found("cormorant", by: person) == []) }
      try await ada.done(.share(.init(id: "m1")))
      for person in [ada, bel] { #expect(try await found("cormorant", by: person) == ["a2 body"]) }
      let eve = try await server.stranger.get("/papers/lighthouse/find?text=lamp&in=all")
      #expect(eve.status == 401)
    }
  }

  @Test func `it follows what is written, withdrawn, undone and erased`() async throws {
    try await withServer { server in
      let (owner, ada, _) = try await discuss(server)
      #expect(try await ada.done(.reword(.init(id: "c1", statement: "They burned seal oil."))).ids == ["c1"])
      // Each finds their own words at once.
      #expect(try await found("seal", by: ada) == ["c1 statement"])
      #expect(try await found("\"whale oil\"", by: ada) == [])
      let past = try await find("\"whale oil\"", "&at=@8", by: ada)
      #expect(past.said?.map(\.id) == ["c1"])
      try await ada.done(AnyAct(Undo()))
      #expect(try await found("\"whale oil\"", by: ada) == ["c1 statement"])
      let written = try await ada.done(.annotation("A libel on the harbourmaster.")).position
      try await ada.done(.withdraw(.init(id: "a2", reason: "Unkind.")))
      let shown = try #require(try await find("libel", by: owner).said?.first)
      #expect(shown.id == "a2" && shown.status == "withdrawn")
      #expect(try await found("unkind", by: owner) == ["a2 withdrawal"])
      try await withConnection(server.conninfo) { connection in
        try await connection.query("SELECT log.erase($1, 'lawyer', 'by order')", written)
        let head = try await connection.query("SELECT position FROM log.head").only().decode(
          Int64.self, column: 0)
        #expect(try await owner.get("/papers?min-position=\(head)").status == 200)
        #expect(try await found("libel", by: owner) == [])
        let left = try await connection.query("SELECT count(*) FROM read.said WHERE text LIKE '%libel%'")
        #expect(try left.only().decode(Int64.self, column: 0) == 0)
      }
    }
  }

  @Test func `what is found comes in pages, and what is wrong is said`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for number in 1...5 { try await owner.done(.annotation("Lamp number \(number).")) }
      var (seen, after): ([String], Int64?) = ([], 0)
      while let offset = after {
        let view = try await find("lamp", "&limit=2&after=\(offset)", by: owner)
        #expect(view.total == 5 && view.items.isEmpty)
        seen += view.said?.map(\.id) ?? []
        after = view.next
      }
      #expect(seen == ["a1", "a2", "a3", "a4", "a5"])
      let kind = try await owner.get("/papers/lighthouse/find?text=lamp&in=notes")
      #expect(kind.status == 422 && kind.text.contains("annotations, claims, disputes and corrections"))
      let nothing = try await owner.get("/papers/lighthouse/find?text=-lamp&in=all")
      #expect(nothing.status == 422 && nothing.text.contains("Say what to look for"))
    }
  }

  /// The tables have the paper as it is; a search of the past looks by them only where nothing was said otherwise then.
  @Test func `the past is searched as it was`() async throws {
    try await withServer { server in
      let (_, ada, bel) = try await discuss(server)
      let then = try await ada.done(.annotation("A heron by the quay.")).position
      try await ada.done(.edit(.init(id: "a2", body: "A gannet by the quay.")))
      try await bel.done(.vote(.init(id: "x1", vote: .for, reason: "The heron agrees.")))
      try await ada.done(.withdraw(.init(id: "c1", reason: "Herons do not burn.")))
      let past = "&at=@\(then)"
      #expect(try await find("heron", in: "all", past, by: ada).said?.map(\.id) == ["a2"])
      #expect(try await find("gannet", in: "all", past, by: ada).said?.map(\.id) == [])
      #expect(try await find("quay", in: "all", past, by: ada).said?.map(\.id) == ["a2"])
      #expect(try await find("almanac", in: "all", past, by: bel).said?.map(\.part) == ["vote"])
      #expect(try await find("lamp", in: "all", past, by: bel).said?.map(\.id) == ["c1", "a1"])
      #expect(try await find("lamp", in: "all", "&at=@1", by: bel).said?.map(\.id) == [])
      #expect(try await Set(found("heron", by: ada)) == ["x1 vote", "c1 withdrawal"])
    }
  }

  @Test func `long texts are searched in parts and come in one order`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let filler = String(repeating: "Nothing of note was seen that day. ", count: 2500)
      for number in 1...7 {
        let lamps = String(repeating: "A lamp was lit. ", count: number == 6 ? 9 : 1)
        try await owner.done(.annotation("\(lamps)\(filler) The number is n\(number)."))
      }
      let first = try await find("lamp", in: "all", "&limit=3", by: owner)
      #expect(first.total == 7)
      #expect(first.said?.map(\.id) == ["a6", "a1", "a2"])
      let next = try await find("lamp", in: "all", "&limit=5&after=3", by: owner)
      #expect(next.said?.map(\.id) == ["a3", "a4", "a5", "a7"])
      #expect(try await found("n5", by: owner) == ["a5 body"])
      #expect(next.said?.first?.snippet.filter { $0.found == true }.map(\.text) == ["lamp"])
    }
  }

  /// The index is there, and is used where there is much to look through.
  @Test func `words are found by an index`() async throws {
    try await withServer { server in
      _ = try await discuss(server)
      try await withConnection(server.conninfo) { connection in
        try await connection.query("SET enable_seqscan = off")
        let plan = try await connection.query(
          "EXPLAIN SELECT id FROM read.said WHERE words @@ phraseto_tsquery('english', 'lamp')"
        ).map { try $0.decode(String.self, column: 0) }
        #expect(plan.contains { $0.contains("said_words") }, "\(plan)")
      }
    }
  }
}
