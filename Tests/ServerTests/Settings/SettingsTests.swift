import Glibc
import Logging
import TestCluster
import Testing

@testable import Server

/// Settings by flags, environment and file.
struct SettingsTests {
  private func configuration(
    _ arguments: [String] = [], _ environment: [String: String] = [:], isServing: Bool = true
  ) throws -> Settings {
    try Settings(SettingFlags(arguments), environment: environment, isServing: isServing)
  }

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  @Test
  func `flags count before the environment, that before the file, and that before what holds by itself`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let path = folder + "/settings.conf"
      try PrivateFile.write(
        Array("# for us\nport = 1\nhost=10.0.0.1 \nowner = ada\n\nbehind-proxy = yes\n".utf8), to: path)
      let environment = ["RECENSION_PORT": "2", "RECENSION_HOST": "10.0.0.2", "RECENSION_OWNER": ""]
      let configured = try configuration(["--config", path, "--port=3"], environment)
      #expect(configured.options.port == 3 && configured.options.host == "10.0.0.2")
      #expect(configured.options.owner == "ada" && configured.options.isBehindProxy)
      #expect(configured.options.home == ".recension")
      let lines = try configured.lines
      func line(_ start: String) -> String { lines.first { $0.hasPrefix(start + " ") } ?? "" }
      #expect(line("port").hasPrefix("port = 3 ") && line("port").hasSuffix("(--port)"))
      #expect(line("host").hasSuffix("(RECENSION_HOST)"))
      #expect(line("owner").hasSuffix("(\(path):4)"))
      #expect(line("home").hasSuffix("(by itself)"))
      #expect(line("socket") == "socket is not set")
      let all = try configuration(["--behind-proxy=no"], ["RECENSION_CONFIG": path])
      #expect(!all.options.isBehindProxy && all.options.port == 1)
    }
  }

  @Test
  func
    `each setting has a flag, a name in the environment, a key, a line of help and one of what is in force`()
    throws
  {
    let lines = try configuration().lines
    let help = Settings.help(isServing: true)
    let names = Setting.all.map(\.name)
    #expect(Set(names).count == names.count)
    for setting in Setting.all {
      #expect(lines.contains { $0.hasPrefix(setting.name + " ") }, "\(setting.name)")
      #expect(help.contains("--\(setting.name)"), "\(setting.name)")
      #expect(try !SettingFlags(["--\(setting.name)=x"]).layer.entries.isEmpty)
      #expect(SettingLayer(environment: [setting.variable: "x"])[setting.name]?.values == ["x"])
      #expect(try SettingLayer(file: "\(setting.name)=x", at: "f")[setting.name]?.origin == "f:1")
    }
  }

  @Test func `a file is read from the state directory, and cannot be of another one`() async throws {
    try await withTemporaryFolder { folder in
      #expect(try configuration(["--home", folder]).options.port == nil)
      let path = folder + "/recensiond.conf"
      try PrivateFile.write(Array("port = 7".utf8), to: path)
      #expect(try configuration(["--home", folder]).options.port == 7)
      #expect(try configuration([], ["RECENSION_HOME": folder]).options.port == 7)
      try PrivateFile.write(Array("home = /elsewhere".utf8), to: path)
      #expect(message { _ = try configuration(["--home", folder]) }.contains("\(path):1"))
      #expect(try configuration(["--config", path]).options.home == "/elsewhere")
      #expect(message { _ = try configuration(["--config", folder + "/none"]) }.contains("is not there"))
    }
  }

  @Test func `what is wrong in a file is told by its line, with the nearest name there is`() {
    func told(_ text: String) -> String { message { _ = try SettingLayer(file: text, at: "f.conf") } }
    #expect(
      told("host = a\nprot = 7").hasPrefix("f.conf:2: There is no setting “prot”. Did you mean “port”?"))
    #expect(told("port = 1\nport = 2").contains("f.conf:2: “port” is said twice"))
    let unparted = told("database postgresql://u:s3cret@h/x")
    #expect(unparted.contains("“database = value”") && !unparted.contains("s3cret"))
    #expect(!told("nothing postgresql://u:s3cret@h/x").contains("s3cret"))
    #expect(told("port").contains("port = value") && told("port =").contains("port = value"))
    #expect(told("url = https://a, https://b\nurl = https://c").isEmpty)
  }

  @Test func `a variable or flag that misses a setting's name is told, and others are not`() {
    func told(_ variable: String) -> String { message { _ = try configuration([], [variable: "7"]) } }
    #expect(told("RECENSION_PROT").contains("RECENSION_PROT is no setting. Did you mean RECENSION_PORT?"))
    #expect(told("RECENSION_LIMIT").contains("RECENSION_LIMITS"))
    #expect(told("RECENSION_CONFG").contains("RECENSION_CONFIG"))
    #expect(told("RECENSION_LOG-LEVEL").contains("RECENSION_LOG_LEVEL"))
    for variable in ["RECENSION_PG_BIN", "RECENSION_SERVER", "RECENSION_HOME_OF_ADA", "RECENSION_X", "PORT"] {
      #expect(told(variable).isEmpty, "\(variable)")
    }
    #expect(SettingFlags.near("--prt=7") == "--port" && SettingFlags.near("--colour") == nil)
  }

  /// A slip may make a password of anything.
  @Test(arguments: ["host=x PASSWORD=s3cret", "host=x passwd=s3cret", "host=x pass word=s3cret"])
  func `a connection string with a slip is refused and not shown`(conninfo: String) {
    for told in [
      message { _ = try configuration(["--database", conninfo]) },
      message { _ = try configuration([], ["RECENSION_DATABASE": conninfo]) },
    ] {
      #expect(told.contains("connection string such as") && !told.contains("s3cret"), "\(told)")
    }
  }

  @Test func `what a setting does not take is told with where it was said`() throws {
    #expect(message { _ = try configuration(["--port", "70000"]) }.hasPrefix("--port: A port goes"))
    #expect(
      message { _ = try configuration([], ["RECENSION_LOG_LEVEL": "loud"]) }.contains("RECENSION_LOG_LEVEL"))
    #expect(message { _ = try configuration(["--access-log=maybe"]) }.contains("yes or no"))
    #expect(message { _ = try configuration(["--tls-key", "k"]) }.contains("go together"))
    #expect(message { _ = try configuration(["--url", "papers"]) }.contains("https://papers.example.org"))
    #expect(message { _ = try configuration(["--port"]) }.contains("wants a value"))
    #expect(message { _ = try configuration(["--port=1", "--port=2"]) }.contains("given twice"))
    #expect(message { _ = try configuration(["--limits", "colour=3"]) }.contains("no limit “colour”"))
  }

  @Test func `limits of several places stand together`() throws {
    let configured = try configuration(
      ["--limits", "rate=1"], ["RECENSION_LIMITS": "rate=2, connections=3"])
    #expect(configured.options.limits.rate == 1 && configured.options.limits.connections == 3)
    let lines = try configured.lines
    #expect(lines.contains { $0.hasPrefix("limits = rate=1 ") && $0.hasSuffix("(--limits)") })
    #expect(lines.contains { $0.hasPrefix("limits = connections=3 ") && $0.hasSuffix("(RECENSION_LIMITS)") })
    #expect(lines.contains { $0.hasPrefix("limits = idle-time=60 ") && $0.hasSuffix("(by itself)") })
  }

  @Test func `a password is shown nowhere, and not taken where others can read it`() async throws {
    try await withTemporaryFolder { folder in
      let secret = "host=a password=s3cret"
      let configured = try configuration([], ["RECENSION_DATABASE": secret])
      #expect(configured.options.database == secret)
      #expect(try !configured.lines.joined().contains("s3cret"))
      let refused = message { _ = try configuration(["--database", secret]) }
      #expect(refused.contains("--database-file") && !refused.contains("s3cret"))
      let path = folder + "/settings.conf"
      try PrivateFile.write(Array("database = \(secret)".utf8), to: path)
      #expect(try configuration(["--config", path]).options.database == secret)
      #expect(chmod(path, 0o644) == 0)
      #expect(message { _ = try configuration(["--config", path]) }.contains("chmod 600"))
    }
  }

  @Test func `of two names of the database the nearer counts, and two in one place are refused`() async throws
  {
    try await withTemporaryFolder { folder in
      let path = folder + "/database"
      try PrivateFile.write(Array("host=filed".utf8), to: path)
      let configured = try configuration(
        ["--database-file", path], ["RECENSION_DATABASE": "host=surrounding"])
      #expect(configured.options.database == "host=filed")
      let other = try configuration(["--database", "host=a"], ["RECENSION_DATABASE_FILE": path])
      #expect(other.options.database == "host=a")
      #expect(
        message { _ = try configuration(["--database", "host=a", "--database-file", path]) }
          .contains("both name the database"))
    }
  }

  @Test func `what is not a setting is left to the command`() throws {
    let flags = try SettingFlags(["credential", "--home", "/x", "ada", "--name", "k", "--", "--home", "y"])
    #expect(flags.rest == ["credential", "ada", "--name", "k", "--", "--home", "y"])
    #expect(flags.layer["home"]?.values == ["/x"])
    #expect(message { _ = try configuration(["--port", "1"], isServing: false) }.contains("for serving"))
    #expect(try configuration(["--log-level", "debug"], isServing: false).options.logLevel == .debug)
    // What the environment and a file say of serving is no matter of other commands.
    #expect(try configuration([], ["RECENSION_PORT": "7"], isServing: false).options.port == 7)
  }
}
