import ActSupport
import Acts
import CanonicalJSON
import FoundationEssentials
import Ledger
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

/// What keeps the log from being proved shows where whoever looks after the server looks, and goes once it is mended.
@Suite(.timeLimit(.minutes(15))) struct TreeHaltTests {
  @Test func `a tree that stands still is shown until it goes on`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let head = try await owner.done(.claim("One.")).position
      _ = try await owner.checkpoint(covering: head)
      // A node that is not this tree's stands where the next one goes.
      let level = TreeNode.storedStep
      let index = head >> level
      try await withConnection(server.conninfo) {
        try await $0.script(
          "INSERT INTO log.tree_node (level, index, hash) VALUES (\(level), \(index), sha256(''))")
      }
      var position: Int64 = 0
      for number in 0..<1 << level { position = try await owner.done(.claim("Claim \(number).")).position }
      let halts = try await self.halts(of: server) { !$0.isEmpty }
      let halt = try #require(halts.first { $0.name == "tree" })
      #expect(halt.position >= head && halt.position < position)
      #expect(halt.cause.contains("tree") && halt.remedy?.contains("tried again") == true, "\(halt)")
      let status: StatusView = try await owner.read("/status")
      #expect(status.halts?.contains { $0.name == "tree" && $0.remedy != nil } == true)
      // The log and the lists go on.
      #expect(try await owner.get("/papers/lighthouse/claims?min-position=\(position)").status == 200)
      try await withConnection(server.conninfo) {
        try await $0.script(
          """
          ALTER TABLE log.tree_node DISABLE TRIGGER immutable;
          DELETE FROM log.tree_node WHERE level = \(level) AND index = \(index);
          ALTER TABLE log.tree_node ENABLE ALWAYS TRIGGER immutable
          """)
      }
      #expect(try await self.halts(of: server) { $0.isEmpty } == [])
      #expect(try await owner.checkpoint(covering: position).head.size >= position)
    }
  }

  /// What stands still, once that is as it should be.
  private func halts(of server: TestServer, once isDone: ([HaltItem]) -> Bool) async throws -> [HaltItem] {
    while true {
      let answer = try await server.owner.get("/readyz")
      let readiness = try ReadinessView(json: JSON.parsed(Array(answer.bytes)))
      // The server serves all the same.
      #expect(answer.status == 200 && readiness.status == "ready", "\(answer.text)")
      if isDone(readiness.halts ?? []) { return readiness.halts ?? [] }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
