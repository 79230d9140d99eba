import TestCluster
import Testing

@Suite struct TestClusterTests {
  @Test func aDatabaseOfItsOwn() async throws {
    let answer = try await withTestDatabase { connection in
      try await runProgram(
        "psql", [connection, "-AXtc", "SELECT count(*) FROM pg_class WHERE relnamespace > 20000"])
    }
    #expect(answer == "0\n")
  }
}
