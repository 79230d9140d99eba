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
  let authority: CheckpointAuthority
  /// What stands still.
  let halts: Halts
  let version: String

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/status", "where one is, how far the server is, and what waits for whoever asks",
        parameters: [Parameter(.query, "paper", Slug.schema, "the paper that one is on"), .minimum],
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
    view.warning = await authority.refusal?.description
    if let name = query["paper"] {
      guard let slug = Slug(name) else { throw Problem(.noSuchThing, "There is no such paper.") }
      let snapshot = try await access.open(slug, moment, for: person)
      view.paper = snapshot.overview(for: person)
      view.waiting = snapshot.waiting(for: person)
    }
    return Answer.view(view, at: view.shown, to: request)
  }
}
