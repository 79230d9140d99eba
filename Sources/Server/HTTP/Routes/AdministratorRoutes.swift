internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Protocol
internal import Scholarship

/// Who imports papers and looks after people's credentials; and who else is to.
struct AdministratorRoutes {
  let identities: IdentityStore

  var endpoints: [Endpoint] {
    let answers = [200: Content.json(AdministratorsView.schema)]
    return [
      Endpoint(
        .get, "/administrators", "the administrators of the server, for one of them", answers: answers,
        handler: show),
      Endpoint(
        .post, "/administrators", "make someone an administrator, or end that", scope: .admin,
        parameters: [.key], body: .json(AdministratorRequest.schema, isStrict: true), answers: answers,
        problems: [.noSuchThing], handler: change),
    ]
  }

  private func show(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    try Self.check(try context.person())
    return Answer.receipt(AdministratorsView(items: try await identities.administrators()))
  }

  private func change(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    try Self.check(person)
    _ = try IdempotencyKey.read(of: request)
    let asked = try await request.record(AdministratorRequest.self)
    guard let handle = Handle(asked.handle) else {
      throw Problem(.refused, "“\(asked.handle)” is not \(Handle.noun). \(Handle.advice)")
    }
    switch try await identities.set(handle, administrator: asked.administrator, by: person) {
    case .done: return Answer.receipt(AdministratorsView(items: try await identities.administrators()))
    case .nobody:
      throw Problem(.noSuchThing, "Nobody here is called \(handle). Invite them to a paper first.")
    case .theLast:
      throw Problem(.refused, "\(handle) is the only administrator; make another one first.")
    }
  }

  private static func check(_ person: Identity) throws(Problem) {
    guard person.isAdministrator else {
      throw Problem(.notAllowed, "Only an administrator of the server can do this; \(person.handle) is not.")
    }
  }
}
