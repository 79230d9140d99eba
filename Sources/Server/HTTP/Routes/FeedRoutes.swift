internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Papers
internal import Protocol
internal import Scholarship

/// What happens, as an event stream: in one paper, or in all that the reader is a member of.
struct FeedRoutes {
  let feed: Feed
  let access: PaperAccess
  let tables: CurrentTables
  let identities: IdentityStore

  var endpoints: [Endpoint] {
    let start = [
      Parameter(.query, "since", Self.position, "begin after this position; with now if not given"),
      Parameter(.header, "Last-Event-ID", Self.position, "the same; sent by who connects anew"),
    ]
    let stream = [200: Content.bytes("text/event-stream")]
    return [
      Endpoint(
        .get, "/feed", "what happens in all papers that one may see, as it happens", parameters: start,
        answers: stream, problems: [.noSuchThing], handler: all),
      Endpoint(
        .get, "/papers/{slug}/feed", "what happens in one paper, as it happens", parameters: [.slug] + start,
        answers: stream, handler: ofPaper),
    ]
  }

  private static let position = JSONSchema.form(
    noun: "a position", advice: "Such as 12 or @12.", pattern: "^@?[0-9]{1,18}$")

  private func ofPaper(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person().handle
    let slug = try context.slug()
    let start = try await start(request, query)
    let (access, identities) = (access, identities)
    return try await response(start, context, person) { position throws(Problem) in
      try await Self.authenticate(person, request, context, identities)
      _ = try await access.open(slug, Moment(atLeast: position), for: person)
      return [slug]
    }
  }

  private func all(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person().handle
    let start = try await start(request, query)
    let (identities, tables) = (identities, tables)
    return try await response(start, context, person) { position throws(Problem) in
      try await Self.authenticate(person, request, context, identities)
      let papers = try await tables.papersNow(of: person, at: position)
      return Set(papers.items.compactMap { Slug($0.slug) })
    }
  }

  /// The position to begin after: what the reader had last, or where the log is now.
  private func start(_ request: Request, _ query: QueryParameters) async throws(Problem) -> Int64 {
    // Whoever connects anew sends the same address and, in a header, how far they came meanwhile.
    guard let named = request.headers[Self.lastEventID] ?? query["since"] else {
      return try await access.store.lastPosition()
    }
    guard let position = Int64(named.hasPrefix("@") ? String(named.dropFirst()) : named), position >= 0 else {
      throw Problem(.malformed, "“since” and Last-Event-ID are positions, such as 12; “\(named)” is none.")
    }
    try await access.store.reach(position)
    return position
  }

  private func response(
    _ start: Int64, _ context: APIContext, _ person: Handle,
    _ papers: @escaping @Sendable (Int64) async throws(Problem) -> Set<Slug>
  ) async throws -> Response {
    // Whoever may not read it is told so before a stream begins. What they may read is what they may read now,
    // however far back they begin.
    let visible = try await papers(try await access.store.lastPosition())
    let access = access
    let reader = FeedReader(
      feed: feed, person: person, start: start, visible: visible, papers: papers
    ) { slug, position throws(Problem) in try await access.veil(over: slug, for: person, atLeast: position) }
    let channel = context.channel
    let headers: HTTPFields = [
      .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
      // Proxies that collect answers before they pass them on would hold it back.
      HTTPField.Name("X-Accel-Buffering")!: "no",
    ]
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in try await reader.stream(to: &writer, over: channel) })
  }

  /// Whether the credential that the feed was opened with is still good.
  private static func authenticate(
    _ person: Handle, _ request: Request, _ context: APIContext, _ identities: IdentityStore
  ) async throws(Problem) {
    guard try await Authentication.identity(of: request, context, identities)?.handle == person else {
      throw Authentication.refusal(of: request.headers[.authorization])
    }
  }

  private static let lastEventID = HTTPField.Name("Last-Event-ID")!
}
