internal import HTTPTypes
internal import Hummingbird
internal import Postgres
internal import Protocol

/// Finds out who makes a request. Without a valid credential it ends here, and the answer never says why one is not valid.
struct Authentication: RouterMiddleware {
  let identities: IdentityStore

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.identity = try await Self.identity(of: request, context, identities)
    guard context.identity != nil else { throw Self.refusal(of: request.headers[.authorization]) }
    return try await next(request, context)
  }

  /// Who a request's bearer token belongs to, if it has one that is valid.
  static func identity(
    of request: Request, _ context: APIContext, _ identities: IdentityStore
  ) async throws(Problem) -> Identity? {
    let origin = RequestOrigin.fieldName.flatMap { request.headers[$0] }
    return try await identities.identity(
      authorization: request.headers[.authorization],
      from: origin ?? context.channel.remoteAddress?.ipAddress)
  }

  /// With the status of RFC 9110, 15.5.2: who asks is not known.
  ///
  /// - Parameter authorization: what they showed, if anything.
  static func refusal(of authorization: String?) -> Problem {
    var problem = Problem(
      .notAllowed,
      (authorization == nil
        ? "This takes a credential, and none was sent." : "The server does not take this credential.")
        + " Ask an owner of the paper for an invitation, and “join” with its code.")
    problem.status = status
    return problem
  }

  static let status = 401
}

extension APIContext {
  /// Who makes the request; behind ``Authentication`` there is always someone.
  func person() throws(Problem) -> Identity {
    guard let identity else { throw Authentication.refusal(of: nil) }
    return identity
  }
}

extension IdentityStore {
  /// Whose bearer token an `Authorization` field shows, if it shows one that is valid.
  ///
  /// - Parameter address: where it came from.
  func identity(
    authorization: String?, from address: String?
  ) async throws(Problem) -> Identity? {
    guard let authorization else { return nil }
    // As many blanks as one likes (RFC 9110, 11.4).
    let parts = authorization.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else { return nil }
    do {
      return try await identity(of: Secret(text: String(parts[1])), from: address)
    } catch {
      throw Problem(error)
    }
  }
}
