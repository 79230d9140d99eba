import ActSupport
import Acts
import Protocol
import Scholarship
import Synchronization
import Testing

@testable import ClientKit

struct WriteTests {
  /// A server whose connection breaks on the first `times` writes.
  private static func breaking(_ times: Int) -> Responder {
    let left = Mutex(times)
    return { request in
      guard request.method == "POST" else { return Samples.server(request) }
      let breaks = left.withLock { left in
        left -= 1
        return left >= 0
      }
      return breaks ? .drop : Samples.server(request)
    }
  }

  private func keys(_ bench: Bench) -> [String?] {
    bench.transport.calls.filter { $0.method == "POST" }.map { $0.headers["Idempotency-Key"] }
  }

  @Test func `each write has a key of its own`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("vote x1 for; vote x1 for") == 0)
    let keys = keys(bench).compactMap { $0 }
    #expect(keys.count == 2)
    #expect(Set(keys).count == 2)
  }

  /// Where the client's disk is full, say.
  @Test func `what the server says comes before what could not be kept of it`() async throws {
    let full: Responder = { request in
      request.method == "POST"
        ? .problem("busy", "The disk of the database is full.", status: 503) : Samples.server(request)
    }
    for responder in [Self.breaking(100), full] {
      let bench = try Bench(responder)
      // No file can be where its lock is to be.
      try bench.folder.write("", to: "client/pending.json.lock/here")
      #expect(await bench.run("vote x1 for") != 0)
      let told = try #require(bench.display.notes.last)
      #expect(
        told.contains("gave no answer") || told.contains("The disk of the database is full."), "\(told)")
      #expect(told.contains("look first whether it is there") && told.contains("pending.json"), "\(told)")
    }
  }

  @Test func `a write whose connection broke is sent again with its key`() async throws {
    let bench = try Bench(Self.breaking(2))
    #expect(await bench.run("vote x1 for") == 0)
    #expect(keys(bench).count == 3)
    #expect(Set(keys(bench)).count == 1)
    #expect(!bench.folder.has("client/pending.json"))
  }

  @Test func `given again by hand it still has its key, until it is settled`() async throws {
    let bench = try Bench(Self.breaking(4))
    #expect(await bench.run("vote x1 for") == 69)
    #expect(bench.display.notes.first?.contains("send it again as it is, and it is stored once") == true)
    #expect(bench.folder.permissions(of: "client/pending.json") == 0o600)
    #expect(await bench.run("vote x1 against; vote x1 for; vote x1 for") == 0)
    let keys = keys(bench)
    #expect(keys.count == 7)
    #expect(Set(keys[..<4]).count == 1)
    #expect(keys[4] != keys[0])
    #expect(keys[5] == keys[0])
    #expect(keys[6] != keys[0])
  }

  @Test func `of a dry run whose answer was lost nothing is in doubt`() async throws {
    let bench = try Bench { $0.method == "POST" ? .drop : Samples.server($0) }
    try bench.folder.write("# Title\n", to: "essay.md")
    #expect(await bench.run("import \(bench.folder.path)/essay.md --dry-run") == 69)
    #expect(bench.display.notes.first?.contains("stored") == false)
    #expect(!bench.folder.has("client/pending.json") && keys(bench).allSatisfy { $0 == nil })
    #expect(bench.transport.calls.allSatisfy { $0.query["dry-run"] == "true" })
  }

  @Test func `a write that never left is not repeated`() async throws {
    let bench = try Bench { $0.method == "POST" ? .hang : Samples.server($0) }
    #expect(await bench.run("vote x1 for") == 69)
    #expect(keys(bench).count == 1)
    #expect(!bench.folder.has("client/pending.json"))
  }

  @Test func `an invitation that is kept is used and stored`() async throws {
    let bench = try Bench { request in
      if request.body.contains("\"invite\"") {
        return .json(#"{"v":1,"position":21,"ids":[],"code":"once-only"}"#)
      }
      return Samples.server(request)
    }
    #expect(await bench.run("invite cyd --role scholar --keep; as cyd") == 0)
    let joins = bench.transport.calls.filter { $0.path == "/join" }
    #expect(joins.count == 1)
    #expect(
      joins[0].body.wholeMatch(of: /\{"code":"once-only","token":"rec_[0-9a-hjkmnp-tv-z]{52}"\}/) != nil)
    #expect(joins[0].headers["Authorization"] == nil)
    #expect(try bench.known?.profiles["cyd"] == "t-cyd")
    #expect(!bench.display.data.contains("t-cyd"))
    #expect(!bench.display.data.contains("once-only"))
    #expect(await bench.run("invite cyd; logout cyd; as cyd") == 77)
    #expect(bench.display.data.contains("join once-only"))
  }

  @Test func `a join whose answer was lost is sent again with its credential`() async throws {
    let bench = try Bench(Self.breaking(4))
    #expect(await bench.run("join once-only") == 69)
    #expect(await bench.run("join once-only") == 0)
    let joins = bench.transport.calls.filter { $0.path == "/join" }
    #expect(joins.count == 5)
    #expect(Set(joins.map(\.body)).count == 1)
    #expect(Set(keys(bench)).count == 1)
    #expect(try !bench.folder.read("client/pending.json").contains("once-only"))
    #expect(Credential.random() != Credential.random())
  }

  @Test(arguments: [(503, true), (500, true), (429, true), (422, false)])
  func `a server in trouble leaves it open`(status: Int, keeps: Bool) async throws {
    let answers = Mutex([status, 200])
    let bench = try Bench { request in
      guard request.method == "POST" else { return Samples.server(request) }
      let status = answers.withLock { $0.removeFirst() }
      return status == 200 ? Samples.server(request) : .problem("x", "x", status: status)
    }
    #expect(await bench.run("vote x1 for") != 0)
    #expect(await bench.run("vote x1 for") == 0)
    #expect((Set(keys(bench)).count == 1) == keeps)
  }

  @Test func `a body is sent as it was typed`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run(#"correct "p3.2:19\"11" "" -m 'It’s "so".' --class fact --cite a --cite b"#) == 0)
    #expect(
      bench.transport.calls.first { $0.method == "POST" }?.body
        == #"{"address":"p3.2:19\"11","cite":["a","b"],"class":"fact","new":"","reason":"It’s \"so\".","type":"correct"}"#
    )
  }

  @Test func `without -m and without a terminal it says to give one`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("claim p1") == 64)
    #expect(bench.display.notes.first?.contains("give it with -m TEXT") == true)
    #expect(bench.transport.calls.isEmpty)
  }

  @Test func `a draft that was sent goes, one that was not stays`() async throws {
    let editor = ScriptedEditor()
    let bench = try Bench(drafts: editor) { request in
      request.body.contains("bad") ? .problem("refused", "No.", status: 422) : Samples.server(request)
    }
    editor.next.withLock { $0 = "good" }
    #expect(await bench.run("claim p1") == 0)
    #expect(bench.transport.calls.contains { $0.body.contains("\"statement\":\"good\"") })
    #expect(editor.discarded.withLock { $0 } == 1)
    editor.next.withLock { $0 = "bad" }
    #expect(await bench.run("claim p1") == 65)
    #expect(editor.discarded.withLock { $0 } == 1)
    #expect(bench.display.notes.first?.contains("/kept/draft.md") == true)
    #expect(await bench.run("claim p1 --no-input") == 64)
  }

  @Test func `what it says of a write`() throws {
    let receipt = Receipt(position: 23, ids: ["x1"])
    func sentence(_ act: AnyAct, remark: String? = nil) -> String {
      var receipt = receipt
      receipt.remark = remark
      return act.act.told(Done(receipt, by: "ada")).sentence(receipt)
    }
    #expect(sentence(.vote(.init(id: "x1", vote: .for))) == "ada votes for x1 (@23). Next: show x1")
    #expect(
      sentence(.correct(.init(address: "p1", new: "a", reason: "b")))
        == "x1 proposed (@23). Next: vote x1 for|against")
    #expect(
      sentence(
        .correct(.init(address: "p1", new: "a", reason: "b")), remark: "It stands already; you vote for it.")
        == "It stands already; you vote for it (@23). Next: show x1")
    #expect(
      sentence(.withdraw(.init(id: "x1")))
        == "x1 withdrawn (@23); its history stays readable. Next: history x1")
  }
}

/// Writes what it is told to.
private final class ScriptedEditor: DraftEditor {
  let next = Mutex("")
  let discarded = Mutex(0)
  var isPossible: Bool { true }

  func write(_ purpose: DraftPurpose, in folder: String) async throws(ClientError) -> Draft {
    Draft(path: "/kept/draft.md", text: next.withLock { $0 })
  }

  func discard(_ draft: Draft) async { discarded.withLock { $0 += 1 } }
}
