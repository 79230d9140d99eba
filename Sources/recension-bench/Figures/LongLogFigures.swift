import EventLog
import Logging
import NIOPosix
import Postgres

/// What a long log costs: reading it, making the read models anew from it, starting on it.
struct LongLogFigures: Sendable {
  let rig: Rig
  var log: GeneratedLog
  var rounds: Int
  /// An hour of a busy group: 30 people with 10 acts a minute each.
  var hour = 18_000

  func measure(_ report: Report) async throws {
    let slugs = try await rig.withServer { server in
      try report.line(try await rig.environment())
      var generator = SplitMix64(seed: log.seed)
      let group = Group(address: server.address, owner: server.token, generator: &generator)
      return try (0..<log.papers).map { try group.importPaper($0) }
    }
    let (events, copy) = try await rig.withCluster {
      try await withStore { try await read(slugs, $0, report) }
    }
    try await rebuild(events, copy, report)
    try await start(report)
  }

  /// Makes the log, and reads it as the yardstick does and as folding does.
  private func read(
    _ slugs: [String], _ store: PostgresStore, _ report: Report
  ) async throws -> (events: Int64, copy: Double) {
    let begun = ContinuousClock.now
    try await log.append(to: slugs, store)
    try await growTree()
    let events = try await store.head()
    note("long log: \(events) events in \(Report.text((ContinuousClock.now - begun).seconds)) s")
    // What PostgreSQL would do by itself in the middle of a measurement.
    for statement in ["VACUUM ANALYZE", "CHECKPOINT"] {
      try await rig.withConnection { try await $0.script(statement) }
    }
    var (copies, headers, folds): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 1...rounds {
      copies.append(try await Double(events) / copySeconds(Self.yardstick))
      headers.append(try await Double(events) / copySeconds(Self.headersAlone))
      let begun = ContinuousClock.now
      let folded = try await GeneratedLog.fold(slugs, store)
      guard folded == events else {
        throw Target.Broken(description: "Of \(events) events \(folded) were folded.")
      }
      folds.append(Double(folded) / (ContinuousClock.now - begun).seconds)
    }
    var figure = Figure(name: "fold of decision state", value: folds.median, unit: "events/s", bound: 0.25)
    figure.yardstick = Self.yardstick
    figure.yardstickValue = copies.median
    figure.ratio = folds.median / copies.median
    figure.rounds = zip(folds, copies).map { [$0, $1] }
    figure.details = ["COPY of headers alone, events/s": headers.median]
    try report.add(figure)
    return (events, copies.median)
  }

  private static let yardstick = "COPY log.event TO STDOUT (FORMAT binary)"
  /// What the yardstick would be if bodies were kept elsewhere.
  private static let headersAlone = """
    COPY log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash)
    TO STDOUT (FORMAT binary)
    """

  private func copySeconds(_ copy: String) async throws -> Double {
    try await rig.withConnection { connection in
      let begun = ContinuousClock.now
      for try await _ in try await connection.copyOut(copy) {}
      return (ContinuousClock.now - begun).seconds
    }
  }

  /// From the start of a server whose read models have nothing but the imports, until they have everything.
  private func rebuild(_ events: Int64, _ copy: Double, _ report: Report) async throws {
    let begun = ContinuousClock.now
    let server = try await ServerProcess.start(program: rig.program, home: rig.home, patience: .seconds(3600))
    do {
      while try server.shown() < events { try await Task.sleep(for: .milliseconds(100)) }
    } catch {
      try await server.stop()
      throw error
    }
    let rate = Double(events) / (ContinuousClock.now - begun).seconds
    let memory = server.residentMemory
    try await server.stop()
    var figure = Figure(name: "rebuild of read models", value: rate, unit: "events/s", bound: 0.10)
    figure.yardstick = Self.yardstick
    figure.yardstickValue = copy
    figure.ratio = rate / copy
    figure.details = ["events": Double(events), "MB resident after it": memory]
    try report.add(figure)
  }

  /// Start to `/readyz`, PostgreSQL's own start included, and memory then and after an hour's worth of commands.
  private func start(_ report: Report) async throws {
    var (times, memories): ([Double], [Double]) = ([], [])
    for _ in 1...rounds {
      try await rig.withServer { server in
        times.append(server.startTime.seconds)
        memories.append(server.residentMemory)
      }
    }
    var figure = Figure(name: "start to /readyz", value: times.median, unit: "s", bound: 2)
    figure.rounds = times.map { [$0] }
    try report.add(figure)
    try report.add(Figure(name: "memory when ready", value: memories.median, unit: "MB", bound: 200))
    try await rig.withServer { server in
      let figure = AppendFigure.all[0]
      let scene = try figure.scene(Target(server, of: rig), run: "hour")
      var count = 0
      while count < hour {
        var load = CommandLoad(
          requests: scene.requests, addresses: [server.address], duration: .seconds(2))
        load.firstNumber = count
        let outcome = try await NIOThreadPool.singleton.runIfActive { [load] in try load.run() }
        guard outcome.count > 0 else { throw Target.Broken(description: "The server takes no commands.") }
        count += outcome.count
      }
      var memory = Figure(
        name: "memory after an hour's load", value: server.residentMemory, unit: "MB", bound: 200)
      memory.details = ["commands": Double(count)]
      try report.add(memory)
    }
  }

  /// The tree that grows beside the log while a server runs: to grow it is no part of making read models anew.
  private func growTree() async throws {
    var logger = Logger(label: "bench")
    logger.logLevel = .warning
    let pool = ConnectionPool(conninfo, logger: logger)
    let builder = TreeBuilder(TreeStore(pool), logger: logger)
    let result: Result<Void, any Error>
    do {
      while try await builder.step() {}
      result = .success(())
    } catch { result = .failure(error) }
    await pool.close()
    try result.get()
  }

  private var conninfo: String { rig.conninfo + " options='-c role=recension_server'" }

  private func withStore<T>(_ body: (PostgresStore) async throws -> T) async throws -> T {
    var logger = Logger(label: "bench")
    logger.logLevel = .warning
    let pool = ConnectionPool(conninfo, logger: logger)
    let store = PostgresStore(conninfo: conninfo, pool: pool)
    let result: Result<T, any Error>
    do { result = .success(try await body(store)) } catch { result = .failure(error) }
    await store.close()
    await pool.close()
    return try result.get()
  }
}
