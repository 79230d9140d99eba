import ActSupport
import Acts
import EventLog
import Ledger
import NIOHTTP1
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct FeedTests {
  @Test func `what happens comes as history has it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let imported: ImportReceipt = try (try await owner.importPaper()).decoded()
      let feed = try await owner.feed()
      #expect(feed.headers.first(name: "Content-Type")?.hasPrefix("text/event-stream") == true)
      async let live = feed.items(20)
      var last: Int64 = 0
      for number in 1...20 { last = try await owner.done(.claim("Claim \(number).")).position }
      let history: ListView<HistoryItem> = try await owner.read(
        "/papers/lighthouse/history?min-position=\(last)&since=\(imported.position + 1)")
      let expected = history.items.map { item in
        var item = item
        item.paper = "lighthouse"
        return item
      }
      #expect(expected.count == 20)
      #expect(try await live == expected)
      #expect(try await owner.feed("/feed?since=\(imported.position)").items(20) == expected)
    }
  }

  /// From wherever one left off, nothing is missing and nothing is doubled, also when it is no longer kept at hand.
  @Test(arguments: [16_384, 5]) func `resumes without loss`(kept: Int) async throws {
    try await withServer(configured: { $0.feed.events = kept }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=other")
      // Something between the events of each paper.
      for number in 1...30 {
        try await owner.done(.claim("Claim \(number)."))
        if number % 3 == 0 { try await owner.done(.claim("Other \(number).", on: "p1"), in: "other") }
      }
      let head = try await owner.read("/status", as: StatusView.self).at
      let whole = try await owner.feed("/feed?since=0").items(Int(head))
      #expect(whole.map(\.position) == Array(1...head))
      let own = whole.filter { $0.paper == "lighthouse" }
      for since in [0, 1, 2, head / 2, head - 7, head - 1] as [Int64] {
        let after = own.filter { $0.position > since }
        let items = try await owner.feed("/papers/lighthouse/feed?since=\(since)").items(after.count)
        #expect(items.map(\.position) == after.map(\.position) && items == after, "since \(since)")
        // What the header says goes before what the address says.
        #expect(
          try await owner.feed("/feed?since=0", lastEventID: since).items(Int(head - since))
            .map(\.position) == Array(since + 1...head))
      }
    }
  }

  @Test func `shows only what one is a member of`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=other")
      let ada = try await owner.invite("ada")
      var last: Int64 = 0
      let feed = try await ada.feed("/feed?since=0")
      for number in 1...3 {
        try await owner.done(.claim("Secret \(number).", on: "p1"), in: "other")
        last = try await owner.done(.claim("Claim \(number).")).position
      }
      let items = try await feed.items(upTo: last)
      #expect(items.allSatisfy { $0.paper == "lighthouse" })
      #expect(items.count { $0.type == "claim.registered" } == 3)
      // In from here on: her coming in itself, and what follows.
      let more = try await ada.feed("/feed")
      let code = try #require(
        try await owner.done(.invite(.init(handle: "ada", role: .scholar)), in: "other").code)
      let joined: JoinReceipt = try (try await ada.post("/join", JoinRequest(code: code))).decoded()
      last = try await owner.done(.claim("Open.", on: "p1"), in: "other").position
      #expect(try await more.items(upTo: last).map(\.position).suffix(2) == [joined.position, last])
    }
  }

  @Test func `refuses who may not read`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=other")
      let ada = try await owner.invite("ada")
      #expect(try await server.stranger.get("/feed").status == 401)
      #expect(try await ada.get("/papers/other/feed").status == 403)
      #expect(try await ada.get("/papers/none/feed").status == 403)
      #expect(try await ada.get("/feed?since=999").problem.type == .noSuchThing)
      for since in ["-1", "x", "@"] { #expect(try await ada.get("/feed?since=\(since)").status == 400) }
      let answer = try await ada.request(.GET, "/feed", headers: [("Last-Event-ID", "yesterday")])
      #expect(try answer.problem.type == .malformed)
    }
  }

  @Test func `a revoked credential ends it`() async throws {
    try await withServer(configured: { $0.feed.heartbeat = .milliseconds(20) }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let feed = try await ada.feed()
      var heartbeats = 0
      for try await message in feed.messages {
        if message.isComment { heartbeats += 1 }
        if heartbeats == 3, message.isComment {
          try await withConnection(server.conninfo) { connection in
            _ = try await connection.query(
              "UPDATE identity.credential SET revoked = clock_timestamp() WHERE handle = 'ada'")
          }
        }
        if message.event == FeedCut.event {
          #expect(try message.cut.reason == .notAllowed)
          #expect(heartbeats >= 3)
          return
        }
      }
      Issue.record("the feed ended without a word")
    }
  }

  @Test func `the server's end is said`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let feeds = [
        try await owner.feed(), try await owner.feed("/feed"), try await owner.feed("/feed?since=0"),
      ]
      let last = try await owner.done(.claim("One.")).position
      #expect(try await feeds[0].items(1).map(\.position) == [last])
      async let ends = (feeds[1].cut(), feeds[2].cut())
      server.stop()
      let cuts = try await [ends.0, ends.1]
      #expect(cuts.allSatisfy { $0?.reason == .stopping })
    }
  }

  /// Neither an erased body nor an event of a newer program stops a feed or hides that something happened.
  @Test func `what cannot be read is shown to be there`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let position = try await owner.done(.annotation("Words to be erased.")).position
      let since = position - 1
      #expect(try await owner.feed("/feed?since=\(since)").items(1)[0].summary.contains("Words to be erased"))
      try await withConnection(server.conninfo) { connection in
        _ = try await connection.query("SELECT log.erase($1, 'owner', 'asked for by the author')", position)
      }
      try await withStore(server.conninfo) { store in
        let event = NewEvent(type: "thing.dreamt", version: 7, tags: [], body: Array("{}".utf8))
        _ = try await store.append(.of(event, in: "lighthouse"))
      }
      let items = try await owner.feed("/feed?since=\(since)").items(3)
      #expect(items.map(\.position) == [position, position + 1, position + 2])
      #expect(!items[0].summary.contains("Words") && items[0].summary.contains("erased"))
      #expect(items.map(\.type) == ["annotation.made", "body.erased", "thing.dreamt"])
    }
  }

  /// A feed of all papers asks the tables where its reader is. Here nothing can be written into them for longer than it
  /// once waited, while the log goes on.
  @Test func `what a reader was just let into is not passed over where the tables are slow`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=other")
      let ada = try await owner.invite("ada")
      let feed = try await ada.feed("/feed")
      let position = try await withConnection(server.conninfo) { connection in
        try await connection.script("BEGIN; LOCK TABLE read.paper, read.member IN EXCLUSIVE MODE")
        let invited = try await owner.done(
          .invite(.init(handle: "ada", role: .scholar)), in: "other")
        let joined = try await ada.post("/join", JoinRequest(code: try #require(invited.code)))
        #expect(joined.status == 200, "\(joined.text)")
        let last = try await owner.done(.claim("Said to ada, too.", on: "p1"), in: "other").position
        try await Task.sleep(for: .milliseconds(1500))
        try await connection.script("COMMIT")
        return last
      }
      let items = try await feed.items(upTo: position)
      #expect(items.map(\.position) == [position - 1, position] && items.allSatisfy { $0.paper == "other" })
    }
  }

  @Test func `one server's readers see what the other did`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      let feed = try await owner.at(two).feed()
      async let items = feed.items(10)
      for number in 1...10 { try await owner.done(.claim("Claim \(number).")) }
      #expect(try await items.map { $0.ids } == (1...10).map { ["c\($0)"] })
    }
  }
}
