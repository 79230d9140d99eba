import ActSupport
import Acts
import CanonicalJSON
import FoundationEssentials
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

/// A log whose last event is missing: whoever follows it stands still before that and says so, and goes on once it is
/// mended.
@Suite(.timeLimit(.minutes(15))) struct MissingEndTests {
  private static let both: Set<String> = ["papers", "feeds"]

  @Test func `who follows the log stands still and says so`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let last = try await owner.done(.claim("One.")).position
      #expect(try await owner.get("/papers/lighthouse/claims?min-position=\(last)").status == 200)
      let feed = try await owner.feed("/feed?since=\(last)")
      // As it is where the last header or body was taken out.
      try await withConnection(server.conninfo) {
        try await $0.script("UPDATE log.head SET position = position + 1")
      }
      let halted = try await readiness(of: server) { Self.both.isSubset(of: ($0.halts ?? []).map(\.name)) }
      #expect(halted.status == "halted")
      for halt in halted.halts ?? [] where Self.both.contains(halt.name) {
        #expect(halt.position == last && halt.cause.contains("has come to position \(last + 1)"), "\(halt)")
        #expect(halt.remedy?.contains("restore the database from a backup") == true, "\(halt)")
      }
      let status: StatusView = try await owner.read("/status")
      #expect(Self.both.isSubset(of: (status.halts ?? []).map(\.name)))
      try await withConnection(server.conninfo) {
        try await $0.script(
          """
          ALTER TABLE log.head DISABLE TRIGGER forward;
          UPDATE log.head SET position = position - 1;
          ALTER TABLE log.head ENABLE ALWAYS TRIGGER forward
          """)
      }
      let mended = try await readiness(of: server) { $0.halts == nil }
      #expect(mended.status == "ready")
      let next = try await owner.done(.claim("Two.")).position
      #expect(next == last + 1)
      #expect(try await feed.items(1).map(\.position) == [next])
      #expect(try await owner.get("/papers/lighthouse/claims?min-position=\(next)").status == 200)
    }
  }

  /// What the server says of itself, once that is as it should be.
  private func readiness(
    of server: TestServer, once isDone: (ReadinessView) -> Bool
  ) async throws -> ReadinessView {
    while true {
      let answer = try await server.owner.get("/readyz")
      let readiness = try ReadinessView(json: JSON.parsed(Array(answer.bytes)))
      if isDone(readiness) { return readiness }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
