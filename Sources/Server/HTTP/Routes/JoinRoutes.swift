internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Coming in on an invitation: the one write that needs no credential yet.
struct JoinRoutes {
  let store: any EventStore
  let papers: Papers
  let identities: IdentityStore
  let invitations: Invitations
  let warnings: Warnings

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .post, "/join", "join with the one-time code of an invitation", access: .guests, parameters: [.key],
        body: .json(JoinRequest.schema, limit: Self.bodyLimit), answers: [200: .json(JoinReceipt.schema)],
        problems: [.notAllowed],
        handler: join)
    ]
  }

  private func join(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let key = try IdempotencyKey.read(of: request)
    let (code, chosen) = try await Self.read(request)
    let identity = try await Authentication.identity(of: request, context, identities)
    let fingerprint = Hash(of: Array("join\n".utf8), code.digest, chosen?.digest ?? [])
    // The key alone gives nobody anything.
    let known =
      chosen == nil && identity == nil ? nil : try await store.earlierReceipt(for: key, fingerprint)
    guard let invitation = try await identities.invitation(code) else { throw Self.refusal }
    let claim = try await claim(invitation, code, chosen, identity)
    if let known {
      var receipt = try JoinReceipt(json: JSON.parsed(known.answer))
      (receipt.position, receipt.token) = (known.position, claim?.text)
      return await warnings.answer(receipt)
    }
    let kept = papers.paper(invitation.paper)
    let paper = try await kept.paper(upTo: try await store.head())
    var receipt = JoinReceipt(
      position: 0, handle: invitation.handle.name, paper: invitation.paper.name,
      role: (paper.members[invitation.handle]?.role ?? .reader).rawValue, token: nil)
    // Whose the name is was decided; what stops in between is done again with the same code and token.
    var text: ActContext.PaperText?
    if let base = paper.identity?.base { text = .init(try await kept.document(of: paper), base: base) }
    let joined = try await kept.carryOut(
      Join(), by: invitation.handle, on: text, key: key, fingerprint: fingerprint,
      answer: JSON.text(of: receipt))
    (receipt.position, receipt.remark) = (joined.position, joined.remark)
    if invitation.renews { receipt.remark = "What \(invitation.handle) had before is valid no more." }
    receipt.token = claim?.text
    return await warnings.answer(receipt)
  }

  /// Makes the invitation's name that of whoever asks, or sees that it is theirs: by what they show, never by the name alone.
  ///
  /// - Returns: the new credential; `nil` for someone who has one.
  private func claim(
    _ invitation: IdentityStore.Invitation, _ code: Secret, _ chosen: Secret?, _ identity: Identity?
  ) async throws -> Secret? {
    // Only who shows the same secrets as before is answered as before.
    if invitation.isUsed, let chosen, chosen.digest == invitation.credential { return chosen }
    let isTheirs = identity?.handle == invitation.handle && !invitation.renews
    if invitation.isUsed, isTheirs { return nil }
    guard invitation.isOpen else { throw Self.refusal }
    // Whoever has a credential joins with it: a code alone must not give anyone another's name.
    if invitation.isKnown, !invitation.renews, !isTheirs { throw Self.needsCredential(invitation.handle) }
    try await checkIsAwaited(invitation)
    if invitation.renews { try await invitations.checkStillRenews(invitation) }
    if isTheirs, let identity {
      try identity.check(.write)
      guard try await identities.use(code, as: identity.handle) else { throw Self.refusal }
      return nil
    }
    let token = chosen ?? Secret.token()
    let isMade =
      invitation.renews
      ? try await identities.use(code, toRenew: token, of: invitation.handle)
      : try await identities.use(code, toBecome: token)
    if isMade { return token }
    // Somebody was quicker: with this very request, with the same code, or with another of the same name.
    guard let now = try await identities.invitation(code) else { throw Self.refusal }
    if now.isUsed, now.credential == token.digest { return token }
    if try await identities.credential(of: token) != nil {
      throw Problem(.refused, "This token is, or was, a credential already. Make a fresh one.")
    }
    throw now.isOpen ? Self.needsCredential(now.handle) : Self.refusal
  }

  /// Refuses a code whose paper does not wait for its holder any more, before it is spent; and one of a member who was put
  /// out, for it may have been made while that was written.
  private func checkIsAwaited(_ invitation: IdentityStore.Invitation) async throws {
    let paper = try await papers.paper(invitation.paper).paper(upTo: try await store.head())
    if invitation.isWithdrawn(in: paper) { throw Self.refusal }
    do throws(Refusal) {
      _ = try Join().decided(in: ActContext(paper, by: invitation.handle))
    } catch {
      throw Problem(error)
    }
  }

  private static func needsCredential(_ handle: Handle) -> Problem {
    Problem(
      .notAllowed,
      "\(handle) has a credential already; join as \(handle): “recension --as \(handle) join CODE”. Where it is lost, an "
        + "owner of the paper makes it anew: “invite \(handle) --again”.")
  }

  private static func read(_ request: Request) async throws -> (code: Secret, token: Secret?) {
    let body = try await request.body.collect(upTo: Self.bodyLimit)
    let json = try JSON.sent(Array(body.readableBytesView), as: "request")
    let join: JoinRequest
    do {
      join = try JoinRequest(json: json)
    } catch {
      throw Problem(.malformed, "Send the invitation's code as {\"code\":\"…\"}.")
    }
    guard let text = join.token else { return (Secret(text: join.code), nil) }
    return (Secret(text: join.code), try Secret.made(text))
  }

  private static let bodyLimit = 4096

  private static let refusal = Problem(
    .notAllowed,
    "This invitation is not valid: it was used, replaced, cancelled or never made, or its time is over. Ask for another."
  )
}
