import Glibc
import Synchronization
import Testing

@testable import ClientKit

/// The real program with pipes.
@Suite(.enabled(if: Program.isBuilt))
struct ProcessTests {
  private let folder: TemporaryFolder
  private let server: ScriptedServer

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write(
      try ScriptedIdentity.usual.get().credentials(["owner": "t-owner"], standard: "owner"),
      to: "client/credentials.json")
    server = try await ScriptedServer()
  }

  private func run(_ arguments: [String], input: String = "") async throws -> Program.Result {
    try await Program.run(
      arguments, input: input, variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": server.url])
  }

  @Test func `arguments, -c, -f and a pipe say the same`() async throws {
    try folder.write("# a script\nmembers\n", to: "script.rec")
    let expected =
      "Handle  Role     Joined  Since\nada     scholar  yes     2026-03-01 12:34\nbel     scholar  yes     2026-03-01 12:34\n"
    for (arguments, input) in [
      (["members"], ""), (["-c", "members"], ""), (["-f", "\(folder.path)/script.rec"], ""),
      ([], "members # now\n"),
      (["-f", "-"], "\n\nmembers"),
    ] {
      let result = try await run(arguments, input: input)
      #expect(result.output == expected, "\(arguments)")
      #expect(result.errors.isEmpty, "\(arguments)")
      #expect(result.status == 0, "\(arguments)")
    }
    try await server.stop()
  }

  @Test func `errors go to standard error, with the place`() async throws {
    let result = try await run(["vote", "x1"])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        recension: vote needs for|against|abstain|recuse|none.
          vote x1
                 ^
        Usage: vote ID… for|against|abstain|recuse|none [-m TEXT] [--shown N]

        """)
    let piped = try await run([], input: "papers\nshow c9\npapers\n")
    #expect(piped.status == 66)
    #expect(piped.errors == "stdin:2: There is no such thing as /papers/essay/things/c9.\n")
    #expect(try await run(["-f", "\(folder.path)/none"]).status == 66)
    #expect(try await run(["--server", "http://127.0.0.1:1", "papers"]).status == 69)
    #expect(try await run(["--server", "nonsense", "papers"]).status == 64)
    try await server.stop()
  }

  @Test func `nobody reading is no error`() async throws {
    var ends: [Int32] = [-1, -1]
    #expect(Pipe.open(&ends))
    close(ends[0])
    var errors: [Int32] = [-1, -1]
    #expect(Pipe.open(&errors))
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let process = try Program.spawn(
      ["-c", "papers; export text; vote x1 for; members"],
      variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": server.url], input: nothing,
      output: ends[1],
      errors: errors[1], terminal: false)
    for end in [ends[1], errors[1], nothing] { close(end) }
    let reading = errors[0]
    let text = await Program.onThread { Program.readAll(reading) }
    #expect(await Program.wait(for: process) == 0)
    #expect(text.isEmpty)
    try await server.stop()
  }

  @Test func `Ctrl-C ends a script with 130`() async throws {
    let asked = Pipe()
    let hanging = try await ScriptedServer { request in
      guard request.path == "/papers/essay/members" else { return Samples.server(request) }
      asked.ring()
      return .hang
    }
    var ends: [Int32] = [-1, -1]
    #expect(Pipe.open(&ends))
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    let process = try Program.spawn(
      ["-c", "members; papers"], variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": hanging.url],
      input: nothing, output: nothing, errors: ends[1], terminal: false)
    close(ends[1])
    close(nothing)
    _ = await Program.onThread { asked.next() }
    kill(process, SIGINT)
    let reading = ends[0]
    #expect(await Program.onThread { Program.readAll(reading) } == "-c:1: Stopped.\n")
    #expect(await Program.wait(for: process) == 130)
    try await hanging.stop()
    try await server.stop()
  }

  @Test func `a pipe is answered line by line`() async throws {
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    #expect(Pipe.open(&input))
    #expect(Pipe.open(&output))
    let process = try Program.spawn(
      [], variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": server.url], input: input[0],
      output: output[1], errors: output[1], terminal: false)
    close(input[0])
    close(output[1])
    let (writing, reading) = (input[1], output[0])
    _ = Array("use essay\n".utf8).withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
    let first = await Program.onThread { () -> UInt8 in
      var byte: UInt8 = 0
      return read(reading, &byte, 1) == 1 ? byte : 0
    }
    #expect(first == UInt8(ascii: "O"))
    close(writing)
    #expect(await Program.wait(for: process) == 0)
    close(reading)
    try await server.stop()
  }

  @Test func `a script that is no text`() async throws {
    try folder.write("papers\n", to: "s")
    try LocalFile.replace("\(folder.path)/s", with: Array("papers\n".utf8) + [0xFF, 0x0A])
    let result = try await run(["-f", "\(folder.path)/s"])
    #expect(result.status == 65)
    #expect(result.errors.contains("Line 2 is not UTF-8"))
    try await server.stop()
  }

  @Test func `what cannot be written is 74`() async throws {
    for arguments in [
      ["members"], ["-c", "export text"], ["--version"], ["help", "vote"], ["tail", "--since", "@1"],
    ] {
      let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
      let result = try await run(arguments, to: full)
      #expect(result.status == 74, "\(arguments)")
      #expect(result.errors.contains("No space left"), "\(arguments): \(result.errors)")
    }
    try await server.stop()
  }

  @Test func `standard files that are closed are opened on nothing`() async throws {
    for closed in [[0], [1], [2], [0, 1, 2]] {
      let shut = closed.map { "\($0)>&-" }.joined(separator: " ")
      let command = "exec \(shut); \"$1\" -c 'papers; members'"
      let status = await Program.onThread { [path = folder.path, url = server.url] in
        ChildProcess.run(
          "export RECENSION_HOME=\"$2\" RECENSION_SERVER=\"$3\"; \(command)",
          arguments: [Program.path, path, url], input: [])
      }
      #expect(status == 0, "\(closed)")
    }
    try await server.stop()
  }

  @Test func `a fault is no end of a script`() async throws {
    let result = try await run(["-f", folder.path])
    #expect(result.status == 65)
    #expect(result.errors.contains("directory"))
    try await server.stop()
  }

  @Test func `without a home it is an error`() async throws {
    let result = try await Program.run(["papers"], variables: ["RECENSION_SERVER": server.url])
    #expect(result.status == 64 && result.errors.contains("HOME is not set"))
    try await server.stop()
  }

  @Test func `a stranger on the port hears no credential`() async throws {
    let heard = Mutex<[String]>([])
    let stranger = try await ScriptedServer(as: try ScriptedIdentity(seed: 9)) { request in
      heard.withLock { $0 += request.headers.map { "\($0): \($1)" } + [request.body] }
      return Samples.server(request)
    }
    try folder.write(
      try ScriptedIdentity.usual.get().credentials(["owner": "t-owner"], standard: "owner", at: stranger.url),
      to: "client/credentials.json")
    let variables = ["RECENSION_HOME": folder.path]
    for arguments in [
      ["papers"], ["--paper", "essay", "vote", "x1", "for"], ["join", "secret-code"], ["status"],
    ] {
      let result = try await Program.run(arguments, variables: variables)
      #expect(result.status == 77, "\(arguments): \(result.errors)")
    }
    #expect(heard.withLock { $0 }.isEmpty)
    try await stranger.stop()
    try await server.stop()
  }

  @Test func `tail finds a server again that has another port`() async throws {
    func announce(_ url: String) throws {
      let key = try ScriptedIdentity.usual.get().key
      try folder.write(#"{"v":1,"url":"\#(url)","pid":1,"key":"\#(key)"}"#, to: "server.json")
    }
    let moved = try await ScriptedServer { request in
      request.path == "/papers/essay/feed" ? .open(Samples.fed(22, "two")) : Samples.server(request)
    }
    let first = try await ScriptedServer { request in
      request.path == "/papers/essay/feed" ? .open(Samples.fed(21, "one")) : Samples.server(request)
    }
    try announce(first.url)
    var ends: [Int32] = [-1, -1]
    #expect(Pipe.open(&ends))
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    let process = try Program.spawn(
      ["--paper", "essay", "tail", "--since", "@20"], variables: ["RECENSION_HOME": folder.path],
      input: nothing, output: ends[1], errors: nothing, terminal: false)
    close(ends[1])
    close(nothing)
    let reading = ends[0]
    func line() async -> String {
      await Program.onThread {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(reading, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
      }
    }
    #expect(await line().hasSuffix("ada one"))
    try announce(moved.url)
    try await first.end()
    #expect(await line().hasSuffix("ada two"))
    kill(process, SIGTERM)
    _ = await Program.wait(for: process)
    close(reading)
    try await moved.end()
    try await server.stop()
  }

  /// Runs it with standard output at a file, which is closed.
  private func run(_ arguments: [String], to output: Int32) async throws -> (status: Int32, errors: String) {
    let live = try await ScriptedServer { request in
      request.path.hasSuffix("/feed") ? .open(Samples.fed(21, "one")) : Samples.server(request)
    }
    var ends: [Int32] = [-1, -1]
    #expect(Pipe.open(&ends))
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let process = try Program.spawn(
      arguments, variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": live.url], input: nothing,
      output: output, errors: ends[1], terminal: false)
    for end in [ends[1], nothing, output] { close(end) }
    let reading = ends[0]
    let errors = await Program.onThread { Program.readAll(reading) }
    let status = await Program.wait(for: process)
    try await live.stop()
    return (status, errors)
  }

  @Test func `version and help need no server`() async throws {
    try await server.stop()
    #expect(try await run(["--version"]).output == "recension \(Recension.version)\n")
    #expect(try await run(["--help"]).output.contains("recension -f FILE"))
    #expect(
      try await run(["help", "vote"]).output.hasPrefix(
        "vote: vote on a correction or a dispute; none takes a vote back\n\nExamples\n"))
    #expect(try await run(["vote", "--help"]).status == 0)
  }
}
