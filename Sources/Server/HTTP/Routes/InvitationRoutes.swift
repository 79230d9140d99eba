internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Protocol
internal import Scholarship

/// The invitations to a paper that can be used, and their cancelling. They are made by an act, and used at `/join`.
struct InvitationRoutes {
  let invitations: Invitations
  let warnings: Warnings

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/papers/{slug}/invitations", "the invitations that can be used, for an owner of the paper",
        parameters: [.slug], answers: [200: .json(InvitationsView.schema)], handler: show),
      Endpoint(
        .post, "/papers/{slug}/invitations/{handle}/cancel", "take an invitation back", scope: .admin,
        parameters: [.slug, Parameter(.path, "handle", Handle.schema, "whose it is"), .key],
        answers: [200: .json(Receipt.schema)], handler: cancel),
    ]
  }

  private func show(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    Answer.receipt(try await invitations.open(try context.slug(), for: try context.person().handle))
  }

  private func cancel(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let key = try IdempotencyKey.read(of: request)
    let slug = try context.slug()
    let person = try context.person()
    guard let handle = Handle(context.parameters.get("handle") ?? "") else {
      throw Problem(.noSuchThing, "There is no invitation for that. “invitations” lists those there are.")
    }
    return await warnings.answer(try await invitations.cancel(handle, to: slug, by: person, key: key))
  }
}
