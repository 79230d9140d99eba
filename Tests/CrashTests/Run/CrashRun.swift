import ActSupport
import Acts
import FoundationEssentials
import Glibc
import Ledger
import Logging
import NIOPosix
import Scholarship
import Synchronization
import TestCluster

@testable import PrivateCluster
@testable import recension_bench

/// One run of the crash test, from the first start of the server to the check of what is left.
struct CrashRun {
  let home: String
  let seed: UInt64
  private var generator: SplitMix64
  private var server: ServerProcess
  private let stage: Stage
  private var group: Group
  private var papers: [String] = []
  private var running: Task<Void, any Error>?
  private var strikes: [Strike: Int] = [:]

  static let writers = 16
  static let followers = 8
  /// The server as built with these tests: it lies beside their bundle.
  private static let program =
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/recensiond"

  struct Summary: CustomStringConvertible {
    var strikes: [Strike: Int]
    var operations = 0
    var attempts = 0
    var acknowledged = 0
    var refused = 0
    var unknown = 0
    var events = 0
    /// How many events the followers of the feeds were told, all together.
    var told = 0
    var violations: [Violation] = []
    var readModels: [String: String] = [:]
    var rebuilt: [String: String] = [:]

    var description: String {
      let killed = strikes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
      return """
        \(strikes.values.reduce(0, +)) kills (\(killed.joined(separator: ", "))), \(operations) operations in \
        \(attempts) attempts: \(acknowledged) acknowledged, \(refused) refused, \(unknown) attempts without a \
        known outcome; \(events) events, \(told) told by feeds, \(violations.count) violations
        """
    }
  }

  struct Stalled: Error, CustomStringConvertible { let description: String }

  init(home: String, seed: UInt64) async throws {
    self.home = home
    self.seed = seed
    generator = SplitMix64(seed: seed)
    server = try await ServerProcess.start(program: Self.program, home: home)
    stage = Stage(server.address)
    group = Group(address: server.address, owner: server.token, generator: &generator)
  }

  /// Makes papers and people, and lets them write.
  mutating func begin() async throws {
    let group = group
    let (papers, scholars) = try await NIOThreadPool.singleton.runIfActive {
      let papers = try (0..<4).map { try group.importPaper($0) }
      return (papers, try (0..<Self.writers).map { try group.invite($0, to: papers) })
    }
    self.papers = papers
    let (stage, seed) = (stage, seed)
    running = Task {
      let threads = NIOThreadPool(numberOfThreads: Self.writers + Self.followers)
      threads.start()
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for (number, scholar) in scholars.enumerated() {
          tasks.addTask {
            try await threads.runIfActive {
              var writer = Writer(
                number: number, scholar: scholar, papers: papers, stage: stage, seed: seed)
              writer.run()
              stage.state.withLock { $0.writersDone += 1 }
            }
          }
        }
        for number in 0..<Self.followers {
          let (scholar, paper) = (scholars[number], papers[number % papers.count])
          tasks.addTask {
            try await threads.runIfActive {
              var follower = Follower(
                name: "follower \(number)", paper: paper, token: scholar.token, stage: stage)
              follower.run()
            }
          }
        }
        try await tasks.waitForAll()
      }
      try await threads.shutdownGracefully()
    }
  }

  /// Lets them write for a random while, kills something, and brings the server back.
  mutating func round(_ number: Int) async throws {
    let (before, begun) = (stage.acknowledged, ContinuousClock.now)
    try await Task.sleep(for: .milliseconds(Int.random(in: 20...700, using: &generator)))
    let strike = Strike.allCases.randomElement(using: &generator) ?? .everything
    try await self.strike(strike, in: number)
    strikes[strike, default: 0] += 1
    if strike.killsServer {
      try await server.awaitEnd()
      server = try await ServerProcess.start(program: Self.program, home: home)
      let address = server.address
      stage.state.withLock { $0.address = address }
    }
    // Not before it carries out commands again: each writer's one, on the average.
    try await acknowledge(
      atLeast: max(before, stage.acknowledged) + Self.writers, after: "round \(number), \(strike)")
    print("crash test: round \(number), \(strike), \((ContinuousClock.now - begun).milliseconds) ms")
  }

  /// Kills, as soon as there is something to kill: after the round before, PostgreSQL may be on its way up still.
  private mutating func strike(_ strike: Strike, in round: Int) async throws {
    let end = ContinuousClock.now + .seconds(90)
    while try strike.carryOut(server: server.process, data: home + "/cluster/data", using: &generator) == 0 {
      guard ContinuousClock.now < end else {
        throw Stalled(description: "seed \(seed), round \(round), \(strike): there is nothing to kill")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Ends the threads of a run that failed, so that the test ends with the failure and nothing else.
  func abandon() async throws {
    stage.state.withLock { state in
      state.isAbandoned = true
      state.isOver = true
      state.last = [:]
    }
    try await running?.value
  }

  /// Waits until every writer has come to the end of what it was at.
  private func awaitWriters() async throws {
    let end = ContinuousClock.now + .seconds(180)
    while stage.state.withLock(\.writersDone) < Self.writers {
      guard ContinuousClock.now < end else {
        throw Stalled(description: "seed \(seed): a writer does not come to its end")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private func acknowledge(atLeast count: Int, after what: String) async throws {
    let end = ContinuousClock.now + .seconds(90)
    while stage.acknowledged < count {
      guard ContinuousClock.now < end else {
        throw Stalled(description: "seed \(seed), \(what): nothing is acknowledged any more")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Lets what is under way come to its end, stops everything, and checks.
  mutating func end() async throws -> Summary {
    stage.state.withLock { $0.isOver = true }
    let conninfo = PrivateCluster.connectionString(socketFolder: home + "/cluster/socket")
    try await awaitWriters()
    let remains = try await Remains(conninfo, papers: papers)
    let last = Dictionary(remains.log.map { ($0.header.stream, $0.header.position) }, uniquingKeysWith: max)
    stage.state.withLock { $0.last = last }
    try await running?.value
    let (operations, readings) = stage.state.withLock { ($0.operations, $0.readings) }
    let attempts = operations.flatMap(\.attempts).map(\.outcome)
    var summary = Summary(strikes: strikes, operations: operations.count, attempts: attempts.count)
    for outcome in attempts {
      switch outcome {
      case .ok: summary.acknowledged += 1
      case .fail: summary.refused += 1
      case .unknown: summary.unknown += 1
      }
    }
    summary.events = remains.log.count
    summary.told = readings.reduce(0) { $0 + $1.positions.count }
    let prefix = group.name + "-"
    summary.violations = Checker(
      operations: operations, readings: readings, log: remains.log, documents: remains.documents,
      isSetUp: { $0.hasPrefix(prefix) }
    ).violations()
    (summary.readModels, summary.rebuilt) = try await rebuild(conninfo, upTo: Int64(remains.log.count))
    return summary
  }

  /// The read models as they are, and as they are made anew from the log.
  private mutating func rebuild(
    _ conninfo: String, upTo position: Int64
  ) async throws -> (live: [String: String], rebuilt: [String: String]) {
    try await awaitReadModels(upTo: position)
    let live = try await Remains.readModels(conninfo)
    try await server.stop()
    try await forgetReadModels(conninfo)
    return (live, try await rebuilt(conninfo, upTo: position))
  }

  /// Empties the read models. It holds the state directory while it does; the next server must find it free.
  private func forgetReadModels(_ conninfo: String) async throws {
    let cluster = try await PrivateCluster.start(stateDirectory: home, logger: Logger(label: "crash test"))
    try await Remains.forgetReadModels(conninfo)
    try await cluster.stop()
  }

  private mutating func rebuilt(_ conninfo: String, upTo position: Int64) async throws -> [String: String] {
    server = try await ServerProcess.start(program: Self.program, home: home)
    try await awaitReadModels(upTo: position)
    let digests = try await Remains.readModels(conninfo)
    try await server.stop()
    return digests
  }

  private func awaitReadModels(upTo position: Int64) async throws {
    let request = HTTPRequest(
      method: "GET", path: "/papers?min-position=\(position)", address: server.address, token: server.token)
    let address = server.address
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      let response = try await NIOThreadPool.singleton.runIfActive {
        try KeepAliveConnection(address).exchange(request.bytes)
      }
      if response.status == 200 { return }
    }
    throw Stalled(description: "seed \(seed): the read models do not come to @\(position)")
  }
}
