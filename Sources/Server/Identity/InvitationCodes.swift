internal import Acts
internal import CanonicalJSON
internal import Ledger
internal import Scholarship

/// The one-time codes of invitations.
///
/// A code follows from the request that asked for it and the log's key: the same request, sent again because its answer was
/// lost, gets the same code, and none is kept anywhere. From outside it is as good as drawn by lot.
struct InvitationCodes: Sendable {
  private let signer: CheckpointSigner

  init(_ signer: CheckpointSigner) { self.signer = signer }

  func code(for invitation: Invite, to paper: Slug, by person: Handle, key: String) -> Secret {
    let request = "invitation\n\(person)\n\(paper)\n\(key)\n"
    return Secret(
      code: signer.secret(for: Array(request.utf8) + JSON.text(of: AnyAct(invitation))).bytes)
  }
}
