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
    try write(file, to: path)
    guard try await identities.makeOwner(handle, token: token) else {
      throw StartError(
        "Another server made the owner's credential at this very moment, so the one in \(path) is not valid. "
          + "Start again, and use the other's.")
    }
  }

  private static func read(_ path: String) throws -> CredentialFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try JSONDecoder().decode(CredentialFile.self, from: try Data(contentsOf: URL(filePath: path)))
  }

  /// Beside and renamed, for its owner's eyes only from the first byte on.
  private static func write(_ file: CredentialFile, to path: String) throws {
    let beside = path + ".new"
    unlink(beside)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      throw StartError("The credentials cannot be written to \(path).", errno: errno)
    }
    let bytes = JSONText.bytes(of: file)
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let isSynced = fsync(descriptor) == 0
    close(descriptor)
    guard written == bytes.count, isSynced, rename(beside, path) == 0, syncFolder(of: path) else {
      throw StartError("The credentials cannot be written to \(path).", errno: errno)
    }
  }

  /// A new name is durable when its folder is.
  private static func syncFolder(of path: String) -> Bool {
    let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }
}

/// Why the server does not start.
struct StartError: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = what }

  init(_ what: String, errno number: Int32) { description = "\(what) \(String(cString: strerror(number)))." }
}
