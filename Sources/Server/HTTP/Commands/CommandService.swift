internal import Acts
internal import CanonicalJSON
internal import HTTPTypes
internal import Logging
internal import NIOCore
internal import Papers
internal import Protocol
internal import Scholarship

/// Commands in, receipts out.
struct CommandService: Sendable {
  let papers: Papers
  let identities: IdentityStore
  let warnings: Warnings
  let invitations: Invitations
  let logger: Logger

  /// How many acts a request may have.
  private static let counts = 1...1000

  /// Where commands are sent. They are taken before they come to the router: see ``CommandHandler``.
  static let endpoint = Endpoint(
    .post, "/papers/{slug}/commands", "do something in a paper: one act, or several, all or none",
    parameters: [.slug, .key],
    body: .json(
      .oneOf([AnyAct.schema, .list(AnyAct.schema)]), isStrict: true, limit: CommandCall.bodyLimit,
      count: counts),
    answers: [200: .json(Receipt.schema)], problems: [.ambiguous], handler: nil)

  /// Carries out what was asked, or says why not.
  func reply(to call: CommandCall) async -> CommandReply {
    do {
      return CommandReply(try await receipt(for: call))
    } catch {
      var logger = logger
      if let request = call.request { logger[metadataKey: "request"] = "\(request)" }
      return CommandReply(ProblemDocument.problem(error, at: "papers/\(call.slug)/commands", logger))
    }
  }

  private func receipt(for call: CommandCall) async throws -> Receipt {
    guard
      let identity = try await identities.identity(authorization: call.authorization, from: call.address)
    else { throw Authentication.refusal(of: call.authorization) }
    let person = identity.handle
    guard let slug = Slug(call.slug) else { throw Problem.noSuchPaper }
    _ = try QueryParameters(call.query, [])
    let key = try IdempotencyKey.read(call.key)
    if call.isTooLarge { throw ProblemDocument.tooLarge }
    let paper = papers.paper(slug)
    let acts: [AnyAct]
    do {
      acts = try Self.read(Array(call.body.readableBytesView))
    } catch let unfit as UnfitWord {
      // Whoever is outside is told that first, as of an address that finds nothing.
      guard try await paper.admits(person) else { throw Problem.outside(slug, person) }
      throw Problem(.refused, unfit.message)
    }
    try identity.check(acts.contains { type(of: $0.act).isAboutPeople } ? .admin : .write)
    for act in acts { try await invitations.checkSparesAdministrators(act, by: identity, in: paper) }
    let spared = try await invitations.administratorsSpared(by: identity, doing: acts)
    var receipt = try await paper.execute(acts, by: person, key: key, with: papers.notebooks) {
      events throws(Problem) in
      // To take an act back, or to bring it back, takes a credential for the act.
      if events.contains(where: \.exchangesAnOwnersAct) { try identity.check(.admin) }
      for case let administrator? in events.map({ $0.exchangesPlace(ofOneOf: spared) }) {
        throw Invitations.sparing(administrator)
      }
    }
    if let remark = try await invitations.cancelInvitations(by: acts, from: slug) {
      receipt.remark = [receipt.remark, remark].compactMap(\.self).joined(separator: " ")
    }
    if let invitation = acts.first?.act as? Invite, invitation.dryRun != true {
      receipt.code = try await invitations.code(for: invitation, by: identity, key: key, to: paper)
    }
    receipt.warning = await warnings.text()
    return receipt
  }

  /// One act, or an array of them.
  ///
  /// - Throws: ``UnfitWord`` where all that is wrong is what somebody typed; else a ``Problem``.
  private static func read(_ body: [UInt8]) throws -> [AnyAct] {
    let json = try JSON.sent(body, as: "command")
    do {
      guard json.isList else { return [try AnyAct(json: json)] }
      let acts = try [AnyAct](json: json)
      guard counts.contains(acts.count) else {
        throw Problem(.malformed, "A request holds 1 to \(counts.upperBound) commands.")
      }
      guard acts.count == 1 || !acts.contains(where: { $0.act is Invite }) else {
        throw Problem(.refused, "An invitation is sent by itself: its answer is the code.")
      }
      guard acts.count == 1 || !acts.contains(where: { $0.act is Undo || $0.act is Redo }) else {
        throw Problem(
          .refused, "“undo” and “redo” are sent by themselves: what they take back is a whole request.")
      }
      return acts
    } catch let error as DecodingError {
      throw Problem(.malformed, "The command cannot be read: \(error.reason)")
    }
  }
}
