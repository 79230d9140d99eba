import ActSupport
import Acts
import EventLog
import Ledger
import NIOHTTP1
import Postgres
import Protocol
import Scholarship
import Synchronization
import TestCluster
import Testing
import Verification

@testable import Server

/// A database that fails, through HTTP: each request gets a clear answer, the server stays up, and what was sent again
/// under its key once that is over is there once.
@Suite(.timeLimit(.minutes(15))) struct FaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    /// What is done to the database, whose name stands for `DATABASE`, and what undoes it.
    var script: String
    var mending: String
    var testDescription: String { name }
  }

  private static let full = """
    CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    """
  private static let faults = [
    Fault(
      name: "full",
      script: full
        + "CREATE TRIGGER test BEFORE INSERT ON log.event FOR EACH STATEMENT EXECUTE FUNCTION public.full()",
      mending: "DROP FUNCTION public.full() CASCADE"),
    Fault(
      name: "full at the commit",
      script: full
        + """
        CREATE CONSTRAINT TRIGGER test AFTER INSERT ON log.event DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION public.full()
        """, mending: "DROP FUNCTION public.full() CASCADE"),
    Fault(
      name: "read-only", script: "ALTER DATABASE SET default_transaction_read_only = on",
      mending: "SET transaction_read_only = off; ALTER DATABASE RESET default_transaction_read_only"),
    // As a statement_timeout ends it; that itself would end others' too on a busy machine.
    Fault(
      name: "slow",
      script: """
        CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          PERFORM pg_sleep(0.2);
          RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = 'query_canceled';
        END $$;
        CREATE TRIGGER test BEFORE INSERT ON log.event FOR EACH STATEMENT EXECUTE FUNCTION public.slow()
        """, mending: "DROP FUNCTION public.slow() CASCADE"),
  ]

  private static let impatient: @Sendable (inout ServerOptions) -> Void = { options in
    options.appending.attempts = 2
    options.appending.pause = .milliseconds(1)
  }

  @Test(arguments: faults) func `a database that takes nothing`(fault: Fault) async throws {
    try await withServer(configured: Self.impatient) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let before = try await owner.done(.claim("Before.")).position
      // A database that takes nothing takes no rows of the lists either: they are to be there before.
      while try await owner.shown() ?? 0 < before { try await Task.sleep(for: .milliseconds(20)) }
      try await withConnection(server.conninfo) { connection in
        let database = try await connection.query("SELECT current_database()").only().decode(String.self)
        // What a database is set to counts for those who come afterwards.
        let cut = """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """
        try await connection.script(fault.script.replacing("DATABASE", with: "DATABASE \(database)"))
        try await connection.query(Statement(unprepared: cut))
        let answers = try await Self.send(8, by: owner)
        for answer in answers {
          let problem = try answer.problem
          #expect(answer.status == 503 && problem.type == .busy, "\(problem)")
          #expect(
            problem.detail.contains("Nothing was done") || problem.detail.contains("it is stored once"),
            "\(problem.detail)")
          #expect(!problem.detail.contains("extend file") && !problem.detail.contains(database))
        }
        // Whoever looks after it is told what is in the way.
        let halt = try await owner.halt(named: "appends")
        #expect(halt.cause.isEmpty == false && halt.remedy != nil, "\(halt)")
        let ready = try await owner.get("/readyz")
        #expect(ready.status == 503 && ready.text.contains("“appends”"), "\(ready.text)")
        // What is in the way is no stranger's business. The lists, whose connections were cut too, find back by themselves.
        var told = try await server.stranger.get("/readyz")
        while !told.text.contains(#""status":"read-only""#) {
          #expect(told.status == 503, "\(told.text)")
          try await Task.sleep(for: .milliseconds(20))
          told = try await server.stranger.get("/readyz")
        }
        #expect(told.status == 503)
        #expect(!told.text.contains("cause") && !told.text.contains("halts"), "\(told.text)")
        // It is up, and what needs no writing goes on.
        #expect(try await server.stranger.get("/healthz").status == 200)
        try await owner.wait(for: "/papers/lighthouse/claims?min-position=\(before)")
        try await connection.script(fault.mending.replacing("DATABASE", with: "DATABASE \(database)"))
        try await connection.query(Statement(unprepared: cut))
      }
      // By itself, before anybody has written.
      try await owner.wait(for: "/readyz")
      try await expectOnce(owner, 8)
    }
  }

  /// Nobody has to write first.
  @Test func `a database that became read-only is told of before anybody writes`() async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      try await withConnection(server.conninfo) { connection in
        let database = try await connection.query("SELECT current_database()").only().decode(String.self)
        let cut: Statement = """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """
        try await connection.script("ALTER DATABASE \(database) SET default_transaction_read_only = on")
        _ = try await connection.query(cut)
        while try await !server.stranger.get("/readyz").text.contains(#""status":"read-only""#) {
          try await Task.sleep(for: .milliseconds(20))
        }
        // Not “cannot be reached”.
        let request = IssueRequest(name: try #require(CredentialName("desk")), token: Secret.token().text)
        let problem = try await server.owner.post("/credentials", request).problem
        #expect(problem.type == .busy && problem.detail.contains("takes no changes"), "\(problem)")
        try await connection.script(
          "SET transaction_read_only = off; ALTER DATABASE \(database) RESET default_transaction_read_only")
        _ = try await connection.query(cut)
      }
      try await server.owner.wait(for: "/readyz")
    }
  }

  /// Room runs out where the lists are written: they stand still by themselves, and go on.
  @Test func `lists that find no room`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await withConnection(server.conninfo) { connection in
        try await connection.script(
          Self.full
            + "CREATE TRIGGER test BEFORE INSERT ON read.claim FOR EACH STATEMENT EXECUTE FUNCTION public.full()"
        )
        let last = try await owner.done(.claim("Claim 0."), key: Self.key(0)).position
        let halt = try await owner.halt(named: "papers")
        #expect(halt.position == last - 1 && halt.cause.contains("53100") && halt.remedy != nil, "\(halt)")
        let ready = try await owner.get("/readyz")
        #expect(ready.status == 503 && ready.text.contains("@\(last - 1)"), "\(ready.text)")
        try await connection.script("DROP FUNCTION public.full() CASCADE")
      }
      try await expectOnce(owner, 1, claims: 1)
    }
  }

  /// - Parameter isKilled: whether it goes as in a crash, or is stopped in order.
  @Test(arguments: [true, false]) func `a database that is gone for a while`(isKilled: Bool) async throws {
    let cluster = try await TestCluster.separate()
    try await cluster.withDatabase { conninfo in
      try await withTemporaryFolder { folder in
        try await withServer(on: conninfo, home: folder + "/state", configured: Self.impatient) { server in
          let owner = try server.owner
          _ = try await owner.importPaper()
          let before = try await owner.done(.claim("Before.")).position
          let feed = try await owner.feed("/feed?since=\(before)")
          if isKilled { try cluster.kill() } else { try await cluster.stop() }
          for answer in try await Self.send(4, by: owner) {
            #expect(try answer.status == 503 && answer.problem.type == .busy, "\(answer.text)")
          }
          let unread = try await owner.get("/papers")
          #expect(try unread.problem.type == .busy, "\(unread.text)")
          #expect(try await server.stranger.get("/healthz").status == 200)
          let ready = try await server.stranger.get("/readyz")
          #expect(ready.status == 503 && ready.text.contains("unavailable"), "\(ready.text)")
          try await cluster.restart()
          try await expectOnce(owner, 4)
          // Whoever was listening hears of it as if nothing had been.
          #expect(try await feed.items(4).map(\.position) == Array(before + 1...before + 4))
        }
      }
    }
    try await cluster.remove()
  }

  /// A clock that is put back or forward moves no event before the one before it, and stops nothing.
  @Test func `a clock that jumps`() async throws {
    final class Hands: Sendable { let time = Mutex<Int64>(1_800_000_000_000_000) }
    let hands = Hands()
    let hour: Int64 = 3_600_000_000
    try await withServer(configured: { $0.clock = { hands.time.withLock { $0 } } }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      var last: Int64 = 0
      for (number, jump) in [0, -hour, 2 * hour, -100 * hour, 500 * hour, -1].enumerated() {
        hands.time.withLock { $0 += jump }
        last = try await owner.done(.claim("Claim \(number).")).position
      }
      let history: ListView<HistoryItem> = try await owner.read(
        "/papers/lighthouse/history?min-position=\(last)")
      let times = history.items.map(\.at)
      #expect(times == times.sorted() && Set(times).count == 3, "\(times)")
      // The latest moment shows everything, an earlier one what was there by then.
      for (index, time) in times.enumerated() {
        let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims?at=\(time)")
        let shown = times.lastIndex(of: time).map { $0 - 2 } ?? 0
        #expect(claims.items.count == shown, "\(time), event \(index + 1)")
      }
      let file = try await owner.get("/papers/lighthouse/export/json").bytes
      let report = Verification.report(on: file, trusting: [try await owner.verifierKey()])
      #expect(report.isVerified, "\(report)")
    }
  }

  /// What is exactly as large as may be is taken; one more is refused, and nothing of it is done.
  @Test func `bodies at their limits`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let path = "/papers/lighthouse/commands"
      let command = #"{"type":"annotate","target":"p3.1","body":"At the limit."}"#
      let padding = String(repeating: " ", count: (1 << 20) - command.utf8.count)
      #expect(try await owner.post(path, bytes: Array((command + padding).utf8)).status == 200)
      #expect(
        try await owner.post(path, bytes: Array((command + padding + " ").utf8)).problem.type == .tooLarge)
      // Characters are counted, not bytes.
      let longest = String(repeating: "🜁", count: 100_000)
      let last = try await owner.done(.annotation(longest)).position
      #expect(try await owner.send(.annotation(longest + "a")).problem.type == .refused)
      let notes: ListView<AnnotationItem> = try await owner.read(
        "/papers/lighthouse/annotations?min-position=\(last)")
      #expect(notes.items.map(\.body) == ["At the limit.", longest])
      #expect(try await owner.read("/status", as: StatusView.self).at == last)
    }
  }

  // MARK: What all have in common

  private static func key(_ number: Int) -> String { "fault-key-\(number)" }

  private static func send(_ count: Int, by person: Person) async throws -> [Answer] {
    try await withThrowingTaskGroup { group in
      for number in 0..<count {
        group.addTask { try await person.send(.claim("Claim \(number)."), key: key(number)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Sends everything again until it is carried out, and looks that it is there once.
  private func expectOnce(_ person: Person, _ count: Int, claims: Int? = nil) async throws {
    var last: Int64 = 0
    for number in 0..<count {
      var answer = try await person.send(.claim("Claim \(number)."), key: Self.key(number))
      while answer.status == 503 {
        answer = try await person.send(.claim("Claim \(number)."), key: Self.key(number))
      }
      last = max(last, try answer.decoded(as: Receipt.self).position)
    }
    try await person.wait(for: "/readyz")
    try await person.wait(for: "/papers/lighthouse/claims?min-position=\(last)")
    let list: ListView<ClaimItem> = try await person.read("/papers/lighthouse/claims?min-position=\(last)")
    #expect(list.items.count == claims ?? count + 1)
    #expect(Set(list.items.map(\.statement)).isSuperset(of: (0..<count).map { "Claim \($0)." }))
  }
}

extension Person {
  /// What stands still under a name, once it does.
  fileprivate func halt(named name: String) async throws -> HaltItem {
    while true {
      let answer = try await get("/status")
      let halts = answer.status == 503 ? [] : try answer.decoded(as: StatusView.self).halts ?? []
      if let halt = halts.first(where: { $0.name == name }) { return halt }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// How far the lists have come; `nil` while a busy machine keeps the server from telling.
  fileprivate func shown() async throws -> Int64? {
    let answer = try await get("/readyz")
    return answer.status == 503 ? nil : try answer.decoded(as: ReadinessView.self).shown
  }

  /// Waits until what is at `path` can be had; meanwhile the server says that it is busy.
  fileprivate func wait(for path: String) async throws {
    while true {
      let answer = try await get(path)
      if answer.status == 200 { return }
      #expect(answer.status == 503, "\(answer.text)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
