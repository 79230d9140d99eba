import Protocol
import Synchronization
import Testing

@testable import ClientKit

/// A credential goes to the server that it is for, and to nobody else.
struct IdentityTests {
  private static let everyKind =
    "papers; --as ada claims --paper essay; vote x1 for --paper essay; join once; invite cyd --paper essay"

  private func heard(_ calls: [Received]) -> [String] {
    calls.flatMap { call in [call.headers["Authorization"] ?? "", call.body] }.filter { !$0.isEmpty }
  }

  @Test func `another server at the address gets nothing`() async throws {
    let bench = try Bench(
      arguments: ["--keep-going", "-f", "-"], as: try ScriptedIdentity(seed: 2), Samples.server)
    #expect(await bench.run(Self.everyKind) == 77)
    #expect(heard(bench.transport.calls).isEmpty)
    #expect(bench.display.notes.allSatisfy { $0.contains("is another server than the one") })
    #expect(bench.display.notes.allSatisfy { $0.contains("recension/2, not recension/1") })
  }

  @Test func `one that passes the question on to the true one gets nothing`() async throws {
    // The true one signs for its own address only.
    let relayed = try ScriptedIdentity(address: "http://127.0.0.1:9")
    let bench = try Bench(arguments: ["--keep-going", "-f", "-"], as: relayed, Samples.server)
    #expect(await bench.run(Self.everyKind) == 77)
    #expect(heard(bench.transport.calls).isEmpty)
    #expect(bench.display.notes.allSatisfy { $0.contains("does not prove") })
  }

  @Test func `one that says an old answer again gets nothing`() async throws {
    let first = Mutex<Reply?>(nil)
    let transport = ReplayingTransport { request in
      try first.withLock { first in
        if first == nil { first = try ScriptedIdentity.usual.get().reply(to: request) }
        return first ?? .drop
      }
    }
    let bench = try Bench(Samples.server)
    for (status, isTrue) in [(0, true), (77, false)] as [(Int32, Bool)] {
      let session = Session(
        display: bench.display, places: bench.places, drafts: NoEditor(), prompter: ScriptedPrompter(nil),
        options: GlobalOptions(),
        makeTransport: { _ in transport })
      let runner = Runner(session: session, display: bench.display, options: bench.runner.options)
      #expect(await runner.runScript("papers", name: "-").rawValue == status)
      #expect(transport.tokens.withLock { $0 } == ["Bearer t-owner"], "the true one: \(isTrue)")
    }
  }

  @Test func `what was told to nobody is asked once a process`() async throws {
    let bench = try Bench(profiles: [:], Samples.server)
    #expect(await bench.run("papers") == 0)
    #expect(bench.transport.calls.allSatisfy { $0.headers["Authorization"] == nil })
  }

  @Test func `two servers know one handle`() async throws {
    let other = try ScriptedIdentity(seed: 2)
    let bench = try Bench(profiles: ["cyd": "t-one"], Samples.server)
    try bench.places.credentials.update { $0.keep("t-two", of: "cyd", for: other.key, at: "http://two:1") }
    let servers = [
      Bench.address: ScriptedTransport(as: try ScriptedIdentity.usual.get(), Samples.server),
      "http://two:1": ScriptedTransport(as: other, Samples.server),
      // The second again, at another address.
      "http://127.0.0.1:2": ScriptedTransport(as: other, Samples.server),
    ]
    let none = ScriptedTransport(as: nil) { _ in .hang }
    let session = Session(
      display: bench.display, places: bench.places, drafts: NoEditor(), prompter: ScriptedPrompter(nil),
      options: GlobalOptions(),
      makeTransport: { servers[$0] ?? none })
    let runner = Runner(session: session, display: bench.display, options: bench.runner.options)
    let script =
      "--as cyd papers; --server http://two:1 papers; --server http://LOCALHOST:2/ --as cyd papers; --as cyd papers"
    #expect(await runner.runScript(script, name: "-") == .done, "\(bench.display.notes)")
    #expect(heard(servers[Bench.address]?.calls ?? []) == ["Bearer t-one", "Bearer t-one"])
    #expect(heard(servers["http://two:1"]?.calls ?? []) == ["Bearer t-two"])
    #expect(heard(servers["http://127.0.0.1:2"]?.calls ?? []) == ["Bearer t-two"])
    #expect(try bench.places.credentials.read().server(of: other.key)?.address == "http://127.0.0.1:2")
  }

  /// Free ports are given in the order in which servers start.
  @Test func `two servers that exchanged their addresses are known by what they prove`() async throws {
    let (usual, other) = (try ScriptedIdentity.usual.get(), try ScriptedIdentity(seed: 2))
    let bench = try Bench(profiles: ["cyd": "t-one"], Samples.server)
    try bench.places.credentials.update { $0.keep("t-two", of: "cyd", for: other.key, at: "http://two:1") }
    let servers = [
      Bench.address: ScriptedTransport(as: other, Samples.server),
      "http://two:1": ScriptedTransport(as: usual, Samples.server),
    ]
    let none = ScriptedTransport(as: nil) { _ in .hang }
    let session = Session(
      display: bench.display, places: bench.places, drafts: NoEditor(), prompter: ScriptedPrompter(nil),
      options: GlobalOptions(), makeTransport: { servers[$0] ?? none })
    let runner = Runner(session: session, display: bench.display, options: bench.runner.options)
    let script = "--server http://two:1 --as cyd papers; --server \(Bench.address) papers"
    #expect(await runner.runScript(script, name: "-") == .done, "\(bench.display.notes)")
    #expect(heard(servers["http://two:1"]?.calls ?? []) == ["Bearer t-one"])
    #expect(heard(servers[Bench.address]?.calls ?? []) == ["Bearer t-two"])
    #expect(try bench.places.credentials.read().server(of: other.key)?.address == Bench.address)
  }

  @Test func `what another server says is no word of a credential`() async throws {
    let bench = try Bench(as: try ScriptedIdentity(seed: 2), Samples.server)
    #expect(await bench.run("rotate") == 77)
    let told = bench.display.notes.joined()
    #expect(told.contains("is another server than the one") && !told.contains("does not take"), "\(told)")
    #expect(try bench.known?.profiles["owner"] == "t-owner")
  }

  @Test func `joining keeps the credential for the server that was met`() async throws {
    let bench = try Bench(profiles: [:], Samples.server)
    #expect(await bench.run("join once; papers") == 0)
    let known = try #require(try bench.known)
    #expect(known.address == Bench.address && known.profiles == ["cyd": "t-cyd"] && known.standard == "cyd")
    #expect(bench.transport.calls.last?.headers["Authorization"] == "Bearer t-cyd")
  }

  @Test func `a credential is kept before its code is spent, and found again`() async throws {
    let bench = try Bench(profiles: [:]) { request in
      request.path == "/join" ? .drop : Samples.server(request)
    }
    #expect(await bench.run("join once") == 69)
    let sent = try #require(bench.transport.calls.last { $0.path == "/join" }?.body)
    let pending = try #require(try bench.places.pendingWrites.read().writes.first)
    #expect(sent.contains(try #require(pending.token)))
    #expect(!pending.body.contains("once"))
    // Also after more than any other write is kept for.
    #expect(try bench.places.pendingWrites.read().write(like: pending, now: pending.sent + 1_000_000) != nil)
  }

  @Test func `where nothing can be kept, nothing is sent`() async throws {
    let bench = try Bench(profiles: [:], Samples.server)
    // A file where the folder should be.
    try bench.folder.write("", to: "client")
    #expect(await bench.run("join once") != 0)
    #expect(bench.transport.calls.isEmpty)
  }

  @Test func `files that others can read are mended with a word`() async throws {
    let bench = try Bench(Samples.server)
    #expect(ChildProcess.run("chmod 644 \"$1\"", arguments: [bench.places.credentials.path]) == 0)
    #expect(await bench.run("papers; papers") == 0)
    #expect(bench.folder.permissions(of: "client/credentials.json") == 0o600)
    #expect(bench.display.notes.count == 1 && bench.display.notes[0].contains("could read"))
  }

  @Test func `a folder that others can write to is mended with a word`() async throws {
    let bench = try Bench(Samples.server)
    #expect(ChildProcess.run("chmod 777 \"$1\"", arguments: [bench.folder.path + "/client"]) == 0)
    #expect(await bench.run("papers; papers") == 0)
    #expect(bench.folder.permissions(of: "client") == 0o755)
    #expect(bench.display.notes.count == 1 && bench.display.notes[0].contains("could change what lies in"))
  }

  @Test func `the last credential stays without --yes`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("logout ada") == 0)
    #expect(bench.display.data.contains("whoever keeps the server"))
    #expect(await bench.run("logout") == 65)
    #expect(bench.display.notes.last?.contains("logout owner --yes") == true)
    #expect(try bench.known?.profiles.count == 1)
    #expect(await bench.run("logout --yes") == 0)
    #expect(try bench.places.credentials.read().servers.isEmpty)
  }

  @Test func `the only owner here stays without --yes`() async throws {
    let bench = try Bench { request in
      guard request.headers["Authorization"] == "Bearer t-ada" else { return Samples.server(request) }
      return .json(Samples.papers.replacing("\"owner\"", with: "\"reader\""))
    }
    #expect(await bench.run("logout owner") == 65)
    #expect(bench.display.notes.last?.contains("No other one here owns essay") == true)
    #expect(await bench.run("logout ada; as owner") == 0)
  }

  @Test func `as and use by themselves are an error`() async throws {
    let bench = try Bench(Samples.server)
    for words in [["as", "ada"], ["use", "essay"]] {
      #expect(await bench.runner.runCommand(words) == .usage)
      #expect(await bench.runner.runCommand(words + ["--default"]) == .done)
    }
    #expect(bench.display.notes.contains { $0.contains("this one ends at once") })
  }

  @Test func `without a home nothing is kept anywhere`() throws {
    #expect(throws: ClientError.self) { try Places(variables: [:]).check() }
    let relative = Places(variables: ["HOME": "here", "XDG_STATE_HOME": "/x"])
    #expect(throws: ClientError.self) { try relative.check() }
    try Places(variables: ["HOME": "/h"]).check()
    try Places(variables: ["RECENSION_HOME": "r"]).check()
    try Places(variables: ["XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"]).check()
  }

  @Test(
    arguments: [
      ("http://127.0.0.1:7320/", "http://127.0.0.1:7320"),
      ("HTTP://LocalHost:07320", "http://127.0.0.1:7320"),
      ("https://Papers.example.org:443", "https://papers.example.org"), ("http://[::1]:80", "http://[::1]"),
      ("http://a/b", nil), ("http://", nil), ("ftp://a", nil), ("http://a:0", nil), ("http://u@a", nil),
      ("http://::1", nil), ("nonsense", nil), ("http://a b", nil),
      ("unix:/run/Recension/http.sock", "unix:/run/Recension/http.sock"),
      ("UNIX:///run//./http.sock", "unix:/run/http.sock"), ("unix:/a b", "unix:/a%20b"),
      ("unix:/a%20b", "unix:/a%20b"), ("unix:/é%25", "unix:/%C3%A9%25"), ("unix:http.sock", nil),
      ("unix:", nil), ("unix:/", nil), ("unix:/a/../b", nil), ("unix:/a%2", nil), ("unix:/a%+1", nil),
      ("unix:/a%0A", nil), ("unix:/" + String(repeating: "a", count: 107), nil),
    ] as [(String, String?)])
  func `an address has one normal form`(text: String, form: String?) {
    #expect(ServerURL(text)?.description == form)
  }
}

/// Shows an identity as it is told, and notes what credentials it hears.
private final class ReplayingTransport: Transport {
  let tokens = Mutex<[String]>([])
  private let identity: @Sendable (Received) throws -> Reply

  init(_ identity: @escaping @Sendable (Received) throws -> Reply) { self.identity = identity }

  func send(_ call: HTTPCall, into sink: BodySink?) async throws(TransportError) -> HTTPAnswer {
    let request = Received(method: call.method.rawValue, target: call.target, headers: [:], body: "")
    if let token = call.header("Authorization") { tokens.withLock { $0.append(token) } }
    do {
      let reply = request.path == "/identity" ? try identity(request) : Samples.server(request)
      guard case .json(let text, let status) = reply else { throw TransportError.lost("") }
      return HTTPAnswer(status: status, body: Array(text.utf8))
    } catch {
      throw .lost("\(error)")
    }
  }
}
