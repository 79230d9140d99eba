import Testing

@testable import ClientKit

/// `--at`, and up to where one has looked.
struct TimeTests {
  @Test(arguments: [
    ("vote x1 for --at @5", "vote writes, and what is written is written now: it does not take --at."),
    ("claim p1 -m a --at @5", "claim writes, and what is written is written now: it does not take --at."),
    ("status --at @5", "This shows how things are now, so it does not take --at."),
    (
      "diff @1..@2 --at @5",
      "diff names its positions itself, as in diff @10..@20: it does not take --at."
    ),
  ])
  func `a moment that a command cannot be of is refused`(command: String, message: String) async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run(command) == 64)
    #expect(bench.display.notes.first?.contains(message) == true, "\(bench.display.notes)")
    #expect(bench.transport.calls.isEmpty)
  }

  @Test func `a time is sent in the forms that are printed`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("--paper essay claims --at \"2026-03-01 12:34\"") == 0)
    #expect(bench.transport.calls.last?.query["at"]?.contains("2026-03-01T12") == true)
  }

  private static let changes =
    #"{"v":1,"at":30,"since":12,"base":"ab","text":[],"things":[]}"#

  @Test func `what is new since one looked begins where one looked last`() async throws {
    let bench = try Bench { request in
      request.path == "/papers/essay/diff" ? .json(Self.changes) : Samples.server(request)
    }
    #expect(await bench.run("--paper essay diff --since-i-looked") == 0)
    #expect(
      await bench.anotherProcess().run("--paper essay diff --since-i-looked; --paper essay status") == 0)
    // Another person has not looked yet.
    #expect(await bench.run("--paper essay --as ada diff --since-i-looked") == 0)
    let calls = bench.transport.calls.filter { $0.query["since"] != nil }
    #expect(calls.map { $0.query["since"]?.replacing("%40", with: "@") } == ["@0", "@30", "@30", "@0"])
    #expect(calls.map(\.path).contains("/status"))
    #expect(bench.folder.permissions(of: "client/looked.json") == 0o600)
  }

  @Test func `diff asks at the later of its moments`() async throws {
    let bench = try Bench { request in
      request.path == "/papers/essay/diff" ? .json(Self.changes) : Samples.server(request)
    }
    #expect(await bench.run("--paper essay diff @12..@30") == 0)
    let call = try #require(bench.transport.calls.last)
    #expect(call.query["at"]?.replacing("%40", with: "@") == "@30")
    #expect(call.query["since"]?.replacing("%40", with: "@") == "@12")
  }

  @Test func `the latest of a history are asked for, and how many there are is said`() async throws {
    let bench = try Bench { request in
      guard request.path == "/papers/essay/history" else { return Samples.server(request) }
      let items = [Samples.event(8, by: "ada"), Samples.event(9, by: "bel")].joined(separator: ",")
      return .json(#"{"v":1,"at":9,"items":[\#(items)],"total":9}"#)
    }
    #expect(await bench.run("--paper essay log --limit 2") == 0)
    #expect(bench.transport.calls.last?.query["last"] == "2")
    #expect(bench.display.data.contains("The latest 2 of 9 events."))
  }
}
