import EventLog
import Postgres
import Testing

/// What stands in the log stays, whoever asks the database to change it.
@Suite(.timeLimit(.minutes(15))) struct ImmutabilityTests {
  private static let roles: [String?] = ["recension_server", "recension_owner", "recension_eraser", nil]
  private static let settings = [
    "SET session_replication_role = replica", "SET session_replication_role = local", "SELECT 1",
  ]

  /// What the tables that change would let through if they did not look at how.
  private static let backwards = [
    "INSERT INTO log.head (singleton, position, time) VALUES (true, 9, 9)",
    "UPDATE log.head SET position = position - 1", "UPDATE log.head SET position = position",
    "UPDATE log.head SET time = time + 1", "UPDATE log.head SET position = position + 1, time = time - 1",
    "UPDATE log.tree SET size = size - 1", "INSERT INTO log.tree (singleton, size) VALUES (true, 9)",
    "UPDATE log.head SET epoch = epoch + 1", "UPDATE log.head SET epoch = epoch - 1",
    "UPDATE log.head SET epoch = epoch + 1, position = position + 1",
    "UPDATE log.stream SET sequence = sequence - 1, position = position - 1",
    "UPDATE log.stream SET position = position + 1", "UPDATE log.stream SET sequence = sequence + 1",
    "UPDATE log.stream SET name = 'other', sequence = sequence + 1, position = position + 1",
    "INSERT INTO log.request SELECT * FROM log.request ON CONFLICT (key) DO UPDATE SET answer = ''",
    "MERGE INTO log.tag t USING log.tag s ON t.stream = s.stream WHEN MATCHED THEN DELETE",
  ]

  /// What would be erased with no event that says by whom and why.
  private static let erasures = [
    "UPDATE log.event SET content = ''", "UPDATE log.event SET salt = NULL, content = NULL",
    "UPDATE log.event SET salt = NULL, content = NULL, remains = '{}'",
    "UPDATE log.request SET fingerprint = NULL",
  ]

  @Test(arguments: roles, settings)
  func `nothing is changed`(by role: String?, under setting: String) async throws {
    try await withFilledLog { connection in
      let tables = try await tables(connection)
      let before = try await state(connection, tables.map(\.name))
      // The setting is a superuser's to change, and stays when the role is taken on.
      try await connection.script(setting)
      if let role { try await connection.script("SET ROLE \(role)") }
      for table in tables {
        var statements = ["DELETE FROM \(table.name)", "TRUNCATE \(table.name) CASCADE"]
        // Each column to what it is: even that is a change.
        statements += table.columns.map { "UPDATE \(table.name) SET \"\($0)\" = \"\($0)\"" }
        for statement in statements {
          #expect(await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
        }
      }
      for statement in Self.backwards + Self.erasures {
        #expect(await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
      }
      try await connection.script("RESET ROLE")
      #expect(try await state(connection, tables.map(\.name)) == before)
    }
  }

  /// A trigger that replication switches off would be none.
  @Test func `every trigger of the log is always on`() async throws {
    try await withFilledLog { connection in
      let triggers = try await connection.query(
        """
        SELECT c.relname || '.' || t.tgname, t.tgenabled = 'A' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'log'::regnamespace AND NOT t.tgisinternal
        """
      ).decode(String.self, Bool.self)
      #expect(triggers.count >= 10)
      for (name, isAlwaysOn) in triggers { #expect(isAlwaysOn, "\(name)") }
    }
  }

  @Test func `the server's role has no more than it needs`() async throws {
    try await withFilledLog { connection in
      let tables = try await tables(connection).map(\.name)
      try await connection.script("SET ROLE recension_server")
      var statements = [
        "CREATE TABLE log.other ()", "CREATE TABLE public.other ()", "CREATE TABLE read.other ()",
        "CREATE FUNCTION log.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "DROP FUNCTION log.refuse() CASCADE", "SET session_replication_role = replica",
        "SET ROLE recension_owner", "UPDATE recension.migration SET name = ''",
        "SELECT log.erase(1, 'eve', 'because')", "SELECT log.take_over('eve', 'because')",
        "SELECT log.erase_text('essay', 'eve', 'because')", "SELECT log.texts('essay')",
        "SELECT log.sweep_texts()", "SELECT log.texts_unnamed()", "SELECT log.streams()",
        "SELECT log.erase_texts('{}', 'eve', 'because', NULL)", "SELECT log.hold('eve', 'because')",
        "SELECT log.told(1)", "SELECT log.is_removed('essay')", "SELECT log.without_places('{}')",
        "SELECT log.mend_clock('eve', 'because', 1)",
        "SELECT log.tell('/clock', 'clock.mended', 1, 'eve', 'r', 1, '{}')",
        "DELETE FROM identity.person",
      ]
      for table in tables {
        statements += [
          "ALTER TABLE \(table) DISABLE TRIGGER ALL", "DROP TABLE \(table) CASCADE",
          "CREATE RULE gone AS ON INSERT TO \(table) DO INSTEAD NOTHING",
        ]
      }
      // As the server logs in: a superuser may take on any role.
      try await connection.script("SET SESSION AUTHORIZATION recension_server")
      for statement in statements {
        #expect(await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
      }
    }
  }

  /// Runs `body` with a connection to a log in which every table has a row.
  private func withFilledLog(_ body: (Connection) async throws -> Void) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(
          .notes(["one", "two"], tags: ["claim:1"], attachments: [Attachment([1])], answer: "yes"))
        try await withConnection(conninfo) {
          try await $0.script(
            """
            UPDATE log.tree SET size = 2;
            INSERT INTO log.stream SELECT stream, sequence, position, hash FROM log.event WHERE position = 2;
            INSERT INTO log.tree_node (level, index, hash) VALUES (1, 0, sha256('two'));
            INSERT INTO log.checkpoint (origin, size, note) VALUES ('log', 2, 'note')
            """)
        }
      }
      try await withConnection(conninfo) { connection in
        for table in try await tables(connection) {
          let isFilled = try await connection.query(
            Statement(unprepared: "SELECT EXISTS (SELECT FROM \(table.name))")
          ).only().decode(Bool.self)
          #expect(isFilled, "\(table.name) has no row, so that nothing could be changed in it")
        }
        try await body(connection)
      }
    }
  }

  /// All that there are: a new one is tried like the others.
  private func tables(_ connection: Connection) async throws -> [(name: String, columns: [String])] {
    let tables = try await connection.query(
      """
      SELECT 'log.' || table_name, array_agg(column_name::text ORDER BY ordinal_position)
      FROM information_schema.columns WHERE table_schema = 'log' GROUP BY table_name ORDER BY table_name
      """
    ).decode(String.self, [String].self)
    #expect(tables.count >= 8)
    return tables.map { (name: $0.0, columns: $0.1) }
  }

  private func state(_ connection: Connection, _ tables: [String]) async throws -> [String] {
    var all: [String] = []
    for table in tables {
      all += try await connection.query(Statement(unprepared: "SELECT t::text FROM \(table) t ORDER BY 1"))
        .decode(String.self)
    }
    return all
  }
}
