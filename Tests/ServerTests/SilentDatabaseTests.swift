import ActSupport
import Acts
import EventLog
import NIOHTTP1
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

/// A database that falls silent: whoever waits for it is told so, what needs none goes on, and all comes back by itself.
@Suite(.timeLimit(.minutes(10))) struct SilentDatabaseTests {
  @Test func `nobody waits for a database that is frozen`() async throws {
    let cluster = try await TestCluster.separate()
    try await cluster.withDatabase { conninfo in
      try await withTemporaryFolder { folder in
        try await withServer(
          on: conninfo, home: folder + "/state",
          configured: { $0.limits.databaseTime = .seconds(1) }
        ) { server in
          let owner = try server.owner
          _ = try await owner.importPaper()
          let before = try await owner.done(.claim("Before.")).position
          try await owner.awaitReady()
          try cluster.freeze()
          let answers: [Answer]
          do {
            answers = try await Self.askedWhileFrozen(owner)
            try cluster.thaw()
          } catch {
            try cluster.thaw()
            throw error
          }
          for answer in answers {
            #expect(answer.status == 503, "\(answer.text)")
          }
          for answer in answers.dropFirst() {
            #expect(
              try answer.problem.type == .busy && answer.headers.first(name: "Retry-After") == "1",
              "\(answer.text)")
          }
          // Nobody has written since, and it is ready again.
          try await owner.awaitReady()
          let receipt = try await owner.done(.claim("While frozen."), key: Self.key)
          let claims: ListView<ClaimItem> = try await owner.read(
            "/papers/lighthouse/claims?min-position=\(receipt.position)")
          #expect(claims.items.map(\.statement) == ["Before.", "While frozen."])
          #expect(receipt.position == before + 1)
        }
      }
    }
    try await cluster.remove()
  }

  private static let key = "silent-key"

  /// A probe, reads and a write, each twice: at once, and when it is known already.
  private static func askedWhileFrozen(_ owner: Person) async throws -> [Answer] {
    var person = owner
    // What is not answered fails here, long before anything else would end it.
    person.patience = .seconds(30)
    let asking = person
    var answers: [Answer] = [try await asking.get("/readyz")]
    for _ in 0..<2 {
      answers.append(try await asking.get("/papers"))
      answers.append(try await asking.get("/papers/lighthouse/text?min-position=99"))
      answers.append(try await asking.send(.claim("While frozen."), key: key))
    }
    let alive = try await asking.server.stranger.get("/healthz")
    #expect(alive.status == 200)
    return answers
  }

  /// However many ask, one question is put to the database.
  @Test func `those who ask at once share one probe`() async throws {
    let cluster = try await TestCluster.separate()
    try await cluster.withDatabase { conninfo in
      // A server that has come and gone leaves the tables.
      try await withTemporaryFolder { folder in
        try await withServer(on: conninfo, home: folder + "/state") { _ in }
      }
      try await withStore(conninfo) { store in
        let probe = DatabaseProbe(conninfo, store: store)
        guard case .answers = await probe.ask(for: .seconds(60)) else {
          Issue.record("it does not answer")
          return
        }
        try cluster.freeze()
        let silent = await withTaskGroup { group in
          for _ in 0..<100 {
            group.addTask {
              if case .silent = await probe.ask(for: .milliseconds(100)) { true } else { false }
            }
          }
          return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        try cluster.thaw()
        #expect(silent == 100)
        #expect(await probe.questions == 2)
        while true {
          if case .answers = await probe.ask(for: .seconds(60)) { break }
        }
        await probe.close()
      }
    }
    try await cluster.remove()
  }
}

extension Person {
  /// Waits until the server says that it is ready.
  fileprivate func awaitReady() async throws {
    while try await get("/readyz").status != 200 { try await Task.sleep(for: .milliseconds(20)) }
  }
}
