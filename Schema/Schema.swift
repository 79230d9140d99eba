/// The numbered files that make the database, embedded so that the server runs anywhere.
public enum Schema {
  /// One file: applied once, in order, and never changed after.
  public struct Migration: Sendable {
    /// From 1, without gaps.
    public let number: Int
    /// The file's name.
    public let name: String
    public let sql: String

    public init(number: Int, name: String, sql: String) {
      self.number = number
      self.name = name
      self.sql = sql
    }
  }

  /// All of them, in order.
  public static var migrations: [Migration] {
    let files: [(name: String, content: [UInt8])] = [
      ("0001-roles.sql", PackageResources._001_roles_sql),
      ("0002-log.sql", PackageResources._002_log_sql),
      ("0003-log-immutable.sql", PackageResources._003_log_immutable_sql),
      ("0004-identity.sql", PackageResources._004_identity_sql),
      ("0005-read.sql", PackageResources._005_read_sql),
      ("0006-log-erasure.sql", PackageResources._006_log_erasure_sql),
      ("0007-log-epoch.sql", PackageResources._007_log_epoch_sql),
      ("0008-read-next.sql", PackageResources._008_read_next_sql),
      ("0009-log-remains.sql", PackageResources._009_log_remains_sql),
      ("0010-log-tree.sql", PackageResources._010_log_tree_sql),
      ("0011-log-body-alone.sql", PackageResources._011_log_body_alone_sql),
      ("0012-log-erasure-record.sql", PackageResources._012_log_erasure_record_sql),
      ("0013-log-erasure-told.sql", PackageResources._013_log_erasure_told_sql),
      ("0014-read-history.sql", PackageResources._014_read_history_sql),
      ("0015-log-checks.sql", PackageResources._015_log_checks_sql),
      ("0016-log-one-row.sql", PackageResources._016_log_one_row_sql),
      ("0017-log-stream-ends.sql", PackageResources._017_log_stream_ends_sql),
      ("0018-log-head-forward.sql", PackageResources._018_log_head_forward_sql),
    ]
    return files.enumerated().map { index, file in
      Migration(number: index + 1, name: file.name, sql: String(decoding: file.content, as: UTF8.self))
    }
  }
}
