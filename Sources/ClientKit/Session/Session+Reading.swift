internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Views

/// Commands that read.
extension Session {
  /// Asks about the paper, and shows the answer.
  func ask<Asked: Question>(_ question: Asked, _ run: CommandRun) async throws(ClientError) {
    if let paged = question as? any PagedQuestion { return try await askForPages(paged, run) }
    let answer = try await get(question, run)
    try await put(answer, run) { (view: Asked.View) in question.page(of: view) }
    guard WordsShown.mayBe(in: Asked.View.self) else { return }
    try await noteShown([try Self.decode(Asked.View.self, from: answer)], run)
  }

  /// Shows all pages of an answer as one.
  private func askForPages<Asked: PagedQuestion>(
    _ question: Asked, _ run: CommandRun
  ) async throws(ClientError) {
    let (view, single) = try await pages(question, run)
    if run.options.json {
      await answer(json: single ?? JSON.text(of: view))
    } else {
      await answer(question.page(of: view), run.options)
    }
    try await noteShown([view], run)
  }

  /// The text with what was said about it, all at the position of the text.
  func readWithMarks(_ question: Read, _ run: CommandRun) async throws(ClientError) {
    if run.options.json { return try await ask(question, run) }
    let view = try Self.decode(TextView.self, from: try await get(question, run))
    var marks = Marks()
    let claims = try await pages(ListOf<Claims>(on: question.address), at: view.at, run).view
    let corrections = try await pages(ListOf<Corrections>(on: question.address), at: view.at, run).view
    marks.add(claims.items)
    marks.add(try await pages(ListOf<Annotations>(on: question.address), at: view.at, run).view.items)
    marks.add(try await pages(ListOf<Disputes>(on: question.address), at: view.at, run).view.items)
    marks.add(corrections.items)
    await answer(Page(view, marks: marks), run.options)
    try await noteShown([claims, corrections], run)
  }

  // MARK: Not of one paper

  func showPapers(_ run: CommandRun) async throws(ClientError) {
    let answer = try await get(["papers"], run)
    let view = try Self.decode(ListView<PaperItem>.self, from: answer)
    known.note(view.items)
    try await put(answer, run) { (view: ListView<PaperItem>) in Page(papers: view.items) }
  }

  func showStatus(limit: Int?, _ run: CommandRun) async throws(ClientError) {
    // Without a paper it tells about the server.
    var slug: String?
    do throws(ClientError) {
      slug = try await paper(run)
    } catch {
      guard error.exit == .usage else { throw error }
    }
    var looked: Int64?
    if let slug, run.token != nil { looked = await lookedPosition(at: slug, run) }
    // A program sorts out by itself what it shows of a long list.
    let limit = limit ?? (run.options.json ? Self.largestPage : nil)
    let answer: HTTPAnswer
    do throws(ClientError) {
      answer = try await status(of: slug, since: looked, limit: limit, run)
    } catch {
      guard looked ?? 0 > 0, error.exit == .noSuchThing else { throw error }
      answer = try await status(of: slug, since: 0, limit: limit, run)
    }
    let view = try Self.decode(StatusView.self, from: answer)
    if let paper = view.paper { known.note([paper]) }
    try await put(answer, run) { (view: StatusView) in
      Page(view, server: run.server, profile: run.profile)
    }
    if view.paper != nil { try await noteShown([view], run) }
  }

  private func status(
    of slug: String?, since looked: Int64?, limit: Int?, _ run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    try await get(
      ["status"], [("paper", slug), ("since", looked.map { "@\($0)" }), ("limit", limit.map(String.init))],
      run)
  }

  // MARK: Asking

  /// Shows the answer itself for `--json`, else the page made of it.
  func put<View: JSONValue>(
    _ answer: HTTPAnswer, _ run: CommandRun, _ page: (View) -> Page
  ) async throws(ClientError) {
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(page(try Self.decode(View.self, from: answer)), run.options)
    }
  }

  /// The answer to a question about the paper.
  ///
  /// - Parameter position: at which it is asked, where the command does not say it.
  func get<Asked: Question>(
    _ question: Asked, at position: Int64? = nil, _ run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    let paper = try await paper(run)
    let target: (path: [String], query: [(name: String, value: String)])
    do {
      target = try question.target
    } catch {
      throw ClientError(.fault, type: "fault", "The question cannot be asked: \(error)")
    }
    var query = target.query.map { (name: $0.name, value: Optional($0.value)) }
    if let position { query.append(("at", String(position))) }
    return try await get(["papers", paper] + target.path, query, run)
  }

  /// A list, page by page, all at the position of the first page.
  ///
  /// - Returns: the list, and the page's bytes if there was only one.
  private func pages<Asked: PagedQuestion>(
    _ question: Asked, at position: Int64? = nil, _ run: CommandRun
  ) async throws(ClientError) -> (view: ListView<Asked.Item>, single: [UInt8]?) {
    let wanted = question.limit
    var question = question
    question.limit = wanted.map { min($0, Self.largestPage) }
    let answer = try await get(question, at: position, run)
    var view = try Self.decode(ListView<Asked.Item>.self, from: answer)
    if view.next == nil || view.items.count >= wanted ?? .max { return (view, answer.body) }
    while let next = view.next, view.items.count < wanted ?? .max {
      question.after = next
      question.limit = wanted.map { min($0 - view.items.count, Self.largestPage) }
      let following = try Self.decode(
        ListView<Asked.Item>.self, from: try await get(question, at: view.at, run))
      // An empty page would make us ask for ever.
      guard !following.items.isEmpty else { break }
      view.items += following.items
      view.next = following.next
    }
    return (view, nil)
  }

  /// How many items a server gives at a time.
  static let largestPage = 1000
}
