import ActSupport
import Acts
import FoundationEssentials
import Ledger
import NIOHTTP1
import Postgres
import Protocol
import SeededRandom
import Scholarship
import TestCluster
import Testing
import Verification

@testable import Server

/// Checkpoints, proofs and exports through a real socket.
@Suite(.timeLimit(.minutes(15))) struct CheckpointTests {
  @Test func `what was said is proved to whoever asks`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let first = try await ada.checkpoint(covering: 1)
      let position = try await ada.done(.claim("So it is.")).position
      let second = try await ada.checkpoint(covering: position)
      #expect(second.head.size >= position)

      let history = try await record(of: ada)
      for event in history {
        let view: InclusionView = try await ada.read(
          "/proof/inclusion/\(event.header.position)?size=\(second.head.size)")
        let path = view.path.compactMap { Hash(hex: $0) }
        try InclusionProof(leaf: view.position - 1, path: path).verify(event.hash, in: second.head)
      }
      let view: ConsistencyView = try await ada.read(
        "/proof/consistency?from=\(first.head.size)&to=\(second.head.size)")
      try ConsistencyProof(path: view.path.compactMap { Hash(hex: $0) }).verify(
        from: first.head, to: second.head)

      // What is not there, and what is no question.
      for path in [
        "/proof/inclusion/\(position + 9)?size=\(position)", "/proof/inclusion/1?size=99999",
        "/proof/consistency?from=2&to=1",
      ] {
        #expect(try await ada.get(path).problem.type == .noSuchThing, "\(path)")
      }
      for path in ["/proof/inclusion/0", "/proof/inclusion/x", "/proof/consistency", "/checkpoint?x=1"] {
        #expect(try await ada.get(path).problem.type == .malformed, "\(path)")
      }
      // Whoever asks need not say who they are.
      #expect(try await server.stranger.checkpoint(covering: position).head.size >= position)
    }
  }

  @Test func `an export is verified with nothing but the key`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await ada.done(.claim("So it is."))
      let key = try await ada.verifierKey()
      let file = try await ada.get("/papers/lighthouse/export/json").bytes
      let report = Verification.report(on: file, trusting: [key])
      #expect(report.isVerified, "\(report)")
      // The same again, though the log grew elsewhere.
      _ = try await owner.importPaper("# Another\n\nPaper.\n", query: "slug=other")
      #expect(try await ada.get("/papers/lighthouse/export/json").bytes == file)

      // As it was at every position, and with any byte of the history altered.
      let history = try await record(of: ada)
      for event in history {
        let past = try await ada.get("/papers/lighthouse/export/json?at=@\(event.header.position)").bytes
        let report = Verification.report(on: past, trusting: [key])
        #expect(report.isVerified, "@\(event.header.position): \(report)")
      }
      var generator = SeededGenerator(seed: 11)
      let name = Array(#","history":["#.utf8)
      var start = try #require(file.indices.first { file[$0...].starts(with: name) }) + name.count
      for event in history {
        let range = start..<start + event.json.count
        for index in range.shuffled(using: &generator).prefix(40) {
          var altered = file
          altered[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          let report = Verification.report(on: altered, trusting: [key])
          #expect(report.faultyEvent?.sequence == event.header.sequence, "seed 11, byte \(index)")
        }
        start = range.upperBound + 1
      }
    }
  }

  /// Whoever asks right after a write gets a checkpoint that covers it, though one is just being signed for another.
  @Test func `what was just said is covered whoever asks besides`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let key = try await owner.verifierKey()
      try await withThrowingTaskGroup { group in
        for writer in 0..<8 {
          group.addTask {
            for number in 0..<12 {
              let position = try await owner.done(.annotation("Note \(writer).\(number).")).position
              let checkpoint = try await owner.checkpoint(covering: position)
              #expect(checkpoint.head.size >= position)
              let inclusion: InclusionView = try await owner.read("/proof/inclusion/\(position)")
              #expect(inclusion.size >= position)
              guard number.isMultiple(of: 4) else { continue }
              let file = try await owner.get("/papers/lighthouse/export/json?at=@\(position)").bytes
              let report = Verification.report(on: file, trusting: [key])
              #expect(report.isVerified, "@\(position): \(report)")
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// A signing that is under way looked at the tree before what was said since.
  @Test func `whoever joins a signing that looked too early gets the next`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await withConnection(server.conninfo) { connection in
        // Nothing is kept of what is signed while this is held, so that nobody gets it.
        try await connection.script("BEGIN; LOCK TABLE log.checkpoint IN SHARE MODE")
        let early = try await owner.done(.claim("Early.")).position
        async let first = owner.checkpoint(covering: early)
        try await connection.untilTrue(
          """
          SELECT count(*) = 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO log.checkpoint%'
          """)
        let late = try await owner.done(.claim("Late.")).position
        async let second = owner.checkpoint(covering: late)
        async let third: InclusionView = owner.read("/proof/inclusion/\(late)")
        try await connection.untilTrue("SELECT size >= \(late) FROM log.tree")
        // They have nothing else to wait for now than the signing that is under way.
        try await Task.sleep(for: .milliseconds(300))
        try await connection.script("COMMIT")
        #expect(try await first.head.size >= early)
        #expect(try await second.head.size >= late)
        #expect(try await third.size >= late)
      }
    }
  }

  @Test func `the key is kept and for its owner alone`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        let key = try await withServer(on: conninfo, home: home) { try await $0.owner.verifierKey() }
        let attributes = try FileManager.default.attributesOfItem(atPath: home + "/keys/checkpoint.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try await withServer(on: conninfo, home: home) { try await $0.owner.verifierKey() }
        #expect(again == key)
      }
    }
  }

  private func record(of person: Person) async throws -> [StoredEvent] {
    let file = try await person.get("/papers/lighthouse/export/json").bytes
    let name = Array(#","history":["#.utf8)
    var offset = try #require(file.indices.first { file[$0...].starts(with: name) }) + name.count
    var history: [StoredEvent] = []
    repeat {
      history.append(try StoredEvent(json: file, at: &offset))
      offset += 1
    } while file[offset - 1] == UInt8(ascii: ",")
    return history
  }
}

extension Person {
  func verifierKey() async throws -> VerifierKey {
    let text = try await get("/checkpoint/key").text
    #expect(text.hasSuffix("\n"))
    return try VerifierKey(String(text.dropLast()))
  }

  /// A checkpoint whose signature was checked.
  func checkpoint(covering position: Int64 = 0) async throws -> Checkpoint {
    let answer = try await get("/checkpoint?min-position=\(position)")
    guard answer.status == 200 else {
      throw UnexpectedAnswer(description: "\(answer.status): \(answer.text)")
    }
    #expect(answer.headers.first(name: "Content-Type") == "text/plain; charset=utf-8")
    let key = try await verifierKey()
    return try CheckpointVerifier("\(key)").checkpoint(in: answer.bytes)
  }
}
