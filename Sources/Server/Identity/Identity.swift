internal import Protocol
internal import Scholarship

/// Someone who made a request, by their credential.
struct Identity: Sendable, Hashable {
  let handle: Handle
  /// Whether they may import new papers, and say who else may.
  let isAdministrator: Bool
  /// What the credential is called.
  let credential: String
  /// Its token's digest.
  let digest: [UInt8]
  /// What it may be used for.
  let scope: CredentialScope

  /// Refuses what the credential is not for.
  func check(_ needed: CredentialScope) throws(Problem) {
    guard scope < needed else { return }
    throw Problem(
      .notAllowed,
      "\(handle)'s credential “\(credential)” has the scope \(scope.rawValue); this takes \(needed.rawValue). Use "
        + "another, or make one with one that may: issue NAME --scope \(needed.rawValue).")
  }
}

/// Why a credential is not taken.
enum CredentialRefusal: Hashable, Sendable {
  /// There never was such a one.
  case unknown
  case revoked(Handle, String)
  case expired(Handle, String)
}
