import Glibc
import Synchronization
import Testing

@testable import ClientKit

/// The real program at a pseudo-terminal.
@Suite(.enabled(if: Program.isBuilt), .serialized)
struct PseudoTerminalTests {
  private let folder: TemporaryFolder
  private let server: ScriptedServer

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write(
      try ScriptedIdentity.usual.get().credentials(
        ["owner": "t-owner", "ada": "t-ada"], standard: "owner"), to: "client/credentials.json")
    server = try await ScriptedServer()
  }

  private func terminal(_ arguments: [String] = [], term: String = "xterm", more: [String: String] = [:])
    throws -> TerminalSession
  {
    var variables = [
      "RECENSION_HOME": folder.path, "RECENSION_SERVER": server.url, "TERM": term, "PATH": "/usr/bin:/bin",
      "LANG": "C.UTF-8", "INPUTRC": "/dev/null", "NO_COLOR": "1",
    ]
    variables.merge(more) { $1 }
    return try TerminalSession(arguments, variables: variables)
  }

  @Test(arguments: ["xterm", "dumb"])
  func `a prompt, an answer, Ctrl-D`(term: String) async throws {
    let session = try terminal(term: term)
    #expect(try await session.expect("essay owner> ").contains("Type help for the verbs"))
    session.type("mem\r")
    #expect(try await session.expect("essay owner> ").contains("ada     scholar"))
    session.type("as ada\r")
    try await session.expect("essay ada> ")
    session.type("nonsense\r")
    #expect(try await session.expect("essay ada> ").contains("There is no verb “nonsense”."))
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    #expect(try folder.read("client/history") == "mem\nas ada\nnonsense\n")
    #expect(folder.permissions(of: "client/history") == 0o600)
    try await server.stop()
  }

  @Test func `Tab completes verbs, ids and choices`() async throws {
    let session = try terminal()
    try await session.expect("essay owner> ")
    session.type("vo\tx1\tag\t")
    try await session.expect("vote x1")
    try await session.expect("against ")
    session.type("\r")
    try await session.expect("owner votes against x1 (@21)")
    try await session.expect("essay owner> ")
    session.type("quit\r")
    #expect(await session.end().status == 0)
    try await server.stop()
  }

  @Test func `what is pasted is not carried out`() async throws {
    let session = try terminal()
    try await session.expect("essay owner> ")
    session.type("\u{1B}[200~members\nmembers\n\u{1B}[201~")
    let shown = try await session.expect("members")
    #expect(!shown.contains("scholar"))
    session.type("\u{3}")
    let cleared = try await session.expect("essay owner> ")
    #expect(!cleared.contains("scholar"))
    session.type("\u{4}")
    #expect(!(await session.end()).rest.contains("scholar"))
    try await server.stop()
  }

  @Test func `after an error nothing more of what was pasted is done`() async throws {
    let session = try terminal()
    try await session.expect("essay owner> ")
    session.type("\u{1B}[200~papers\nnonsense\nvote x1 for\nmembers\u{1B}[201~\r")
    try await session.expect("There is no verb")
    let shown = try await session.expect("essay owner> ")
    #expect(shown.contains("The 2 commands after it are not carried out."))
    #expect(!shown.contains("scholar") && !shown.contains("votes for"))
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    // What was pasted can be recalled line by line.
    #expect(try folder.read("client/history") == "papers\nnonsense\nvote x1 for\nmembers\n")
    try await server.stop()
  }

  @Test func `a window that is closed takes no history with it, and two shells keep both`() async throws {
    let (one, two) = (try terminal(), try terminal())
    for session in [one, two] { try await session.expect("essay owner> ") }
    one.type("papers\r")
    try await one.expect("An Essay")
    two.type("members\r")
    try await two.expect("scholar")
    for session in [one, two] { try await session.expect("essay owner> ") }
    // While both are still there: whatever ends them takes nothing with it.
    #expect(try folder.read("client/history") == "papers\nmembers\n")
    for session in [one, two] {
      session.type("\u{4}")
      #expect(await session.end().status == 0)
    }
    #expect(try folder.read("client/history") == "papers\nmembers\n")
    try await server.stop()
  }

  @Test func `a text that was not sent is asked about, and sent only when it is meant`() async throws {
    try folder.write(
      "#!/bin/sh\n[ -e \"$0.done\" ] || { touch \"$0.done\"; printf 'Mine.\\n' > \"$1.new\"; "
        + "cat \"$1\" >> \"$1.new\"; mv \"$1.new\" \"$1\"; }\n", to: "editor")
    let isDown = Mutex(true)
    let sent = Mutex<[String]>([])
    let moody = try await ScriptedServer { request in
      guard request.method == "POST" else { return Samples.server(request) }
      sent.withLock { $0.append(request.body) }
      return isDown.withLock { $0 } ? .problem("refused", "Not now.", status: 422) : Samples.server(request)
    }
    let session = try terminal(
      more: ["EDITOR": "sh \(folder.path)/editor", "RECENSION_SERVER": moody.url])
    try await session.expect("essay owner> ")
    session.type("claim p3.2\r")
    try await session.expect("Your text is kept")
    try await session.expect("essay owner> ")
    isDown.withLock { $0 = false }
    // As somebody else it is another text.
    session.type("claim p3.2 --as ada\r")
    try await session.expect("Nothing was written")
    try await session.expect("essay owner> ")
    session.type("claim p3.2\r")
    let asked = try await session.expect("begin [a]new? ")
    #expect(asked.contains("claim p3.2, as owner, on essay") && asked.contains("Mine."))
    session.type("e\r")
    try await session.expect("Nothing was changed, so nothing was sent.")
    try await session.expect("essay owner> ")
    #expect(sent.withLock { $0.count } == 1)
    session.type("claim p3.2\r")
    try await session.expect("begin [a]new? ")
    session.type("s\r")
    try await session.expect("c1 registered at p3.2 (@21)")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    #expect(folder.names(in: "client/drafts").isEmpty)
    #expect(!(try folder.read("client/history")).contains("s\n\n"))
    try await moody.stop()
    try await server.stop()
  }

  @Test func `a draft that is no text is for the editor to mend`() async throws {
    try folder.write(
      "#!/bin/sh\nif [ -e \"$0.done\" ]; then printf 'Mine.\\n' > \"$1\"; "
        + "else touch \"$0.done\"; printf 'One.\\n\\377\\n' > \"$1\"; fi\n", to: "editor")
    let session = try terminal(more: ["EDITOR": "sh \(folder.path)/editor"])
    try await session.expect("essay owner> ")
    session.type("claim p3.2\r")
    try await session.expect("Line 2 of ")
    try await session.expect("essay owner> ")
    session.type("claim p3.2\r")
    try await session.expect("c1 registered at p3.2 (@21)")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    try await server.stop()
  }

  @Test func `an export that takes a while says how far it has come, until it ends`() async throws {
    let slow = try await ScriptedServer {
      $0.path == "/papers/essay/export/text" ? .open("The text.\n") : Samples.server($0)
    }
    let session = try terminal(more: ["RECENSION_SERVER": slow.url])
    try await session.expect("essay owner> ")
    session.type("export text -o \(folder.path)/essay.txt\r")
    try await session.expect("\r\u{1B}[K10 bytes so far: ")
    session.type("\u{3}")
    let rest = try await session.expect("essay owner> ")
    #expect(rest.contains("\r\u{1B}[K"))
    #expect(!folder.names().contains("essay.txt"))
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    try await slow.stop()
    try await server.stop()
  }

  @Test func `Ctrl-C clears the line`() async throws {
    let session = try terminal()
    try await session.expect("essay owner> ")
    session.type("members")
    try await session.expect("members")
    session.type("\u{3}")
    try await session.expect("essay owner> ")
    session.type("\r")
    #expect(!(try await session.expect("essay owner> ")).contains("scholar"))
    session.type("claim p1 -m \"one\r")
    try await session.expect("> ")
    session.type("\u{3}")
    try await session.expect("essay owner> ")
    session.type("papers\r")
    try await session.expect("An Essay")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    try await server.stop()
  }

  @Test func `Ctrl-C stops a request and stays`() async throws {
    let hanging = try await ScriptedServer { $0.path == "/papers/essay/members" ? .hang : Samples.server($0) }
    let session = try terminal(more: ["RECENSION_SERVER": hanging.url])
    try await session.expect("essay owner> ")
    session.type("members\r")
    try await session.expect("\n")
    session.type("\u{3}")
    try await session.expect("Stopped.")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    try await hanging.stop()
    try await server.stop()
  }

  @Test func `a text is written in the editor`() async throws {
    try folder.write(
      "#!/bin/sh\nprintf 'From the editor.\\n' > \"$1.new\"; cat \"$1\" >> \"$1.new\"; mv \"$1.new\" \"$1\"\n",
      to: "editor")
    let session = try terminal(more: ["EDITOR": "sh \(folder.path)/editor"])
    try await session.expect("essay owner> ")
    session.type("claim p3.2\r")
    try await session.expect("c1 registered at p3.2 (@21)")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    #expect(folder.names(in: "client/drafts").isEmpty)
    try await server.stop()
  }

  @Test func `an invitation's code is not remembered`() async throws {
    let session = try terminal()
    try await session.expect("essay owner> ")
    session.type("join secret-code\r")
    #expect(!(try await session.expect("essay cyd> ")).contains("t-cyd"))
    session.type("exit\r")
    #expect(await session.end().status == 0)
    #expect(!(try folder.read("client/history")).contains("secret"))
    try await server.stop()
  }

  @Test func `what has no place is walked through, one key for each place`() async throws {
    let sent = Mutex<[String]>([])
    let lacking = try await ScriptedServer { request in
      if request.path == "/papers/essay/orphans" {
        return .json(Samples.list(Samples.orphans[0], Samples.orphans[1], Samples.orphans[2], at: 20))
      }
      if request.method == "POST" { sent.withLock { $0.append(request.body) } }
      return Samples.server(request)
    }
    let session = try terminal(more: ["RECENSION_SERVER": lacking.url])
    try await session.expect("essay owner> ")
    session.type("reanchor --all\r")
    let first = try await session.expect("a1 belongs at (1-2, an address, s to skip, q to quit): ")
    #expect(first.contains("He came by [the ferry] at noon.") && first.contains("Nobody saw it. [the ferry]"))
    session.type("2\r")
    let second = try await session.expect("x2 belongs at (1, an address, s to skip, q to quit): ")
    #expect(second.contains("2 of 3: x2, correction by bel"))
    session.type("s\r")
    try await session.expect("c1 belongs at (an address, s to skip, q to quit): ")
    session.type("q\r")
    try await session.expect("1 thing placed, 2 left: orphans lists them.")
    try await session.expect("essay owner> ")
    session.type("\u{4}")
    #expect(await session.end().status == 0)
    #expect(sent.withLock { $0.count } == 1)
    #expect(sent.withLock { $0[0].contains("p4:the ferry") && $0[0].contains("reanchor") })
    // The answers are no commands.
    #expect(try folder.read("client/history") == "reanchor --all\n")
    try await lacking.stop()
    try await server.stop()
  }

  @Test func `watch shows what comes until Ctrl-C`() async throws {
    let live = try await ScriptedServer { request in
      request.path == "/papers/essay/feed"
        ? .open(Samples.fed(21, "registered c1: “One.”")) : Samples.server(request)
    }
    let session = try terminal(more: ["RECENSION_SERVER": live.url])
    try await session.expect("essay owner> ")
    session.type("watch\r")
    try await session.expect("ada registered c1: “One.” (@21)")
    session.type("\u{3}")
    #expect(try await session.expect("essay owner> ").contains("Stopped."))
    session.type("quit\r")
    #expect(await session.end().status == 0)
    try await live.stop()
    try await server.stop()
  }
}
