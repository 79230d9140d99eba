import Protocol
import Testing

@testable import ClientKit

/// The last position that a server told of outlasts the process that was told it.
struct PositionTests {
  /// The positions that reads asked for, in order.
  private func asked(_ bench: Bench) -> [String?] {
    bench.transport.calls.filter { $0.method == "GET" && $0.path == "/papers/essay/claims" }
      .map { $0.query["min-position"] }
  }

  @Test func `the next process asks for no less`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("--paper essay vote x1 for") == 0)
    #expect(bench.folder.permissions(of: "client/positions.json") == 0o600)
    let next = bench.anotherProcess()
    #expect(await next.run("--paper essay claims") == 0)
    #expect(asked(bench) == ["21"])
  }

  @Test func `a server that began anew is read all the same`() async throws {
    let bench = try Bench { request in
      if request.path.hasSuffix("/claims"), request.query["min-position"] != nil {
        return .problem("no-such-thing", "The log has come to @3.", status: 404)
      }
      return Samples.server(request)
    }
    #expect(await bench.run("--paper essay vote x1 for") == 0)
    let next = bench.anotherProcess()
    #expect(await next.run("--paper essay claims; --paper essay claims") == 0)
    #expect(asked(bench) == ["21", nil, nil])
    #expect(await bench.anotherProcess().run("--paper essay claims") == 0)
    #expect(asked(bench).last == .some(nil))
  }

  /// Restored from a backup while somebody works on it.
  @Test func `a log that was put back is read all the same, and who wrote since is told once`() async throws {
    let bench = try Bench { request in
      if request.path.hasSuffix("/claims"), request.query["min-position"] != nil {
        return .problem("no-such-thing", "The log has come to @3.", status: 404)
      }
      return Samples.server(request)
    }
    #expect(
      await bench.run("--paper essay vote x1 for; --paper essay claims; --paper essay claims") == 0)
    #expect(asked(bench) == ["21", nil, nil])
    let told = bench.display.notes.filter { $0.contains("put back to an older state") }
    #expect(told.count == 1 && told[0].contains("it had come to @21"))
  }

  @Test func `what is not there is not there, and the position stays known`() async throws {
    let bench = try Bench { request in
      request.path.hasSuffix("/things/c9") || request.path.hasSuffix("/claims") && request.query["on"] != nil
        ? .problem("no-such-thing", "There is no c9.", status: 404) : Samples.server(request)
    }
    #expect(await bench.run("--paper essay vote x1 for") == 0)
    let next = bench.anotherProcess()
    #expect(await next.run("--paper essay claims --on c9") == 66)
    #expect(await next.run("--paper essay claims") == 0)
    #expect(asked(bench).last == "21")
  }

  @Test func `a file that cannot be read or written fails no command`() async throws {
    let bench = try Bench(Samples.server)
    try bench.folder.write("{ broken", to: "client/positions.json")
    #expect(await bench.run("--paper essay vote x1 for; --paper essay claims") == 0)
    #expect(asked(bench) == ["21"])
  }
}
