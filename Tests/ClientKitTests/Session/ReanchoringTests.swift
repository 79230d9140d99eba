import Testing

@testable import ClientKit

@Suite("Walking through what has no place")
struct ReanchoringTests {
  private static let orphans = Samples.orphans

  private func walk(
    _ answers: [LineInput]?, _ command: String = "reanchor --all"
  ) async throws -> (code: Int32, bench: Bench, prompter: ScriptedPrompter) {
    let prompter = ScriptedPrompter(answers)
    let bench = try Bench(prompter: prompter) { request in
      switch (request.method, request.path) {
      case ("GET", "/papers/essay/orphans"):
        .json(Samples.list(Self.orphans[0], Self.orphans[1], Self.orphans[2], at: 21))
      case ("POST", "/papers/essay/commands") where request.body.contains("nowhere"):
        .json(
          #"{"type":"urn:recension:problem:no-such-thing","title":"x","status":404,"detail":"There is no “nowhere”."}"#,
          status: 404)
      case ("POST", "/papers/essay/commands"):
        .json(Samples.receipt(22, ["a1", "x2", "c1"].first { request.body.contains($0) } ?? ""))
      default: Samples.server(request)
      }
    }
    let code = await bench.run("use essay\n\(command)")
    return (code, bench, prompter)
  }

  private func sent(_ bench: Bench) -> [String] {
    bench.transport.calls.filter { $0.method == "POST" }.map(\.body)
  }

  @Test func `each is asked for, and settled at once`() async throws {
    let (code, bench, prompter) = try await walk([.line("2"), .line(" s "), .line("p1.2")])
    #expect(code == 0)
    #expect(
      prompter.questions == [
        "a1 belongs at (1-2, an address, s to skip, q to quit): ",
        "x2 belongs at (1, an address, s to skip, q to quit): ",
        "c1 belongs at (an address, s to skip, q to quit): ",
      ])
    #expect(sent(bench).count == 2)
    #expect(sent(bench)[0].contains("p4:the ferry") && sent(bench)[1].contains("p1.2"))
    let shown = bench.display.data
    #expect(
      shown.contains(
        """
        1 of 3: a1, annotation by ada, ambiguous. It was on:
            …old man of [the ferry]…
        1  p3:the ferry
            He came by [the ferry] at noon. ¶ Nobody saw it.…
        2  p4:the ferry
            …Nobody saw it. [the ferry] had left.
        """), "\(shown)")
    #expect(shown.contains("1  p3/4+0  (the nearest; other words)\n    …the []bridge"), "\(shown)")
    #expect(shown.contains("No place is known that is like it."))
    #expect(shown.contains("2 things placed, 1 left: orphans lists them."))
  }

  @Test(arguments: [LineInput.line("q"), .end, .interrupted, .terminated])
  func `what was settled before one stops stays settled`(stop: LineInput) async throws {
    let (code, bench, prompter) = try await walk([.line("1"), stop])
    #expect(code == (stop == .interrupted ? 130 : 0) && prompter.questions.count == 2)
    #expect(sent(bench).count == 1)
    #expect(bench.display.data.contains("1 thing placed, 2 left: orphans lists them."))
  }

  @Test func `what cannot be done is asked again`() async throws {
    let (_, bench, prompter) = try await walk([.line("7"), .line("nowhere"), .line("1")])
    #expect(prompter.questions.prefix(3).allSatisfy { $0.hasPrefix("a1") })
    #expect(bench.display.notes.contains("There are 2 to choose from."))
    #expect(bench.display.notes.contains { $0.contains("There is no “nowhere”.") })
    #expect(bench.display.data.contains("1 thing placed"))
  }

  @Test func `without a terminal the same is shown with what to type, and nothing is done`() async throws {
    for (answers, command) in [(nil, "reanchor --all"), ([LineInput.line("1")], "reanchor --all --no-input")]
    {
      let (code, bench, prompter) = try await walk(answers, command)
      #expect(code == 0 && sent(bench).isEmpty && prompter.questions.isEmpty)
      #expect(
        bench.display.data.contains(
          """
          2  reanchor a1 "p4:the ferry"
              …Nobody saw it. [the ferry] had left.

          2 of 3: x2, correction by bel, orphaned. It was on:
              …the [] bridge…
          1  reanchor x2 p3/4+0  (the nearest; other words)
              …the []bridge
          """), "\(bench.display.data)")
    }
    let (code, bench, _) = try await walk(nil, "orphans")
    #expect(code == 0 && bench.display.data.contains(#"perhaps: reanchor a1 "p4:the ferry"  The ferry…"#))
    let json = try await walk(nil, "reanchor --all --json").bench
    #expect(json.display.data.contains(#""after":" had left.""#) && sent(json).isEmpty)
  }

  @Test func `it takes no thing, and without it a thing is needed`() async throws {
    #expect(try await walk([], "reanchor --all c1").code == 64)
    #expect(try await walk([], "reanchor c1").code == 64)
    #expect(try await walk([], "reanchor").code == 64)
  }
}
