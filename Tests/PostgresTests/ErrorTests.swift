import Postgres
import Testing

/// What an error says, and what it must never say.
@Suite(.timeLimit(.minutes(15))) struct ErrorTests {
  static let secret = "Tr0ub4dor-Ωmega"

  /// Statements that fail because of their parameter, in ways that the server quotes values in.
  static let failing: [(Statement, any PostgresEncodable)] = [
    ("SELECT $1::text::int", secret), ("SELECT $1::text::jsonb", secret), ("SELECT $1::text::uuid", secret),
    ("SELECT $1::text::timestamptz", secret), ("INSERT INTO t (name) VALUES ($1)", secret),
    ("INSERT INTO t (name, a) VALUES ($1, -1)", secret), ("SELECT $1::text::mood", secret),
    ("INSERT INTO child VALUES ($1)", secret), ("SELECT refuse($1)", secret),
    ("INSERT INTO t (name) SELECT unnest($1::text[])", ["x", secret]),
    ("SELECT convert_from($1, 'UTF8')::int", Array(secret.utf8)),
    (Statement(unprepared: "SELECT $1::text::int"), secret),
    ("SELECT refuse($1::jsonb->>0)", JSONB("[\"\(secret)\"]")),
    ("SELECT refuse($1::bigint::text)", 987_654_321_012), ("SELECT ($1::bigint)::int", 987_654_321_012),
    ("SELECT refuse(($1::bigint[])[1]::text)", [987_654_321_012]),
  ]

  @Test func `no parameter appears in an error`() async throws {
    try await withConnection { connection in
      try await connection.script(
        """
        CREATE TYPE mood AS ENUM ('calm');
        CREATE TABLE t (name text UNIQUE, a int CHECK (a > 0), b int NOT NULL DEFAULT 0);
        INSERT INTO t VALUES ('\(Self.secret)');
        CREATE TABLE child (name text REFERENCES mother (name));
        """.replacing(
          "CREATE TABLE child", with: "CREATE TABLE mother (name text PRIMARY KEY); CREATE TABLE child"))
      try await connection.script(
        """
        CREATE FUNCTION refuse(what text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'cannot take %', what USING DETAIL = 'as ' || what, HINT = 'not ' || what; END $$
        """)
      for (statement, parameter) in Self.failing {
        let error = await #expect(throws: PostgresError.self, "\(statement)") {
          try await connection.query(statement, parameter)
        }
        guard let error else { continue }
        #expect(error.kind == .server)
        #expect(error.sqlState != nil)
        var dumped = ""
        dump(error, to: &dumped)
        for text in [error.description, error.debugDescription, dumped] {
          #expect(!text.contains(Self.secret), "\(statement)")
          #expect(!text.contains("987654321012"), "\(statement)")
        }
        #expect(error.debugDescription.contains(statement.text))
      }
    }
  }

  @Test func `names the constraint and its table`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int CONSTRAINT once UNIQUE); INSERT INTO t VALUES (1)")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("INSERT INTO t VALUES ($1)", 1 as Int32)
      }
      #expect(error?.sqlState == .uniqueViolation)
      #expect(error?.message?.constraint == "once")
      #expect(error?.message?.detail == "Key (a)=(…) already exists.")
      #expect(
        error?.description
          == "the database refused the request (SQLSTATE 23505 unique_violation), constraint once, table t")
    }
  }

  @Test func `keeps the position and the hint`() async throws {
    try await withConnection { connection in
      let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT wrong") }
      #expect(error?.message?.position == 8)
      #expect(error?.debugDescription.contains(#"column "wrong" does not exist"#) == true)
      #expect(error?.description.contains("wrong") == false)
    }
  }

  @Test func `refuses what cannot be sent`() async throws {
    try await withConnection { connection in
      let nul = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1\0") }
      #expect(nul?.kind == .invalidRequest)
      let many = Request("SELECT 1", parameters: Array(repeating: 1, count: 65_536))
      let tooMany = await #expect(throws: PostgresError.self) { try await connection.query(many) }
      #expect(tooMany?.kind == .invalidRequest)
      _ = try await connection.query("SELECT 1")
    }
  }
}
