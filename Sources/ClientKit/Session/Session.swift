internal import Acts
internal import Editions
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

/// The state between commands: server, person, paper, and the position of the last write.
actor Session {
  let display: any Display
  let places: Places
  let drafts: any DraftEditor
  let prompter: any Prompter
  /// The options given to the program itself.
  let options: GlobalOptions
  private let makeTransport: @Sendable (String) -> any Transport

  private var transports: [String: any Transport] = [:]
  /// Chosen with `use`.
  var chosenPaper: String?
  /// Chosen with `as`.
  var chosenProfile: String?
  /// The stored credential that is used where none is chosen.
  var usualProfile: String?
  /// The highest position that each server told this process or an earlier one. Every read asks for at least that.
  var seen: [String: Int64] = [:]
  /// The servers whose position was told to a process before, and may be of a log that is there no more.
  var recalled: Set<String> = []
  /// What was shown to whom in this process, for where it cannot be kept.
  var shown = ShownThings()
  /// What completion knows.
  var known = KnownNames()
  /// Whether to separate answers of several lines by empty lines.
  var separatesAnswers = false
  var lastAnswer: AnswerSize?
  /// What each server has proved, by its address.
  var proofs: [String: Proof] = [:]
  /// The addresses that were noted for their servers.
  var remembered: Set<String> = []

  enum AnswerSize { case line, block }

  init(
    display: any Display, places: Places, drafts: any DraftEditor, prompter: any Prompter,
    options: GlobalOptions, makeTransport: @escaping @Sendable (String) -> any Transport
  ) {
    self.display = display
    self.places = places
    self.drafts = drafts
    self.prompter = prompter
    self.options = options
    self.makeTransport = makeTransport
  }

  func separateAnswers() { separatesAnswers = true }

  func transport(for server: String) -> any Transport {
    if let transport = transports[server] { return transport }
    let transport = makeTransport(server)
    transports[server] = transport
    return transport
  }

  /// Runs one command.
  ///
  /// - Parameter isAlone: whether nothing comes after it.
  /// - Returns: false after `quit`.
  func run(
    _ line: CommandLine, abbreviates: Bool = false, isAlone: Bool = false
  ) async throws(ClientError) -> Bool {
    let invocation = try Invocation(line, abbreviates: abbreviates)
    if isAlone, !invocation.wantsHelp, try invocation.lastsNoLonger() {
      throw invocation.mistake(
        "\(invocation.verb.name) lasts to the end of a session, and this one ends at once. Add --default to keep it for "
          + "the next ones, or give each command \(invocation.verb.name == "as" ? "--as HANDLE" : "--paper SLUG").",
        argument: 0)
    }
    return try await run(invocation)
  }

  func run(_ invocation: Invocation) async throws(ClientError) -> Bool {
    var invocation = invocation
    if invocation.wantsHelp {
      await answer(Reference.current.page(of: invocation.verb), options.overridden(by: invocation.global))
      if let trouble = await display.trouble() { throw trouble }
      return true
    }
    var run = try await makeRun(options.overridden(by: invocation.global), named: invocation.global.profile)
    var draft: Draft?
    if invocation.lacksMessage {
      draft = try await writeDraft(for: invocation, run: run)
      invocation.message = draft?.text
    }
    do throws(ClientError) {
      let request = try invocation.request()
      if request == .quit { return false }
      try Self.check(run.options.at, for: request, verb: invocation.verb)
      try await perform(request, &run)
    } catch {
      guard let draft else { throw error }
      var error = error
      error.message += " Your text is kept in \(draft.path); give the same command again to go on with it."
      throw error
    }
    if let draft { await drafts.discard(draft) }
    if let trouble = await display.trouble() { throw trouble }
    return true
  }

  /// Refuses a moment that a request cannot be of.
  private static func check(_ at: String?, for request: ParsedCommand, verb: Verb) throws(ClientError) {
    guard at != nil else { return }
    switch request.timing {
    case .writes:
      throw ClientError(
        usage: "\(verb.name) writes, and what is written is written now: it does not take --at.")
    case .ofNow: throw ClientError(usage: "This shows how things are now, so it does not take --at.")
    case .namesItsOwn:
      throw ClientError(usage: "diff names its positions itself, as in diff @10..@20: it does not take --at.")
    case .anyTime: break
    }
  }

  private func writeDraft(for invocation: Invocation, run: CommandRun) async throws(ClientError) -> Draft {
    let verb = invocation.verb
    guard !run.options.noInput, drafts.isPossible else {
      var error = ClientError(
        usage: "\(verb.name) needs a text: give it with -m TEXT, \(verb.message.what ?? "").")
      error.usage = verb.usage
      throw error
    }
    let purpose = DraftPurpose(
      server: run.key ?? run.server, paper: try await paper(run), person: run.profile ?? "nobody",
      command: Quoting.joined(invocation.said), what: verb.message.what ?? "")
    return try await drafts.write(purpose, in: places.drafts)
  }

  private func perform(_ request: ParsedCommand, _ run: inout CommandRun) async throws(ClientError) {
    switch request {
    case .papers: try await showPapers(run)
    case .status(let limit): try await showStatus(limit: limit, run)
    case .ask(let question): try await ask(question.question, run)
    case .readWithMarks(let question): try await readWithMarks(question, run)
    case .compare(let question, let until):
      run.options.at = until
      try await ask(question, run)
    case .compareSinceLooked: try await compareSinceLooked(run)
    case .follow(let style, let since): try await follow(since: since, style: style, run)
    case .importPaper(let file, let slug, let title, let isDryRun):
      try await importText(
        file, to: ["papers"], [("slug", slug), ("title", title)], isDryRun: isDryRun, run)
    case .importBase(let file, let paper, let isDryRun):
      try await importText(file, to: ["papers", paper, "bases"], [], isDryRun: isDryRun, run)
    case .importRemarks(let file, let paper, let kind, let isDryRun):
      try await importRemarks(file, to: paper, into: kind, isDryRun: isDryRun, run)
    case .act(let act): try await send(act, run)
    case .acts(let acts): try await send(acts, run)
    case .correctEvery(let act, let isDryRun): try await correctEvery(act, isDryRun: isDryRun, run)
    case .invite(let invitation, let keep): try await invite(invitation, keep: keep, run)
    case .reanchorAll: try await reanchorAll(run)
    case .join(let code): try await join(code: code, run)
    case .use(let paper, let isDefault): try await use(paper, isDefault: isDefault, run)
    case .actAs(let handle, let isDefault): try await act(as: handle, isDefault: isDefault, run)
    case .logOut(let handle, let isSure): try await logOut(handle, isSure: isSure, run)
    case .identity(let request): try await perform(request, run)
    case .export(let request): try await export(request, run)
    case .check(let file): try await check(file, run)
    case .verify(let file, let key): try await verify(file, key: key, run)
    case .help(let verb): try await help(verb, run)
    case .reference: await showReference(run)
    case .quit: break
    }
  }
}
