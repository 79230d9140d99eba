import Foundation
import Testing

@testable import ClientKit

/// Many acts in one request.
struct ManyTests {
  private static func found(_ match: String, at address: String, before: String = "", after: String = " ")
    -> String
  {
    #"{"address":"\#(address)","range":[0,3],"before":"\#(before)","match":"\#(match)","after":"\#(after)"}"#
  }

  @Sendable private static func server(_ request: Received) -> Reply {
    switch (request.method, request.path) {
    case ("GET", "/papers/essay/find"):
      let items = [
        found("teh", at: "p1:teh"), found("Teh", at: "p2:Teh"), found("teh", at: "p3/4+3", after: "ran"),
        found("teh", at: "p4/9+3"),
      ]
      return .json(#"{"v":1,"at":20,"total":4,"items":[\#(items.joined(separator: ","))]}"#)
    case ("POST", "/papers/essay/commands"):
      let count = request.body.split(separator: "\"type\"").count - 1
      return .json(
        #"{"v":1,"position":25,"ids":[\#((1...count).map { "\"x\($0)\"" }.joined(separator: ","))]}"#)
    default: return Samples.server(request)
    }
  }

  @Test func `votes on many go in one request and are told one by one`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("--paper essay vote x1..x3 for") == 0)
    let sent = bench.transport.calls.filter { $0.method == "POST" }
    #expect(sent.count == 1 && sent[0].body.hasPrefix("["))
    #expect(
      bench.display.data.contains("votes for x1 (“1911” → “1912”): x1 is accepted, 2 for, 1 against."))
    for id in ["x2", "x3"] { #expect(bench.display.data.contains("votes for \(id).")) }
  }

  @Test func `each vote of many is for the words that were shown`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("use essay\nshow x1\nvote x1..x2 for") == 0)
    let sent = try #require(bench.transport.calls.first { $0.method == "POST" })
    #expect(sent.body.components(separatedBy: "\"shown\":").count == 2, "\(sent.body)")
  }

  @Test func `only whole words are corrected everywhere, letter for letter`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("--paper essay correct --every teh the -m Misread. --dry-run") == 0)
    #expect(bench.transport.calls.allSatisfy { $0.method == "GET" })
    #expect(bench.display.data.contains("p1:teh") && !bench.display.data.contains("p2:Teh"))
    #expect(await bench.run("--paper essay correct --every teh the -m Misread.") == 0)
    let sent = bench.transport.calls.filter { $0.method == "POST" }
    #expect(sent.count == 1)
    #expect(sent[0].body.contains("p1:teh") && sent[0].body.contains("p4/9+3"))
    #expect(!sent[0].body.contains("Teh") && !sent[0].body.contains("p3/4+3"))
  }

  /// Of the two places, x1 was another's and is voted for, and x2 is proposed.
  @Test func `where words stand is listed first, then what became of each`() async throws {
    let second =
      #""seconds":[{"reason":"Misread.","evidence":[],"by":"owner","at":"\#(Samples.time)","position":24}]"#
    let first = String(Samples.correction.dropLast(2)) + "},\(second)}"
    let other = Samples.correction.replacing(#""id":"x1""#, with: #""id":"x2""#)
      .replacing(#""by":"ada""#, with: #""by":"owner""#).replacing(#""position":12"#, with: #""position":25"#)
    let bench = try Bench { request in
      request.path == "/papers/essay/corrections"
        ? .json(Samples.list(first, other, at: 25)) : Self.server(request)
    }
    #expect(await bench.run("--paper essay correct --every teh the -m Misread.") == 0)
    let lines = bench.display.data
    let listed = try #require(lines.range(of: "“teh” stands in 2 places"))
    let voted = try #require(lines.range(of: "x1 proposes that already; voted for it"))
    let proposed = try #require(lines.range(of: "x2 proposed"))
    #expect(listed.lowerBound < voted.lowerBound && voted.lowerBound < proposed.lowerBound)
    #expect(await bench.run("--paper essay correct --every teh the -m Misread. --json") == 0)
    #expect(bench.display.data.contains(#""ids":["x1","x2"]"#))
    #expect(bench.display.data.contains(#"{"id":"x1","outcome":"voted""#))
    #expect(await bench.run("--paper essay correct --every teh the -m Misread. --dry-run --json") == 0)
    #expect(bench.display.data.contains(#""total":2"#))
  }

  @Test func `words that stand nowhere are told`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("--paper essay correct --every zzz the -m Misread.") == 66)
  }
}
