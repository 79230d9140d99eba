import EventLog
import Ledger
import Postgres
import Testing

/// What stands in the log stays, whoever asks the database to change it.
struct ImmutabilityTests {
  private static let roles: [String?] = ["recension_server", "recension_owner", nil]
  private static let replication = [
    "SET session_replication_role = replica", "SET session_replication_role = local", "SELECT 1",
  ]

  private static let refused = [
    "UPDATE log.event SET actor = 'eve'", "DELETE FROM log.event", "TRUNCATE log.event CASCADE",
    "UPDATE log.body SET content = ''", "UPDATE log.body SET salt = NULL, content = NULL",
    "DELETE FROM log.body", "TRUNCATE log.body",
    "UPDATE log.tag SET tag = 'x'", "DELETE FROM log.tag", "TRUNCATE log.tag",
    "UPDATE log.request SET answer = ''", "DELETE FROM log.request", "TRUNCATE log.request",
    "UPDATE log.attachment SET content = ''", "DELETE FROM log.attachment", "TRUNCATE log.attachment",
    "DELETE FROM log.stream", "TRUNCATE log.stream", "DELETE FROM log.head", "TRUNCATE log.head",
    "INSERT INTO log.head (singleton, position, time) VALUES (true, 9, 9)",
    "UPDATE log.head SET position = position - 1", "UPDATE log.head SET position = position",
    "UPDATE log.head SET time = time + 1", "UPDATE log.head SET position = position + 1, time = time - 1",
    "UPDATE log.stream SET sequence = sequence - 1, position = position - 1",
    "UPDATE log.stream SET position = position + 1", "UPDATE log.stream SET sequence = sequence + 1",
    "UPDATE log.stream SET name = 'other', sequence = sequence + 1, position = position + 1",
    "INSERT INTO log.request SELECT * FROM log.request ON CONFLICT (key) DO UPDATE SET answer = ''",
  ]

  @Test(arguments: roles, replication)
  func nothingIsChanged(by role: String?, under setting: String) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(
          .notes(["one", "two"], tags: ["claim:1"], attachments: [Attachment([1])], answer: "yes"))
      }
      try await withConnection(conninfo) { connection in
        let before = try await state(connection)
        // The setting is a superuser's to change, and stays when the role is taken on.
        try await connection.script(setting)
        if let role { try await connection.script("SET ROLE \(role)") }
        for statement in Self.refused {
          #expect(await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
        }
        try await connection.script("RESET ROLE")
        #expect(try await state(connection) == before)
      }
    }
  }

  private func state(_ connection: Connection) async throws -> [String] {
    var all: [String] = []
    for table in ["head", "stream", "event", "body", "tag", "request", "attachment"] {
      all += try await connection.query(
        Statement(unprepared: "SELECT t::text FROM log.\(table) t ORDER BY 1")
      ).decode(String.self)
    }
    return all
  }

  @Test func theServersRoleHasNoMoreThanItNeeds() async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(asServer(conninfo)) { connection in
        for statement in [
          "CREATE TABLE log.other ()", "CREATE TABLE public.other ()", "CREATE TABLE read.other ()",
          "ALTER TABLE log.event DISABLE TRIGGER ALL", "DROP TABLE log.tag",
          "SET session_replication_role = replica", "UPDATE recension.migration SET name = ''",
          "SELECT log.erase(1, 'eve', 'because')", "DELETE FROM identity.person",
        ] {
          #expect(await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
        }
      }
    }
  }
}
