internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Logging
internal import Server

/// The program.
@main
enum Program {
  static func main() async {
    openStandardFiles()
    do {
      let flags = try SettingFlags(Array(CommandLine.arguments.dropFirst()))
      if let shell = CompletionShell(asked: flags.rest) {
        let script = Recensiond.completionScript(for: shell)
        return try StandardOutput.write([SettingCompletion.completing(script, for: shell.rawValue)])
      }
      await Surroundings.$flags.withValue(flags) { await run(flags.rest) }
    } catch {
      Recensiond.exit(withError: ValidationError("\(error)"))
    }
  }

  /// Opens standard files that were closed on nothing: else the next file that is opened would take their place, and
  /// answers would go there.
  private static func openStandardFiles() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest that is free, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  private static func run(_ arguments: [String]) async {
    do {
      var command = try parsed(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Recensiond.exit(withError: error)
    }
  }

  /// The command that the arguments are of. What is no option of it may have been meant for a setting, of which the parser
  /// knows nothing.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    do {
      return try Recensiond.parseAsRoot(arguments)
    } catch {
      let message = Recensiond.message(for: error)
      guard message.hasPrefix("Unknown option"), !message.contains("Did you mean"),
        let flag = arguments.first(where: {
          $0.hasPrefix("--") && message.contains("'\($0.prefix { $0 != "=" })'")
        }),
        let near = SettingFlags.near(flag)
      else { throw error }
      throw ValidationError("There is no option “\(flag.prefix { $0 != "=" })”. Did you mean “\(near)”?")
    }
  }
}

extension CompletionShell {
  /// The shell whose script of completions a command line asks for, if it does.
  fileprivate init?(asked arguments: [String]) {
    let flag = "--generate-completion-script"
    guard let index = arguments.firstIndex(where: { $0 == flag || $0.hasPrefix(flag + "=") }) else {
      return nil
    }
    let next = arguments.indices.contains(index + 1) ? arguments[index + 1] : ""
    let name = arguments[index] == flag ? next : String(arguments[index].dropFirst(flag.count + 1))
    guard let shell = CompletionShell(rawValue: name) ?? CompletionShell.autodetected() else { return nil }
    self = shell
  }
}

/// The server's command line. What is a setting is taken out of it before: see ``Settings``.
struct Recensiond: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recensiond",
    abstract: "Keeps the log of what a research group says about its papers, and serves it.",
    discussion: """
      Without --database it starts a PostgreSQL of its own under its state directory, reached over a Unix socket \
      only, and stops it with itself. What can be set of it, “recensiond serve --help” lists.
      """,
    version: ServerOptions.version,
    subcommands: [
      Serve.self, Config.self, Credential.self, Backup.self, Restore.self, Check.self, CheckReadModels.self,
      MendClock.self, ErasePaper.self,
    ],
    defaultSubcommand: Serve.self)
}

/// Where the server is, and how it is set.
enum Surroundings {
  /// The settings of the command line.
  @TaskLocal static var flags = SettingFlags()

  static func settings(isServing: Bool) throws -> Settings {
    try Settings(flags, environment: ProcessInfo.processInfo.environment, isServing: isServing)
  }

  /// What is in force of a command.
  static func configuration(isServing: Bool = false) throws -> ServerOptions {
    do {
      return try settings(isServing: isServing).options
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// What every command that does not serve says in its help.
  static let help = Settings.help(isServing: false)
}

extension ServerOptions {
  /// Logs to the file that is named, or to standard error, from now on.
  func startServerLog() throws -> Logger {
    guard let logFile else { return startLogging() }
    let (level, format) = (logLevel, logFormat)
    let file = try LogFile(logFile, limit: logSize, kept: logKept)
    LoggingSystem.bootstrap { ServerLog($0, format: format, level: level) { file.write($0) } }
    return Logger(label: "recensiond")
  }

  /// Logs to standard error from now on.
  func startLogging() -> Logger {
    let (level, format) = (logLevel, logFormat)
    LoggingSystem.bootstrap { ServerLog($0, format: format, level: level) }
    return Logger(label: "recensiond")
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves until it is told to stop. This is what it does without a subcommand.",
    discussion: Settings.help(isServing: true))

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

  func run() async throws {
    var options = try Surroundings.configuration(isServing: true)
    options.takesOver = takeOver
    options.makesNewLogKey = newLogKey
    try await RecensionServer.run(options, logger: try options.startServerLog())
  }
}

/// What is in force.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints every setting, what is in force of it, and where that comes from. It starts nothing.",
    discussion: Settings.help(isServing: true))

  func run() throws {
    do {
      try StandardOutput.write(try Surroundings.settings(isServing: true).lines)
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
