import CanonicalJSON
import FoundationEssentials
import Protocol
import Testing

@testable import ClientKit

struct CompletionTests {
  private let known: KnownNames = {
    var known = KnownNames()
    if let item = try? PaperItem(json: JSON.parsed(Array(Samples.paper.utf8))) {
      known.note([item])
    }
    known.profiles = ["ada", "bel"]
    return known
  }()

  @Test(arguments: [
    ("", "vo", ["vote"]),
    (
      "", "re",
      [
        "read", "reword", "recuse", "reply", "reopen", "reveal", "reanchor", "redo", "remove", "remove-paper",
        "revoke",
      ]
    ),
    ("papers; ", "cl", ["claims", "claim"]),
    ("show ", "", ["c1", "c2", "d1", "x1", "x2", "x3"]), ("vote ", "", ["x1", "x2", "x3", "d1"]),
    ("vote x1 ", "a", ["against", "abstain"]),
    ("claim p1 --kind ", "d", ["date"]), ("claim p1 -m \"some words\" --k", "", []),
    ("claim p1 ", "--k", ["--kind"]),
    ("use ", "", ["essay"]), ("as ", "", ["ada", "bel"]), ("--as ", "a", ["ada"]),
    ("--as ada ", "quit", ["quit"]),
    ("nonsense ", "", []), ("help ", "und", ["undo"]), ("help ", "xyz", []), ("help ", "wi", ["withdraw"]),
    ("claims --by ", "b", ["bel"]),
    ("link c1 ", "s", ["supports"]), ("link c1 supports ", "c", ["c1", "c2"]), ("vote \"", "x3", ["x3"]),
  ])
  func `offers what may stand there`(before: String, word: String, expected: [String]) {
    #expect(Completion.offer(before: before, word: word, known: known) == .words(expected))
  }

  @Test(arguments: ["import ", "export text -o ", "export -o "])
  func `offers files where a file is meant`(before: String) {
    #expect(Completion.offer(before: before, word: "x", known: known) == .files)
  }

  @Test func `what was typed is shown again without its codes and tokens`() {
    let (code, token) = ("83bse-236gg-tztv2-929wv-rcq9", "rec_" + String(repeating: "7z", count: 26))
    let stars = "rec_" + String(repeating: "*", count: 52)
    var error = ClientError(
      usage: "“\(token)” is more than login takes.", at: ScriptPlace(6, in: "login \(token)", firstLine: 1))
    #expect(
      ErrorReport.lines(error, source: nil) == [
        "“\(stars)” is more than login takes.", "  login \(stars)", "        ^",
      ])
    error.message = "There is no “\(code)”, nor a state-of-the-art thing."
    #expect(
      ErrorReport.lines(error, source: nil, showsPlace: false) == [
        "There is no “*****-*****-*****-*****-****”, nor a state-of-the-art thing."
      ])
    #expect(ErrorReport.json(error).contains("“*****-*****-*****-*****-****”"))
    for secret in [token.uppercased(), String(token.dropFirst(4)), String(code.prefix(17))] {
      #expect(
        Secrets.masked(secret).filter { $0 != "*" && $0 != "-" }.lowercased().hasPrefix("rec_")
          || !Secrets.masked(secret).contains { $0.isLetter || $0.isNumber }, "\(secret)")
    }
    for name in [
      "the-early-greek-hymns", "/data/on-great-white-whale.md", "on-great-white-whale", "2026-11-29-paper.md",
    ] {
      #expect(Secrets.masked(name) == name)
    }
  }

  @Test func `lines with a code or a token are kept out of the history`() {
    let (code, token) = ("83bse-236gg-tztv2-929wv-rcq9", "rec_" + String(repeating: "7z", count: 26))
    for line in [
      "join abc", "  join abc", "papers; join abc", "jo abc", "\"join\" abc", "--json join abc", code, token,
      "jion \(code)", "jion \(code.uppercased())", "login \(token)", "login '\(token)'", "show x1;\(token)",
      "83bse-236gg-tztv2-929wv", String(token.prefix(40)),
    ] {
      #expect(Secrets.areIn(line), "\(line)")
    }
    for line in [
      "claim p1 -m \"adjoining\"", "show x1", "claims", "claim p1 -m \"a rec_ord of it\"",
      "correct p3.2:state-of-the-art-things more", "import 2026-11-29-paper.md",
    ] {
      #expect(!Secrets.areIn(line), "\(line)")
    }
  }
}
