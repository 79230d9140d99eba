internal import ArgumentParser
internal import Logging
internal import Server

/// The server's command line.
@main
struct Recensiond: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recensiond",
    abstract: "Keeps the log of what a research group says about its papers, and serves it.",
    discussion: """
      Without --database it starts a PostgreSQL of its own under its state directory, reached over a Unix socket \
      only, and stops it with itself.
      """,
    version: ServerOptions.version)

  @Option(help: "The state directory: cluster, keys, log files, the local client's credentials.")
  var home = ".recension"

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; without it 7320, or a free one where that is taken.")
  var port: Int?

  @Option(help: "A libpq connection string of the database to use in place of a private one.")
  var database: String?

  @Option(help: "The handle of the server's owner, on the first start.")
  var owner = "owner"

  @Flag(
    help: """
      Take over the log: no server that is running on the same database writes any more. For a failover in which \
      the old server may still be running; servers that are to work side by side are started without.
      """)
  var takeOver = false

  @Option(help: "The least that is logged: trace, debug, info, notice, warning, error.")
  var logLevel = "info"

  func validate() throws {
    if let port, !(0...65535).contains(port) { throw ValidationError("A port goes from 0 to 65535.") }
    if Logger.Level(rawValue: logLevel) == nil {
      throw ValidationError("There is no log level “\(logLevel)”.")
    }
  }

  func run() async throws {
    let level = Logger.Level(rawValue: logLevel) ?? .info
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    let options = ServerOptions(
      home: home, host: host, port: port, database: database, owner: owner, takesOver: takeOver)
    try await RecensionServer.run(options, logger: Logger(label: "recensiond"))
  }
}
