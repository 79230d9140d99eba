internal import CanonicalJSON
internal import Protocol

/// Commands that read.
extension Session {
  func read(_ request: Request, _ run: CommandRun) async throws(ClientError) {
    if run.options.at != nil, request == .papers || request == .status {
      throw ClientError(usage: "This shows how things are now, so it does not take --at.")
    }
    switch request {
    case .papers:
      let answer = try await get(["papers"], run)
      let view = try Self.decode(ListView<PaperItem>.self, from: answer)
      known.note(view.items)
      await put(answer, run) { Page(papers: view.items) }
    case .status: try await status(run)
    case .outline:
      let answer = try await get(["papers", try await paper(run), "outline"], run)
      try await put(answer, run) { (view: OutlineView) in Page(view) }
    case .read(let address, let withMarks, let consensus):
      try await readText(address, withMarks: withMarks, consensus: consensus, run)
    case .find(let text, let limit):
      let answer = try await get(
        ["papers", try await paper(run), "find"], [("text", text), ("limit", limit.map { String($0) })], run)
      try await put(answer, run) { (view: FoundView) in Page(view, text: text) }
    case .list(let kind, let filter): try await list(kind, filter, run)
    case .show(let id):
      let answer = try await get(["papers", try await paper(run), "things", id], run)
      try await put(answer, run) { (view: ThingView) in Page(view) }
    case .history(let filter):
      let query = [
        (name: "of", value: filter.of), (name: "since", value: filter.since.map { String($0) }),
        (name: "until", value: filter.until.map { String($0) }),
      ]
      try await putList("history", query, limit: filter.limit, run) { (items: [HistoryItem]) in
        Page(history: items)
      }
    case .consensus(let address):
      let answer = try await get(["papers", try await paper(run), "consensus"], [("on", address)], run)
      try await put(answer, run) { (view: ConsensusView) in Page(view) }
    case .orphans:
      try await putList("orphans", [], limit: nil, run) { (items: [OrphanItem]) in Page(orphans: items) }
    case .members:
      try await putList("members", [], limit: nil, run) { (items: [MemberItem]) in Page(members: items) }
    case .policy:
      let answer = try await get(["papers", try await paper(run), "policy"], run)
      try await put(answer, run) { (view: PolicyView) in Page(view) }
    default: break
    }
  }

  private func status(_ run: CommandRun) async throws(ClientError) {
    // Without a paper it tells about the server.
    var slug: String?
    do throws(ClientError) {
      slug = try await paper(run)
    } catch {
      guard error.exit == .usage else { throw error }
    }
    let answer = try await get(["status"], [("paper", slug)], run)
    let view = try Self.decode(StatusView.self, from: answer)
    if let paper = view.paper { known.note([paper]) }
    await put(answer, run) { Page(view, server: run.server, profile: run.profile) }
  }

  private func readText(
    _ address: String?, withMarks: Bool, consensus: Bool, _ run: CommandRun
  ) async throws(ClientError) {
    let paper = try await paper(run)
    let answer = try await get(
      ["papers", paper, "text"], [("address", address), ("consensus", consensus ? "true" : nil)], run)
    guard withMarks, !run.options.json else {
      try await put(answer, run) { (view: TextView) in Page(view) }
      return
    }
    let view = try Self.decode(TextView.self, from: answer)
    var marks = Marks()
    let on = [(name: "on", value: address), (name: "at", value: String(view.at))]
    marks.add(try await all(ClaimItem.self, "claims", on, run))
    marks.add(try await all(AnnotationItem.self, "annotations", on, run))
    marks.add(try await all(DisputeItem.self, "disputes", on, run))
    marks.add(try await all(CorrectionItem.self, "corrections", on, run))
    await self.answer(Page(view, marks: marks), run.options)
  }

  private func list(
    _ kind: Request.ThingList, _ filter: ListFilter, _ run: CommandRun
  ) async throws(ClientError) {
    let query = [
      (name: "status", value: filter.status), (name: "by", value: filter.by), (name: "on", value: filter.on),
      (name: "tag", value: filter.tag),
    ]
    switch kind {
    case .claims:
      try await putList(kind.rawValue, query, limit: filter.limit, run) { (items: [ClaimItem]) in
        Page(claims: items)
      }
    case .annotations:
      try await putList(kind.rawValue, query, limit: filter.limit, run) { (items: [AnnotationItem]) in
        Page(annotations: items)
      }
    case .disputes:
      try await putList(kind.rawValue, query, limit: filter.limit, run) { (items: [DisputeItem]) in
        Page(disputes: items)
      }
    case .corrections:
      try await putList(kind.rawValue, query, limit: filter.limit, run) { (items: [CorrectionItem]) in
        Page(corrections: items)
      }
    }
  }

  // MARK: Putting out

  /// Shows the answer itself for `--json`, else the page made of it.
  private func put(_ answer: HTTPAnswer, _ run: CommandRun, _ page: () -> Page) async {
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(page(), run.options)
    }
  }

  private func put<View: JSONValue>(
    _ answer: HTTPAnswer, _ run: CommandRun, _ page: (View) -> Page
  ) async throws(ClientError) {
    if run.options.json {
      await self.answer(json: answer.body)
    } else {
      await self.answer(page(try Self.decode(View.self, from: answer)), run.options)
    }
  }

  private func putList<Item: JSONValue & Hashable>(
    _ name: String, _ query: [(name: String, value: String?)], limit: Int?, _ run: CommandRun,
    _ page: ([Item]) -> Page
  ) async throws(ClientError) {
    let (view, single) = try await pages(Item.self, name, query, limit: limit, run)
    guard run.options.json else {
      await answer(page(view.items), run.options)
      return
    }
    if let single {
      await answer(json: single)
    } else {
      await answer(json: JSON.text(of: view))
    }
  }

  private func all<Item: JSONValue & Hashable>(
    _ type: Item.Type, _ name: String, _ query: [(name: String, value: String?)], _ run: CommandRun
  ) async throws(ClientError) -> [Item] {
    try await pages(type, name, query, limit: nil, run).view.items
  }

  /// The size of the next page: what is still wanted, up to a server's maximum.
  private static func pageSize(_ wanted: Int?) -> String? {
    wanted.map { String(min($0, 1000)) }
  }

  /// A list, page by page, all at the position of the first page.
  ///
  /// - Returns: the list, and the page's bytes if there was only one.
  private func pages<Item: JSONValue & Hashable>(
    _ type: Item.Type, _ name: String, _ query: [(name: String, value: String?)], limit: Int?,
    _ run: CommandRun
  ) async throws(ClientError) -> (view: ListView<Item>, single: [UInt8]?) {
    let path = ["papers", try await paper(run), name]
    var query = query + [(name: "limit", value: Self.pageSize(limit))]
    let answer = try await get(path, query, run)
    var view = try Self.decode(ListView<Item>.self, from: answer)
    if view.next == nil || view.items.count >= limit ?? .max { return (view, answer.body) }
    query.removeAll { $0.name == "at" || $0.name == "limit" }
    while let next = view.next, view.items.count < limit ?? .max {
      let rest = Self.pageSize(limit.map { $0 - view.items.count })
      let more = query + [(name: "after", value: String(next)), ("limit", rest), ("at", String(view.at))]
      let following = try Self.decode(ListView<Item>.self, from: try await get(path, more, run))
      // An empty page would make us ask for ever.
      guard !following.items.isEmpty else { break }
      view.items += following.items
      view.next = following.next
    }
    return (view, nil)
  }
}
