internal import Hummingbird
internal import Manuscript
internal import Papers
internal import Protocol
internal import Views

/// The text of a paper, and what the consensus makes of it.
struct ReadRoutes {
  let access: PaperAccess

  func add(to group: RouterGroup<APIContext>) {
    group.get("text", use: text)
    group.get("outline", use: outline)
    group.get("find", use: find)
    group.get("consensus", use: consensus)
    group.get("policy", use: policy)
  }

  private func text(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "address", "consensus")
    let snapshot = try await open(query, context)
    let isConsensus = try query.flag("consensus")
    let range = try query["address"].map(snapshot.document.range(at:))
    return Answer.view(snapshot.text(of: range, isConsensus: isConsensus), at: snapshot.at, to: request)
  }

  private func outline(_ request: Request, _ context: APIContext) async throws -> Response {
    let snapshot = try await open(try QueryParameters(request, "at", "min-position"), context)
    return Answer.view(snapshot.outline(), at: snapshot.at, to: request)
  }

  private func find(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "text", "limit")
    let snapshot = try await open(query, context)
    guard let words = query["text"] else { throw Problem(.malformed, "Say what to find, with “text”.") }
    let limit = try query.number("limit", in: 1...1000) ?? 50
    return Answer.view(snapshot.find(words, limit: Int(limit)), at: snapshot.at, to: request)
  }

  private func consensus(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "on")
    let snapshot = try await open(query, context)
    let range = try query["on"].map(snapshot.document.range(at:))
    return Answer.view(snapshot.consensus(on: range), at: snapshot.at, to: request)
  }

  private func policy(_ request: Request, _ context: APIContext) async throws -> Response {
    let snapshot = try await open(try QueryParameters(request, "at", "min-position"), context)
    return Answer.view(snapshot.policy(), at: snapshot.at, to: request)
  }

  private func open(_ query: QueryParameters, _ context: APIContext) async throws -> Snapshot {
    try await access.open(try context.slug(), try Moment(query), for: try context.person().handle)
  }
}
