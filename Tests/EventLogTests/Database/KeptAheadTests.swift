import EventLog
import Ledger
import Postgres
import Schema
import Testing

/// Large files that are stored before the request that names them.
@Suite(.timeLimit(.minutes(15)))
struct KeptAheadTests {
  private let large = EventLog.Attachment((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  /// A request that imports a text.
  private func importing(_ attachment: EventLog.Attachment, key: String) -> AppendRequest {
    var request = AppendRequest.notes(
      [#"{"source":"\#(attachment.digest)"}"#], key: key, in: key, tags: ["paper"], attachments: [attachment])
    request.events[0].type = "paper.imported"
    return request
  }

  /// Knows what is appended here.
  private static let schema = Schema.current.keeping([("paper.imported", 1, ["source"]), ("note", 1, [])])

  private func writers(_ conninfo: String) async throws -> [String] {
    try await withConnection(conninfo) {
      try await $0.query("SELECT xmin::text FROM log.attachment").decode(String.self)
    }
  }

  /// - Returns: the position of the event that tells of it.
  private func sweep(_ conninfo: String) async throws -> Int64? {
    try await withConnection(conninfo) {
      try await Self.schema.migrate($0)
      return try await $0.query("SELECT log.sweep_texts()").only().decode(Int64?.self)
    }
  }

  @Test func `what was stored ahead is not stored again by the request that names it`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        try await store.keep([large, EventLog.Attachment([1, 2, 3])])
        let ahead = try await writers(conninfo)
        _ = try await store.append(importing(large, key: "essay"))
        let after = try await writers(conninfo)
        #expect(!ahead.isEmpty && after == ahead)
        #expect(try await store.attachment(large.digest) == large.content)
      }
    }
  }

  @Test func `what is small is left to the request that brings it`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        let small = EventLog.Attachment([1, 2, 3])
        try await store.keep([small])
        #expect(try await store.attachment(small.digest) == nil)
        _ = try await store.append(importing(small, key: "essay"))
        #expect(try await store.attachment(small.digest) == small.content)
      }
    }
  }

  @Test func `nobody's request waits for a file that is being stored ahead`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        try await withConnection(conninfo) { connection in
          try await connection.script("BEGIN; LOCK TABLE log.attachment IN EXCLUSIVE MODE")
          async let kept: Void = store.keep([large])
          let waits: Statement = """
            SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'log.attachment'::regclass)
            """
          while try await !connection.query(waits).only().decode(Bool.self) { await Task.yield() }
          let meanwhile = try await store.append(.note("meanwhile"))
          #expect(meanwhile.position == 1)
          try await connection.script("ROLLBACK")
          try await kept
        }
        #expect(try await store.append(importing(large, key: "essay")).position == 2)
        #expect(try await store.attachment(large.digest) == large.content)
      }
    }
  }

  @Test func `what no import came to name is swept, and the log says so`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        let left = EventLog.Attachment([UInt8](repeating: 7, count: 200_000))
        try await store.keep([large, left])
        _ = try await store.append(importing(large, key: "essay"))
        let (position, again) = (try await sweep(conninfo), try await sweep(conninfo))
        #expect(position == 2 && again == nil)
        #expect(try await store.attachment(left.digest) == nil)
        #expect(try await store.attachment(large.digest) == large.content)
        let told = try await store.all()[1]
        #expect(told.header.type == "text.erased" && told.header.actor == "recension")
        #expect(told.text == #"{"digests":["\#(left.digest)"],"reason":"no import names it"}"#)
        expectWhole(try await store.all().map { LogRecord($0) })
      }
    }
  }

  /// An older program that was started again does not know what the events of a newer one name.
  @Test func `nothing is swept of a log with events of a newer program`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(importing(large, key: "essay"))
        _ = try await store.append(.note("figure.added", in: "essay"))
        // It was named, as far as that other program knows.
        let figure = EventLog.Attachment([UInt8](repeating: 7, count: 200_000))
        try await store.keep([figure])
        try await withConnection(conninfo) { connection in
          try await Schema.current.keeping([("paper.imported", 1, ["source"])]).migrate(connection)
          let refusal = await connection.refusal(of: "SELECT log.sweep_texts()")
          #expect(refusal?.sqlState == .featureNotSupported)
          #expect(refusal?.message?.message.contains("(note, version 1)") == true)
          #expect(try await store.attachment(figure.digest) == figure.content)
          #expect(try await store.head() == 2)
          try await Self.schema.migrate(connection)
        }
        #expect(try await sweep(conninfo) == 3)
        #expect(try await store.attachment(figure.digest) == nil)
      }
    }
  }

  @Test func `a request brings what was swept before it came to name it`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        try await store.keep([large])
        let position = try await sweep(conninfo)
        #expect(position == 1)
        #expect(try await store.attachment(large.digest) == nil)
        _ = try await store.append(importing(large, key: "essay"))
        #expect(try await store.attachment(large.digest) == large.content)
      }
    }
  }
}
