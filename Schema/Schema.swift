/// The files that make the database, embedded so that the server runs anywhere. `README.md` beside them says which file
/// holds what.
public struct Schema: Sendable {
  /// One SQL file of this folder, as it was when the program was built.
  public struct File: Sendable, Equatable {
    /// The file's name, without its folder.
    public let name: String
    /// The statements in it.
    public let sql: String

    public init(name: String, sql: String) {
      self.name = name
      self.sql = sql
    }
  }

  /// Applied once, in order, and never changed after: roles, schemas, tables, and what later becomes of them. The first
  /// is number 1.
  public var migrations: [File]

  /// Applied, in order, to what the migrations made, and again whenever they change: functions, views, triggers and
  /// grants. Applying one twice is as good as once.
  public var objects: [File]

  public init(migrations: [File], objects: [File]) {
    self.migrations = migrations
    self.objects = objects
  }

  /// The tables that some of the migrations make, with their schemas: `log.event`. No later one drops or renames any.
  ///
  /// - Parameter isApplied: tells by its name whether a migration counts.
  public func tables(of isApplied: (_ migration: String) -> Bool) -> Set<String> {
    let beginning = "CREATE TABLE "
    return Set(
      migrations.filter { isApplied($0.name) }.flatMap { $0.sql.split(separator: "\n") }.compactMap { line in
        line.hasPrefix(beginning) ? line.dropFirst(beginning.count).prefix { $0 != " " }.description : nil
      })
  }
}

extension Schema {
  /// The one that this program works with.
  public static var current: Schema {
    Schema(
      migrations: [
        File("0001-roles.sql", PackageResources._001_roles_sql),
        File("0002-log.sql", PackageResources._002_log_sql),
        File("0003-log-tree.sql", PackageResources._003_log_tree_sql),
        File("0004-identity.sql", PackageResources._004_identity_sql),
        File("0005-read.sql", PackageResources._005_read_sql),
        File("0006-read-said.sql", PackageResources._006_read_said_sql),
        File("0007-credential-life.sql", PackageResources._007_credential_life_sql),
        File("0008-mended-clock.sql", PackageResources._008_mended_clock_sql),
        File("0009-erased-texts.sql", PackageResources._009_erased_texts_sql),
      ],
      objects: [
        File("schemas.sql", PackageResources.schemas_sql),
        // Functions come before the triggers that call them.
        File("log.refuse.sql", PackageResources.log_refuse_sql),
        File("log.refuse_backwards.sql", PackageResources.log_refuse_backwards_sql),
        File("log.refuse_untold.sql", PackageResources.log_refuse_untold_sql),
        File("log.facts.sql", PackageResources.log_facts_sql),
        File("log.without_words.sql", PackageResources.log_without_words_sql),
        File("log.tell.sql", PackageResources.log_tell_sql),
        File("log.erase.sql", PackageResources.log_erase_sql),
        File("log.erase_text.sql", PackageResources.log_erase_text_sql),
        File("log.sweep_texts.sql", PackageResources.log_sweep_texts_sql),
        File("log.mend_clock.sql", PackageResources.log_mend_clock_sql),
        File("log.take_over.sql", PackageResources.log_take_over_sql),
        File("projection.exchange.sql", PackageResources.projection_exchange_sql),
        File("log.head.sql", PackageResources.log_head_sql),
        File("log.epoch.sql", PackageResources.log_epoch_sql),
        File("log.stream.sql", PackageResources.log_stream_sql),
        File("log.event.sql", PackageResources.log_event_sql),
        File("log.tag.sql", PackageResources.log_tag_sql),
        File("log.request.sql", PackageResources.log_request_sql),
        File("log.attachment.sql", PackageResources.log_attachment_sql),
        File("log.tree.sql", PackageResources.log_tree_sql),
        File("log.tree_node.sql", PackageResources.log_tree_node_sql),
        File("log.checkpoint.sql", PackageResources.log_checkpoint_sql),
        File("identity.sql", PackageResources.identity_sql),
        File("read.sql", PackageResources.read_sql),
        File("read.event.sql", PackageResources.read_event_sql),
        File("read.subject.sql", PackageResources.read_subject_sql),
      ])
  }
}

extension Schema.File {
  fileprivate init(_ name: String, _ content: [UInt8]) {
    self.init(name: name, sql: String(decoding: content, as: UTF8.self))
  }
}
