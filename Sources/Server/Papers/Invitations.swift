internal import Acts
internal import CanonicalJSON
internal import Ledger
internal import Papers
internal import Protocol
internal import Scholarship

/// Where a paper's members meet the server's people: who may be invited anew, and whom no paper's owner may put out.
struct Invitations: Sendable {
  let papers: Papers
  let identities: IdentityStore
  let codes: InvitationCodes
  let tables: CurrentTables

  /// The code for someone who was just invited; none for a member, unless their credential is to be made anew.
  ///
  /// - Parameter key: of the request: sent again, it gets the same code.
  func code(
    for invitation: Invite, by person: Identity, key: String, to paper: KeptPaper
  ) async throws -> String? {
    let handle = invitation.handle
    let code = codes.code(for: invitation, to: paper.slug, by: person.handle, key: key)
    if try await identities.invitation(code) != nil { return code.text }
    guard let member = try await paper.paper().members[handle], member.departed == nil else { return nil }
    let renews = invitation.again == true
    guard member.joined == renews else { return nil }
    if renews { try await checkMayRenew(handle, by: person) }
    try await identities.invite(
      handle, to: paper.slug, code: code, by: person,
      for: invitation.expires ?? Invite.usualLifetime, renews: renews)
    // Whoever was put out meanwhile may have had their codes cancelled before this one was kept.
    if try await paper.latest().wasPutOut(person.handle) {
      _ = try await identities.cancelInvitations(madeBy: person.handle, to: paper.slug)
      throw Problem.outside(paper.slug, person.handle)
    }
    return code.text
  }

  /// Refuses to have a credential made anew by somebody who may not.
  private func checkMayRenew(_ handle: Handle, by person: Identity) async throws {
    if try await !mayRenew(handle, by: person.handle, isAdministrator: person.isAdministrator) {
      throw Problem(
        .notAllowed,
        "\(handle)'s credential is not for papers of yours alone, so you cannot make it anew. \(Self.whoRenews(handle))"
      )
    }
  }

  /// Refuses a code that makes a credential anew where whoever made the code could not make it now: the credential's
  /// holder may have come to be an administrator since, or a member elsewhere.
  func checkStillRenews(_ invitation: IdentityStore.Invitation) async throws {
    let handle = invitation.handle
    if let maker = invitation.maker,
      try await mayRenew(
        handle, by: maker, isAdministrator: try await identities.isAdministrator(maker))
    {
      return
    }
    throw Problem(
      .notAllowed,
      "This code is not valid any more: \(handle)'s credential is for more than papers of whoever made it. "
        + Self.whoRenews(handle))
  }

  /// A credential is for all that its holder may do, wherever. So an owner makes anew only that of someone who is nowhere
  /// but in papers of theirs.
  private func mayRenew(_ handle: Handle, by maker: Handle, isAdministrator: Bool) async throws -> Bool {
    if isAdministrator { return true }
    if try await identities.isAdministrator(handle) { return false }
    let papers = Set(try await tables.papers(of: handle).items.map(\.slug))
    let owned = try await tables.papers(of: maker).items.filter { $0.role == Role.owner.rawValue }
    return papers.isSubset(of: owned.map(\.slug))
  }

  private static func whoRenews(_ handle: Handle) -> String {
    "An administrator can make it anew, or whoever keeps the server, there: recensiond credential \(handle)."
  }

  /// Refuses what would put an administrator out of a paper, or lower their role, where another administrator does not ask
  /// for it.
  func checkSparesAdministrators(_ act: AnyAct, by person: Identity, in paper: KeptPaper) async throws {
    if person.isAdministrator { return }
    if let removal = act.act as? RemovePaper {
      if removal.sure == true { try await checkHasNoAdministrator(paper, by: person) }
      return
    }
    let (handle, role): (Handle, Role?)
    switch act.act {
    case let invitation as Invite where invitation.again != true:
      (handle, role) = (invitation.handle, invitation.givenRole)
    case let removal as Remove: (handle, role) = (removal.handle, nil)
    default: return
    }
    guard try await identities.isAdministrator(handle), try await paper.admits(person.handle),
      let member = try await paper.latest().members[handle], member.departed == nil
    else { return }
    if let role, role >= member.role { return }
    throw Self.sparing(handle)
  }

  static func sparing(_ administrator: Handle) -> Problem {
    Problem(
      .notAllowed,
      "\(administrator) is an administrator of this server; only another one changes that they are here.")
  }

  /// Whose place in a paper somebody may not change by taking an act back, or bringing one back: see
  /// `Event.exchangesPlace(ofOneOf:)`.
  func administratorsSpared(by person: Identity, doing acts: [AnyAct]) async throws -> Set<Handle> {
    if person.isAdministrator || !acts.contains(where: { $0.act is Undo || $0.act is Redo }) { return [] }
    return Set(try await identities.administrators().compactMap { Handle($0) })
  }

  /// Cancels what a member invited to who was put out of the paper, so that their codes bring nobody in after them.
  ///
  /// - Returns: what to tell of it, if there is something.
  func cancelInvitations(by acts: [AnyAct], from slug: Slug) async throws -> String? {
    var cancelled: [String] = []
    for case let removal as Remove in acts.map(\.act) where removal.dryRun != true {
      let handles = try await identities.cancelInvitations(madeBy: removal.handle, to: slug)
      if handles.isEmpty { continue }
      cancelled.append(
        "What \(removal.handle) invited and is not used is cancelled: the code of "
          + "\(handles.joined(separator: ", ")). Invite them again if they are to come.")
    }
    return cancelled.isEmpty ? nil : cancelled.joined(separator: " ")
  }

  /// Refuses to have a paper removed in which an administrator is, who would be put out of it.
  private func checkHasNoAdministrator(_ paper: KeptPaper, by person: Identity) async throws {
    guard try await paper.admits(person.handle),
      case let members = try await paper.latest().members, members[person.handle]?.role == .owner
    else { return }
    for member in members.values where member.joined {
      guard try await identities.isAdministrator(member.handle) else { continue }
      throw Problem(
        .notAllowed,
        "\(member.handle), an administrator of this server, is in this paper; only an administrator removes it."
      )
    }
  }

  /// The invitations to a paper, for an owner of it.
  func open(_ slug: Slug, for person: Handle) async throws -> InvitationsView {
    let paper = try await owned(slug, by: person)
    var items = try await identities.invitations(to: slug)
    for index in items.indices {
      let member = Handle(items[index].handle).flatMap { paper.members[$0] }
      items[index].role = member?.departed == nil ? member?.role.rawValue ?? "" : ""
    }
    // A code for someone who was removed since is no use, nor is one of such a member.
    return InvitationsView(
      items: items.filter { item in
        !item.role.isEmpty && item.maker.flatMap { Handle($0) }.map(paper.wasPutOut) != true
      })
  }

  /// Takes an invitation back: who has not joined is on the paper's list no more, and the code is no use.
  func cancel(_ handle: Handle, to slug: Slug, by person: Identity, key: String) async throws -> Receipt {
    let paper = try await owned(slug, by: person.handle)
    var receipt = Receipt(position: paper.position, ids: [])
    if let member = paper.members[handle], !member.joined, member.departed == nil {
      let removal = Remove(handle: handle, reason: "The invitation was cancelled.")
      receipt = try await papers.paper(slug).execute(
        [AnyAct(removal)], by: person.handle, key: key, with: papers.notebooks)
    } else if let member = paper.members[handle], member.departed == nil,
      try await !identities.invitations(to: slug).contains(where: { $0.handle == handle.name })
    {
      throw Problem(
        .refused,
        "\(handle) has joined, and no invitation of theirs is open. “remove \(handle)” puts them out of the paper."
      )
    } else if try await !identities.wasInvited(handle, to: slug) {
      throw Problem(.noSuchThing, "\(handle) has no invitation here. “invitations” lists those there are.")
    }
    // Also where it was cancelled before: the answer may have been lost.
    try await identities.cancelInvitation(of: handle, to: slug)
    return receipt
  }

  private func owned(_ slug: Slug, by person: Handle) async throws -> Paper {
    let kept = papers.paper(slug)
    guard try await kept.admits(person) else { throw Problem.outside(slug, person) }
    let paper = try await kept.paper()
    guard let role = paper.members[person]?.role, role >= .owner else {
      throw Problem(.notAllowed, "Invitations take the role of owner; \(person) is not one here.")
    }
    return paper
  }
}

extension Deciding {
  /// Whether it is about who may do what, and so needs a credential for that.
  static var isAboutPeople: Bool { access == .members(.owner) }
}

extension Event {
  /// Whether it takes back, or brings back, what only an owner does.
  var exchangesAnOwnersAct: Bool {
    exchangedAct?.events.contains { Self.ofOwners.contains($0.type) } ?? false
  }

  /// Who of `administrators` is in the paper otherwise, or not at all, where the event takes back or brings back how they
  /// came in or went, or that the paper was removed.
  func exchangesPlace(ofOneOf administrators: Set<Handle>) -> Handle? {
    guard let act = exchangedAct, exchangesAnOwnersAct else { return nil }
    return act.members.filter { administrators.contains($0) }.min()
  }

  private var exchangedAct: PastAct? { (payload as? ActUndone)?.act ?? (payload as? ActRedone)?.act }

  private static let ofOwners: Set<String> = [
    MemberAdmitted.type, MemberRemoved.type, PaperRetitled.type, BaseImported.type, PaperRemoved.type,
  ]
}

extension Paper {
  /// Whether somebody else put a member out, and they were not invited again.
  func wasPutOut(_ member: Handle) -> Bool {
    members[member]?.departed.map { $0.by != member } ?? false
  }
}
