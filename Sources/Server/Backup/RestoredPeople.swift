internal import FoundationEssentials
internal import Postgres
internal import Protocol

/// Who may do what after a backup was restored: what was so when it was made.
struct RestoredPeople {
  private let identities: IdentityStore
  private let home: String

  /// - Parameter home: the state directory that it was restored to.
  init(_ identities: IdentityStore, home: String) {
    self.identities = identities
    self.home = home
  }

  /// What is to be known, for whoever restored it.
  ///
  /// - Parameter ended: how many credentials were ended, and all invitations; `nil` where none was.
  func lines(ended: Int?) async throws -> [String] {
    var lines: [String] = []
    if let ended {
      lines.append("Of its credentials \(ended) were valid, and none is any more; nor are the invitations.")
    } else {
      lines.append(
        "Credentials, invitations and administrators are as they were when the backup was made: what was ended since is "
          + "valid again. End it anew, or restore with --end-credentials.")
    }
    let administrators = try await identities.administrators()
    if let first = administrators.first, !hasClient {
      lines.append(
        "The state directory's own client has no credential. The administrators are "
          + "\(administrators.joined(separator: ", ")): recensiond credential \(first) --home \(home) | RECENSION_HOME=\(home) "
          + "recension login, when the server runs.")
    }
    return lines
  }

  private var hasClient: Bool {
    FileManager.default.fileExists(atPath: "\(home)/\(CredentialFile.folder)/\(CredentialFile.name)")
  }
}
