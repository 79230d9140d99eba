import Glibc
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
      #"{"v":1,"profiles":{"owner":"t-owner"},"default":"owner"}"#, to: "client/credentials.json")
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
