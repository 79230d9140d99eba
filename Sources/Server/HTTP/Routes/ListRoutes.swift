internal import Editions
internal import CanonicalJSON
internal import Hummingbird
internal import Manuscript
internal import Protocol
internal import ReadModels
internal import Scholarship

/// Lists, histories and single things: from the read models, or for a moment in the past from a fold of the log.
struct ListRoutes {
  let library: PaperLibrary
  let tables: ReadTables

  func add(to group: RouterGroup<APIContext>) {
    for kind in ListKind.allCases {
      group.get("\(kind.rawValue)") { request, context in try await list(kind, request, context) }
    }
    group.get("members", use: members)
    group.get("orphans", use: orphans)
    group.get("history", use: history)
    group.get("things/:id", use: thing)
  }

  private func list(_ kind: ListKind, _ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(
      request, "at", "min-position", "status", "by", "on", "tag", "limit", "after")
    let slug = try context.slug()
    let moment = try Moment(query)
    let open = try await library.open(slug, moment, for: try context.person().handle)
    var listing = ListQuery(
      kind, status: query["status"], by: query["by"], tag: query["tag"],
      after: try query.number("after", in: 0...Int64.max) ?? 0,
      limit: Int(try query.number("limit", in: 1...1000) ?? 100))
    if let on = query["on"] {
      if let id = EntityID(on) {
        listing.about = id.description
      } else {
        listing.range = try open.document.range(at: on).offsets
      }
    }
    guard open.isPresent else {
      return Answer.page(try await library.past(open, slug).list(listing), to: request)
    }
    try await library.awaitProjection(moment)
    return Answer.page(try await tables.list(listing, of: slug.name), to: request)
  }

  private func members(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let slug = try context.slug()
    let moment = try Moment(query)
    let open = try await library.open(slug, moment, for: try context.person().handle)
    guard open.isPresent else {
      return Answer.page(try await library.past(open, slug).members(), to: request)
    }
    try await library.awaitProjection(moment)
    return Answer.page(try await tables.members(of: slug.name), to: request)
  }

  private func orphans(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let open = try await library.open(try context.slug(), try Moment(query), for: try context.person().handle)
    let view = ListView<OrphanItem>(at: open.at, items: open.paper.orphans(in: open.document))
    return Answer.view(view, at: open.at, to: request)
  }

  private func history(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "of", "since", "until", "limit", "after")
    let slug = try context.slug()
    let moment = try Moment(query)
    let open = try await library.open(slug, moment, for: try context.person().handle)
    var wanted = HistoryQuery(
      since: try query.number("since", in: 0...Int64.max) ?? 0,
      until: try query.number("until", in: 0...Int64.max) ?? .max,
      after: try query.number("after", in: 0...Int64.max) ?? 0,
      limit: Int(try query.number("limit", in: 1...1000) ?? 1000))
    if let of = query["of"] {
      if let id = EntityID(of) {
        guard open.paper.has(id) else { throw Problem(.noSuchThing, "There is no \(id).") }
        wanted.subject = .thing(id.description)
      } else {
        wanted.subject = .range(try open.document.range(at: of).offsets)
      }
    }
    let view: ListView<HistoryItem>
    if open.isPresent {
      try await library.awaitProjection(moment)
      view = try await tables.history(wanted, of: slug.name)
    } else {
      view = try await library.past(open, slug).history(wanted)
    }
    return Answer.view(view, at: view.at, to: request)
  }

  private func thing(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let slug = try context.slug()
    let moment = try Moment(query)
    let open = try await library.open(slug, moment, for: try context.person().handle)
    let name = context.parameters.get("id") ?? ""
    guard let id = EntityID(name), open.paper.has(id) else {
      throw Problem(.noSuchThing, "There is no \(name) in this paper.")
    }
    let view = open.isPresent ? try await present(id, open, moment, slug) : try await past(id, open, slug)
    return Answer.view(view, at: view.at, to: request)
  }

  private func present(
    _ id: EntityID, _ open: OpenPaper, _ moment: Moment, _ slug: Slug
  ) async throws -> ThingView {
    try await library.awaitProjection(moment)
    // The read models may be a moment behind the paper itself: a thing just made is waited for.
    var minimum = moment
    minimum.minimum = max(moment.minimum, open.paper.madeAt(id) ?? 0)
    try await library.awaitProjection(minimum)
    let found = try await tables.thing(id.description, kind: ListKind(id.kind), of: slug.name)
    let history = try await tables.history(
      HistoryQuery(.thing(id.description), until: found.at), of: slug.name)
    guard let item = found.item else { throw Problem(.noSuchThing, "There is no \(id) in this paper.") }
    func read<Item: JSONValue>(_ text: String) throws -> Item {
      try Item(json: JSON.parsed(Array(text.utf8)))
    }
    return ThingView(
      at: found.at, item: try read(item), context: context(of: id, open),
      annotations: try found.annotations.map(read), disputes: try found.disputes.map(read),
      history: history.items)
  }

  private func past(_ id: EntityID, _ open: OpenPaper, _ slug: Slug) async throws -> ThingView {
    let past = try await library.past(open, slug)
    guard let found = past.thing(id) else { throw Problem(.noSuchThing, "There is no \(id) in this paper.") }
    return ThingView(
      at: open.at, item: found.item, context: context(of: id, open), annotations: found.annotations,
      disputes: found.disputes, history: past.history(HistoryQuery(.thing(id.description))).items)
  }

  private func context(of id: EntityID, _ open: OpenPaper) -> ContextItem? {
    guard let passage = open.paper.passage(of: id), open.paper.isPlaced(passage) else { return nil }
    return PaperText(document: open.document, edits: []).context(of: passage.range)
  }
}

extension ListKind {
  init(_ kind: EntityKind) {
    switch kind {
    case .claim: self = .claims
    case .annotation: self = .annotations
    case .dispute: self = .disputes
    case .correction: self = .corrections
    }
  }
}

extension Paper {
  /// The position of the event that made a thing.
  func madeAt(_ id: EntityID) -> Int64? {
    switch id.kind {
    case .claim: claim(id)?.stamp.position
    case .annotation: annotation(id)?.stamp.position
    case .dispute: dispute(id)?.stamp.position
    case .correction: correction(id)?.stamp.position
    }
  }

  /// The passage that a thing is on, itself or by way of what it is about.
  func passage(of id: EntityID) -> Anchor? {
    switch id.kind {
    case .claim: return claim(id)?.anchors.first
    case .correction: return correction(id)?.anchor
    case .annotation, .dispute:
      guard let target = id.kind == .annotation ? annotation(id)?.target : dispute(id)?.target else {
        return nil
      }
      // What a thing is about was made before it, so this comes to an end.
      return target.passage ?? target.thing.flatMap { passage(of: $0) }
    }
  }
}
