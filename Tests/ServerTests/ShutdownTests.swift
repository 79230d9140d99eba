import ActSupport
import Acts
import FoundationEssentials
import Glibc
import NIOCore
import Protocol
import Scholarship
import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct ShutdownTests {
  /// Its PostgreSQL may be at it for an hour, where it was killed before.
  @Test func `a server that is stopped while it starts leaves no PostgreSQL running`() async throws {
    try await withTemporaryFolder { folder in
      let said = try await runProgram(
        "bash",
        [
          "-c",
          """
          "$2" --home "$1/state" --port 0 2>/dev/null &
          until file=$(find "$1" -name postmaster.pid) && [ -n "$file" ]; do sleep 0.02; done
          read -r postgres <"$file" || true
          kill $!
          wait $!
          echo $?
          ! kill -0 "$postgres" 2>/dev/null || echo "it runs"
          """, "-", folder, CompletionTests.program,
        ])
      #expect(said == "0\n")
    }
  }

  @Test func `what was accepted is finished`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        let acknowledged = try await withServer(on: conninfo, home: home) { server in
          var owner = try server.owner
          // A connection that nobody took up before the end has no answer, and is not what this is about.
          owner.patience = .seconds(5)
          _ = try await owner.importPaper()
          #expect(FileManager.default.fileExists(atPath: home + "/" + ServerFile.name))
          return await withTaskGroup(of: String?.self) { [owner] group in
            for number in 1...40 {
              group.addTask {
                // Whoever came too late has no answer; whoever has one was carried out.
                do {
                  let id = try await owner.done(.claim("Claim \(number).")).ids.first
                  // The others are on their way.
                  server.stop()
                  return id
                } catch {
                  return nil
                }
              }
            }
            return await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
          }
        }
        #expect(!acknowledged.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: home + "/" + ServerFile.name))
        try await withServer(on: conninfo, home: home) { server in
          let status: StatusView = try await server.owner.read("/status")
          let claims: ListView<ClaimItem> = try await server.owner.read(
            "/papers/lighthouse/claims?min-position=\(status.at)")
          #expect(acknowledged.isSubset(of: Set(claims.items.map(\.id))))
        }
      }
    }
  }

  @Test func `a taken port is left to its holder`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        // Without a port asked for, the usual one or another: two servers side by side never have the same.
        try await withServer(on: conninfo, home: folder + "/one", port: nil) { one in
          try await withServer(on: conninfo, home: folder + "/two", port: nil) { two in
            #expect(one.url != two.url)
            let answers = [try await one.stranger.get("/healthz"), try await two.stranger.get("/healthz")]
            #expect(answers.map(\.status) == [200, 200])
          }
        }
      }
    }
  }

  /// A port asked for that is taken stops the start, and leaves the other server's address where it is.
  @Test func `a start that fails takes nothing down`() async throws {
    try await withServer { server in
      let port = try #require(URL(string: server.url)?.port)
      await #expect(throws: (any Error).self) {
        try await withServer(on: server.conninfo, home: server.home + "-2", port: port) { _ in }
      }
      #expect(try await server.stranger.get("/readyz").status == 200)
    }
  }

  /// However far it has come: who starts a server may be told to end at any moment.
  @Test(arguments: [0, 1, 3, 10, 30, 100, 300])
  func `a start that is cancelled ends`(milliseconds: Int) async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let start = Task {
        try await withServer(on: conninfo, home: folder + "/state") { _ in
          try await Task.sleep(for: .seconds(3600))
        }
      }
      try await Task.sleep(for: .milliseconds(milliseconds))
      start.cancel()
      await #expect(throws: (any Error).self) { try await start.value }
    }
  }
}
