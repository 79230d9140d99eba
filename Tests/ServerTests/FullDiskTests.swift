import ActSupport
import EventLog
import Postgres
import Protocol
import TestCluster
import SeededRandom
import Testing

@testable import Server

/// A database whose disk is full, and then has room again.
@Suite(.timeLimit(.minutes(15))) struct FullDiskTests {
  /// So long, and of so little pattern, that a disk with little room takes few.
  private static func body(_ number: Int) -> String {
    var random = SeededGenerator(seed: UInt64(number))
    return (0..<1500).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
  }

  @Test(.enabled("it takes root, and leave to mount a filesystem in memory") { await SmallDisk.isPossible() })
  func `nothing acknowledged is lost, people are told why, and it goes on by itself`() async throws {
    try await SmallDisk.with(megabytes: 256) { disk in
      let cluster = try await TestCluster.separate(on: disk)
      try await cluster.withDatabase { conninfo in
        try await withTemporaryFolder { folder in
          try await withServer(
            on: conninfo, home: folder + "/state",
            configured: { options in
              options.appending.attempts = 2
              options.appending.pause = .milliseconds(1)
            }
          ) { try await Self.fillAndClear(disk, conninfo, $0) }
        }
      }
      try await cluster.remove()
    }
  }

  private static func fillAndClear(
    _ disk: SmallDisk, _ conninfo: String, _ server: TestServer
  ) async throws {
    let owner = try server.owner
    _ = try await owner.importPaper()
    // What is appended is first written to a file that lies on the disk as a whole.
    try await withConnection(conninfo) { try await $0.script("SELECT pg_switch_wal()") }
    try await owner.done(.claim("There is a file for what comes."))
    try disk.fill(leaving: 1 << 20)
    var positions: [String: Int64] = [:]
    var refused: [Int] = []
    for number in 0..<400 where refused.count < 5 {
      let answer = try await owner.send(.annotation(body(number)), key: "full-disk-\(number)")
      if answer.status == 200 {
        positions["full-disk-\(number)"] = try answer.decoded(as: Receipt.self).position
      } else {
        refused.append(number)
        let problem = try answer.problem
        #expect(answer.status == 503 && problem.type == .busy, "\(problem)")
        #expect(problem.detail.hasPrefix("The disk of the database is full. Nothing was done"), "\(problem)")
      }
    }
    #expect(!positions.isEmpty && refused.count == 5)
    // It is up, and what needs no room goes on.
    #expect(try await server.stranger.get("/healthz").status == 200)
    #expect(try await owner.get("/papers/lighthouse/things/a1").status == 200)
    let ready = try await server.stranger.get("/readyz")
    #expect(ready.status == 503 && !ready.text.contains("disk"), "\(ready.text)")
    #expect(ready.text.contains(#""status":"read-only""#), "\(ready.text)")

    try disk.clear()
    // Before anybody has written.
    while try await server.stranger.get("/readyz").status != 200 {
      try await Task.sleep(for: .milliseconds(20))
    }
    for number in refused {
      let answer = try await owner.send(.annotation(body(number)), key: "full-disk-\(number)")
      positions["full-disk-\(number)"] = try answer.decoded(as: Receipt.self).position
    }
    let log = try await withConnection(conninfo) { connection in
      try await connection.query("SELECT cause, position FROM log.event WHERE cause LIKE 'full-disk-%'")
        .decode(String.self, Int64.self).map { ($0, $1) }
    }
    #expect(log.count == positions.count)
    #expect(Dictionary(log) { first, _ in first } == positions)
  }
}
