import Acts
import FoundationEssentials
import Glibc
import NIOPosix
import Protocol

/// Annotate commands through HTTP, with authentication, validation, decision and durable append, against
/// `pgbench` with as many clients.
struct AppendFigure: Sendable {
  var name: String
  var connections: Int
  var papers: Int
  /// How many servers there are on the one database.
  var servers = 1
  /// Whether every paper is written at each of them; otherwise each paper at one.
  var sharesPapers = true
  /// What the ratio must come to at least; `nil` where nothing is asked.
  var bound: Double?

  static let all = [
    AppendFigure(name: "papers", connections: 32, papers: 8, bound: 1),
    AppendFigure(name: "hot", connections: 32, papers: 1, bound: 0.7),
    AppendFigure(name: "single", connections: 1, papers: 1, bound: 0.5),
    AppendFigure(name: "two servers", connections: 32, papers: 8, servers: 2),
    AppendFigure(name: "two servers apart", connections: 32, papers: 8, servers: 2, sharesPapers: false),
  ]

  /// What is sent: one annotation on a sentence.
  static func body() -> [UInt8] {
    Group.json(AnyAct(Annotate(target: .typed("p3.1"), body: SampleText.remark)))
  }

  /// What its connections send, on papers and by people of its own; connection `i` writes on paper `i % papers`.
  struct Scene {
    var papers: [String]
    var scholars: [Group.Scholar]
    var requests: [KeyedRequest]
  }

  func scene(_ target: Target, run: String) throws -> Scene {
    var generator = SystemRandomNumberGenerator()
    let group = Group(address: target.address, owner: target.token, generator: &generator)
    let slugs = try (0..<papers).map { try group.importPaper($0) }
    let body = Self.body()
    let scholars = try (0..<connections).map { try group.invite($0, to: [slugs[$0 % papers]]) }
    let requests = scholars.enumerated().map { number, scholar in
      group.annotation(body, of: slugs[number % papers], by: scholar, run: run)
    }
    return Scene(papers: slugs, scholars: scholars, requests: requests)
  }

  /// Measures it: a warm-up, then server, yardstick, server, yardstick and so on.
  func measure(_ target: Target, seconds: Int, rounds: Int, pgbench: Pgbench?) async throws -> Figure {
    var rates: [Double] = []
    var yardsticks: [Double] = []
    var latencies = Latencies()
    var refused: [Int: Int] = [:]
    var time = ProcessTime()
    for round in 0...rounds {
      // A new prefix each time: no key is used twice.
      let requests = try scene(target, run: "r\(round)").requests
      let duration = Duration.seconds(round == 0 ? min(2, seconds) : seconds)
      let load = CommandLoad(
        requests: requests, addresses: addresses(of: target), duration: duration)
      let before = target.processTime()
      let outcome = try await NIOThreadPool.singleton.runIfActive { try load.run() }
      try await target.verify(outcome, requests)
      if round == 0 { continue }
      time += target.processTime() - before
      rates.append(outcome.perSecond)
      latencies.add(outcome.latencies)
      refused.merge(outcome.refused, uniquingKeysWith: +)
      if let pgbench {
        yardsticks.append(try await pgbench.transactionsPerSecond(clients: connections, seconds: seconds))
      }
      note(
        "\(name) \(round)/\(rounds): \(Report.text(rates[round - 1]))/s, pgbench "
          + (yardsticks.last.map { "\(Report.text($0))/s" } ?? "not run"))
    }
    var figure = Figure(name: "append \(name)", value: rates.median, unit: "commands/s", bound: bound)
    if yardsticks.isEmpty {
      figure.bound = nil
    } else {
      figure.yardstick = Pgbench.description(clients: connections)
      figure.yardstickValue = yardsticks.median
      figure.ratio = rates.median / yardsticks.median
      figure.rounds = zip(rates, yardsticks).map { [$0, $1] }
    }
    figure.details = details(latencies, refused, time)
    return figure
  }

  /// Where each connection goes; connection `i` writes on paper `i % papers`.
  func addresses(of target: Target) -> [ServerAddress] {
    let addresses = target.addresses
    return (0..<connections).map { connection in
      let (turn, paper) = connection.quotientAndRemainder(dividingBy: papers)
      return addresses[(sharesPapers ? turn : paper) % addresses.count]
    }
  }

  private func details(_ latencies: Latencies, _ refused: [Int: Int], _ time: ProcessTime) -> [String: Double]
  {
    var details: [String: Double] = [:]
    for (share, value) in zip(["p50 ms", "p99 ms"], latencies.percentiles([0.5, 0.99])) {
      details[share] = value
    }
    for (status, count) in refused { details["status \(status)"] = Double(count) }
    let count = Double(max(latencies.count, 1))
    details["acknowledged"] = Double(latencies.count)
    details["server CPU µs/command"] = time.server * 1e6 / count
    details["PostgreSQL CPU µs/command"] = time.postgres * 1e6 / count
    details["generator CPU µs/command"] = time.generator * 1e6 / count
    return details
  }
}
