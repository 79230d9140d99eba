import EventLog
import Ledger
import Postgres
import Testing

/// The audited erasure: a body goes, its header and every chain stay.
@Suite(.timeLimit(.minutes(15))) struct ErasureTests {
  @Test func `an erased body is gone and the chain stays whole`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes(["first", "libel", "third"], in: "ash", tags: ["claim:1"]))
        _ = try await store.append(.note("elsewhere", in: "birch"))
        let reason = "a court's order: \"Zoë\" \\ 7\n"
        let position = try await withConnection(conninfo) { connection in
          try await connection.query("SELECT log.erase(2, 'ada', $1)", reason).only().decode(Int64.self)
        }
        #expect(position == 5)
        _ = try await store.append(.note("after", in: "ash", since: .init(.stream, unchangedSince: 5)))

        let log = try await store.all()
        #expect(log.map(\.isErased) == [false, true, false, false, false, false])
        #expect(log.allSatisfy { $0.isIntact })
        #expect(
          String(decoding: log[1].body, as: UTF8.self) == "{}" && log[1].header.actor == "ada"
            && log[1].header.sequence == 2)
        #expect(log[4].header.type == "body.erased" && log[4].header.stream == "ash")
        #expect(log[4].header.sequence == 4 && log[4].hash == log[4].header.hash)
        let remains = Hash(of: log[1].body)
        #expect(
          log[4].text
            == #"{"position":2,"reason":"a court's order: \"Zoë\" \\ 7\n","remains":"\#(remains)"}"#)

        let records = try await withConnection(conninfo) { try await LogRecord.all($0) }
        expectWhole(records)
        #expect(records == log.map { LogRecord($0) })
        // It is about what the erased event was about.
        let stale = AppendRequest.note(
          "stale", in: "ash", since: .init(.tags(["claim:1"]), unchangedSince: 3))
        #expect(await store.outcome(of: stale).error == .conditionFailed(5))
        let request = try await store.answer(to: log[4].header.cause, fingerprint: Hash(of: log[4].body))
        #expect(request?.position == 5)
      }
    }
  }

  @Test func `what cannot be erased is refused and changes nothing`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes(["one", "two"]))
        try await withConnection(conninfo) { connection in
          try await connection.script("SELECT log.erase(1, 'ada', 'law')")
          for call in [
            "erase(1, 'ada', 'again')", "erase(3, 'ada', 'the erasure itself')", "erase(99, 'ada', 'none')",
            "erase(0, 'ada', 'none')", "erase(NULL, 'ada', 'none')", "erase(2, '', 'nobody')",
            "erase(2, 'a b', 'no handle')", "erase(2, NULL, 'nobody')", "erase(2, 'ada', '')",
            "erase(2, 'ada', NULL)",
          ] {
            #expect(await connection.refusal(of: "SELECT log.\(call)") != nil, "\(call)")
          }
          // The eraser itself can do no more than erase: no other body, and nothing back.
          try await connection.script("SET ROLE recension_eraser")
          for statement in [
            "UPDATE log.event SET content = 'x' WHERE position = 2", "DELETE FROM log.event",
            "UPDATE log.event SET salt = decode(repeat('00', 16), 'hex'), content = '' WHERE position = 1",
            "UPDATE log.event SET salt = NULL, content = NULL WHERE position = 1",
            "UPDATE log.event SET actor = 'eve'", "UPDATE log.request SET answer = ''",
            "CREATE FUNCTION log.other() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          ] {
            #expect(await connection.refusal(of: statement) != nil, "\(statement)")
          }
        }
        #expect(try await store.all().map(\.text).prefix(2) == ["{}", "two"])
        #expect(try await store.head() == 3)
      }
    }
  }

  /// Whoever may act as the eraser erases nothing but what an event that they append in the same transaction tells of:
  /// that very body, with what is left of it, and the request that it came with.
  @Test func `nothing is erased that no event tells of`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes(["one", "two"], key: "first"))
        _ = try await store.append(.note("three", key: "second"))
        let erasure = "UPDATE log.event SET salt = NULL, content = NULL, remains = '{}' WHERE position = 2"
        let forgetting = "UPDATE log.request SET fingerprint = NULL WHERE key = 'first'"
        let remains = LogRecord.sha256(Array("{}".utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
          .joined()
        let other = String(repeating: "0", count: 64)
        let told: [(body: String, isBodyErased: Bool, isRequestForgotten: Bool)] = [
          (#"{"position":2,"reason":"law","remains":"\#(remains)"}"#, true, true),
          (#"{"position":1,"reason":"law","remains":"\#(remains)"}"#, false, true),
          (#"{"position":3,"reason":"law","remains":"\#(remains)"}"#, false, false),
          (#"{"position":2,"reason":"law","remains":"\#(other)"}"#, false, true),
          (#"{"position":2,"reason":"law"}"#, false, true),
          (#"{"position":2,"reason":"","remains":"\#(remains)"}"#, false, false),
          (#"{"position":2,"remains":"\#(remains)"}"#, false, false),
        ]
        try await withConnection(conninfo) { connection in
          for (body, isBodyErased, isRequestForgotten) in told {
            for (statement, isDone) in [(erasure, isBodyErased), (forgetting, isRequestForgotten)] {
              try await connection.script("BEGIN; SET LOCAL ROLE recension_eraser; \(Self.telling(body))")
              #expect((await connection.refusal(of: statement) == nil) == isDone, "\(body): \(statement)")
              try await connection.script("ROLLBACK")
            }
          }
          // What was told of before, in a transaction of its own, tells of nothing now.
          try await connection.script("SELECT log.erase(1, 'ada', 'law')")
          try await connection.script("SET ROLE recension_eraser")
          for statement in [erasure, "UPDATE log.request SET fingerprint = NULL WHERE key = 'second'"] {
            let refusal = try #require(await connection.refusal(of: statement))
            #expect(refusal.sqlState == .insufficientPrivilege)
            #expect(refusal.message?.hint?.contains("log.erase(position, actor, reason)") == true)
          }
        }
        #expect(try await store.all().map(\.text).prefix(3) == ["{}", "two", "three"])
      }
    }
  }

  /// An event of an erasure behind the head, as it would stand there before the head is moved.
  private static func telling(_ body: String) -> String {
    """
    INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash,
      salt, content)
    SELECT h.position + 1, 99, h."time", 2, 'paper', 'body.erased', 'eve', 'forged', sha256(''),
      sha256('0123456789abcdef'::bytea || convert_to('\(body)', 'UTF8')), sha256(''), '0123456789abcdef',
      convert_to('\(body)', 'UTF8') FROM log.head h;
    """
  }

  @Test func `erasures and appends at the same time make one log`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes((1...20).map { "\($0)" }))
        try await withThrowingTaskGroup { group in
          group.addTask {
            try await withConnection(conninfo) { connection in
              for position in 1...20 {
                try await connection.query("SELECT log.erase($1, 'ada', 'law')", Int64(position))
              }
            }
          }
          for writer in 0..<4 {
            group.addTask {
              for index in 0..<20 { _ = try await store.append(.note("\(writer).\(index)")) }
            }
          }
          try await group.waitForAll()
        }
        let log = try await store.all()
        #expect(log.count == 120 && log.filter(\.isErased).count == 20)
        expectWhole(log.map { LogRecord($0) })
      }
    }
  }
}
