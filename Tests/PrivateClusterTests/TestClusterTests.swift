import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct TestClusterTests {
  @Test func `a database is empty and one's own`() async throws {
    for _ in 1...2 {
      let answer = try await withTestDatabase { connection in
        try await runProgram(
          "psql",
          [connection, "-AXqtc", "CREATE TABLE t(); SELECT count(*) FROM pg_tables WHERE tablename = 't'"])
      }
      #expect(answer == "1\n")
    }
  }

  @Test func `a separate cluster is killed and restarted`() async throws {
    let own = try await TestCluster.separate()
    let first = try own.postmaster
    try await own.withDatabase { connection in
      _ = try await runProgram("psql", [connection, "-AXqtc", "CREATE TABLE t AS SELECT 7 AS n"])
      try own.kill()
      try await own.restart()
      #expect(try await runProgram("psql", [connection, "-AXqtc", "SELECT n FROM t"]) == "7\n")
    }
    #expect(try own.postmaster != first)
    try await own.remove()
    #expect(try own.postmaster == nil)
  }
}
