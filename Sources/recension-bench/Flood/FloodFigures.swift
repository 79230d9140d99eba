import ArgumentParser
import Glibc
import NIOPosix

/// What the server bears of strangers, and what somebody else feels of it.
struct Flood: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Strangers who flood the server: its memory, and how long another person's writes take meanwhile.",
    discussion: "The server has the limits that hold where none are set. All comes from this machine.")

  @OptionGroup var options: RecensionBench.Options

  func run() async throws {
    FloodFigures.raiseFileLimit()
    let report = Report()
    let rig = try await Rig.prepare(home: options.home, program: options.server)
    try await rig.withServer(limits: nil) { server in
      try report.line(try await rig.environment())
      try await FloodFigures(server: server, seconds: options.seconds).measure(report)
    }
  }
}

/// The figures of each flood, one after another on one server.
struct FloodFigures {
  let server: ServerProcess
  let seconds: Int
  /// How often the other person writes, in a second.
  private let writes = 50.0
  /// Milliseconds that another person's write may wait (issue 20, point 6).
  private let bound = 50.0

  func measure(_ report: Report) async throws {
    var generator = SystemRandomNumberGenerator()
    let group = Group(address: server.address, owner: server.token, generator: &generator)
    let paper = try group.importPaper(0)
    let scholar = try group.invite(0, to: [paper])
    var rows = [
      ["flood", "connections", "let go", "MB sent", "writes", "refused", "p50 ms", "p99 ms", "max ms"]
        + ["resident MB", "most", "after"]
    ]
    for (number, kind) in FloodKind.all(against: server.address).enumerated() {
      let request = group.annotation(AppendFigure.body(), of: paper, by: scholar, run: "flood\(number)")
      let figure = try await measure(kind, request)
      try report.add(figure)
      let numbers = ["opened", "let go", "MB sent", "writes", "refused", "p50 ms", "p99 ms", "max ms"]
      rows.append(
        [kind.name]
          + (numbers + ["resident MB", "most resident MB", "resident MB after"])
          .map { Report.text(figure.details[$0] ?? 0) })
    }
    Report.printColumns(rows)
  }

  private func measure(_ kind: FloodKind, _ request: KeyedRequest) async throws -> Figure {
    let before = server.residentMemory
    let load = CommandLoad(
      requests: [request], addresses: [server.address], duration: .seconds(seconds), rate: writes)
    let flood = FloodLoad(kind: kind, address: server.address, duration: .seconds(seconds))
    async let flooded = NIOThreadPool.singleton.runIfActive { flood.run() }
    async let written = NIOThreadPool.singleton.runIfActive { try load.run() }
    var most = before
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      most = max(most, server.residentMemory)
      try await Task.sleep(for: .milliseconds(50))
    }
    let (outcome, strangers) = (try await written, try await flooded)
    note("flood of \(kind.name): \(outcome.count) writes, \(strangers.opened) connections")
    let times = outcome.latencies.percentiles([0.5, 0.99, 1])
    var figure = Figure(
      name: "flood of \(kind.name), p99 of another's write", value: times.count == 3 ? times[1] : 0,
      unit: "ms",
      bound: bound)
    for (name, value) in zip(["p50 ms", "p99 ms", "max ms"], times) { figure.details[name] = value }
    figure.details["writes"] = Double(outcome.count)
    figure.details["refused"] = Double(outcome.refused.values.reduce(0, +))
    figure.details["opened"] = Double(strangers.opened)
    figure.details["let go"] = Double(strangers.letGo)
    figure.details["MB sent"] = Double(strangers.bytesSent) / 1e6
    figure.details["resident MB"] = before
    figure.details["most resident MB"] = most
    figure.details["resident MB after"] = server.residentMemory
    return figure
  }

  /// Lets this process, and the server it starts, open as many files as the machine allows.
  static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
