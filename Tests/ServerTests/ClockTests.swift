import ActSupport
import Acts
import EventLog
import Logging
import Postgres
import Protocol
import Scholarship
import Synchronization
import TestCluster
import Testing
import Verification

@testable import Server

/// A clock that is wrong, and mended.
@Suite(.timeLimit(.minutes(15))) struct ClockTests {
  private static let year: Int64 = 31_536_000_000_000

  /// A wall clock and a steady one, both in hand.
  private final class Hands: Sendable {
    private let ahead = Mutex<Int64>(0)

    func set(ahead microseconds: Int64) { ahead.withLock { $0 = microseconds } }

    @Sendable func wall() -> Int64 { SystemClock.microseconds() + ahead.withLock { $0 } }
  }

  private func mend(
    _ server: TestServer, by: String? = nil, because reason: String, isSure: Bool = false,
    clock: (@Sendable () -> Int64)? = nil,
    confirming isMeant: @escaping @Sendable ([String]) async throws -> Bool = { _ in true }
  ) async throws -> [String] {
    var options = ServerOptions(home: server.home, database: server.conninfo)
    if let clock { options.clock = clock }
    return try await RecensionServer.mendClock(
      by: by, because: reason, isSure: isSure, options, logger: server.log.logger, confirming: isMeant)
  }

  private func history(_ person: Person, _ query: String = "") async throws -> [HistoryItem] {
    let view: ListView<HistoryItem> = try await person.read("/papers/lighthouse/history?\(query)")
    return view.items
  }

  private func claims(_ person: Person, _ query: String) async throws -> [String] {
    let view: ListView<ClaimItem> = try await person.read("/papers/lighthouse/claims?\(query)")
    return view.items.map(\.statement)
  }

  /// Ten years ahead for one write, found out when it is set right, mended while the server runs.
  @Test func `a clock that was ahead is told of, mended, and what it dated is shown as wrong`() async throws {
    let hands = Hands()
    try await withServer(configured: { $0.clock = hands.wall }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      #expect(try await owner.done(.claim("Right.")).warning == nil)
      await #expect(throws: StartError.self) { try await mend(server, because: "Nothing yet.") }
      let before = Timestamp(microseconds: SystemClock.microseconds())

      hands.set(ahead: 10 * Self.year)
      let ahead = try await owner.done(.claim("Ahead."))
      #expect(ahead.warning?.contains("was set forward by 10 years") == true, "\(ahead)")
      hands.set(ahead: 0)
      let behind = try await owner.done(.claim("Dated on."))
      #expect(behind.warning?.contains("is 10 years behind the log") == true, "\(behind)")
      try await expectWarnings(server)

      await #expect(throws: StartError.self) { try await mend(server, because: " ") }
      await #expect(throws: StartError.self) {
        try await mend(server, by: "ada", because: "No administrator.")
      }
      try await expectNothingUnmeant(server)
      let lines = try await mend(server, because: "The battery was flat.")
      let mending = try await owner.read("/status", as: StatusView.self).at
      let count = mending - ahead.position
      #expect(lines.contains { $0.contains("are \(count) events from @\(ahead.position) on") }, "\(lines)")
      let early = await #expect(throws: StartError.self) {
        try await mend(server, because: "Earlier.", clock: { SystemClock.microseconds() - Self.year / 365 })
      }
      #expect("\(try #require(early))".contains("before the clock was last mended"))
      // Asked for again, it is the same one.
      let again = try await mend(server, because: "The battery was flat.")
      let time = try await time(of: mending, server)
      #expect(again == ["The clock is mended already: @\(mending), at \(time)."])
      await #expect(throws: StartError.self) { try await mend(server, because: "Once more.") }

      let mended = try await owner.done(.claim("Mended."))
      #expect(mended.position == mending + 1 && mended.warning == nil, "\(mended)")
      try await server.log.wait(for: "nothing is wrong with the clock any more")
      let status: StatusView = try await owner.read("/status")
      #expect(status.warning == nil)

      try await expectMarked(owner, before, [ahead.position, behind.position], mending)
      try await expectSound(server)
    }
  }

  /// A machine that woke up in 1970 mends nothing, and whoever does not mean it neither.
  private func expectNothingUnmeant(_ server: TestServer) async throws {
    let before = try await server.owner.read("/status", as: StatusView.self).at
    let refused = await #expect(throws: StartError.self) {
      try await mend(server, because: "It says so.", clock: { 5_000_000 })
    }
    #expect("\(try #require(refused))".contains("1970-01-01T00:00:05"))
    let asked = Mutex<[String]>([])
    await #expect(throws: StartError.self) {
      try await mend(
        server, because: "Perhaps.",
        confirming: { lines in
          asked.withLock { $0 = lines }
          return false
        })
    }
    #expect(asked.withLock { $0 }.joined().contains(" events be shown as dated wrongly"))
    #expect(try await server.owner.read("/status", as: StatusView.self).at == before)
    let metrics = try await server.stranger.get("/metrics").text
    let gauge = try #require(metrics.split(separator: "\n").first { $0.contains("fault=\"behind_log\"") })
    let seconds = try #require(gauge.split(separator: " ").last.flatMap { Double($0) })
    #expect(seconds > 9.9 * 31_536_000 && seconds < 10.1 * 31_536_000, "\(gauge)")
  }

  /// Everywhere that it should be told; strangers hear nothing.
  private func expectWarnings(_ server: TestServer) async throws {
    let owner = try server.owner
    let status: StatusView = try await owner.read("/status")
    #expect(status.warning?.contains("behind the log") == true)
    let ready: ReadinessView = try await owner.read("/readyz")
    #expect(ready.status == "ready" && ready.warning?.contains("mend-clock") == true)
    let strangers: ReadinessView = try await server.stranger.read("/readyz")
    #expect(strangers.warning == nil)
    try await server.log.wait(for: "warning The server's clock is 10 years behind the log")
    let imported: ImportReceipt = try (try await owner.importPaper("# Other\n\nText.", query: "slug=other"))
      .decoded()
    #expect(imported.warning?.contains("behind the log") == true)
    let client = try await ClientProgram(server: server).run("--paper", "other", "claim", "p1", "-m", "Told.")
    #expect(client.status == 0 && client.errors.contains("mend-clock"), "\(client)")
  }

  private func time(of position: Int64, _ server: TestServer) async throws -> Timestamp {
    let time = try await withConnection(server.conninfo) {
      try await $0.query("SELECT \"time\" FROM log.event WHERE position = $1", position).only().decode(
        Int64.self)
    }
    return Timestamp(microseconds: time)
  }

  private func expectMarked(
    _ owner: Person, _ before: Timestamp, _ wrong: [Int64], _ mending: Int64
  ) async throws {
    let items = try await history(owner)
    let marked = items.filter { $0.misdated != nil }
    #expect(marked.map(\.position) == [wrong[0], wrong[1]])
    #expect(
      marked.allSatisfy {
        $0.misdated == "dated by a wrong clock, mended @\(mending): The battery was flat."
      })
    // Who reads the feed from before hears the same.
    let replay = try await owner.feed("/feed?since=0").items(upTo: mending + 1)
    #expect(replay.filter { $0.misdated != nil && $0.paper == "lighthouse" }.map(\.position) == wrong)
    #expect(replay.allSatisfy { $0.misdated == nil || $0.misdated == marked[0].misdated })
    let page = try await ClientProgram(server: owner.server).run("--paper", "lighthouse", "history")
    #expect(page.output.contains("mended @\(mending)"), "\(page.output)")
    // What was then is what was before the wrong clock; what is now is what came after the mending.
    let all = ["Right.", "Ahead.", "Dated on.", "Mended."]
    #expect(try await claims(owner, "at=\(before)") == ["Right."])
    let last = try #require(items.last)
    #expect(try await claims(owner, "at=\(last.at)") == all)
    // A time that only the wrong clock has come to shows what it dated; what is yet to come by all is refused.
    #expect(try await claims(owner, "at=\(marked[0].at)") == ["Right.", "Ahead.", "Dated on."])
    let coming = Timestamp(microseconds: SystemClock.microseconds() + Self.year)
    #expect(try await owner.get("/papers/lighthouse/claims?at=\(coming)").status == 422)
    #expect(try await owner.get("/papers/lighthouse/claims?at=2999-01-01T00:00:00Z").status == 422)
    // From a time on, and up to one, by the order of the log.
    #expect(try await claims(owner, "since=\(before)") == ["Ahead.", "Dated on.", "Mended."])
    #expect(try await claims(owner, "since=\(last.at)") == ["Mended."])
    #expect(try await claims(owner, "until=\(before)") == ["Right."])
    #expect(try await history(owner, "since=\(last.at)").map(\.position) == [mending + 1])
  }

  /// Exports, the log and its backup hold.
  private func expectSound(_ server: TestServer) async throws {
    let owner = try server.owner
    let position = try await owner.done(.annotation("The last.")).position
    _ = try await owner.checkpoint(covering: position)
    let file = try await owner.get("/papers/lighthouse/export/json").bytes
    let report = Verification.report(on: file, trusting: [try await owner.verifierKey()])
    #expect(report.isVerified && "\(report)".contains("Times go back at event"), "\(report)")
    let options = ServerOptions(home: server.home, database: server.conninfo)
    let check = try await RecensionServer.check(options, logger: server.log.logger)
    #expect(check.isSound, "\(check.lines)")
    let folder = server.home + "/backup"
    _ = try await RecensionServer.backUp(options, to: folder, withKey: false, logger: server.log.logger)
    let verified = try await RecensionServer.verify(
      backup: folder, home: server.home, against: [], logKey: nil)
    #expect(verified.isWhole, "\(verified.lines)")
    try await withTestDatabase { target in
      let restored = try await RecensionServer.restore(
        folder, ServerOptions(home: server.home + "-restored", database: target), against: [], logKey: nil,
        logger: server.log.logger)
      #expect(restored.isWhole, "\(restored.lines)")
      try await withServer(on: target, home: server.home + "-restored") { second in
        let person = owner.at(second)
        let receipt = try await person.done(.claim("Restored."))
        #expect(receipt.warning == nil)
        let marked = try await history(person).compactMap(\.misdated)
        #expect(marked.count == 2)
      }
    }
    let shown = try await withConnection(server.conninfo) {
      try await $0.query("SELECT count(*) FROM read.event WHERE type = 'clock.mended'").only().decode(
        Int64.self)
    }
    #expect(shown == 0)
    let papers: ListView<PaperItem> = try await owner.read("/papers")
    #expect(papers.items.map(\.slug).sorted() == ["lighthouse", "other"])
  }

  /// The one whose clock is right tells of it; after the mending the other one does, also before it writes again.
  @Test func `of two servers the one with the wrong clock is found out by a mending`() async throws {
    let hands = Hands()
    hands.set(ahead: 10 * Self.year)
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/right") { right in
        try await withServer(
          on: conninfo, home: folder + "/wrong", configured: { $0.clock = hands.wall }
        ) { wrong in
          let owner = try right.owner
          _ = try await owner.importPaper()
          let there = owner.at(wrong)
          // Nothing tells yet.
          #expect(try await there.done(.claim("Ahead.")).warning == nil)
          #expect(try await owner.done(.claim("Dated on.")).warning?.contains("behind the log") == true)

          _ = try await mend(right, because: "The other machine's clock.")
          #expect(try await owner.done(.claim("Mended.")).warning == nil)
          try await wrong.log.wait(for: "years ahead of the one that the log was mended by")
          let again = try await there.done(.claim("Ahead again."))
          #expect(again.warning?.contains("ahead of the one that the log was mended by") == true, "\(again)")
          #expect(try await owner.done(.claim("Dated on again.")).warning?.contains("behind the log") == true)

          hands.set(ahead: 0)
          _ = try await mend(right, because: "The other machine's clock, set right now.")
          for person in [owner, there] {
            let receipt = try await person.done(.claim("Right from now on."))
            #expect(receipt.warning == nil, "\(receipt)")
          }
          let last = try await owner.done(.claim("Last.")).position
          let items = try await history(there, "min-position=\(last)")
          #expect(items.compactMap(\.misdated).count == 4, "\(items)")
          #expect(items.last?.misdated == nil)
        }
      }
    }
  }

  /// A clock that was wrong from the first event on: everything is dated wrongly, and nothing is lost by it.
  @Test func `a log that began by a wrong clock is mended too`() async throws {
    let hands = Hands()
    hands.set(ahead: Self.year)
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/state", configured: { $0.clock = hands.wall }) {
        server in
        _ = try await server.owner.importPaper()
        #expect(try await server.owner.done(.claim("Ahead.")).warning == nil)
      }
      // It starts with its clock set right, and says so at once.
      try await withServer(on: conninfo, home: folder + "/state") { server in
        try await server.log.wait(for: "behind the log")
        let owner = try server.owner
        // Before the first event of a log a clock is seldom right.
        let refused = await #expect(throws: StartError.self) { try await mend(server, because: "By itself.") }
        #expect("\(try #require(refused))".contains("before the log's first event"))
        _ = try await mend(server, because: "Set up with a wrong clock.", isSure: true)
        #expect(try await owner.done(.claim("Right.")).warning == nil)
        let items = try await history(owner)
        #expect(items.map { $0.misdated == nil } == items.map { $0.summary.contains("Right.") }, "\(items)")
        let now = Timestamp(microseconds: SystemClock.microseconds())
        #expect(try await claims(owner, "at=\(now)") == ["Ahead.", "Right."])
        #expect(try await owner.get("/papers/lighthouse/claims?at=2001-01-01T00:00:00Z").status == 404)
      }
    }
  }
}
