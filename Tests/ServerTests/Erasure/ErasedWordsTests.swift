import ActSupport
import Acts
import CanonicalJSON
import EventLog
import FoundationEssentials
import Ledger
import PaperLog
import Postgres
import Protocol
import ReadModels
import SeededRandom
import Testing
import Verification

@testable import Scholarship
@testable import Server

/// That erased words are nowhere any more: in no table, in no answer, and not as something to try guesses on.
@Suite(.timeLimit(.minutes(15))) struct ErasedWordsTests {
  private static let secret = "zanzibar"

  /// Everything in which words can be said, by ada.
  private static let said: [AnyAct] = [
    .claim("A claim of \(secret)."), .annotation("A note of \(secret).", tags: [secret]),
    .reword(.init(id: "c1", statement: "Another claim of \(secret).")),
    .edit(.init(id: "a1", body: "Another note of \(secret).")),
    .reply(.init(id: "a1", body: "Why \(secret)?")),
    .stance(.agree, on: "c1", reason: "Because of \(secret).", confidence: 4),
    .dispute(.init(target: "c1", body: "Disputed for \(secret).", ground: .date)),
    .argue(.init(id: "d1", side: .for, body: "As \(secret) says.", cite: [secret])),
    .correct(
      .init(address: "p3.1:3 March", new: secret, reason: "It was \(secret).", class: .fact, cite: [secret])),
    .vote(.init(id: "x1", vote: .for, reason: "Hail \(secret).")),
    .amend(.init(id: "x1", new: "4 \(secret)", reason: "Rather \(secret).")),
    .rule(.init(id: "x1", verdict: .accept, reason: "For \(secret).")),
    .amend(.init(id: "x1", reason: "Of \(secret).", cite: [secret])),
    .lift(.init(id: "x1", reason: "Against \(secret).")),
    .rule(.init(id: "d1", verdict: .accept, reason: "With \(secret).")),
    .reopen(.init(id: "d1", reason: "Again for \(secret).")),
    .correct(.init(address: "p4:night", new: "\(secret) night", reason: "A reason.")),
    .withdraw(.init(id: "x2", reason: "Not \(secret).")),
    // A proposal that stands already is a vote for it.
    .correct(
      .init(address: "p3.1:3 March", new: "4 \(secret)", reason: "I too say \(secret).", cite: [secret])),
    .vote(.init(id: "x1", vote: .nothing, reason: "Back from \(secret).")),
    AnyAct(Publish(name: "The edition of \(secret)")),
  ]

  @Test func `erased words are nowhere`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let (owner, ada, end) = try await withServer(on: conninfo, home: folder + "/one") { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let ada = try await owner.invite("ada", as: .editor)
        var positions: [Int64] = []
        for (number, command) in Self.said.enumerated() {
          positions.append(try await ada.done(command, key: Self.key(number)).position)
        }
        let last = try #require(positions.last)
        // Everything is at hand that keeps words at hand: lists, papers, a feed's window with a reader in it.
        let open = try await owner.feed("/feed?since=0")
        #expect(try await Self.contains(Self.secret, in: open.items(upTo: last)))
        for path in Self.views {
          _ = try await owner.get(path + (path.contains("?") ? "&" : "?") + "min-position=\(last)")
        }
        let end = try await withConnection(conninfo) { connection in
          let search = try await DatabaseSearch(connection)
          #expect(search.width > 60)
          // The search finds what there is to find.
          let before = try await search.places(of: Array(Self.secret.utf8))
          #expect(before.contains("log.event.content"), "\(before)")
          #expect(before.contains("read.annotation.item"), "\(before)")
          let guess = Self.fingerprint(of: Self.said[0])
          #expect(try await search.places(of: guess) == ["log.request.fingerprint"])
          var end: Int64 = 0
          for position in positions {
            end = try await connection.query(
              "SELECT log.erase($1, 'lawyer', 'by order of a court')", position
            ).only().decode(Int64.self, column: 0)
          }
          #expect(try await owner.get("/papers?min-position=\(end)").status == 200)
          let left = try await search.places(of: Array(Self.secret.utf8))
          #expect(left.isEmpty)
          for command in Self.said {
            #expect(try await search.places(of: Self.fingerprint(of: command)).isEmpty)
          }
          return end
        }
        try await expectNothing(owner, from: last, to: end)
        #expect(try await !Self.contains(Self.secret, in: owner.feed("/feed?since=0").items(upTo: end)))
        // A request that is sent again is not the same any more, for nobody knows what it was; nothing is appended.
        for (number, command) in Self.said.enumerated() {
          let again = try await ada.send(command, key: Self.key(number))
          #expect(again.status == 409 && !again.text.contains(Self.secret), "\(command): \(again.text)")
        }
        #expect(try await owner.read("/status", as: StatusView.self).at == end)
        return (owner, ada, end)
      }
      // Nor does a server say them that has nothing at hand.
      try await withServer(on: conninfo, home: folder + "/one") { server in
        let (owner, ada) = (owner.at(server), ada.at(server))
        try await expectNothing(owner, from: end - Int64(Self.said.count), to: end)
        #expect(try await ada.done(.claim("Another.")).ids == ["c2"])
        #expect(try await server.stranger.get("/readyz").status == 200)
      }
    }
  }

  /// Whatever was said can be erased, and the paper goes on: nothing that is read stands still over what is left.
  @Test func `every type of event can be erased`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .editor)
      for command in Self.said { try await ada.done(command) }
      try await owner.done(.policy(.init(settings: ["quorum=1", "fact.threshold=3/4"])))
      _ = try await owner.importPaper(query: "slug=lighthouse&title=Renamed")
      try await ada.done(.claim("Another.", on: "p4:Nobody else saw the lamp"))
      try await ada.done(.link(.init(id: "c1", relation: .supports, other: "c2")))
      try await owner.done(.adopt(.init(id: "x2")))
      try await owner.done(.vote(.init(id: "x2", vote: .against, reason: "No.")))
      // What someone left behind is adopted, and what was decided is settled.
      let bel = try await owner.invite("bel")
      let left = try #require(try await bel.done(.annotation("Bel's.")).ids.first.flatMap(EntityID.init))
      try await bel.done(AnyAct(Leave()))
      try await ada.done(.adopt(.init(id: left)))
      _ = try await owner.invite("dov")
      try await owner.done(AnyAct(Remove(handle: "dov", reason: "Gone.")))
      #expect(try await owner.importPaper("# Other\n\nWords.\n", query: "slug=other").status == 201)
      try await owner.done(AnyAct(RemovePaper(reason: "Gone.", sure: true)), in: "other")
      try await ada.done(.correction("five", on: "p6.1:four"))
      try await owner.done(AnyAct(Settle(all: true, reason: "Enough.")))
      // A new base, in which the second claim has no place.
      let version = SamplePaper.text.replacing("Nobody else saw the lamp that night. ", with: "")
      #expect(try await owner.importBase(version).status == 201)
      try await ada.done(.reanchor(.init(id: "c2", address: "p3.1", reason: "Here.")))
      try await owner.done(.policy(.init(settings: ["blind=on"])))
      try await ada.done(.claim("Unseen."))
      try await owner.done(AnyAct(Reveal(all: true, reason: "Enough.")))
      try await ada.done(AnyAct(Undo()))
      let last = try await ada.done(AnyAct(Redo())).position
      let end = try await withConnection(server.conninfo) { connection in
        let types = try await connection.query("SELECT DISTINCT type FROM log.event").decode(String.self)
        let known = Set(Event.types.map { $0.type }).subtracting([StoredEvent.erasure])
        #expect(Set(types) == known, "a type of event is not tried")
        for position in 1...last {
          try await connection.query("SELECT log.erase($1, 'lawyer', 'all of it')", position)
        }
        return try await connection.query("SELECT position FROM log.head").only().decode(
          Int64.self, column: 0)
      }
      #expect(end == 2 * last)
      #expect(try await owner.get("/papers?min-position=\(end)").status == 200)
      // The export is of one paper, and the other has four events.
      try await expectWhole(server, at: end, erased: Int(last) - 4)
      let policy: PolicyView = try await owner.read("/papers/lighthouse/policy?min-position=\(end)")
      #expect(policy.policy.rules.quorum == 1)
      #expect(try await ada.done(.claim("Going on.")).ids == ["c4"])
    }
  }

  /// Whatever is erased of what, the tables that saw it happen are those that the log comes to.
  @Test(arguments: [1, 2, 3] as [UInt64]) func `some of many acts are erased`(seed: UInt64) async throws {
    try await withServer { server in
      let owner = try server.owner
      let last = try await RandomScholars(server, seed: seed).act(times: 80)
      var generator = SeededGenerator(seed: seed)
      let positions = (1...last).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        .shuffled(using: &generator)
      let end = try await withConnection(server.conninfo) { connection in
        for position in positions {
          try await connection.query("SELECT log.erase($1, 'lawyer', 'a court')", position)
        }
        return try await connection.query("SELECT position FROM log.head").only().decode(
          Int64.self, column: 0)
      }
      #expect(try await owner.get("/papers?min-position=\(end)").status == 200)
      try await expectWhole(server, at: end, erased: positions.count, "seed \(seed)")
    }
  }

  /// Nothing stands still, the tables are what the log comes to, and an export is verified.
  private func expectWhole(
    _ server: TestServer, at end: Int64, erased: Int, _ comment: Comment? = nil
  ) async throws {
    let ready = try await server.stranger.get("/readyz")
    #expect(ready.status == 200, "\(ready.text)")
    let pool = ConnectionPool(server.conninfo)
    try await withStore(server.conninfo) { store in
      let report = try await ReadModelCheck(store, archive: PaperArchive(store), pool: pool).run()
      #expect(report.differences.isEmpty && report.position == end, comment)
    }
    await pool.close()
    let owner = try server.owner
    let file = try await owner.get("/papers/lighthouse/export/json?min-position=\(end)").bytes
    let report = Verification.report(on: file, trusting: [try await owner.verifierKey()])
    #expect(report.isVerified && report.erasures.count == erased, "\(report)")
  }

  private static let views =
    ["/papers", "/status?paper=lighthouse"]
    + [
      "", "/text", "/text?consensus=true", "/outline", "/find?text=\(secret)", "/claims", "/annotations",
      "/annotations?tag=\(secret)", "/disputes", "/corrections", "/members", "/policy", "/history",
      "/history?of=c1", "/history?of=a1", "/history?of=d1", "/history?of=x1", "/consensus", "/things/c1",
      "/things/a1", "/things/a2", "/things/d1", "/things/x1", "/things/x2", "/export/json", "/export/text",
      "/export/markdown", "/editions",
    ].map { "/papers/lighthouse" + $0 }

  /// No answer has the words: of now, of a position after the erasure, and of one before it.
  private func expectNothing(_ owner: Person, from last: Int64, to end: Int64) async throws {
    for path in Self.views {
      let separator = path.contains("?") ? "&" : "?"
      for moment in ["min-position=\(end)", "at=@\(end)", "at=@\(last)"] {
        let answer = try await owner.get(path + separator + moment)
        let isPastAsked = moment.hasPrefix("at") && !path.hasPrefix("/papers/")
        #expect(answer.status == (isPastAsked ? 400 : 200), "\(path) \(moment): \(answer.text)")
        #expect(!answer.text.contains(Self.secret), "\(path) \(moment): \(answer.text)")
      }
    }
  }

  private static func contains(_ words: String, in items: [HistoryItem]) -> Bool {
    items.contains { $0.summary.contains(words) }
  }

  private static func key(_ number: Int) -> String { "key-of-words-\(number)" }

  /// What the log knows a request of ada's by: a hash of it without salt.
  private static func fingerprint(of command: AnyAct) -> [UInt8] {
    Hash(of: Array("lighthouse\nada\n".utf8), JSON.text(of: [command])).bytes
  }
}
