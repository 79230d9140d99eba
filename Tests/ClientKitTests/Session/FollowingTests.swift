import Synchronization
import Testing

@testable import ClientKit

struct FollowingTests {
  /// Connections that break and servers that stop lose nothing and double nothing; a refusal is the end.
  @Test(arguments: [false, true]) func `it goes on from where it was`(json: Bool) async throws {
    let replies = Mutex<[Reply]>([
      .open("retry: 1000\nid: 4\n\n" + Samples.fed(7, "one") + ":\nid: 9\n\n"),
      .drop,
      .json(
        Samples.fed(9, "before") + Samples.fed(11, "two")
          + "event: cut\nid: 11\ndata: {\"v\":1,\"reason\":\"stopping\",\"position\":11,\"detail\":\"Stop.\"}\n\n"
      ),
      .json(Samples.fed(11, "two") + Samples.fed(12, "three") + "id: 13\ndata: {\"cut"),
      .problem("not-allowed", "No longer.", status: 403),
    ])
    let bench = try Bench { _ in replies.withLock { $0.removeFirst() } }
    let code = await bench.run("tail --paper essay --since @4\(json ? " --json" : "")")
    #expect(code == 77)
    let calls = bench.transport.calls
    #expect(calls.allSatisfy { $0.path == "/papers/essay/feed" && $0.query["min-position"] == nil })
    #expect(calls.map { $0.query["since"] } == ["4", "7", "7", "11", "12"])
    let lines = bench.display.data.split(separator: "\n")
    if json {
      #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    } else {
      #expect(
        lines == [
          "@7  2026-03-01 12:34  ada one", "@9  2026-03-01 12:34  ada before",
          "@11  2026-03-01 12:34  ada two",
          "@12  2026-03-01 12:34  ada three",
        ])
    }
  }

  @Test func `being put out ends it, with the reason`() async throws {
    let watched = try Bench { request in
      request.path == "/status"
        ? .json(#"{"v":1,"at":20,"shown":20,"server":"0.1.0","waiting":[]}"#)
        : .json(
          "event: cut\ndata: {\"v\":1,\"reason\":\"not-allowed\",\"position\":20,\"detail\":\"Gone.\"}\n\n")
    }
    #expect(await watched.run("watch --paper essay") == 77)
    #expect(watched.transport.calls.last?.query["since"] == "20")
    #expect(watched.display.notes.last?.contains("Gone.") == true)
  }

  @Test func `watch and tail look at now`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("tail --at @3 --paper essay") == 64)
    #expect(await bench.run("tail --since yesterday") == 64)
  }

  @Test func `an event stream is read however it is cut`() throws {
    let text =
      "\u{FEFF}: hello\r\nretry: 250\r\nid: 1\ndata: a\ndata:b\n\nevent: odd\rdata\r\rid: 3\n\nignored: x\ndata: „é“\n\n"
    let bytes = Array(text.utf8)
    let expected = [
      EventStreamReader.Message(event: "message", data: "a\nb"),
      EventStreamReader.Message(event: "odd", data: ""),
      EventStreamReader.Message(event: "message", data: "„é“"),
    ]
    for size in 1...bytes.count {
      var reader = EventStreamReader()
      var messages: [EventStreamReader.Message] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        messages += reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(messages == expected, "in pieces of \(size)")
      #expect(reader.lastEventID == "3" && reader.retry == 250)
    }
  }
}
