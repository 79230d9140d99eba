internal import FoundationEssentials
internal import Glibc
internal import Postgres

/// How the database to use is named, so that a password in it is seen by nobody else.
enum DatabaseName {
  /// Whether a connection string holds a password. One that cannot be read may.
  static func holdsPassword(_ conninfo: String) -> Bool {
    do {
      let parameters = try ConnectionParameters(conninfo)
      return parameters["password"] != nil || parameters["sslpassword"] != nil
    } catch {
      return conninfo.contains("password") || conninfo.contains("://")
    }
  }

  /// The connection string in a file.
  ///
  /// - Throws: where it holds a password that others may read.
  static func read(_ path: String) throws -> String {
    guard let bytes = try PrivateFile.read(path) else { throw StartError("\(path) is not there.") }
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).joined(
      separator: " ")
    if holdsPassword(text) { try seeIsPrivate(path) }
    return text
  }

  /// Sees that a file with a password is its owner's alone.
  static func seeIsPrivate(_ path: String) throws(StartError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StartError("\(path) cannot be looked at.", errno: errno) }
    if status.st_mode & 0o077 != 0 {
      throw StartError(
        "\(path) holds a password that others may read. Take that from them: chmod 600 \(path)")
    }
  }
}
