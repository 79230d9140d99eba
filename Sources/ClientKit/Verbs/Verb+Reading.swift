internal import Acts
internal import CanonicalJSON
internal import Scholarship
internal import Views

extension Verb {
  /// The verbs that read: the questions about a paper, and what is not about one or needs more than one answer.
  static let reading: [Verb] =
    [
      Verb(
        name: "papers", group: .reading, summary: "the papers there are", examples: ["papers"],
        request: { _ in .papers }),
      Verb(
        name: "use", group: .reading, summary: "choose the paper for what follows",
        arguments: [Argument("SLUG", .paper)],
        options: [Option("--default", "for the next sessions too")],
        examples: ["use essay", "use essay --default"],
        request: { given throws(ClientError) in
          .use(paper: try given.required(0), isDefault: given.has("--default"))
        }),
      Verb(
        name: "status", group: .reading, summary: "where and who you are, and what waits for you",
        options: [Option("--limit", value: "N", "at most so many of what waits; 20 if not given")],
        examples: ["status", "status --limit 200", "status --json"],
        request: { given throws(ClientError) in .status(limit: try given.number("--limit")) }),
    ]
    + AnyQuestion.types.flatMap { question -> [Verb] in
      switch question {
      case is Read.Type: [read]
      case is Diff.Type: [diff]
      case is History.Type: [Verb(question), log, watch, tail]
      case is PolicyInForce.Type: [policy]
      default: [Verb(question)]
      }
    }

  /// The question, which this client can also show with what was said about the text.
  private static let read: Verb = {
    var verb = Verb(Read.self)
    verb.options.insert(Option("--marks", "with its sentences and what was said about them"), at: 0)
    verb.request = { given throws(ClientError) in
      let question = try given.read(Read.self)
      return given.has("--marks") ? .readWithMarks(question) : .ask(AnyQuestion(question))
    }
    return verb
  }()

  private static let log: Verb = {
    var verb = Verb(History.self)
    verb.name = "log"
    verb.summary = "everything that happened, in order"
    verb.arguments = [Argument("@A..@B", .text, isOptional: true)]
    verb.options.removeAll { $0.name != "--limit" }
    verb.examples = ["log", "log @10..@20", "log @10..", "log --limit 5"]
    verb.request = { given throws(ClientError) in
      var question = History(last: try given.number("--limit"))
      if let text = given.argument(0) { (question.since, question.until) = try points(text, given) }
      return .ask(AnyQuestion(question))
    }
    return verb
  }()

  /// The question, between two moments; or what is new since one looked.
  private static let diff: Verb = {
    var verb = Verb(Diff.self)
    verb.arguments[0].isOptional = true
    verb.options = [Option("--since-i-looked", "what is new since this was last asked here")]
    verb.examples.append("diff --since-i-looked")
    verb.request = { given throws(ClientError) in
      guard let text = given.argument(0) else {
        guard given.has("--since-i-looked") else {
          throw given.mistake("diff needs two positions, as in @10..@20, or --since-i-looked.", argument: 0)
        }
        return .compareSinceLooked
      }
      if given.has("--since-i-looked") {
        throw given.mistake("diff takes positions or --since-i-looked, not both.", argument: 0)
      }
      let (first, last) = try points(text, given)
      return .compare(
        Diff(since: first ?? .position(0)), until: text.contains("..") ? last?.description : nil)
    }
    return verb
  }()

  private static let watch = Verb(
    name: "watch", group: .reading, summary: "what others do, as they do it, until Ctrl-C",
    examples: ["watch"], request: { _ in .follow(.live, since: nil) })

  private static let tail = Verb(
    name: "tail", group: .reading, summary: "the log as it grows, a line an event, until Ctrl-C",
    options: [Option("--since", value: "@N", "begin after this position; with now if not given")],
    examples: ["tail", "tail --since @40", "tail --since @0 --json"],
    request: { given throws(ClientError) in
      guard let text = given.option("--since") else { return .follow(.log, since: nil) }
      guard let position = Int64(text.hasPrefix("@") ? String(text.dropFirst()) : text), position >= 0
      else {
        throw ClientError(usage: "--since takes a position such as @40; “\(text)” is not one.")
      }
      return .follow(.log, since: position)
    })

  /// The question, or the act that changes what it asks about.
  private static let policy: Verb = {
    var verb = Verb(PolicyInForce.self)
    verb.arguments =
      [Argument("set", oneOf: ["set"], isOptional: true)]
      + Verb(SetPolicy.self).arguments.map { argument in
        var argument = argument
        argument.isOptional = true
        return argument
      }
    verb.options += Verb(SetPolicy.self).options
    verb.examples += SetPolicy.verb.examples
    verb.request = { given throws(ClientError) in
      guard let first = given.argument(0) else { return .ask(AnyQuestion(PolicyInForce())) }
      guard first == "set" else { throw given.mistake("policy stands alone or before set.", argument: 0) }
      guard given.allArguments.count > 1 else {
        throw given.mistake("policy set needs settings, such as quorum=2 or threshold=2/3.", argument: 1)
      }
      return .act(AnyAct(try given.read(SetPolicy.self, from: 1)))
    }
    return verb
  }()

  /// `@A..@B`, where either may be left out, or `@A` for one alone; positions or times.
  private static func points(
    _ text: String, _ given: Invocation
  ) throws(ClientError) -> (first: PointInTime?, last: PointInTime?) {
    let mistake = given.mistake(
      "“\(text)” is not a range of positions. Write @10..@20, @10.. or ..@20.", argument: 0)
    func point(_ text: Substring) throws(ClientError) -> PointInTime? {
      if text.isEmpty { return nil }
      guard let point = PointInTime(String(text)) else { throw mistake }
      return point
    }
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    let first = try point(ends[0])
    let last = ends.count == 2 ? try point(ends[1]) : first
    if first == nil, last == nil { throw mistake }
    return (first, last)
  }
}
