internal import ArgumentParser
internal import Glibc
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
    version: ServerOptions.version,
    subcommands: [
      Serve.self, Credential.self, Backup.self, Restore.self, Check.self, CheckReadModels.self,
      MendClock.self,
    ],
    defaultSubcommand: Serve.self)
}

/// What every subcommand takes.
struct Surroundings: ParsableArguments {
  @Option(help: "The state directory: cluster, keys, log files, the local client's credentials.")
  var home = ".recension"

  @Option(
    help: """
      A libpq connection string of the database to use in place of a private one. Without a password, for whoever is on \
      the machine can read it: that goes into ~/.pgpass, PGPASSFILE, PGPASSWORD, or --database-file.
      """)
  var database: String?

  @Option(
    help: """
      A file with the connection string, which may hold a password and then must be its owner's alone. RECENSION_DATABASE \
      in the environment says the same as --database, and may hold one too.
      """, completion: .file())
  var databaseFile: String?

  @Option(help: "The least that is logged: trace, debug, info, notice, warning, error.")
  var logLevel = "info"

  @Option(help: "How a line of the log is written: text or json.")
  var logFormat = "text"

  func validate() throws {
    if ServerLog.Format(rawValue: logFormat) == nil {
      throw ValidationError("There is no log format “\(logFormat)”: text or json.")
    }
    if Logger.Level(rawValue: logLevel) == nil {
      throw ValidationError("There is no log level “\(logLevel)”.")
    }
    if database != nil, databaseFile != nil {
      throw ValidationError("--database and --database-file both name the database; give one.")
    }
    if let database, DatabaseName.holdsPassword(database) {
      throw ValidationError(
        "--database holds a password, which everyone on this machine can read there. Put it into ~/.pgpass or PGPASSFILE, "
          + "or the whole into --database-file FILE or RECENSION_DATABASE; and change it, for it was seen.")
    }
  }

  /// The connection string that is meant; `nil` for a private cluster.
  func connection() throws -> String? {
    if let databaseFile { return try DatabaseName.read(databaseFile) }
    return database ?? DatabaseName.inEnvironment
  }

  /// Logs to standard error from now on.
  func startLogging() -> Logger {
    let level = Logger.Level(rawValue: logLevel) ?? .info
    let format = ServerLog.Format(rawValue: logFormat) ?? .text
    LoggingSystem.bootstrap { ServerLog($0, format: format, level: level) }
    return Logger(label: "recensiond")
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves until it is told to stop. This is what it does without a subcommand.")

  @OptionGroup var surroundings: Surroundings

  @Option(
    help: """
      The address to listen on. Beyond this machine it takes a certificate, or --behind-proxy; clients on this machine \
      are then served on a port of their own.
      """)
  var host = "127.0.0.1"

  @Option(
    help: "The port to listen on; without it 7320, or on this machine alone a free one where that is taken.")
  var port: Int?

  @Option(
    help: """
      A PEM file with the certificate to speak HTTPS with, and those up to its authority behind it. It is read again \
      when it changes, without a restart.
      """)
  var tlsCertificate: String?

  @Option(help: "A PEM file with the certificate's private key, without a pass phrase.")
  var tlsKey: String?

  @Flag(help: "Speak plain HTTP on --host: a proxy before it speaks TLS with everyone else.")
  var behindProxy = false

  @Option(
    help: "The path of a Unix socket to listen on as well, for whoever may write to it: its owner and group.")
  var socket: String?

  @Option(
    help: """
      An address under which clients reach the server, where it is not the one it listens on: behind a proxy, through a \
      tunnel. May be given again. Clients send nothing secret to an address that the server does not call its own.
      """)
  var url: [String] = []

  @Option(
    help: ArgumentHelp(
      "Bounds on those who come over HTTP; RECENSION_LIMITS says the same.",
      discussion: "By default:\n" + ServerLimits.listing.joined(separator: "\n"), valueName: "name=value,…"))
  var limits: [String] = []

  @Flag(
    help: """
      Log a line for each request: its method, route, status, bytes, milliseconds, whose it was and its name. Nothing of \
      what it says.
      """)
  var accessLog = false

  @Option(help: "The handle of the server's owner, on the first start.")
  var owner = "owner"

  @Flag(
    help: """
      Take over the log: no server that is running on the same database writes any more. For a failover in which \
      the old server may still be running; servers that are to work side by side are started without.
      """)
  var takeOver = false

  @Flag(
    help: """
      Lay the log's signing key aside and make another, with a new name for the log. For when events that were \
      signed are lost for good; tell the readers why.
      """)
  var newLogKey = false

  func validate() throws {
    if let port, !(0...65535).contains(port) { throw ValidationError("A port goes from 0 to 65535.") }
    if (tlsCertificate == nil) != (tlsKey == nil) {
      throw ValidationError("A certificate and its key go together: --tls-certificate and --tls-key.")
    }
    if tlsCertificate != nil, behindProxy {
      throw ValidationError(
        "Either the server speaks TLS or a proxy before it does: leave out --behind-proxy.")
    }
    if let wrong = url.first(where: { !ServerOptions.isURL($0) }) {
      throw ValidationError("“\(wrong)” is not the address of a server, such as https://papers.example.org.")
    }
  }

  /// The limits that the environment and the command line set; the latter counts.
  private func chosenLimits() throws -> ServerLimits {
    var chosen = ServerLimits()
    let environment = getenv("RECENSION_LIMITS").map { String(cString: $0) } ?? ""
    for text in [environment] + limits {
      do { try chosen.set(text) } catch { throw ValidationError("\(error)") }
    }
    return chosen
  }

  func run() async throws {
    var options = ServerOptions(
      home: surroundings.home, host: host, port: port, database: try surroundings.connection(), owner: owner,
      takesOver: takeOver)
    options.makesNewLogKey = newLogKey
    options.urls = url
    options.limits = try chosenLimits()
    options.logsRequests = accessLog
    if let tlsCertificate, let tlsKey { options.certificate = (tlsCertificate, tlsKey) }
    options.isBehindProxy = behindProxy
    options.socket = socket
    try await RecensionServer.run(options, logger: surroundings.startLogging())
  }
}
