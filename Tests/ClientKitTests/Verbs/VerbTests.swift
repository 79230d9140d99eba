import ActSupport
import Acts
import CanonicalJSON
import Protocol
import Rendering
import Scholarship
import Testing
import Views

@testable import ClientKit

struct VerbTests {
  private func parse(_ text: String, abbreviates: Bool = false) throws(ClientError) -> ParsedCommand {
    guard let line = try? Lexer.commands(in: text).first else { throw ClientError(usage: "no command") }
    return try Invocation(line, abbreviates: abbreviates).request()
  }

  private func failure(_ text: String, abbreviates: Bool = false) -> ClientError? {
    do throws(ClientError) {
      _ = try parse(text, abbreviates: abbreviates)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: Verb.all.flatMap { verb in verb.examples.map { (verb.name, $0) } })
  func `every example can be typed`(name: String, example: String) throws {
    let line = try #require(try Lexer.commands(in: example).first)
    let invocation = try Invocation(line)
    #expect(invocation.verb.name == name)
    #expect(!invocation.lacksMessage)
    _ = try invocation.request()
  }

  @Test(arguments: AnyAct.types.flatMap { type in type.verb.examples.map { (type.type, $0) } })
  func `an act's examples come to it, and read what they write`(type: String, example: String) throws {
    let act: AnyAct
    switch try parse(example) {
    case .act(let typed): act = typed
    case .invite(let invitation, _): act = AnyAct(invitation)
    default:
      Issue.record("no act: \(example)")
      return
    }
    #expect(Swift.type(of: act.act).type == type)
    #expect(try AnyAct(json: JSON.parsed(JSON.text(of: act))) == act)
  }

  @Test(arguments: AnyQuestion.types.flatMap { type in type.verb.examples.map { (type.path, $0) } })
  func `a question's examples come to it, and say where it is asked`(path: String, example: String) throws {
    let question: any Question
    switch try parse(example) {
    case .ask(let asked): question = asked.question
    case .readWithMarks(let read): question = read
    case .compare(let diff, _): question = diff
    default:
      Issue.record("no question: \(example)")
      return
    }
    #expect(type(of: question).path == path)
    let target = try question.target
    #expect(target.path.first == path.split(separator: "/").first.map(String.init))
    #expect(!target.path.contains(""))
  }

  @Test(arguments: AnyAct.types.map { $0.verb } + AnyQuestion.types.map { $0.verb })
  func `every act and every question is explained and appears in help`(verb: VerbEntry) throws {
    #expect(!verb.summary.isEmpty && !verb.summary.hasSuffix(".") && !verb.examples.isEmpty)
    let client = try #require(Verb.named(String(verb.name.prefix { $0 != " " })))
    for example in verb.examples { #expect(client.examples.contains(example)) }
    #expect(Layout().lines(of: Reference.current.overview).joined(separator: "\n").contains(client.name))
  }

  @Test(arguments: [
    ("vote x1 maybe", "“maybe” is not a vote. There are for, against, abstain, recuse, none."),
    ("vote y1 for", "“y1” is not an id. Ids look like c1, a1, d1 and x1; the lists show them."),
    (
      "claim p1 -m a --kind odd",
      "“odd” is not a value of --kind. There are fact, date, attribution, causal, interpretation, citation."
    ),
    (
      "corrections --status opn",
      "“opn” is not a value of --status. There are open, accepted, rejected, contested, moot, incorporated, "
        + "orphaned, withdrawn."
    ),
    (
      "claims --by Ada",
      "“Ada” is not a handle. One has 1 to 32 lower-case letters, digits, dots, hyphens or underscores."
    ),
    ("settle foo -m x", "“foo” is not an id. Ids look like c1, a1, d1 and x1; the lists show them."),
    (
      "invite Ada",
      "“Ada” is not a handle. One has 1 to 32 lower-case letters, digits, dots, hyphens or underscores."
    ),
  ])
  func `a word that is not one is refused as at the server`(text: String, message: String) {
    #expect(failure(text)?.message == message)
    #expect(failure(text)?.exit == .refused)
    #expect(failure(text)?.usage == nil)
  }

  @Test func `help says which role an invitation gives`() throws {
    let invite = try #require(Verb.named("invite"))
    #expect(invite.options.first { $0.name == "--role" }?.summary == "in which role; scholar if not given")
    #expect(Invite(handle: "ada").givenRole == .scholar)
  }

  @Test func `the table is whole`() {
    #expect(Set(Verb.all.map(\.name)).count == Verb.all.count)
    let text = Layout().lines(of: Reference.current.overview).joined(separator: "\n")
    for verb in Verb.all {
      #expect(text.contains(verb.name))
      #expect(!verb.examples.isEmpty)
      #expect(!verb.summary.hasSuffix("."))
      let page = Layout().lines(of: Reference.current.page(of: verb)).joined(separator: "\n")
      for option in verb.allOptions { #expect(page.contains(option.name)) }
      let names = verb.allOptions.map(\.name) + GlobalOptions.options.map(\.name)
      #expect(Set(names).count == names.count)
    }
  }

  @Test func `options stand anywhere`() throws {
    let expected = ParsedCommand.act(
      .correct(.init(address: "p1:a b", new: "", reason: "why", class: .fact, cite: ["x", "y"])))
    #expect(try parse(#"correct "p1:a b" "" -m why --class fact --cite x --cite y"#) == expected)
    #expect(try parse(#"correct --cite=x -m why "p1:a b" --class=fact --cite=y """#) == expected)
    #expect(
      try parse(#"--json --paper e correct -m why --cite x --cite y --class fact -- "p1:a b" """#) == expected
    )
    #expect(try parse("find -- --json") == .ask(AnyQuestion(Find(text: "--json"))))
    #expect(try parse("export text -o a/b") == .export(ExportRequest(format: "text", file: "a/b")))
    #expect(try parse("export text --output=a/b") == .export(ExportRequest(format: "text", file: "a/b")))
  }

  @Test(
    arguments: [
      ("log", nil, nil), ("log @3..@9", 3, 9), ("log 3..9", 3, 9), ("log @3..", 3, nil), ("log ..@9", nil, 9),
      ("log @3", 3, 3),
    ] as [(String, Int64?, Int64?)])
  func `log takes positions`(text: String, since: Int64?, until: Int64?) throws {
    #expect(
      try parse(text)
        == .ask(
          AnyQuestion(
            History(
              since: since.map { PointInTime.position($0) }, until: until.map { PointInTime.position($0) }))))
  }

  @Test func `diff takes two moments, or what is new since one looked`() throws {
    #expect(
      try parse("diff @3..@9") == .compare(Diff(since: .position(3)), until: "@9"))
    #expect(try parse("diff @3..") == .compare(Diff(since: .position(3)), until: nil))
    #expect(try parse("diff @3") == .compare(Diff(since: .position(3)), until: nil))
    let day = try #require(PointInTime("2026-03-01"))
    #expect(try parse("diff 2026-03-01..2026-03-02") == .compare(Diff(since: day), until: "2026-03-02"))
    #expect(try parse("diff --since-i-looked") == .compareSinceLooked)
    for wrong in ["diff", "diff soon", "diff @1.. --since-i-looked"] {
      #expect(failure(wrong)?.exit == .usage, "\(wrong)")
    }
  }

  @Test func `many are voted on at once`() throws {
    func votes(_ ids: String...) -> [AnyAct] {
      ids.compactMap { EntityID($0) }.map { .vote(.init(id: $0, vote: .for, reason: "All misread.")) }
    }
    #expect(try parse("vote x1 for -m \"All misread.\"") == .act(votes("x1")[0]))
    #expect(try parse("vote x1 d2 for -m \"All misread.\"") == .acts(votes("x1", "d2")))
    #expect(
      try parse("vote x1 x3..x5 for -m \"All misread.\"") == .acts(votes("x1", "x3", "x4", "x5")))
    for wrong in ["vote x5..x3 for", "vote x1..d3 for", "vote x1..x5000 for"] {
      #expect(failure(wrong)?.exit == .usage, "\(wrong)")
    }
    #expect(failure("vote x1 x2 maybe")?.exit == .refused)
  }

  @Test func `several passages make one claim`() throws {
    #expect(
      try parse("claim p1 p2.3 -m S")
        == .act(.claim(.init(places: Places(all: [.address("p1"), .address("p2.3")]), statement: "S"))))
  }

  @Test func `words are corrected wherever they stand`() throws {
    let act = Correct(address: "teh", new: "the", reason: "Misread.", class: .ocr)
    #expect(
      try parse("correct --every teh the --class ocr -m Misread.") == .correctEvery(act, isDryRun: false))
    #expect(
      try parse("correct --every teh the --class ocr -m Misread. --dry-run")
        == .correctEvery(act, isDryRun: true))
    #expect(failure("correct teh the -m Misread. --dry-run")?.exit == .usage)
  }

  @Test func `policy stands alone or sets`() throws {
    #expect(try parse("policy") == .ask(AnyQuestion(PolicyInForce())))
    #expect(
      try parse("policy set quorum=2 fact.threshold=3/4")
        == .act(.policy(.init(settings: ["quorum=2", "fact.threshold=3/4"]))))
    #expect(failure("policy quorum=2")?.place?.column == 7)
    #expect(failure("policy set")?.exit == .usage)
  }

  @Test(arguments: [
    ("clam p1", "There is no verb “clam”. Did you mean claim?", 0),
    ("ponder", "There is no verb “ponder”. Type help for the verbs there are.", 0),
    ("vote x1", "vote needs for|against|abstain|recuse|none.", 7),
    ("vote", "vote needs ID.", 4),
    ("read p1 p2", "“p2” is more than read takes. Put words that belong together in quotes.", 8),
    ("papers now", "“now” is more than papers takes.", 7),
    ("claim p1 --kind", "--kind needs a value: --kind K.", 9),
    ("claim p1 --knid x", "claim has no option “--knid” here. Did you mean --kind?", 9),
    ("claim p1 -z", "claim has no option “-z” here. If it is meant as text, put -- before it.", 9),
    ("claim p1 -m a -m b", "-m is given twice.", 14),
    ("claims --limit 0", "--limit takes a whole number from 1; “0” is not one.", 15),
    ("log @x", "“@x” is not a range of positions. Write @10..@20, @10.. or ..@20.", 4),
    (
      "read --at soon",
      "“soon” is not a position or a time. A position is @12 or 12, a time 2026-11-23T19:30:00Z, 2026-11-23 19:30 or "
        + "2026-11-23, in UTC.",
      10
    ),
    ("status --json=1", "--json takes no value.", 7),
  ])
  func `tells what is wrong and where`(text: String, message: String, column: Int) {
    let error = failure(text)
    #expect(error?.message == message)
    #expect(error?.place?.column == column)
    #expect(error?.exit == .usage)
  }

  @Test func `beginnings of verbs do at the prompt only`() throws {
    #expect(try parse("mem", abbreviates: true) == .ask(AnyQuestion(Members())))
    #expect(failure("mem")?.exit == .usage)
    #expect(
      failure("re", abbreviates: true)?.message
        == "“re” may be read, reword, recuse, reply, reopen, reveal, reanchor, redo, remove, "
        + "remove-paper, revoke.")
  }

  @Test func `a moment loses its at sign`() throws {
    let line = try #require(try Lexer.commands(in: "read --at @40").first)
    #expect(try Invocation(line).global.at == "40")
  }

  @Test func `what must have a text says so`() throws {
    let line = try #require(try Lexer.commands(in: "rule d1 accept").first)
    #expect(try Invocation(line).lacksMessage)
    let other = try #require(try Lexer.commands(in: "vote d1 for").first)
    #expect(try !Invocation(other).lacksMessage)
  }

  @Test(
    arguments: [
      ("calim", "claim"), ("disgree", "disagree"), ("corect", "correct"), ("exprot", "export"),
      ("xyzzy", nil),
      ("hist", "history"),
    ] as [(String, String?)])
  func `finds the near name`(word: String, expected: String?) {
    #expect(Suggestion.near(word, among: Verb.all.map(\.name)) == expected)
  }
}

struct ProgramOptionsTests {
  @Test func `the program's own options stand before the verb`() throws {
    let options = try ProgramOptions(arguments: ["--json", "--paper=e", "--keep-going", "vote", "x1", "for"])
    #expect(options.global.json)
    #expect(options.global.paper == "e")
    #expect(options.keepsGoing)
    #expect(options.mode == .command(["vote", "x1", "for"]))
    #expect(try ProgramOptions(arguments: []).mode == .shell)
    #expect(try ProgramOptions(arguments: ["-c", "a; b"]).mode == .text("a; b"))
    #expect(try ProgramOptions(arguments: ["-f", "-"]).mode == .file("-"))
  }

  @Test(arguments: [["--nope"], ["-f"], ["-c", "a", "b"], ["--color", "blue"]])
  func `what cannot be understood is usage`(arguments: [String]) {
    let error = #expect(throws: ClientError.self) { try ProgramOptions(arguments: arguments) }
    #expect(error?.exit == .usage)
  }
}
