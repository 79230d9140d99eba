internal import Acts
internal import CanonicalJSON
internal import Scholarship

// Verbs that do the same to many things at once: in one request, all of it or nothing.

extension Verb {
  /// A vote on one thing, or the same vote on many.
  static let vote: Verb = {
    var verb = Verb(CastVote.self)
    verb.arguments[0].repeats = true
    verb.examples += ["vote x1 x2 for", "vote x3..x40 for"]
    verb.request = { given throws(ClientError) in
      guard let vote = given.allArguments.last else { throw given.mistake("vote needs ID.", argument: 0) }
      let ids = try given.things(given.allArguments.count - 1)
      let acts = try ids.map { id throws(ClientError) in
        AnyAct(try given.with(arguments: [id, vote]).read(CastVote.self))
      }
      return acts.count == 1 ? .act(acts[0]) : .acts(acts)
    }
    return verb
  }()

  /// A correction of one passage, or the same of all places where words stand.
  static let correct: Verb = {
    var verb = Verb(Correct.self)
    verb.options.append(
      Option("--every", "ADDR is words: correct them wherever they stand, whole and letter for letter"))
    verb.options.append(Option("--dry-run", "with --every: only show where they stand"))
    verb.examples.append("correct --every teh the --class ocr -m \"Misread.\"")
    verb.request = { given throws(ClientError) in
      let act = try given.read(Correct.self)
      if given.has("--every") { return .correctEvery(act, isDryRun: given.has("--dry-run")) }
      guard !given.has("--dry-run") else {
        throw ClientError(usage: "--dry-run goes with --every: it shows where the words stand.")
      }
      return .act(AnyAct(act))
    }
    return verb
  }()

  /// One thing's place, or what has none, one after the other.
  static let reanchor: Verb = {
    var verb = Verb(Reanchor.self)
    for index in verb.arguments.indices { verb.arguments[index].isOptional = true }
    verb.options.append(
      Option("--all", "walk through what has no place, and choose; without a terminal, list it"))
    verb.examples.append("reanchor --all")
    verb.request = { given throws(ClientError) in
      guard given.has("--all") else { return .act(AnyAct(try given.read(Reanchor.self))) }
      guard given.allArguments.isEmpty, given.message == nil else {
        throw ClientError(usage: "reanchor --all takes nothing else: it asks where each thing belongs.")
      }
      return .reanchorAll
    }
    return verb
  }()
}

extension Invocation {
  /// The ids of the first so many arguments, those of ranges such as `x3..x40` one by one.
  fileprivate func things(_ count: Int) throws(ClientError) -> [String] {
    var things: [String] = []
    for (index, text) in allArguments.prefix(count).enumerated() {
      let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2 else {
        things.append(text)
        continue
      }
      guard let first = EntityID(ends[0]), let last = EntityID(ends[1]), first.kind == last.kind,
        first.number <= last.number
      else {
        throw mistake(
          "“\(text)” is not a range of ids. Write x3..x40, the lower number first.", argument: index)
      }
      guard last.number - first.number < Self.most else {
        throw mistake("“\(text)” is more than the \(Self.most) that go in one request.", argument: index)
      }
      things += (first.number...last.number).map { EntityID(first.kind, $0).description }
    }
    guard things.count <= Self.most else {
      throw mistake("These are more than the \(Self.most) that go in one request.", argument: 0)
    }
    return things
  }

  /// How many acts a server takes at a time.
  private static let most = 1000
}
