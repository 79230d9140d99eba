internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Papers
internal import Protocol
internal import Scholarship

/// Coming in on an invitation: the one write that needs no credential yet.
struct JoinRoutes {
  let store: any EventStore
  let papers: Papers
  let identities: IdentityStore

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .post, "/join", "join with the one-time code of an invitation", access: .guests, parameters: [.key],
        body: .json(JoinRequest.schema), answers: [200: .json(JoinReceipt.schema)], problems: [.notAllowed],
        handler: join)
    ]
  }

  private func join(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let key = try IdempotencyKey.read(of: request)
    let (code, chosen) = try await Self.read(request)
    let identity = try await Authentication.identity(of: request, identities)
    let fingerprint = Hash(of: Array("join\n".utf8), code.digest, chosen?.digest ?? [])
    // Only who shows the same secrets as before is answered as before.
    if chosen != nil || identity != nil, let known = try await store.earlierReceipt(for: key, fingerprint) {
      return Answer.receipt(try await receipt(known, code, chosen, identity))
    }
    guard let invitation = try await identities.invitation(code) else { throw Self.refusal }
    // Whoever has a credential joins with it: a code alone must not give anyone another's name.
    if invitation.isKnown, identity?.handle != invitation.handle {
      throw Problem(
        .notAllowed,
        "\(invitation.handle) has a credential already; join as \(invitation.handle): “recension --as \(invitation.handle) join CODE”."
      )
    }
    if let chosen, try await identities.identity(of: chosen) != nil {
      throw Problem(.refused, "This token is a credential already. Make a fresh one.")
    }
    let kept = papers.paper(invitation.paper)
    let paper = try await kept.paper(upTo: try await store.head())
    var receipt = JoinReceipt(
      position: 0, handle: invitation.handle.name, paper: invitation.paper.name,
      role: (paper.members[invitation.handle]?.role ?? .reader).rawValue, token: nil)
    // First in the log, then the code is used up: what stops in between is done again with the same code.
    var text: ActContext.PaperText?
    if let base = paper.identity?.base { text = .init(try await kept.document(of: paper), base: base) }
    let joined = try await kept.carryOut(
      Join(), by: invitation.handle, on: text, key: key, fingerprint: fingerprint,
      answer: JSON.text(of: receipt))
    (receipt.position, receipt.remark) = (joined.position, joined.remark)
    let token = invitation.isKnown ? nil : chosen ?? Secret.token()
    guard try await identities.use(code, as: invitation.handle, token: token) else { throw Self.refusal }
    receipt.token = token?.text
    return Answer.receipt(receipt)
  }

  /// The answer that was given before, with what it may have left undone.
  private func receipt(
    _ known: AppendReceipt, _ code: Secret, _ chosen: Secret?, _ identity: Identity?
  ) async throws -> JoinReceipt {
    var receipt = try JoinReceipt(json: JSON.parsed(known.answer))
    receipt.position = known.position
    if let invitation = try await identities.invitation(code),
      !invitation.isKnown || identity?.handle == invitation.handle
    {
      _ = try await identities.use(code, as: invitation.handle, token: invitation.isKnown ? nil : chosen)
    }
    if let chosen, try await identities.identity(of: chosen)?.handle.name == receipt.handle {
      receipt.token = chosen.text
      return receipt
    }
    guard identity?.handle.name == receipt.handle else { throw Self.refusal }
    return receipt
  }

  private static func read(_ request: Request) async throws -> (code: Secret, token: Secret?) {
    let body = try await request.body.collect(upTo: 4096)
    let join: JoinRequest
    do {
      join = try JoinRequest(json: JSON.parsed(Array(body.readableBytesView)))
    } catch {
      throw Problem(.malformed, "Send the invitation's code as {\"code\":\"…\"}.")
    }
    guard let text = join.token else { return (Secret(text: join.code), nil) }
    guard let token = Secret(token: text) else {
      throw Problem(
        .malformed, "A token is “rec_” and 52 random characters of 0123456789abcdefghjkmnpqrstvwxyz.")
    }
    return (Secret(text: join.code), token)
  }

  private static let refusal = Problem(
    .notAllowed, "This invitation is not valid: it was used, replaced or never made. Ask for another.")
}
