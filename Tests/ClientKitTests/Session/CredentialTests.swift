import Protocol
import Synchronization
import Testing

@testable import ClientKit

/// One's credentials at the server: what is sent, kept and shown.
@Suite(.timeLimit(.minutes(15))) struct CredentialTests {
  private static let made = "2026-11-29T10:00:00.000000Z"

  private static func item(_ name: String, of handle: String = "owner", current: Bool) -> String {
    #"{"handle":"\#(handle)","name":"\#(name)","scope":"admin","since":"\#(made)","current":\#(current)}"#
  }

  private static func list(_ items: String...) -> String {
    #"{"v":1,"items":[\#(items.joined(separator: ","))]}"#
  }

  /// A server that knows some tokens, and takes what is rotated.
  private final class Keeper: Sendable {
    let valid: Mutex<[String: String]>
    let drops = Mutex(0)

    init(_ valid: [String: String]) { self.valid = Mutex(valid) }

    @Sendable func answer(_ request: Received) -> Reply {
      let token = request.headers["Authorization"].map { String($0.dropFirst("Bearer ".count)) } ?? ""
      guard let handle = valid.withLock({ $0[token] }) else {
        return .problem("not-allowed", "The server does not take this credential.", status: 401)
      }
      switch (request.method, request.path) {
      case ("GET", "/credentials"):
        return .json(list(item("k1", of: handle, current: true), item("desk", of: handle, current: false)))
      case ("POST", "/credentials"):
        return .json(item("nightly", of: handle, current: false))
      case ("POST", "/credentials/k1/rotate"):
        let new = request.body.split(separator: "\"").first { $0.hasPrefix("rec_") }.map(String.init) ?? ""
        valid.withLock { valid in
          valid[token] = nil
          valid[new] = handle
        }
        let isDropped = drops.withLock { drops in
          drops -= 1
          return drops >= 0
        }
        return isDropped ? .drop : .json(item("k1", of: handle, current: false))
      case ("POST", "/credentials/desk/revoke"): return .json(list(item("k1", of: handle, current: true)))
      case ("GET", "/papers/essay/invitations"):
        return .json(
          #"{"v":1,"items":[{"handle":"cyd","role":"scholar","again":true,"maker":"ada","since":"\#(made)"}]}"#
        )
      case ("POST", "/papers/essay/invitations/cyd/cancel"): return .json(Samples.receipt(30))
      case (_, "/administrators"): return .json(#"{"v":1,"items":["ada","owner"]}"#)
      default: return Samples.server(request)
      }
    }
  }

  @Test func `a credential that is issued is shown once and kept nowhere`() async throws {
    let keeper = Keeper(["t-owner": "owner"])
    let bench = try Bench(keeper.answer)
    #expect(await bench.run("issue nightly --scope read --expires 90d") == 0)
    let body = try #require(bench.transport.calls.last?.body)
    let token = try #require(body.split(separator: "\"").first { $0.hasPrefix("rec_") })
    #expect(body.contains(#""scope":"read""#) && body.contains(#""expires":"90d""#))
    #expect(bench.display.data.contains(token) && token.count == 56)
    #expect(try bench.places.pendingWrites.read().writes.isEmpty)
    #expect(try bench.known?.profiles.values.contains(String(token)) == false)
    for (line, code) in [("issue x --expires soon", 64), ("issue x --scope all", 64), ("issue 'a b'", 64)] {
      #expect(await bench.run(line) == Int32(code), "\(line)")
    }
  }

  @Test func `a rotated credential is kept, whatever becomes of the answer`() async throws {
    let keeper = Keeper(["t-owner": "owner"])
    let bench = try Bench(keeper.answer)
    #expect(await bench.run("rotate") == 0)
    let first = try #require(try bench.known?.profiles["owner"])
    #expect(first.hasPrefix("rec_") && keeper.valid.withLock { $0[first] } == "owner")
    #expect(!bench.display.data.contains(first))
    // The answer is lost: the old token is valid no more when it is sent again.
    keeper.drops.withLock { $0 = 1 }
    #expect(await bench.run("rotate") == 0, "\(bench.display.notes)")
    let second = try #require(try bench.known?.profiles["owner"])
    #expect(second != first && keeper.valid.withLock { $0 } == [second: "owner"])
    #expect(try bench.places.pendingWrites.read().writes.allSatisfy { $0.token == nil })
    #expect(await bench.run("credentials") == 0)
  }

  /// As where the client was killed between the two.
  @Test func `a rotation that was broken off is ended by the next`() async throws {
    let keeper = Keeper(["rec_new": "owner"])
    let bench = try Bench(keeper.answer)
    let key = try ScriptedIdentity.usual.get().key
    try bench.places.pendingWrites.update { pending in
      pending.remember(
        .init(
          server: key, profile: "owner", path: "/credentials/rotate",
          body: "owner", key: "k", token: "rec_new", sent: 0))
    }
    #expect(await bench.run("rotate; papers") == 0, "\(bench.display.notes)")
    #expect(try bench.known?.profiles["owner"] == "rec_new")
  }

  @Test func `logging in keeps a token that the server takes, and shows none`() async throws {
    let keeper = Keeper(["rec_dov": "dov"])
    let prompter = ScriptedPrompter([.line("rec_none"), .line("nonsense"), .end, .line(" rec_dov ")])
    let bench = try Bench(prompter: prompter, profiles: [:], keeper.answer)
    for code in [77, 65, 65, 0] as [Int32] { #expect(await bench.run("login") == code) }
    #expect(try bench.known?.profiles == ["dov": "rec_dov"])
    #expect(!(bench.display.data + bench.display.notes.joined()).contains("rec_dov"))
  }

  @Test func `credentials, invitations and administrators are shown and ended`() async throws {
    let keeper = Keeper(["t-owner": "owner"])
    let bench = try Bench(keeper.answer)
    let script =
      "credentials; revoke desk; --paper essay invitations; --paper essay uninvite cyd; administrators --add ada"
    #expect(await bench.run(script) == 0, "\(bench.display.notes)")
    for words in [
      "this one", "desk is valid no more. Left are k1", "scholar, again", "cancelled (@30)", "ada",
    ] {
      #expect(bench.display.data.contains(words), "\(words)")
    }
    #expect(await bench.run("administrators --add ada --remove cyd") == 64)
    #expect(await bench.run("--at @3 credentials") == 64)
    #expect(bench.transport.calls.allSatisfy { !$0.path.hasPrefix("/credentials") || $0.query.isEmpty })
  }

  @Test func `who is invited again is told what the code does`() async throws {
    let keeper = Keeper(["t-owner": "owner"])
    let bench = try Bench { request in
      request.path == "/papers/essay/commands"
        ? .json(#"{"v":1,"position":21,"ids":[],"remark":"All end.","code":"AAAAA-BBBBB"}"#)
        : keeper.answer(request)
    }
    #expect(await bench.run("--paper essay invite ada --again") == 0)
    #expect(
      bench.display.data.contains("ada gets a new credential, once, with: join AAAAA-BBBBB All end."))
  }
}
