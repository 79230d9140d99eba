internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
internal import Protocol
internal import Scholarship

/// The owner's credential, made when the server first starts, and kept for the client on the same machine.
enum OwnerCredential {
  /// Makes it where there is nobody yet. The file is written first: a credential that the database knows and nobody
  /// holds would lock everyone out.
  ///
  /// - Parameter key: of the server's log, by which the client knows the server.
  static func make(
    _ handle: Handle, _ identities: IdentityStore, key: String, clientFolder: String
  ) async throws {
    guard try await identities.isEmpty() else { return }
    let path = clientFolder + "/" + CredentialFile.name
    let token = Secret.token()
    var file = try read(path) ?? CredentialFile()
    file.change(key) { server in
      server.profiles[handle.name] = token.text
      server.standard = handle.name
    }
    try PrivateFile.write(JSON.text(of: file), to: path)
    guard try await identities.makeOwner(handle, token: token) else {
      throw StartError(
        "Another server made the owner's credential at this very moment, so the one in \(path) is not valid. "
          + "Start again, and use the other's.")
    }
  }

  /// Lets the credentials of the client in the state directory follow the log to its new key.
  static func move(from old: String, to new: String, clientFolder: String) throws {
    let path = clientFolder + "/" + CredentialFile.name
    guard var file = try read(path), let known = file.server(of: old) else { return }
    file.change(old) { $0.profiles = [:] }
    file.change(new) { server in
      server = known
      server.key = new
    }
    try PrivateFile.write(JSON.text(of: file), to: path)
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
