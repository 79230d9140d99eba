import ActSupport
import Acts
import Ledger
import Postgres
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

/// A database that was restored from an older backup: a copy of the rows as they were, beside a state directory that
/// has gone on.
@Suite(.timeLimit(.minutes(15))) struct RestoreTests {
  @Test func `no history is signed that contradicts an earlier one`() async throws {
    try await withTestDatabase { present in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        let (key, token) = try await withServer(on: present, home: home) { server in
          _ = try await server.owner.importPaper()
          _ = try await server.owner.checkpoint(covering: 1)
          return (try await server.owner.verifierKey(), try server.owner.token)
        }
        try await withCopy(of: present) { older in
          try await withServer(on: present, home: home) { server in
            let position = try await server.owner.done(.annotation("Lost.")).position
            _ = try await server.owner.checkpoint(covering: position)
          }
          try await signingIsRefused(on: older, home: home, token: token)
          // With the newer database signing goes on by itself.
          try await withServer(on: present, home: home) { server in
            #expect(try await server.owner.verifierKey() == key)
            _ = try await server.owner.checkpoint(covering: 1)
            #expect(try await !server.owner.get("/readyz").text.contains("warning"))
          }
          // Or a new log is begun, by name, on what there is.
          let startsAnew: @Sendable (inout ServerOptions) -> Void = { $0.makesNewLogKey = true }
          try await withServer(on: older, home: home, configured: startsAnew) { server in
            let owner = Person(server: server, handle: "owner", token: token)
            let other = try await owner.verifierKey()
            #expect(other != key && other.name != key.name)
            _ = try await owner.checkpoint(covering: 1)
          }
        }
      }
    }
  }

  private func signingIsRefused(on older: String, home: String, token: String?) async throws {
    // Behind what was signed.
    try await withServer(on: older, home: home) { server in
      let owner = Person(server: server, handle: "owner", token: token)
      try await expectRefusal(to: owner, says: "are missing")
      // The rest of the server goes on: and now something else stands where the lost event stood.
      var position: Int64 = 0
      for _ in 0..<3 {
        let receipt = try await owner.done(.annotation("Other."))
        #expect(receipt.warning?.contains("--new-log-key") == true)
        position = receipt.position
      }
      while try await owner.get("/proof/inclusion/\(position)?size=\(position)").status != 200 {
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    // Longer than what was signed, and not an extension of it.
    try await withServer(on: older, home: home) { server in
      let owner = Person(server: server, handle: "owner", token: token)
      try await expectRefusal(to: owner, says: "are not those that were signed before")
    }
  }

  private func expectRefusal(to person: Person, says words: String) async throws {
    let problem = try await person.get("/checkpoint").problem
    #expect(problem.detail.contains(words) && problem.detail.contains("--new-log-key"), "\(problem.detail)")
    let ready = try await person.get("/readyz")
    #expect(ready.status == 200 && ready.text.contains(words), "\(ready.text)")
    let status: StatusView = try await person.read("/status")
    #expect(status.warning?.contains(words) == true)
    let halt = try #require(status.halts?.first { $0.name == "checkpoints" })
    #expect(halt.cause.contains(words) && halt.remedy?.contains("--new-log-key") == true && halt.position > 0)
  }

  /// Runs `body` with a copy of a database as it is now, row by row: what a restored backup is.
  private func withCopy(of source: String, _ body: (String) async throws -> Void) async throws {
    let name = try await withConnection(source) {
      try await $0.query("SELECT current_database()").only().decode(String.self)
    }
    try await withConnection(source + " dbname=postgres") { connection in
      try await connection.script("CREATE DATABASE \(name)_older TEMPLATE \(name)")
      let result: Result<Void, any Error>
      do { result = .success(try await body("\(source) dbname=\(name)_older")) } catch {
        result = .failure(error)
      }
      try await connection.script("DROP DATABASE \(name)_older WITH (FORCE)")
      try result.get()
    }
  }
}
