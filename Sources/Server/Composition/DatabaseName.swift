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
      // A slip in a keyword, such as “passwd”, hides none.
      return true
    }
  }

  /// Refuses a connection string that cannot be read, and shows nothing of it: what was meant for a password may be in it.
  static func check(_ conninfo: String) throws(StartError) {
    do { _ = try ConnectionParameters(conninfo) } catch { throw unreadable }
  }

  static let unreadable = StartError(
    "The database is not named so that it can be found. Give --database a connection string such as "
      + "“host=db.example dbname=recension user=ada”, or “postgresql://ada@db.example/recension”.")

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

  /// Sees that a file with a password is its owner's alone; or the system's own, which this program's group may read.
  static func seeIsPrivate(_ path: String) throws(StartError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StartError("\(path) cannot be looked at.", errno: errno) }
    let isTheSystems =
      geteuid() != 0 && status.st_uid == 0 && status.st_gid == getegid() && status.st_mode & 0o037 == 0
    if status.st_mode & 0o077 != 0, !isTheSystems {
      throw StartError(
        "\(path) holds a password that others may read. Take that from them: chmod 600 \(path)")
    }
  }
}
