internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Papers
internal import Protocol
internal import Views

/// Which papers there are, and how one is.
struct PaperRoutes {
  let access: PaperAccess
  let tables: CurrentTables

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/papers", "the papers there are", parameters: [.minimum],
        answers: [200: .view(ListView<PaperItem>.schema)], problems: [.noSuchThing], handler: papers),
      Endpoint(
        .get, "/papers/{slug}", "one paper", parameters: [.slug, .at, .minimum],
        answers: [200: .view(PaperItem.schema)], handler: paper),
    ] + AnyQuestion.types.map { Endpoint($0, access) }
  }

  private func papers(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let moment = try Moment(query)
    let view = try await tables.papers(of: try context.person().handle, atLeast: moment.minimum)
    return Answer.view(view, at: view.at, to: request)
  }

  private func paper(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person().handle
    let snapshot = try await access.open(try context.slug(), try Moment(query), for: person)
    guard let item = snapshot.overview(for: person) else {
      throw Problem.noSuchPaper
    }
    return Answer.view(item, at: snapshot.at, to: request)
  }
}
