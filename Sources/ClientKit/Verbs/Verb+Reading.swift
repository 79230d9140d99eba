internal import Acts
internal import CanonicalJSON

extension Verb {
  /// The verbs that read.
  static let reading: [Verb] = [
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
      examples: ["status"], request: { _ in .status }),
    Verb(
      name: "outline", group: .reading, summary: "the sections of the paper", examples: ["outline"],
      request: { _ in .outline }),
    Verb(
      name: "read", group: .reading, summary: "the text, whole or at an address",
      arguments: [Argument("ADDR", .address, isOptional: true)],
      options: [
        Option("--marks", "with its sentences and what was said about them"),
        Option("--consensus", "with the accepted corrections made"),
      ],
      examples: ["read p1", "read p3..p5 --marks", "read s2 --consensus", "read --at @40"],
      request: { given in
        .read(
          address: given.argument(0), withMarks: given.has("--marks"), consensus: given.has("--consensus"))
      }),
    Verb(
      name: "find", group: .reading, summary: "where words occur",
      arguments: [Argument("TEXT", .text)], options: [limit],
      examples: ["find bridge", "find \"the long bridge\" --limit 5"],
      request: { given throws(ClientError) in
        .find(text: try given.required(0), limit: try given.number("--limit"))
      }),
    list(
      .claims, "the claims, and their status",
      statuses: ["unreviewed", "agreed", "qualified", "rejected", "contested", "withdrawn"],
      examples: ["claims", "claims --status contested", "claims --by ada --on p31"]),
    list(
      .annotations, "the notes that people made", statuses: ["standing", "withdrawn"],
      examples: ["annotations", "annotations --on p12", "annotations --tag chronology"]),
    list(
      .disputes, "the disputes, and their status",
      statuses: ["open", "upheld", "dismissed", "withdrawn"],
      examples: ["disputes", "disputes --status open"]),
    list(
      .corrections, "the corrections, and their status",
      statuses: [
        "open", "accepted", "rejected", "contested", "moot", "incorporated", "orphaned", "withdrawn",
      ],
      examples: ["corrections", "corrections --status open --limit 10"]),
    Verb(
      name: "show", group: .reading, summary: "one thing whole: text, context, thread, tally, history",
      arguments: [Argument("ID", .id(of: "cadx"))], examples: ["show c1", "show x1 --at @40"],
      request: { given throws(ClientError) in .show(id: try given.required(0)) }),
    Verb(
      name: "history", group: .reading, summary: "who did what to a thing or a passage",
      arguments: [Argument("ID|ADDR", .target, isOptional: true)], options: [limit],
      examples: ["history x1", "history p31"],
      request: { given throws(ClientError) in
        .history(HistoryFilter(of: given.argument(0), limit: try given.number("--limit")))
      }),
    Verb(
      name: "log", group: .reading, summary: "everything that happened, in order",
      arguments: [Argument("@A..@B", .text, isOptional: true)], options: [limit],
      examples: ["log", "log @10..@20", "log @10.."],
      request: { given throws(ClientError) in
        var filter = try positions(given)
        filter.limit = try given.number("--limit")
        return .history(filter)
      }),
    Verb(
      name: "watch", group: .reading, summary: "what others do, as they do it, until Ctrl-C",
      examples: ["watch"], request: { _ in .follow(.live, since: nil) }),
    Verb(
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
      }),
    Verb(
      name: "consensus", group: .reading,
      summary: "the places with corrections, their readings and who holds them",
      arguments: [Argument("ADDR", .address, isOptional: true)],
      examples: ["consensus", "consensus p31"], request: { given in .consensus(address: given.argument(0)) }),
    Verb(
      name: "orphans", group: .reading,
      summary: "things without a place, or without one place, in the present base; reanchor places them",
      examples: ["orphans", "orphans --json"], request: { _ in .orphans }),
    Verb(
      name: "members", group: .reading, summary: "who is here, and in which role", examples: ["members"],
      request: { _ in .members }),
    Verb(
      name: "policy", group: .reading, summary: "the rules by which things pass; policy set changes them",
      arguments: [Argument("set", oneOf: ["set"], isOptional: true)]
        + Verb(SetPolicy.self).arguments.map { argument in
          var argument = argument
          argument.isOptional = true
          return argument
        },
      examples: ["policy"] + SetPolicy.verb.examples,
      request: { given throws(ClientError) in
        guard let first = given.argument(0) else { return .policy }
        guard first == "set" else { throw given.mistake("policy stands alone or before set.", argument: 0) }
        guard given.allArguments.count > 1 else {
          throw given.mistake("policy set needs settings, such as quorum=2 or threshold=2/3.", argument: 1)
        }
        return .act(AnyAct(try given.act(SetPolicy.self, from: 1)))
      }),
  ]

  static let limit = Option("--limit", value: "N", "at most this many")

  private static func list(
    _ kind: Request.ThingList, _ summary: String, statuses: [String], examples: [String]
  ) -> Verb {
    Verb(
      name: kind.rawValue, group: .reading, summary: summary,
      options: [
        Option("--status", value: "STATUS", choices: statuses, "only those with this status"),
        Option("--by", value: "HANDLE", "only those that this person made"),
        Option("--on", value: "ADDR", "only those on this passage or thing"),
      ]
        + (kind == .annotations ? [Option("--tag", value: "TAG", "only those with this tag")] : [])
        + [limit],
      examples: examples,
      request: { given throws(ClientError) in
        .list(
          kind,
          ListFilter(
            status: given.option("--status"), by: given.option("--by"), on: given.option("--on"),
            tag: given.option("--tag"), limit: try given.number("--limit")))
      })
  }

  /// `@A..@B`, where either may be left out, or `@A` for one alone.
  private static func positions(_ given: Invocation) throws(ClientError) -> HistoryFilter {
    guard let text = given.argument(0) else { return HistoryFilter() }
    let mistake = given.mistake(
      "“\(text)” is not a range of positions. Write @10..@20, @10.. or ..@20.", argument: 0)
    func position(_ text: Substring) throws(ClientError) -> Int64? {
      if text.isEmpty { return nil }
      guard let position = Int64(text.hasPrefix("@") ? text.dropFirst() : text), position >= 0 else {
        throw mistake
      }
      return position
    }
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    let first = try position(ends[0])
    let last = ends.count == 2 ? try position(ends[1]) : first
    if first == nil, last == nil { throw mistake }
    return HistoryFilter(since: first, until: last)
  }
}
