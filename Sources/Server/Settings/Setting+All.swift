internal import Logging
internal import Protocol

extension Setting {
  /// All that there are, in the order of the help.
  static let all: [Setting] = surroundings + addresses + bounds + logs

  /// The setting by a name.
  static func named(_ name: some StringProtocol) -> Setting? { all.first { $0.name == name } }

  /// What is said where there is none by a name.
  static func unknown(_ name: String) -> String {
    let near = Suggestion.near(name, among: all.map(\.name)).map { " Did you mean “\($0)”?" }
    return "There is no setting “\(name)”.\(near ?? "") “recensiond config” shows all."
  }

  /// Sees that no variable of the environment is meant for a setting and misses its name: it would count for nothing,
  /// without a word.
  static func check(environment: [String: String]) throws(StartError) {
    let names = all.map(\.variable) + ["RECENSION_CONFIG"]
    for variable in environment.keys.sorted()
    where variable.hasPrefix(prefix) && !names.contains(variable) && !others.contains(variable) {
      let slips = variable.count - prefix.count < 6 ? 1 : 2
      guard let meant = names.first(where: { Suggestion.distance($0, variable) <= slips }) else { continue }
      throw StartError("\(variable) is no setting. Did you mean \(meant)? If not, unset it.")
    }
  }

  /// What else is said in variables that begin like those of settings: to the client, and to what starts the server.
  private static let others: Set<String> = [
    "RECENSION_CA", "RECENSION_CONFIG", "RECENSION_CONFIGURATION", "RECENSION_EDITOR", "RECENSION_PAGER",
    "RECENSION_PG_BIN", "RECENSION_SERVER",
  ]

  private static let surroundings: [Setting] = [
    .value(
      "home", "DIRECTORY", "The state directory: cluster, keys, log files, the local client's credentials.",
      standard: ".recension", isForAll: true
    ) { $1.home = $0 },
    .value(
      "database", "CONNINFO",
      "A libpq connection string of the database to use in place of a private one. A password does not go into the flag, "
        + "which whoever is on the machine can read: it goes into ~/.pgpass, PGPASSFILE, PGPASSWORD, or one of the others.",
      isForAll: true, alternative: "database-file"
    ) { $1.database = $0 },
    .value(
      "database-file", "FILE",
      "A file with the connection string, which may hold a password and then must be its owner's alone.",
      isForAll: true, alternative: "database"
    ) { (path, options) throws(StartError) in
      do { options.database = try DatabaseName.read(path) } catch { throw StartError("\(error)") }
    },
    .value(
      "owner", "HANDLE", "The handle of the server's owner, on the first start.", standard: "owner"
    ) { $1.owner = $0 },
  ]

  private static let addresses: [Setting] = [
    .value(
      "host", "ADDRESS",
      "The address to listen on. Beyond this machine it takes a certificate, or --behind-proxy; clients on this machine "
        + "are then served on a port of their own.", standard: "127.0.0.1"
    ) { $1.host = $0 },
    .value(
      "port", "PORT",
      "The port to listen on; without it \(ServerOptions.usualPort), or on this machine alone a free one where that is taken."
    ) { (text, options) throws(StartError) in
      guard let port = Int(text), (0...65535).contains(port) else {
        throw StartError("A port goes from 0 to 65535: “\(text)” is none.")
      }
      options.port = port
    },
    .value(
      "tls-certificate", "FILE",
      "A PEM file with the certificate to speak HTTPS with, and those up to its authority behind it. It is read again "
        + "when it changes, without a restart."
    ) { $1.certificateFile = $0 },
    .value("tls-key", "FILE", "A PEM file with the certificate's private key, without a pass phrase.") {
      $1.keyFile = $0
    },
    .choice(
      "behind-proxy", "Speak plain HTTP on --host: a proxy before it speaks TLS with everyone else."
    ) { $1.isBehindProxy = $0 },
    .list(
      "proxies", "ADDRESS",
      "The proxies before the server: addresses, ranges such as 10.0.0.0/8, or “unix” for whoever comes over the Unix "
        + "socket. They alone are believed where a request comes from (X-Forwarded-For, Forwarded); rates, and what the log "
        + "says of refused credentials, then go by that."
    ) { (texts, options) throws(StartError) in options.proxies = try Proxies(texts) },
    .value(
      "socket", "PATH",
      "The path of a Unix socket to listen on as well, for whoever may write to it: its owner and group. Clients name it "
        + "with --server unix:PATH."
    ) { $1.socket = $0 },
    .list(
      "url", "URL",
      "An address under which clients reach the server, where it is not the one it listens on: behind a proxy, through a "
        + "tunnel. Clients send nothing secret to an address that the server does not call its own."
    ) { (urls, options) throws(StartError) in
      if let wrong = urls.first(where: { !ServerOptions.isURL($0) }) {
        throw StartError("“\(wrong)” is not the address of a server, such as https://papers.example.org.")
      }
      options.urls = urls
    },
  ]

  private static let bounds: [Setting] = [
    .list(
      limits, "NAME=VALUE",
      "Bounds on those who come over HTTP, each by its name; what is not named stays as it is:\n"
        + ServerLimits.listing.joined(separator: "\n")
    ) { (parts, options) throws(StartError) in
      do { try options.limits.set(parts.joined(separator: ",")) } catch { throw StartError("\(error)") }
    }
  ]

  /// The name of the one setting that is many: what is said of one limit leaves the others as they are.
  static let limits = "limits"

  private static let logs: [Setting] = [
    .choice(
      "access-log",
      "Log a line for each request: its method, route, status, bytes, milliseconds, whose it was and its name. Nothing of "
        + "what it says."
    ) { $1.logsRequests = $0 },
    .value(
      "log-file", "FILE",
      "A file to log to in place of standard error. It is bounded: what is full is laid aside as FILE.1, FILE.2 and so on."
    ) { $1.logFile = $0 },
    .value(
      "log-size", "MIB", "How many mebibytes the log's file may have.", standard: "16"
    ) { (text, options) throws(StartError) in
      guard let size = Int(text), (1...1 << 20).contains(size) else {
        throw StartError("The size of the log's file is in mebibytes, from 1: “\(text)” is none.")
      }
      options.logSize = size << 20
    },
    .value(
      "log-kept", "NUMBER", "How many of the log's files that are full are kept.", standard: "4"
    ) { (text, options) throws(StartError) in
      guard let kept = Int(text), (0...1000).contains(kept) else {
        throw StartError("From none to 1000 of the log's files are kept: “\(text)” is not so many.")
      }
      options.logKept = kept
    },
    .value(
      "log-level", "LEVEL", "The least that is logged: trace, debug, info, notice, warning, error.",
      standard: "info", isForAll: true
    ) { (text, options) throws(StartError) in
      guard let level = Logger.Level(rawValue: text) else {
        throw StartError("There is no log level “\(text)”: trace, debug, info, notice, warning, error.")
      }
      options.logLevel = level
    },
    .value(
      "log-format", "FORMAT", "How a line of the log is written: text or json.", standard: "text",
      isForAll: true
    ) { (text, options) throws(StartError) in
      guard let format = ServerLog.Format(rawValue: text) else {
        throw StartError("There is no log format “\(text)”: text or json.")
      }
      options.logFormat = format
    },
  ]
}
