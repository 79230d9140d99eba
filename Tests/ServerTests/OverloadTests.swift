import ActSupport
import Acts
import EventLog
import NIOHTTP1
import Postgres
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

/// A server that has more to do than it may hold says so at once, and does nothing of what it refuses.
@Suite(.timeLimit(.minutes(15))) struct OverloadTests {
  @Test func `a full queue is answered with busy and when to come again`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        try await withServer(
          on: conninfo, home: folder + "/state", configured: { $0.appending.queue = 2 }
        ) { server in
          let owner = try server.owner
          _ = try await owner.importPaper()
          let count = 8
          try await withConnection(conninfo) { connection in
            // Nothing can be appended while the lock is held: one request waits for it and two behind that.
            try await connection.script("BEGIN; SELECT FROM log.head FOR UPDATE")
            try await withThrowingTaskGroup(of: Answer.self) { group in
              for number in 0..<count {
                group.addTask {
                  try await owner.send(.claim("Claim \(number)."), key: "overload-key-\(number)")
                }
              }
              let refused = try #require(try await group.next())
              #expect(refused.status == 503 && refused.headers.first(name: "Retry-After") == "1")
              let problem = try refused.problem
              #expect(problem.type == .busy && problem.detail.contains("Nothing was done"))
              try await connection.script("COMMIT")
              for try await answer in group { #expect([200, 409, 503].contains(answer.status)) }
            }
          }
          // There is room again, and what was taken was taken once.
          for number in 0..<count {
            let answer = try await owner.send(.claim("Claim \(number)."), key: "overload-key-\(number)")
            #expect(answer.status == 200)
          }
          let last = try await owner.done(.claim("Last.")).position
          let claims: ListView<ClaimItem> = try await owner.read(
            "/papers/lighthouse/claims?min-position=\(last)")
          #expect(Set(claims.items.map(\.statement)).count == count + 1 && claims.items.count == count + 1)
        }
      }
    }
  }

  /// Reads for which there is no connection, and no room to wait for one, are to come again: no fault of the server.
  @Test func `reads that find no connection are answered with busy`() async throws {
    let path = "/papers"
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        try await withServer(on: conninfo, home: home) { server in
          let owner = try server.owner
          _ = try await owner.importPaper()
          let last = try await owner.done(.claim("One.")).position
          #expect(try await owner.get("\(path)?min-position=\(last)").status == 200)
        }
        let configure: @Sendable (inout ServerOptions) -> Void = { options in
          options.reading.maximum = 4
          options.reading.waiting = 1
        }
        try await withServer(on: conninfo, home: home, configured: configure) { server in
          let owner = try server.owner
          // While it makes its connections, it needs them itself.
          while try await owner.get(path).status != 200 { await Task.yield() }
          try await refuse(path, of: server, to: owner)
          while try await owner.get(path).status != 200 { await Task.yield() }
        }
      }
    }
  }

  private func refuse(_ path: String, of server: TestServer, to owner: Person) async throws {
    try await withConnection(server.conninfo) { connection in
      // Whoever reads the papers keeps a connection while the lock is held.
      try await connection.script("BEGIN; LOCK TABLE read.paper IN ACCESS EXCLUSIVE MODE")
      try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<8 { group.addTask { try await owner.get(path) } }
        let refused = try #require(try await group.next())
        #expect(refused.status == 503 && refused.headers.first(name: "Retry-After") == "1")
        #expect(try refused.problem.type == .busy)
        try await connection.script("COMMIT")
        for try await answer in group { #expect([200, 503].contains(answer.status), "\(answer.text)") }
      }
    }
    #expect(!server.log.text.contains("error a request"), "\(server.log.text)")
  }
}
