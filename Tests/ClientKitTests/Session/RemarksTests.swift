import Protocol
import Testing

@testable import ClientKit

struct RemarksTests {
  private static let receipt = #"""
    {"v":1,"slug":"essay","file":"notes.json","form":"hypothesis","position":8,"ids":["a1"],"found":1,"ambiguous":1,\#
    "orphaned":1,"standing":1,"refused":1,"items":[\#
    {"outcome":"found","kind":"annotation","id":"a1","author":"Ann","words":"Which?","address":"p2:the bridge","method":"approximate","score":912},\#
    {"outcome":"standing","kind":"annotation","id":"a0","author":"Ann","words":"Here."},\#
    {"outcome":"ambiguous","kind":"annotation","words":"Two.","candidates":[{"address":"p3/0+8","excerpt":"The mill"},{"address":"p3/29+8","excerpt":"The mill"}]},\#
    {"outcome":"orphaned","kind":"correction","words":"8 August","old":"1 August","nearest":{"address":"p2.1","excerpt":"on 1 August"}},\#
    {"outcome":"refused","kind":"annotation","words":"","why":"It has no words."}]}
    """#

  @Sendable private static func server(_ request: Received) -> Reply {
    switch (request.method, request.path) {
    case ("POST", "/papers/essay/annotations"): .json(receipt, status: 201)
    default: Samples.server(request)
    }
  }

  @Test func `a file of others' notes is told by what became of each`() async throws {
    let bench = try Bench(Self.server)
    try bench.folder.write("{}", to: "notes.json")
    #expect(
      await bench.run("import \(bench.folder.path)/notes.json --annotations-on essay --into claims") == 0)
    let shown = bench.display.data
    for words in [
      "Came in", "a1", "Found by approximate, score 912 of 1000.", "Here already", "p3/29+8", "Nearest: p2.1",
      "“1 August” → “8 August”", "It has no words.", "1 thing came in (@8). Next: show a1",
    ] {
      #expect(shown.contains(words), "\(words) in \(shown)")
    }
  }

  @Test(
    arguments: [
      "import a.md --into claims", "import a.md --annotations-on essay --slug b",
      "import a.md --annotations-on essay --base-of b", "import a.md --annotations-on essay --into poems",
    ])
  func `options that do not go together are a matter of usage`(_ line: String) async throws {
    let bench = try Bench(Self.server)
    #expect(await bench.run(line) == 64)
  }
}
