import Glibc
import Logging
import Synchronization
import TestCluster
import Testing

@testable import Postgres

@Suite struct ConnectTests {
  @Test func `says why it cannot connect`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await Connection.connect("host=/nonexistent dbname=none")
    }
    #expect(error?.kind == .connectionFailed)
    #expect(error?.description.contains("/nonexistent") == true)
    let malformed = await #expect(throws: PostgresError.self) {
      try await Connection.connect("nonsense=1 x=")
    }
    #expect(malformed?.kind == .connectionFailed)
  }

  @Test func `keeps the SQL state of a failed connection`() async throws {
    try await withTestDatabase { conninfo in
      let error = await #expect(throws: PostgresError.self) {
        try await Connection.connect(conninfo + " dbname=missing")
      }
      #expect(error?.sqlState == .invalidCatalogName)
      #expect(error?.description.contains("LOCATION") == false)
    }
  }

  @Test func `tries the next host`() async throws {
    try await withTestDatabase { conninfo in
      let options = conninfo.split(separator: " ")
      let host = try #require(options.first { $0.hasPrefix("host=") }).dropFirst(5).filter { $0 != "'" }
      let connection = try await Connection.connect(conninfo + " host=/nonexistent,\(host)")
      _ = try await connection.query("SELECT 1")
    }
  }

  /// A listener that never answers.
  @Test(.timeLimit(.minutes(15))) func `gives up in time`() async throws {
    try await withSilentServer { port in
      let error = await #expect(throws: PostgresError.self) {
        try await Connection.connect("host=127.0.0.1 port=\(port) user=x", timeout: .milliseconds(50))
      }
      #expect(error?.kind == .timeout)
    }
  }

  @Test(.timeLimit(.minutes(15))) func `connecting can be cancelled`() async throws {
    try await withSilentServer { port in
      let task = Task {
        try await Connection.connect("host=127.0.0.1 port=\(port) user=x", timeout: .seconds(600))
      }
      task.cancel()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
    }
  }

  private func withSilentServer(_ body: (UInt16) async throws -> Void) async throws {
    let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) | listen(listener, 8) | getsockname(listener, pointer, &length)
      }
    }
    try #require(status == 0)
    try await body(UInt16(bigEndian: address.sin_port))
  }

  @Test func `takes the SQL state out of a message`() {
    let (message, state) = Handshake.parse(
      """
      connection to server on socket "/s" failed: FATAL:  57P03: the database system is starting up
      LOCATION:  ProcessStartupPacket, postmaster.c:2351

      """)
    #expect(state == .cannotConnectNow)
    #expect(
      message == "connection to server on socket \"/s\" failed: FATAL: the database system is starting up")
  }

  @Test func `sets encoding and application name`() async throws {
    try await withTestDatabase { conninfo in
      let connection = try await Connection.connect(conninfo)
      let encoding = try await connection.query("SHOW client_encoding").only().decode(String.self)
      #expect(encoding == "UTF8")
      let named = try await Connection.connect(conninfo + " application_name=scholar")
      #expect(try await named.query("SHOW application_name").only().decode(String.self) == "scholar")
    }
  }

  @Test func `notices go to the log`() async throws {
    try await withTestDatabase { conninfo in
      let handler = RecordingLogHandler()
      let connection = try await Connection.connect(conninfo, logger: Logger(label: "test") { _ in handler })
      try await connection.script(
        "DO $$ BEGIN RAISE WARNING 'mind the gap'; RAISE NOTICE 'by the way'; RAISE DEBUG 'unheard'; END $$")
      await connection.close()
      #expect(handler.lines.filter { $0.hasSuffix("mind the gap") } == ["warning mind the gap"])
      #expect(handler.lines.filter { $0.hasSuffix("by the way") } == ["info by the way"])
    }
  }

  @Test func `listeners hear notifications`() async throws {
    try await withTestDatabase { conninfo in
      let listener = try await Connection.connect(conninfo)
      let speaker = try await Connection.connect(conninfo)
      let stream = try await listener.listen("News \"today\"")
      try await speaker.query("SELECT pg_notify('News \"today\"', 'first'), pg_notify('else', 'not heard')")
      try await speaker.query("SELECT pg_notify('News \"today\"', 'second')")
      var iterator = stream.makeAsyncIterator()
      let first = await iterator.next()
      #expect(first?.payload == "first")
      #expect(first?.processID == speaker.serverProcessID)
      #expect(await iterator.next()?.payload == "second")
      await listener.close()
      #expect(await iterator.next() == nil)
    }
  }

  @Test func `unlistens when the stream is dropped`() async throws {
    try await withConnection { connection in
      do { _ = try await connection.listen("news") }
      let channels = try await connection.query("SELECT pg_listening_channels()")
      #expect(channels.isEmpty)
    }
  }
}

/// Keeps what is logged.
final class RecordingLogHandler: LogHandler, Sendable {
  private let recorded = Mutex<[String]>([])

  var lines: [String] { recorded.withLock(\.self) }

  func log(event: LogEvent) { recorded.withLock { $0.append("\(event.level) \(event.message)") } }

  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }

  subscript(metadataKey _: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
}
