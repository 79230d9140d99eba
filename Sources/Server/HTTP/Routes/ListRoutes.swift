internal import Hummingbird
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Lists, histories and single things.
struct ListRoutes {
  let access: PaperAccess

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
    let snapshot = try await open(query, context)
    var question = ListQuestion(
      status: query["status"], by: query["by"], tag: query["tag"],
      after: try query.number("after", in: 0...Int64.max) ?? 0,
      limit: Int(try query.number("limit", in: 1...1000) ?? 100))
    if let on = query["on"] {
      if let id = EntityID(on) {
        question.place = .thing(id)
      } else {
        question.place = .range(try snapshot.document.range(at: on))
      }
    }
    switch kind {
    case .claims: return answer(snapshot.claims(question), to: request)
    case .annotations: return answer(snapshot.annotations(question), to: request)
    case .disputes: return answer(snapshot.disputes(question), to: request)
    case .corrections: return answer(snapshot.corrections(question), to: request)
    }
  }

  private func members(_ request: Request, _ context: APIContext) async throws -> Response {
    answer(
      try await open(try QueryParameters(request, "at", "min-position"), context).members(), to: request)
  }

  private func orphans(_ request: Request, _ context: APIContext) async throws -> Response {
    answer(
      try await open(try QueryParameters(request, "at", "min-position"), context).orphans(), to: request)
  }

  private func history(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "of", "since", "until", "limit", "after")
    let snapshot = try await open(query, context)
    var question = HistoryQuestion(
      since: try query.number("since", in: 0...Int64.max) ?? 0,
      until: try query.number("until", in: 0...Int64.max) ?? .max,
      after: try query.number("after", in: 0...Int64.max) ?? 0,
      limit: Int(try query.number("limit", in: 1...1000) ?? 1000))
    if let of = query["of"] {
      if let id = EntityID(of) {
        guard snapshot.paper.has(id) else { throw Problem(.noSuchThing, "There is no \(id).") }
        question.subject = .thing(id)
      } else {
        question.subject = .range(try snapshot.document.range(at: of))
      }
    }
    return answer(try await access.history(question, of: snapshot), to: request)
  }

  private func thing(_ request: Request, _ context: APIContext) async throws -> Response {
    let snapshot = try await open(try QueryParameters(request, "at", "min-position"), context)
    let name = context.parameters.get("id") ?? ""
    guard let id = EntityID(name), let view = try await access.thing(id, of: snapshot) else {
      throw Problem(.noSuchThing, "There is no \(name) in this paper.")
    }
    return Answer.view(view, at: view.at, to: request)
  }

  private func open(_ query: QueryParameters, _ context: APIContext) async throws -> Snapshot {
    try await access.open(try context.slug(), try Moment(query), for: try context.person().handle)
  }

  private func answer<Item>(_ view: ListView<Item>, to request: Request) -> Response {
    Answer.view(view, at: view.at, to: request)
  }
}
