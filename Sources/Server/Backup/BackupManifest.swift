internal import CanonicalJSON
internal import Ledger

/// What a backup holds: `manifest.json`, which is written last.
struct BackupManifest: Hashable, Sendable {
  /// The program that made it.
  var program: String
  /// The version of the PostgreSQL that it was read from, for people.
  var postgres: String
  /// When it was made, in UTC (RFC 3339).
  var made: String
  /// The last event in it; 0 where there is none.
  var position: Int64
  /// The root of the log's tree over all its events, in hexadecimal digits.
  var root: String
  /// The key that `checkpoint.note` is signed with: `name+id+base64`.
  var logKey: String?
  /// Whether the signed checkpoint is over all of its events; where not, over fewer, or there is none.
  var isSigned: Bool
  /// Whether the log's signing key is in it.
  var hasKey: Bool
  /// The migrations that the database was made by, in order.
  var migrations: [Migration]
  /// A file for each table.
  var tables: [Table]
  /// The SHA-256 of the rest of this, in hexadecimal digits; `nil` in those that were made before there was one.
  var sum: String?

  /// With its sum.
  var summed: BackupManifest {
    var manifest = self
    manifest.sum = nil
    manifest.sum = Hash(of: JSON.text(of: manifest)).description
    return manifest
  }

  struct Migration: Hashable, Sendable {
    var name: String
    /// The SHA-256 of its text, in hexadecimal digits.
    var sha256: String
  }

  struct Table: Hashable, Sendable {
    /// Its schema and name: `log.event`.
    var name: String
    /// In the order of their values.
    var columns: [String]
    var rows: Int64
    var size: Int64
    /// Of the file, in hexadecimal digits.
    var sha256: String

    /// The file's name in the backup's folder.
    var file: String { "\(name).copy" }
  }

  static let file = "manifest.json"
  static let noteFile = "checkpoint.note"
  static let keyFile = "checkpoint.key"
}

extension BackupManifest: JSONRecord {
  static let shape = Shape(
    BackupManifest.init, Field("program", \.program), Field("postgres", \.postgres), Field("made", \.made),
    Field("position", \.position), Field("root", \.root), Field("logKey", \.logKey),
    Field("signed", \.isSigned),
    Field("withKey", \.hasKey), Field("migrations", \.migrations), Field("tables", \.tables),
    Field("sum", \.sum)
  ).constant("v", 1)
}

extension BackupManifest.Migration: JSONRecord {
  static let shape = Shape(Self.init, Field("name", \.name), Field("sha256", \.sha256))
}

extension BackupManifest.Table: JSONRecord {
  static let shape = Shape(
    Self.init, Field("name", \.name), Field("columns", \.columns), Field("rows", \.rows),
    Field("size", \.size),
    Field("sha256", \.sha256))
}

/// Why a backup is not made, believed or restored.
struct BackupError: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = what }
}
