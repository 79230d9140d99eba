internal import Hummingbird
internal import Papers
internal import Protocol
internal import Views

/// Which papers there are, and how one is.
struct PaperRoutes {
  let access: PaperAccess
  let tables: CurrentTables

  func add(to router: RouterGroup<APIContext>) {
    router.get("papers", use: papers)
    router.get("papers/:slug", use: paper)
  }

  private func papers(_ request: Request, _ context: APIContext) async throws -> Response {
    let moment = try Moment(try QueryParameters(request, "min-position"))
    let view = try await tables.papers(of: try context.person().handle, atLeast: moment.minimum)
    return Answer.view(view, at: view.at, to: request)
  }

  private func paper(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let person = try context.person().handle
    let snapshot = try await access.open(try context.slug(), try Moment(query), for: person)
    guard let item = snapshot.overview(for: person) else {
      throw Problem(.noSuchThing, "There is no such paper.")
    }
    return Answer.view(item, at: snapshot.at, to: request)
  }
}
