import Postgres
import Testing

@Suite(.timeLimit(.minutes(15))) struct TransactionTests {
  struct Refused: Error {}

  func count(_ connection: Connection) async throws -> Int {
    try await connection.query("SELECT count(*) FROM t").only().decode(Int.self)
  }

  @Test func `commits what its body did`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      let value = try await connection.transaction(isolation: .serializable) { connection in
        try await connection.query("INSERT INTO t VALUES (1)")
        let level = try await connection.query("SHOW transaction_isolation").only().decode(String.self)
        #expect(level == "serializable")
        #expect(connection.transactionStatus == .inTransaction)
        return 7
      }
      #expect(value == 7)
      #expect(connection.transactionStatus == .idle)
      #expect(try await count(connection) == 1)
    }
  }

  @Test func `rolls back when its body throws`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      do throws(TransactionError<Refused>) {
        try await connection.transaction { (connection: Connection) async throws(Refused) in
          do { try await connection.query("INSERT INTO t VALUES (1)") } catch { throw Refused() }
          throw Refused()
        }
        Issue.record("it did not throw")
      } catch {
        guard case .body(_, rollback: nil) = error else { throw error }
      }
      #expect(try await count(connection) == 0)
    }
  }

  @Test func `says which part failed`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
      do throws(TransactionError<any Error>) {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1), (1)")
        }
        Issue.record("it did not throw")
      } catch {
        guard case .commit(let error) = error else { throw error }
        #expect(error.sqlState == .uniqueViolation)
      }
      do throws(TransactionError<any Error>) {
        try await connection.transaction(readOnly: true) { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
        }
        Issue.record("it did not throw")
      } catch {
        guard case .body(let error as PostgresError, rollback: nil) = error else { throw error }
        #expect(error.sqlState == .readOnlySQLTransaction)
      }
      #expect(try await count(connection) == 0)
      await connection.close()
      do throws(TransactionError<any Error>) {
        try await connection.transaction { _ async throws in }
        Issue.record("it did not throw")
      } catch {
        guard case .begin(let error) = error else { throw error }
        #expect(error.kind == .closed)
      }
    }
  }

  /// The server answers such a COMMIT with success, and rolls back.
  @Test func `body that swallows a failure does not seem to commit`() async throws {
    try await withConnection { connection in
      do throws(TransactionError<any Error>) {
        try await connection.transaction { connection async throws in
          _ = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1 / 0") }
        }
        Issue.record("it did not throw")
      } catch {
        guard case .commit(let error) = error else { throw error }
        #expect(error.sqlState == .inFailedSQLTransaction)
      }
      #expect(connection.transactionStatus == .idle)
    }
  }

  @Test func `connection lost at commit leaves the outcome unknown`() async throws {
    try await withConnection { connection in
      try await connection.script(
        """
        CREATE TABLE t (a int);
        CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER fall AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION fall()
        """)
      do throws(TransactionError<any Error>) {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
        }
        Issue.record("it did not throw")
      } catch {
        guard case .commitUnknown(let error) = error else { throw error }
        #expect(error.kind == .connectionLost)
        #expect(error.sqlState == .adminShutdown)
      }
    }
  }

  @Test func `connection lost in the body reports both failures`() async throws {
    try await withConnection { connection in
      do throws(TransactionError<any Error>) {
        try await connection.transaction { connection in
          try await connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
        }
        Issue.record("it did not throw")
      } catch {
        guard case .body(let body as PostgresError, rollback: let rollback?) = error else { throw error }
        #expect(body.kind == .connectionLost)
        #expect(rollback.kind == .closed)
      }
    }
  }

  @Test func `cancelled transaction is rolled back`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      let task = Task {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
          withUnsafeCurrentTask { $0?.cancel() }
          try await connection.query("SELECT pg_sleep(600)")
        }
      }
      let result = await task.result
      guard case .failure(let error as TransactionError<any Error>) = result,
        case .body(let body as PostgresError, rollback: nil) = error
      else {
        Issue.record("\(result)")
        return
      }
      #expect(body.kind == .cancelled)
      #expect(connection.transactionStatus == .idle)
      #expect(try await count(connection) == 0)
    }
  }
}
