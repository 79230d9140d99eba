internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
internal import Protocol
internal import Scholarship

/// The owner's credential, made when the server first starts, and kept for the client on the same machine.
enum OwnerCredential {
  /// Makes it where there is nobody yet. The file is written first: a credential that the database knows and nobody
  /// holds would lock everyone out.
  static func make(_ handle: Handle, _ identities: IdentityStore, clientFolder: String) async throws {
    guard try await identities.isEmpty() else { return }
    let path = clientFolder + "/" + CredentialFile.name
    let token = Secret.token()
    var file = try read(path) ?? CredentialFile()
    file.profiles[handle.name] = token.text
    file.standard = handle.name
    try PrivateFile.write(JSON.text(of: file), to: path)
    guard try await identities.makeOwner(handle, token: token) else {
      throw StartError(
        "Another server made the owner's credential at this very moment, so the one in \(path) is not valid. "
          + "Start again, and use the other's.")
    }
  }

  private static func read(_ path: String) throws -> CredentialFile? {
    try PrivateFile.read(path).map { try CredentialFile(json: JSON.parsed($0)) }
  }
}

/// Why the server does not start.
struct StartError: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = what }

  init(_ what: String, errno number: Int32) { description = "\(what) \(String(cString: strerror(number)))." }
}
