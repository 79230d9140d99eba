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
            .query, "nonce",
            .form(noun: "a nonce", advice: "64 hexadecimal digits.", pattern: "^[0-9a-fA-F]{64}$"),
            isRequired: true, "64 random hexadecimal digits, for it to sign"),
        ], answers: [200: .json(IdentityView.schema)], problems: [.refused], handler: show)
    ]
  }

  private func show(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    guard let address = query["address"], let nonce = query["nonce"] else {
      throw Problem(.malformed, "Say where you ask and what is to be signed: “address” and “nonce”.")
    }
    return Answer.receipt(try identity.shown(at: address, to: nonce))
  }
}
