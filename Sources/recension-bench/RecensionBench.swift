import ArgumentParser
import Glibc
import Logging

/// Measures a release build of the server; `scripts/bench` builds and calls it.
@main
struct RecensionBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recension-bench",
    abstract: "Measures the server against yardsticks in the same run on the same PostgreSQL.",
    discussion: """
      Every figure is a line of JSON on standard output when it is there; a table of all comes at the end. Progress \
      goes to standard error.
      """,
    subcommands: [All.self, Append.self, Feed.self, Long.self, Read.self, Flood.self],
    defaultSubcommand: All.self)

  /// What all figures share.
  struct Options: ParsableArguments {
    @Option(help: "An empty folder for the server's state, on the disk that is to be measured.")
    var home: String

    @Option(help: "The recensiond to measure.")
    var server = ".build/release/recensiond"

    @Option(help: "How long each measurement takes, in seconds.")
    var seconds = 10

    @Option(help: "How often each is repeated; the median counts.")
    var rounds = 3

    func validate() throws {
      guard seconds > 0, rounds > 0 else { throw ValidationError("Seconds and rounds are 1 or more.") }
    }
  }
}

/// Commands a second, through HTTP.
struct Append: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Annotate commands through HTTP, against pgbench with single-row INSERTs of the same body.")

  @OptionGroup var options: RecensionBench.Options

  @Option(
    help: """
      Only these figures: papers (32 connections over 8), hot (32 on one), single (1 on one), 'two servers' (each \
      paper at both), 'two servers apart' (each paper at one).
      """
  )
  var figure: [String] = []

  @Option(help: "A server that runs already, as http://127.0.0.1:7320; then there is no yardstick.")
  var url: String?

  @Option(help: "The owner's token, for --url.")
  var token: String?

  @Option(
    help: "The connection string of that server's database, to check that what was acknowledged is there.")
  var database: String?

  @Flag(help: "Measure the server alone.")
  var withoutYardstick = false

  func validate() throws {
    for name in figure where !AppendFigure.all.contains(where: { $0.name == name }) {
      throw ValidationError("There is no figure “\(name)”.")
    }
    if let url {
      guard ServerAddress(url: url) != nil else {
        throw ValidationError("“\(url)” is not http://ADDRESS:PORT.")
      }
      guard token != nil else { throw ValidationError("--url needs --token.") }
    }
  }

  func run() async throws {
    let report = Report()
    if let url, let token, let address = ServerAddress(url: url) {
      let target = Target(address: address, token: token, conninfo: database)
      try await measure(target, nil, nil, report)
    } else {
      let rig = try await Rig.prepare(home: options.home, program: options.server)
      try await rig.withServer { server in
        try report.line(try await rig.environment())
        let target = Target(server, of: rig)
        let pgbench = withoutYardstick ? nil : try await Pgbench(rig, body: AppendFigure.body())
        try await measure(target, rig, pgbench, report)
      }
    }
    report.printTable()
  }

  private func measure(
    _ target: Target, _ rig: Rig?, _ pgbench: Pgbench?, _ report: Report
  ) async throws {
    for one in AppendFigure.all where figure.isEmpty || figure.contains(one.name) {
      try await one.measure(target, rig, options, pgbench, report)
    }
  }
}

extension AppendFigure {
  /// Measures it with as many servers as it has; one that needs more is left out where they are not ours to start.
  fileprivate func measure(
    _ target: Target, _ rig: Rig?, _ options: RecensionBench.Options, _ pgbench: Pgbench?, _ report: Report
  ) async throws {
    func add(_ target: Target) async throws {
      try report.add(
        try await measure(target, seconds: options.seconds, rounds: options.rounds, pgbench: pgbench))
    }
    if servers == 1 { return try await add(target) }
    try await rig?.withAnotherServer { try await add(target.and($0)) }
  }
}

/// How soon readers of feeds are told.
struct Feed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "From acknowledgement to receipt by 100 readers of feeds, at half the load of “append papers”.")

  @OptionGroup var options: RecensionBench.Options

  @Option(help: "How many readers there are.")
  var readers = 100

  func run() async throws {
    let report = Report()
    let rig = try await Rig.prepare(home: options.home, program: options.server)
    try await rig.withServer { server in
      try report.line(try await rig.environment())
      try report.add(
        try await FeedFigure(readers: readers).measure(Target(server, of: rig), seconds: options.seconds))
    }
    report.printTable()
  }
}

/// What a long log costs.
struct Long: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Folding, rebuilding read models, starting and memory on a long log.")

  @OptionGroup var options: RecensionBench.Options

  @Option(help: "How many events the log has.")
  var events = 1_000_000

  @Option(help: "How many papers they are in.")
  var papers = 100

  @Option(help: "What the log follows from.")
  var seed: UInt64 = 1

  func run() async throws {
    let report = Report()
    let rig = try await Rig.prepare(home: options.home, program: options.server)
    let log = GeneratedLog(events: events, papers: papers, seed: seed)
    try await LongLogFigures(rig: rig, log: log, rounds: options.rounds).measure(report)
    report.printTable()
  }
}

/// Every figure, one after another.
struct All: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Every figure.")

  @OptionGroup var options: RecensionBench.Options

  func run() async throws {
    let report = Report()
    let rig = try await Rig.prepare(home: options.home, program: options.server)
    try await rig.withServer { server in
      try report.line(try await rig.environment())
      let target = Target(server, of: rig)
      let pgbench = try await Pgbench(rig, body: AppendFigure.body())
      for one in AppendFigure.all { try await one.measure(target, rig, options, pgbench, report) }
      try report.add(try await FeedFigure().measure(target, seconds: options.seconds))
    }
    let long = try await Rig.prepare(home: options.home + "-long", program: options.server)
    let log = GeneratedLog(events: 1_000_000, papers: 100, seed: 1)
    try await LongLogFigures(rig: long, log: log, rounds: options.rounds).measure(report)
    report.printTable()
  }
}

/// Says how far it has come, to standard error.
func note(_ line: String) {
  let text = line + "\n"
  _ = write(STDERR_FILENO, text, text.utf8.count)
}
