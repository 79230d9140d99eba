internal import FoundationEssentials
internal import Glibc
internal import Postgres

/// How the database to use is named, so that a password in it is seen by nobody else.
public enum DatabaseName {
  /// Whether a connection string holds a password. One that cannot be read may.
  public static func holdsPassword(_ conninfo: String) -> Bool {
    do {
      let parameters = try ConnectionParameters(conninfo)
      return parameters["password"] != nil || parameters["sslpassword"] != nil
    } catch {
      return conninfo.contains("password") || conninfo.contains("://")
    }
  }

  /// What the environment says.
  public static var inEnvironment: String? {
    getenv("RECENSION_DATABASE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The connection string in a file.
  ///
  /// - Throws: where it holds a password that others may read.
  public static func read(_ path: String) throws -> String {
    guard let bytes = try PrivateFile.read(path) else { throw StartError("\(path) is not there.") }
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).joined(
      separator: " ")
    var status = stat()
    guard stat(path, &status) == 0 else { throw StartError("\(path) cannot be looked at.", errno: errno) }
    if holdsPassword(text), status.st_mode & 0o077 != 0 {
      throw StartError(
        "\(path) holds a password that others may read. Take that from them: chmod 600 \(path)")
    }
    return text
  }
}
