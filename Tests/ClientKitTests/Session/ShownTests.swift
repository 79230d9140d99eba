import Acts
import Protocol
import Testing

@testable import ClientKit

/// One votes for the words that one was shown, by whatever command and in whatever process.
struct ShownTests {
  private static let history = #"""
    {"v":1,"at":20,"items":[{"position":12,"sequence":2,"at":"\#(Samples.time)","by":"ada",\#
    "type":"correction.proposed","ids":["x1"],"summary":"proposed x1"},{"position":18,"sequence":3,\#
    "at":"\#(Samples.time)","by":"ada","type":"correction.documented","ids":["x1"],"summary":"said x1"}]}
    """#

  private static let change = #"""
    {"id":"x1","kind":"correction","status":"open","by":"ada","at":"\#(Samples.time)","position":12,\#
    "address":"p3","text":"a → b","deeds":[]}
    """#

  @Sendable private static func server(_ request: Received) -> Reply {
    switch request.path {
    case "/status":
      .json(
        #"""
        {"v":1,"at":20,"shown":19,"server":"0.1.0","handle":"owner","paper":\#(Samples.paper),"waiting":[{"id":"x1",\#
        "what":"vote x1 for|against","why":"vote","text":"a → b","by":"ada","position":12}]}
        """#)
    case "/papers/essay/history": .json(history)
    case "/papers/essay/text":
      .json(#"{"v":1,"at":20,"base":"ab","consensus":false,"blocks":[]}"#)
    case "/papers/essay/annotations", "/papers/essay/disputes": .json(Samples.list())
    case "/papers/essay/diff":
      .json(#"{"v":1,"at":20,"since":10,"base":"ab","text":[],"things":[\#(change)]}"#)
    case "/papers/essay/blame":
      .json(
        #"""
        {"v":1,"at":20,"base":"ab","source":{"by":"ada","at":"\#(Samples.time)","position":1},"items":[{"address":"p3",\#
        "text":"1912","range":[0,4],"old":"1911","corrections":[\#(Samples.correction)]}]}
        """#)
    default: Samples.server(request)
    }
  }

  private func shown(_ bench: Bench) throws -> String? {
    let sent = try #require(bench.transport.calls.last { $0.path == "/papers/essay/commands" })
    return sent.body.firstMatch(of: /"shown":(\d+)/).map { String($0.1) }
  }

  @Test(arguments: [
    ("show x1", "20"), ("show x1 --json", "20"), ("corrections", "20"), ("corrections --json", "20"),
    ("status", "19"), ("status --json", "19"), ("read --marks", "20"), ("log", "12"), ("history x1", "12"),
    ("history x1 --json", "12"), ("diff @10..", "20"), ("diff --since-i-looked", "20"), ("blame", "20"),
    ("outline", nil),
  ])
  func `what showed the words is remembered, by the next process too`(
    line: String, position: String?
  ) async throws {
    let bench = try Bench(Self.server)
    _ = await bench.run("--paper essay \(line)")
    let next = bench.anotherProcess()
    #expect(await next.run("--paper essay vote x1 for") == 0)
    #expect(try shown(bench) == position)
    // Another person was shown nothing.
    #expect(await next.run("--paper essay --as ada vote x1 for") == 0)
    #expect(try shown(bench) == nil)
  }

  @Test func `an earlier moment shown later takes nothing back`() async throws {
    let bench = try Bench(Self.server)
    #expect(
      await bench.run("--paper essay show x1\n--paper essay history x1\n--paper essay vote x1 for") == 0)
    #expect(try shown(bench) == "20")
  }

  @Test func `what a refusal shows is shown, and one that shows nothing changes nothing`() async throws {
    let bench = try Bench { request in
      if request.body.contains("against") { return .problem("conflict", "Busy.", status: 409) }
      return request.body.contains("abstain")
        ? .json(
          #"""
          {"type":"urn:recension:problem:conflict","title":"x","status":409,"detail":"Changed.",\#
          "shown":{"id":"x1","position":31}}
          """#, status: 409) : Self.server(request)
    }
    #expect(await bench.run("--paper essay show x1\n--paper essay vote x1 against") == 75)
    #expect(await bench.anotherProcess().run("--paper essay vote x1 for") == 0)
    #expect(try shown(bench) == "20")
    #expect(await bench.run("--paper essay vote x1 x2 abstain") == 75)
    #expect(await bench.anotherProcess().run("--paper essay vote x1 for") == 0)
    #expect(try shown(bench) == "31")
  }

  @Test func `a receipt as JSON has the words that the vote is for`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("--paper essay vote x1 for --json") == 0)
    #expect(
      bench.display.data.contains(#"{"v":1,"id":"x1","position":21,"old":"1911","new":"1912"}"#),
      "\(bench.display.data)")
    let asked = try #require(bench.transport.calls.last { $0.path == "/papers/essay/things/x1" })
    #expect(asked.query["at"] == "%4021")
    #expect(await bench.run("--paper essay vote x1 x2 for --json") == 0)
    #expect(bench.display.data.contains(#"{"id":"x1","old":"1911","new":"1912"}"#))
  }

  @Test func `not everything is remembered for ever`() {
    var shown = ShownThings()
    for reader in 0..<100 { shown.note([("x1", 1)], to: "r\(reader)") }
    #expect(shown.positions.count <= 64 && shown.positions["r99"]?["x1"] == 1)
    shown.note((1...30_000).map { ("x\($0)", Int64($0)) }, to: "r99")
    #expect((shown.positions["r99"]?.count ?? 0) <= 20_000 && shown.positions["r99"]?["x30000"] == 30_000)
    shown.forget(server: "r99")
    #expect(shown.positions["r99"] != nil)
  }
}
