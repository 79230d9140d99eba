import Ledger
import Protocol
import Synchronization
import Testing

@testable import ClientKit

struct SessionTests {
  @Test func `a script says what each command came to`() async throws {
    let bench = try Bench(Samples.server)
    let code = await bench.run(
      """
      use essay
      claim p3.2 --kind date -m "The bridge was built in 1911."
      vote x1 for
      claims
      members
      """)
    #expect(code == 0, "\(bench.display.notes)")
    #expect(
      bench.display.data == """
        On essay, “An Essay”, where you are owner. Next: outline, read p1, status
        c1 registered at p3.2 (@21): “the bridge of that year” Next: agree c1, disagree c1, dispute c1
        owner votes for x1 (@21) (“1911” → “1912”): x1 is accepted, 2 for, 1 against. Next: show x1

        c1  contested  ada  p3.2  date  1 agree, 1 disagree
            The bridge was built in 1911.
            “the bridge of that year”
            contradicts c2; disputed in d1; an accepted correction changes its words

        Handle  Role     Joined  Since
        ada     scholar  yes     2026-03-01 12:34
        bel     scholar  yes     2026-03-01 12:34

        """)
    #expect(bench.display.notes.isEmpty)
  }

  @Test func `a script stops at the first error and says where`() async throws {
    let bench = try Bench(Samples.server)
    let code = await bench.run("use essay\n\nshow c9\nmembers\n")
    #expect(code == 66)
    #expect(
      bench.display.notes == ["test.rec:3: There is no such thing as /papers/essay/things/c9."])
    #expect(!bench.display.data.contains("Handle"))
  }

  @Test func `with --keep-going it goes on, and gives the first error's code`() async throws {
    let bench = try Bench(arguments: ["--keep-going", "-f", "-"], Samples.server)
    let code = await bench.run("show c9\nnonsense\nmembers\n")
    #expect(code == 66)
    #expect(bench.display.notes.count == 4)
    #expect(bench.display.notes[1].hasPrefix("test.rec:2: There is no verb “nonsense”."))
    #expect(bench.display.data.contains("Handle"))
  }

  @Test func `an open quote is told with its line`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("papers\nclaim p1 -m \"one\ntwo") == 64)
    #expect(bench.display.notes.first?.hasPrefix("test.rec:2: The quote that begins here") == true)
    #expect(bench.display.notes[1...] == ["  claim p1 -m \"one", "              ^"])
  }

  @Test func `quit ends a script`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("quit\nnonsense") == 0)
  }

  @Test func `json is one line for each command`() async throws {
    let bench = try Bench(arguments: ["--json", "-f", "-"], Samples.server)
    let code = await bench.run("use essay; vote x1 for; claims; as ada; export text; nonsense")
    #expect(code == 64)
    #expect(
      bench.display.data == """
        {"v":1,"paper":"essay"}
        {"v":1,"id":"x1","position":21,"old":"1911","new":"1912"}
        \(Samples.list(Samples.claim))
        {"v":1,"handle":"ada"}
        {"v":1,"format":"text","text":"The text.\\n"}

        """)
    #expect(
      bench.display.notes == [
        #"{"v":1,"error":{"type":"urn:recension:problem:usage","message":"There is no verb “nonsense”. "#
          + #"Type help for the verbs there are.","exit":64}}"#
      ])
  }

  @Test func `reads ask for no less than was written`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("claims; vote x1 for; claims --at @5; --as ada claims") == 0)
    let lists = bench.transport.calls.filter { $0.path.hasSuffix("claims") }
    #expect(lists.map { $0.query["min-position"] } == [nil, "21", "21"])
    #expect(lists.map { $0.query["at"] } == [nil, "5", nil])
    #expect(bench.transport.calls.allSatisfy { $0.path != "/papers" || $0.query["at"] == nil })
    #expect(
      lists.map { $0.headers["Authorization"] } == ["Bearer t-owner", "Bearer t-owner", "Bearer t-ada"])
  }

  @Test func `as and use last, --as and --paper do not`() async throws {
    let bench = try Bench(Samples.server)
    #expect(
      await bench.run("as ada; vote x1 for; --as owner vote x1 for; vote x1 for --as owner; vote x1 for") == 0
    )
    let tokens = bench.transport.calls.filter { $0.method == "POST" }.map { $0.headers["Authorization"] }
    #expect(tokens == ["Bearer t-ada", "Bearer t-owner", "Bearer t-owner", "Bearer t-ada"])
    #expect(try bench.known?.standard == "owner")
    #expect(await bench.run("as ada --default; use essay --default") == 0)
    #expect(try bench.known?.standard == "ada")
    #expect(try bench.places.settings.read().paper == "essay")
  }

  @Test func `who is not stored is told what to do`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("as zed") == 77)
    #expect(await bench.run("--as zed claims") == 77)
    #expect(bench.display.notes.allSatisfy { $0.contains("invite zed") })
    #expect(bench.transport.calls.isEmpty)
  }

  @Test(arguments: [
    ("malformed", 400, 65), ("refused", 422, 65), ("ambiguous", 422, 65), ("no-such-thing", 404, 66),
    ("not-allowed", 403, 77), ("too-large", 413, 65), ("conflict", 409, 75), ("busy", 503, 75),
    ("fault", 500, 70),
  ])
  func `every problem has its exit code`(type: String, status: Int, code: Int32) async throws {
    let bench = try Bench { _ in .problem(type, "Told.", status: status) }
    #expect(await bench.run("papers") == code)
    #expect(bench.display.notes == ["test.rec:1: Told."])
  }

  @Test(arguments: [(401, 77), (404, 66), (429, 75), (502, 70), (418, 65)] as [(Int, Int32)])
  func `an answer that is no problem document has one too`(status: Int, code: Int32) async throws {
    let bench = try Bench { _ in .json("<html>", status: status) }
    #expect(await bench.run("papers") == code)
  }

  @Test func `a server that is not there is 69, an answer that makes no sense 70`() async throws {
    #expect(await (try Bench { _ in .hang }).run("papers") == 69)
    #expect(await (try Bench { _ in .json("[]") }).run("papers") == 70)
  }

  @Test func `candidates are told as they can be typed`() async throws {
    let problem = #"""
      {"type":"urn:recension:problem:ambiguous","title":"x","status":422,"detail":"It stands twice.","candidates":\#
      [{"address":"p3.2:the bridge","excerpt":"near the bridge"},{"address":"p9","excerpt":"\u001b[2J"}]}
      """#
    let bench = try Bench { $0.path == "/papers" ? .json(Samples.papers) : .json(problem, status: 422) }
    #expect(await bench.run("claim bridge -m x") == 65)
    #expect(
      bench.display.notes == [
        "test.rec:1: It stands twice.", "  \"p3.2:the bridge\"  near the bridge",
        "  p9               \u{FFFD}[2J",
      ])
  }

  @Test func `with several papers it asks which`() async throws {
    let other = Samples.paper.replacing("essay", with: "other")
    let bench = try Bench { _ in .json(Samples.list(Samples.paper, other)) }
    #expect(await bench.run("claims") == 64)
    #expect(bench.display.notes[1...] == ["  essay  An Essay", "  other  An Essay"])
    #expect(await bench.run("use esay") == 66)
    #expect(bench.display.notes.contains { $0.contains("Did you mean essay?") })
  }

  @Test func `lists follow their pages, all at one position`() async throws {
    let bench = try Bench { request in
      if request.path == "/papers" { return .json(Samples.papers) }
      switch request.query["after"] {
      case nil:
        return .json(
          Samples.list(Samples.event(1, by: "a"), Samples.event(2, by: "b"), at: 30, next: 7))
      case "7": return .json(Samples.list(Samples.event(3, by: "c"), at: 30, next: 9))
      default: return .json(Samples.list(Samples.event(4, by: "d"), at: 30))
      }
    }
    #expect(await bench.run("log") == 0)
    for name in ["a", "b", "c", "d"] { #expect(bench.display.data.contains("  \(name)  did")) }
    let calls = bench.transport.calls.filter { $0.path.hasSuffix("history") }
    #expect(calls.map { $0.query["at"] } == [nil, "30", "30"])
    #expect(await bench.run("claims --limit 2 --json; log --json") == 70)
  }

  @Test func `a limit is asked for and kept`() async throws {
    let bench = try Bench { request in
      if request.path == "/papers" { return .json(Samples.papers) }
      return .json(Samples.list(Samples.claim, Samples.claim, next: 7))
    }
    #expect(await bench.run("claims --limit 2; claims --limit 4 --by ada --on p3 --status contested") == 0)
    let calls = bench.transport.calls.filter { $0.path.hasSuffix("claims") }
    #expect(calls.map { $0.query["limit"] } == ["2", "4", "2"])
    #expect(calls.last?.query["by"] == "ada")
    #expect(calls.last?.query["on"] == "p3")
  }

  @Test func `an export goes into its file whole`() async throws {
    let bench = try Bench(Samples.server)
    let file = "\(bench.folder.path)/a/b/text.txt"
    #expect(await bench.run("export text -o \(file)") == 0)
    #expect(try bench.folder.read("a/b/text.txt") == "The text.\n")
    #expect(bench.folder.names(in: "a/b") == ["text.txt"])
    #expect(await bench.run("export nonsense -o \(file)") == 66)
    #expect(try bench.folder.read("a/b/text.txt") == "The text.\n")
    #expect(bench.folder.names(in: "a/b") == ["text.txt"])
    #expect(await bench.run("export text -o \(bench.folder.path)") == 74)
  }

  @Test func `an export in JSON is one value, and one that is no text goes into a file`() async throws {
    let bench = try Bench(Samples.server)
    #expect(await bench.run("export json --json --paper essay; export text --json --paper essay") == 0)
    #expect(
      bench.display.data == """
        {"position":21}
        {"v":1,"format":"text","text":"The text.\\n"}

        """)
    #expect(await bench.run("export docx --json --paper essay") == 64)
    #expect(bench.display.notes.last?.contains("export docx -o FILE --json") == true)
  }

  @Test func `an export and its proof go into their files, both or neither`() async throws {
    let header = EventHeader(
      position: 12, stream: "essay", sequence: 4, type: "vote.cast", version: 1, actor: "ada", time: 0,
      cause: "k", previous: .zero, body: .zero)
    let proof = LogProof(
      entry: header.canonical, inclusion: InclusionProof(leaf: 11, path: [.zero]), checkpoint: [65, 10])
    let text = String(decoding: proof.bytes, as: UTF8.self)
    let bench = try Bench { received in
      switch received.path {
      case "/papers/essay/proof": .json(text)
      case "/checkpoint/key": .problem("no-such-thing", "It signs nothing.", status: 404)
      default: Samples.server(received)
      }
    }
    let file = "\(bench.folder.path)/a/text.txt"
    #expect(await bench.run("export text -o \(file) --proof --paper essay") == 0)
    #expect(try bench.folder.read("a/text.txt") == "The text.\n")
    #expect(try bench.folder.read("a/text.txt.tlog-proof") == text)
    #expect(bench.folder.names(in: "a").sorted() == ["text.txt", "text.txt.tlog-proof"])
    // What is exported is what is proved.
    #expect(bench.transport.calls.last?.query["at"] == "%4012")
    // Of an edition it is so anyway, and the server takes no second moment.
    _ = await bench.run("export text -o \(file) --proof --paper essay --edition First")
    #expect(bench.transport.calls.last?.query["at"] == nil)
    #expect(await bench.run("export markdown -o \(bench.folder.path)/b/text.md --proof --paper essay") == 66)
    #expect(bench.folder.names(in: "b").isEmpty)
    #expect(await bench.run("export text --proof --paper essay") == 64)
  }

  @Test func `an import sends the bytes as they are`() async throws {
    let report = #"""
      {"v":1,"slug":"essay","title":"An Essay","base":"ab","position":1,"blocks":3,"sentences":1234,"headings":1,\#
      "notes":2,"references":2,"pages":0,"undecided":[{"what":"may be 3 or 4","address":"p2.1","text":"here 34"}]}
      """#
    let bench = try Bench { _ in .json(report) }
    try bench.folder.write("# Title\n", to: "essay.md")
    #expect(
      await bench.run("import \(bench.folder.path)/essay.md --slug essay --title 'An Essay & more'") == 0)
    let call = try #require(bench.transport.calls.first)
    #expect(call.body == "# Title\n")
    #expect(call.query == ["slug": "essay", "title": "An%20Essay%20%26%20more"])
    #expect(call.headers["Content-Type"] == "text/markdown")
    #expect(
      bench.display.data == """
        essay: “An Essay” is in (@1).
        Blocks               3
        Sentences            1,234
        Headings             1
        Notes                2
        References to notes  2
        Pages                0
        Undecided            1

        Undecided: look at these places in the source
        p2.1  may be 3 or 4
            “here 34”
        Next: use essay, outline, read p1

        """)
    #expect(await bench.run("import \(bench.folder.path)/none.md") == 66)
    #expect(await bench.run("import \(bench.folder.path)") == 65)
  }
}
