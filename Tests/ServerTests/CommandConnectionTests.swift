import ActSupport
import Acts
import CanonicalJSON
import FoundationEssentials
import Protocol
import Scholarship
import Testing

@testable import Server

/// Commands are answered where their connection is read, all else by the router: both over one connection, which must
/// tell no difference.
@Suite(.timeLimit(.minutes(15))) struct CommandConnectionTests {
  private static func request(
    _ line: String, by person: Person, body: String = "", headers: String = ""
  ) -> String {
    "\(line)\r\nHost: localhost\r\nAuthorization: Bearer \(person.token ?? "")\r\n\(headers)"
      + (body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n") + "\r\n\(body)"
  }

  private static func annotation(
    _ body: String, by person: Person, key: String = .fresh, headers: String = "",
    line: String = "POST /papers/lighthouse/commands HTTP/1.1"
  ) -> String {
    request(
      line, by: person, body: #"{"type":"annotate","target":"p3.1","body":"\#(body)"}"#,
      headers: "Idempotency-Key: \(key)\r\n\(headers)")
  }

  private static func receipt(_ response: RawConnection.Response) throws -> Receipt {
    try Receipt(json: JSON.parsed(Array(response.body.utf8)))
  }

  /// Sent in one go, requests of both kinds are answered in their order, and each sees what the ones before it did.
  @Test func `answers leave in the order of the requests`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      let key = String.fresh
      try connection.send(
        Self.request("GET /status HTTP/1.1", by: owner)
          + Self.annotation("One.", by: owner, key: key)
          + Self.annotation("Two.", by: owner)
          + Self.request("GET /papers/lighthouse HTTP/1.1", by: owner)
          + Self.annotation("Three.", by: server.stranger)
          + Self.annotation("One.", by: owner, key: key)
          + Self.request("GET /nothing HTTP/1.1", by: owner)
          + Self.annotation("Four.", by: owner, headers: "Connection: close\r\n")
          + Self.annotation("Never.", by: owner))
      let responses = try await connection.responses()
      #expect(responses.map(\.status) == [200, 200, 200, 200, 401, 200, 404, 200])
      guard responses.count == 8 else { return }
      #expect(try Self.receipt(responses[1]) == Receipt(position: 4, ids: ["a1"]))
      #expect(try Self.receipt(responses[2]) == Receipt(position: 5, ids: ["a2"]))
      let paper = try PaperItem(json: JSON.parsed(Array(responses[3].body.utf8)))
      #expect(paper.annotations == 2)
      #expect(responses[4].headers.contains("www-authenticate: bearer"))
      #expect(responses[5].body == responses[1].body)
      #expect(try Self.receipt(responses[7]) == Receipt(position: 6, ids: ["a3"]))
      #expect(responses[7].headers.contains("connection: close"))
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 6)
    }
  }

  /// Whoever says that they have no more to say is still answered.
  @Test func `a half closed connection is answered`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      try connection.send(Self.annotation("One.", by: owner) + Self.annotation("Two.", by: owner))
      connection.endSending()
      let responses = try await connection.responses()
      #expect(try responses.map { try Self.receipt($0).ids } == [["a1"], ["a2"]])
    }
  }

  /// Of a command that breaks off nothing is done, and the connection ends.
  @Test func `a command that breaks off is not carried out`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      try connection.send(String(Self.annotation("One.", by: owner).dropLast(3)))
      connection.endSending()
      _ = try await connection.responses()
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 3)
    }
  }

  /// What is no HTTP behind a command does not cost the command its answer.
  @Test func `what cannot be read comes after the answer`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      try connection.send(Self.annotation("One.", by: owner) + "no such thing as this\r\n\r\n")
      let responses = try await connection.responses()
      #expect(responses.map(\.status) == [200, 400])
    }
  }

  @Test func `the form of the request does not matter`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for path in [
        "/papers/lighthouse/commands?", "/papers/lighthouse/commands/", "/papers/light%68ouse/commands",
        "//papers//lighthouse/commands", "http://localhost:80/papers/lighthouse/commands?",
      ] {
        let connection = try RawConnection(server)
        let line = "POST \(path) HTTP/1.1"
        try connection.send(
          Self.annotation("One.", by: owner, headers: "Connection: close\r\n", line: line))
        #expect(try await connection.responses().map(\.status) == [200], "\(path)")
      }
      // In chunks, piece by piece; and over HTTP/1.0, which ends with the answer.
      let chunked = try RawConnection(server)
      let head = Self.request(
        "POST /papers/lighthouse/commands HTTP/1.1", by: owner,
        headers: "Idempotency-Key: \(String.fresh)\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n")
      for piece in [
        head, "1d\r\n{\"type\":\"annotate\",\"target\":\"\r\n", "13\r\np3.1\",\"body\":\"Two.\"\r\n",
        "1\r\n}\r\n0\r\n\r\n",
      ] {
        try chunked.send(piece)
      }
      #expect(try await chunked.responses().map(\.status) == [200])
      let old = try RawConnection(server)
      try old.send(
        Self.annotation("Three.", by: owner, line: "POST /papers/lighthouse/commands HTTP/1.0"))
      #expect(try await old.responses().map(\.status) == [200])
      for line in ["GET /papers/lighthouse/commands HTTP/1.1", "PUT /papers/lighthouse/commands HTTP/1.1"] {
        let other = try RawConnection(server)
        try other.send(Self.request(line, by: owner, headers: "Connection: close\r\n"))
        let statuses = try await other.responses().map(\.status)
        #expect(statuses == [404] || statuses == [405], "\(line): \(statuses)")
      }
    }
  }

  /// What comes behind a request that ends the connection is not carried out, for nobody would hear of it.
  @Test func `nothing is carried out behind the last request`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      try connection.send(
        Self.request("GET /status HTTP/1.1", by: owner, headers: "Connection: close\r\n")
          + Self.annotation("Never.", by: owner))
      #expect(try await connection.responses().map(\.status) == [200])
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 3)
    }
  }

  /// The last answer waits for the ones before it to be taken.
  @Test func `the last answer comes behind a large one`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for _ in 0..<40 { try await owner.done(.annotation(String(repeating: "a", count: 100_000))) }
      let connection = try RawConnection(server, window: 4096)
      try connection.send(
        Self.request("GET /papers/lighthouse/annotations HTTP/1.1", by: owner)
          + Self.annotation("Last.", by: owner, headers: "Connection: close\r\n"))
      // Carried out before anything is taken.
      while try await owner.read("/status", as: StatusView.self).at < 44 { await Task.yield() }
      let responses = try await connection.responses()
      #expect(responses.map(\.status) == [200, 200])
      #expect(responses[0].body.utf8.count > 2_000_000)
      #expect(try Self.receipt(responses[1]) == Receipt(position: 44, ids: ["a41"]))
    }
  }

  /// A command that is on its way when the server is told to stop is carried out and answered.
  @Test func `a command that comes in pieces outlasts the stop`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let (connection, rest) = try await withServer(on: conninfo, home: folder + "/state") { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let connection = try RawConnection(server)
        let command = Self.annotation("One.", by: owner)
        try connection.send(Self.request("GET /status HTTP/1.1", by: owner) + command.dropLast(3))
        // The command's beginning has come by the time that what was sent with it is answered.
        try await connection.awaitBytes()
        server.stop()
        // Nobody new is let in once it stops.
        while (try? RawConnection(server)) != nil { await Task.yield() }
        try connection.send(String(command.suffix(3)))
        return (connection, try await connection.responses())
      }
      withExtendedLifetime(connection) {}
      #expect(rest.map(\.status) == [200, 200])
    }
  }

  /// A body over the limit is read to its end and refused, and the connection goes on.
  @Test func `a body over the limit leaves the connection`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server)
      try connection.send(
        Self.annotation(String(repeating: "a", count: CommandCall.bodyLimit), by: owner)
          + Self.annotation("One.", by: owner, headers: "Connection: close\r\n"))
      #expect(try await connection.responses().map(\.status) == [413, 200])
    }
  }

  /// Whoever sends on and on and takes no answers until they fill the connection has them all in the end, once and in
  /// order.
  @Test func `answers that were not taken at once are all there`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let connection = try RawConnection(server, window: 4096)
      // What is not JSON is answered at once, and with more than was asked.
      let wrong = Self.request(
        "POST /papers/lighthouse/commands HTTP/1.1", by: owner, body: "x",
        headers: "Idempotency-Key: \(String.fresh)\r\n")
      let count = 20_000
      let sending = Task {
        for _ in 0..<count / 100 {
          try await connection.sendPatiently(String(repeating: wrong, count: 100))
        }
        try await connection.sendPatiently(
          Self.annotation("Last.", by: owner, headers: "Connection: close\r\n"))
      }
      // Somebody else is served meanwhile.
      try await owner.done(.annotation("First."))
      let responses = try await connection.responses()
      try await sending.value
      #expect(responses.count == count + 1)
      #expect(responses.dropLast().allSatisfy { $0.status == 400 })
      #expect(try Self.receipt(try #require(responses.last)).ids == ["a2"])
    }
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
  ]) func `the date is written as HTTP has it`(second: Int, text: String) {
    #expect(HTTPDate.text(second) == text)
  }
}
