import Protocol
import Testing

@testable import ClientKit

struct BaseTests {
  private static let orphan = #"""
    {"id":"x2","kind":"correction","lost":"orphaned","by":"bel","quote":"of that year",\#
    "before":"","after":"","base":"sha256:ab","candidates":[],"nearest":{"address":"p3:of the year",\#
    "excerpt":"a bridge of the year before","before":"a bridge ","quote":"of the year","after":" before"}}
    """#

  private static let doubtful = #"""
    {"id":"a1","kind":"annotation","lost":"ambiguous","by":"ada","quote":"","before":"the ",\#
    "after":"","base":"sha256:ab","candidates":[\#
    {"address":"p3/4+0","excerpt":"the | bridge","before":"the ","quote":"","after":"bridge"},\#
    {"address":"p4/4+0","excerpt":"the | ferry","before":"the ","quote":"","after":"ferry"}]}
    """#

  private static let receipt = #"""
    {"v":1,"slug":"essay","title":"An Essay","base":"sha256:cd","position":21,"blocks":5,"headings":1,"sentences":9,\#
    "notes":0,"references":0,"pages":0,"undecided":[],"carried":{"found":3,"moved":[\#
    {"id":"c1","from":"p3.2","to":"p4.2","changed":false},{"id":"a2","from":"p5:old","to":"p5:new","changed":true}],\#
    "incorporated":["x1"],"ambiguous":[\#(doubtful)],"orphaned":[\#(orphan)]}}
    """#

  private static let incorporated = Samples.correction.replacing("accepted", with: "incorporated")
  private static let lost = Samples.correction.replacing("accepted", with: "orphaned")
    .replacing(#""id":"x1""#, with: #""id":"x2""#).replacing(
      #""address":"p3.2","range":[10,14]"#, with: #""address":"","range":[],"lost":"orphaned""#)

  @Sendable private static func server(_ request: Received) -> Reply {
    switch (request.method, request.path) {
    case ("POST", "/papers/essay/bases"): .json(receipt, status: 201)
    case ("GET", "/papers/essay/orphans"): .json(Samples.list(doubtful, orphan, at: 21))
    case ("GET", "/papers/essay/corrections"): .json(Samples.list(incorporated, lost, at: 21))
    case ("GET", "/papers/essay/things/x2"):
      .json(#"{"v":1,"at":21,"item":\#(lost),"annotations":[],"disputes":[],"history":[]}"#)
    case ("GET", "/papers/essay/consensus"):
      .json(
        #"{"v":1,"at":21,"base":"sha256:cd","policy":{"rules":{"quorum":2,"threshold":"2/3","opposition":"1","#
          + #""proposer":true,"voters":"scholar","adjudicators":"editor"},"exceptions":{}},"accepted":0,"loci":[],"#
          + #""apart":[\#(incorporated),\#(lost)]}"#)
    case ("POST", "/papers/essay/commands"):
      .json(Samples.receipt(22, request.body.contains("c1") ? "c1" : "x1"))
    default: Samples.server(request)
    }
  }

  private func transcript(_ script: String) async throws -> (code: Int32, bench: Bench) {
    let bench = try Bench(Self.server)
    try bench.folder.write("# An Essay\n", to: "essay-2.md")
    let code = await bench.run(script.replacing("FILE", with: bench.folder.path + "/essay-2.md"))
    return (code, bench)
  }

  @Test func `a later version is told by what became of everything`() async throws {
    let (code, bench) = try await transcript(
      """
      use essay
      import FILE --base-of essay
      orphans
      reanchor c1 p3.2 -m "It is there."
      reanchor x1 "p3:the year"
      """)
    #expect(code == 0, "\(bench.display.notes)")
    #expect(
      bench.display.data == """
        On essay, “An Essay”, where you are owner. Next: outline, read p1, status

        essay: “An Essay” is in (@21).
        Blocks               5
        Sentences            9
        Headings             1
        Notes                0
        References to notes  0
        Pages                0
        Undecided            0

        Carried over from the base before
        In place                  3
        elsewhere than before     1
        with other words          1
        Incorporated corrections  1
        Ambiguous                 1
        Orphaned                  1

        Moved
        c1  p3.2 → p4.2
        a2  p5           its words changed

        The new base has what these propose: x1.

        Ambiguous: each may belong in one of several places
        a1  annotation  ambiguous  ada
            a point in the text
            perhaps: reanchor a1 p3/4+0  the | bridge
            perhaps: reanchor a1 p4/4+0  the | ferry

        Orphaned: these keep the passage that they had, and belong nowhere yet
        x2  correction  orphaned  bel
            “of that year”
            nearest: reanchor x2 "p3:of the year"  a bridge of the year before

        Next: use essay, orphans, reanchor ID ADDR

        a1  annotation  ambiguous  ada
            a point in the text
            perhaps: reanchor a1 p3/4+0  the | bridge
            perhaps: reanchor a1 p4/4+0  the | ferry
        x2  correction  orphaned   bel
            “of that year”
            nearest: reanchor x2 "p3:of the year"  a bridge of the year before

        c1 stands at p3.2 (@22): “the bridge of that year” Next: show c1, orphans
        x1 stands at p3.2 (@22): “1911” → “1912” Next: vote x1 for|against, orphans

        """)
    let sent = bench.transport.calls.filter { $0.method == "POST" }
    #expect(sent[0].path == "/papers/essay/bases" && sent[0].body == "# An Essay\n")
    #expect(
      sent[1].body == #"{"address":"p3.2","id":"c1","reason":"It is there.","type":"reanchor"}"#)
  }

  @Test func `what edits nothing says so in every view`() async throws {
    let (code, bench) = try await transcript("use essay\ncorrections\nconsensus\nshow x2\n")
    #expect(code == 0, "\(bench.display.notes)")
    #expect(
      bench.display.data == """
        On essay, “An Essay”, where you are owner. Next: outline, read p1, status

        x1  incorporated  ada  p3.2      fact  2 for, 1 against
            “1911” → “1912”
            As on the plaque.
        x2  orphaned      ada  orphaned  fact  2 for, 1 against
            “1911” → “1912”
            As on the plaque.

        0 corrections accepted; 0 places with corrections (@21).

        p3.2  incorporated
            x1  proposed by ada: “1911” → “1912”
                for: ada, bel; against: cyd; silent: edd
                ada: As on the plaque.
                The base has what it proposes.

        no place  orphaned
            x2  proposed by ada: “1911” → “1912”
                for: ada, bel; against: cyd; silent: edd
                ada: As on the plaque.
                Its words have no place in the base: reanchor x2 ADDR.

        x2  correction (fact) at a lost place, orphaned, by ada, 2026-03-01 12:34 UTC,
            @12
            “1911” → “1912”
            As on the plaque.
            Has no place in the present base (orphaned): reanchor x2 ADDR gives it one.
            It was made on: “1911”

        Votes: 2 for, 1 against; orphaned, having no one place in the base
        for      ada
        for      bel
        against  cyd: The plaque is later.
        silent   edd

        """)
  }

  @Test func `as JSON it is the report with what was carried`() async throws {
    let bench = try Bench(arguments: ["--json", "-f", "-"], Self.server)
    try bench.folder.write("# An Essay\n", to: "essay-2.txt")
    #expect(
      await bench.run("import \(bench.folder.path)/essay-2.txt --base-of essay --dry-run; orphans") == 0)
    #expect(bench.display.data == "\(Self.receipt)\n\(Samples.list(Self.doubtful, Self.orphan, at: 21))\n")
    let call = bench.transport.calls.first { $0.path == "/papers/essay/bases" }
    #expect(call?.query["dry-run"] == "true" && call?.headers["Content-Type"] == "text/plain")
  }

  @Test func `it keeps the name that it has`() async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run("import a.md --base-of essay --slug b") == 64)
    #expect(bench.display.notes.first?.contains("keeps the paper's name and title") == true)
  }
}
