internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Protocol

/// Who this server is, for whoever is about to send it a secret.
struct IdentityRoutes {
  let identity: ServerIdentity

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/identity", "a proof of who the server is, before a secret is sent to it", access: .anyone,
        parameters: [
          Parameter(.query, "address", .string, isRequired: true, "where it is asked, as it was typed"),
          Parameter(
            .query, "nonce", .string, isRequired: true, "64 random hexadecimal digits, for it to sign"),
        ], answers: [200: .json(IdentityView.schema)], problems: [.refused], handler: show)
    ]
  }

  private func show(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    Answer.receipt(
      try identity.shown(at: query["address"] ?? "", to: query["nonce"] ?? ""))
  }
}
