internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Where one is, how far the server is, and what waits for whoever asks.
struct StatusRoutes {
  let access: PaperAccess
  let tables: CurrentTables
  let warnings: Warnings
  /// What stands still.
  let halts: Halts
  let version: String

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/status", "where one is, how far the server is, and what waits for whoever asks",
        parameters: [
          Parameter(.query, "paper", Slug.schema, "the paper that one is on"),
          Parameter(
            .query, "since", PointInTime.schema, "up to where one has looked: what is told is new since"),
          Parameter(
            .query, "limit", .integer, from: 1...1000, "at most so many of what waits, and of what is new"),
          .minimum,
        ],
        answers: [200: .view(StatusView.schema)], problems: [.noSuchThing], handler: status)
    ]
  }

  private func status(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person().handle
    let moment = try Moment(query)
    try await tables.catchUp(atLeast: moment.minimum)
    var view = StatusView(
      at: try await access.store.head(), shown: tables.position, server: version, handle: person.name,
      waiting: [])
    let halts = await halts.all()
    if !halts.isEmpty { view.halts = halts }
    view.warning = await warnings.text()
    let since = try query.point("since")
    let limit = Int(try query.number("limit", in: 1...1000) ?? 20)
    if let name = query["paper"] {
      guard let slug = Slug(name) else { throw Problem.noSuchPaper }
      let snapshot = try await access.open(slug, moment, for: person)
      view.paper = snapshot.overview(for: person)
      try await tell(person, of: snapshot, slug, since: since, limit: limit, in: &view)
    }
    return Answer.view(view, at: view.shown, to: request)
  }

  /// What waits for someone, and what was decided otherwise since they looked.
  private func tell(
    _ person: Handle, of snapshot: Snapshot, _ slug: Slug, since: PointInTime?, limit: Int,
    in view: inout StatusView
  ) async throws {
    var looked: Snapshot.Earlier?
    if let since { looked = try await access.earlier(since, than: snapshot, of: slug) }
    let waiting = snapshot.waiting(for: person, since: looked?.at ?? 0)
    view.waiting = Array(waiting.prefix(limit))
    if waiting.count > limit { view.waitingTotal = waiting.count }
    guard let looked else { return }
    let news = snapshot.news(for: person, since: looked)
    view.news = NewsView(
      since: looked.at, items: Array(news.prefix(limit)), total: news.count > limit ? news.count : nil)
  }
}
