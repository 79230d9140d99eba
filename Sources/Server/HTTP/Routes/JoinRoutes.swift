internal import FoundationEssentials
internal import Hummingbird
internal import Protocol
internal import Scholarship

/// Coming in on an invitation: the one write that needs no credential yet.
struct JoinRoutes {
  let desks: PaperDesks
  let identities: IdentityStore

  func add(to router: Router<APIContext>) {
    router.post("join", use: join)
  }

  private func join(_ request: Request, _ context: APIContext) async throws -> Response {
    let key = try WriteRoutes.key(of: request)
    let body = try await request.body.collect(upTo: 4096)
    let code: Secret
    do {
      code = Secret(text: try JSONDecoder().decode(JoinRequest.self, from: Data(body.readableBytesView)).code)
    } catch {
      throw Problem(.malformed, "Send the invitation's code as {\"code\":\"…\"}.")
    }
    guard let invitation = try await identities.invitation(code) else {
      throw Problem(
        .notAllowed, "This invitation is not valid: it was used, replaced or never made. Ask for another.")
    }
    // Whoever has a credential joins with it: a code alone must not give anyone another's name.
    let identity = try await Authentication.identity(of: request, identities)
    if invitation.isKnown, identity?.handle != invitation.handle {
      throw Problem(
        .notAllowed,
        "\(invitation.handle) has a credential already; join as \(invitation.handle): “recension --as \(invitation.handle) join CODE”."
      )
    }
    let token = invitation.isKnown ? nil : Secret.token()
    // First in the log, then the code is used up: what stops in between is done again with the same code.
    let desk = await desks.desk(invitation.paper)
    let joined = try await desk.append(.join, by: invitation.handle, key: key, attachments: [])
    guard try await identities.use(code, as: invitation.handle, token: token) else {
      throw Problem(.notAllowed, "This invitation was used at this very moment. Ask for another.")
    }
    let role = try await desk.paper(atLeast: joined.position).members[invitation.handle]?.role ?? .reader
    return Answer.receipt(
      JoinReceipt(
        position: joined.position, handle: invitation.handle.name, paper: invitation.paper.name,
        role: role.rawValue, token: token?.text))
  }
}
