internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Postgres
internal import Protocol
internal import Scholarship

/// One's credentials: which there are, another, another token, an end.
struct CredentialRoutes {
  let identities: IdentityStore

  var endpoints: [Endpoint] {
    let name = Parameter(.path, "name", CredentialName.schema, "what the credential is called")
    let of = Parameter(.query, "of", Handle.schema, "whose, for an administrator")
    let list = [200: Content.json(CredentialsView.schema)]
    let item = [200: Content.json(CredentialItem.schema)]
    return [
      Endpoint(
        .get, "/credentials", "the valid credentials of whoever asks", parameters: [of], answers: list,
        problems: [.refused], handler: show),
      Endpoint(
        .post, "/credentials", "make another credential for oneself", scope: .admin, parameters: [.key],
        body: .json(IssueRequest.schema, isStrict: true), answers: item, handler: issue),
      // Whatever a credential is for, whoever holds it may change its token and end it.
      Endpoint(
        .post, "/credentials/{name}/rotate", "another token in place of a credential's present one",
        scope: .read, parameters: [name, .key], body: .json(RotateRequest.schema, isStrict: true),
        answers: item, handler: rotate),
      Endpoint(
        .post, "/credentials/{name}/revoke", "end a credential, and what was opened with it", scope: .read,
        parameters: [name, of, .key], answers: list, handler: revoke),
    ]
  }

  private func show(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    let holder = try Self.holder(query, person)
    return Answer.receipt(try await view(of: holder, for: person))
  }

  private func issue(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    _ = try IdempotencyKey.read(of: request)
    let asked = try await request.record(IssueRequest.self)
    let token = try Secret.made(asked.token)
    if asked.name.isGiven {
      throw Problem(.refused, "“\(asked.name)” is a name that the server gives. Choose another.")
    }
    let scope = asked.scope ?? person.scope
    try person.check(scope)
    guard try await view(of: person.handle, for: person).items.count < Self.limit else {
      throw Problem(.refused, "You have \(Self.limit) valid credentials. Revoke some that you do not use.")
    }
    let new = IdentityStore.NewCredential(
      name: asked.name.description, scope: scope, lifetime: asked.expires)
    switch try await identities.issue(new, to: person.handle, token: token, by: person) {
    case .made(let name): return Answer.receipt(try await item(name, of: person.handle, for: person))
    case .nameTaken:
      throw Problem(
        .refused, "You have a credential “\(asked.name)” already. Choose another name, or revoke it.")
    case .tokenTaken, .nobody: throw Self.tokenTaken
    }
  }

  private func rotate(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    _ = try IdempotencyKey.read(of: request)
    let name = try Self.name(context)
    if name != person.credential { try person.check(.admin) }
    let token = try Secret.made(try await request.record(RotateRequest.self).token)
    guard try await identities.rotate(name, to: token, by: person) else {
      // The same, sent again, is done already.
      if let now = try await identities.credential(of: token), now.isValid, now.name == name,
        now.holder == person.handle.name
      {
        return Answer.receipt(try await item(name, of: person.handle, for: person))
      }
      if try await view(of: person.handle, for: person).items.contains(where: { $0.name == name }) {
        throw Self.tokenTaken
      }
      throw Self.none(name)
    }
    return Answer.receipt(try await item(name, of: person.handle, for: person))
  }

  private func revoke(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    _ = try IdempotencyKey.read(of: request)
    let (name, holder) = (try Self.name(context), try Self.holder(query, person))
    if name != person.credential || holder != person.handle { try person.check(.admin) }
    if try await !identities.revoke(name, of: holder, by: person), try await !identities.had(name, holder) {
      throw Self.none(name)
    }
    return Answer.receipt(try await view(of: holder, for: person))
  }

  private func view(of holder: Handle, for person: Identity) async throws -> CredentialsView {
    CredentialsView(
      items: try await identities.credentials(
        of: holder, current: holder == person.handle ? person.credential : nil))
  }

  private func item(_ name: String, of holder: Handle, for person: Identity) async throws -> CredentialItem {
    guard let item = try await view(of: holder, for: person).items.first(where: { $0.name == name }) else {
      throw Self.none(name)
    }
    return item
  }

  /// Whose credentials are meant: one's own, or an administrator says whose.
  private static func holder(_ query: QueryParameters, _ person: Identity) throws(Problem) -> Handle {
    guard let text = query["of"] else { return person.handle }
    guard let holder = Handle(text) else {
      throw Problem(.refused, "“\(text)” is not \(Handle.noun). \(Handle.advice)")
    }
    guard holder == person.handle || person.isAdministrator else {
      throw Problem(.notAllowed, "Only an administrator sees and ends the credentials of others.")
    }
    return holder
  }

  private static func name(_ context: APIContext) throws(Problem) -> String {
    let text = context.parameters.get("name") ?? ""
    guard CredentialName(text) != nil else { throw none(text) }
    return text
  }

  private static func none(_ name: String) -> Problem {
    Problem(.noSuchThing, "There is no credential “\(name)”. “credentials” lists those there are.")
  }

  /// How many valid ones a person may have.
  private static let limit = 100

  private static let tokenTaken = Problem(
    .refused, "This token is, or was, a credential already. Make a fresh one.")
}

extension Secret {
  /// A token that whoever asks made for themselves.
  static func made(_ text: String) throws(Problem) -> Secret {
    guard let token = Secret(token: text) else {
      throw Problem(
        .malformed, "A token is “rec_” and 52 random characters of 0123456789abcdefghjkmnpqrstvwxyz.")
    }
    return token
  }
}
