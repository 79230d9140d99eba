import Protocol
import Testing

@testable import Server

/// What is no HTTP, or no JSON that can mean one thing, is the sender's fault and answered as that.
@Suite(.timeLimit(.minutes(15))) struct BrokenRequestTests {
  private static func post(_ path: String, by person: Person, _ rest: String) -> String {
    "POST \(path) HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer \(person.token ?? "")\r\n"
      + "Idempotency-Key: \(String.fresh)\r\n\(rest)"
  }

  @Test func `what cannot be read is 400 with a problem, and never ours`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let markdown = "Content-Type: text/markdown\r\n"
      let requests: [(String, Int)] = [
        ("hello there\r\n\r\n", 400), ("GET /healthz HTTP/2.0\r\nHost: here\r\n\r\n", 505),
        (
          "GET /healthz HTTP/1.1\r\nHost: here\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n",
          431
        ),
        (
          Self.post(
            "/papers?dry-run=true", by: owner,
            "\(markdown)Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"), 400
        ),
        (
          Self.post(
            "/papers/lighthouse/commands", by: owner, "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
          400
        ),
        (
          Self.post(
            "/papers?dry-run=true", by: owner,
            "\(markdown)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 501
        ),
        (
          Self.post(
            "/papers?dry-run=true", by: owner, "\(markdown)Transfer-Encoding: gzip\r\n\r\nabc"), 501
        ),
        (
          Self.post(
            "/papers?dry-run=true", by: owner,
            "\(markdown)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          400
        ),
        ("GET /healthz#top HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", 400),
      ]
      for (request, status) in requests {
        let connection = try RawConnection(server)
        try connection.send(request)
        connection.endSending()
        let answer = try WireAnswer(try await connection.bytes())
        #expect(answer.status == status, "\(request.prefix(200)): \(answer)")
        #expect(try answer.problem.status == status && !answer.problem.detail.isEmpty)
      }
      let log = server.log.text
      #expect(!log.contains("a request failed") && !log.contains("met a fault"))
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 3)
    }
  }

  @Test func `a name that stands twice in JSON is refused and named`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for body in [
        #"{"type":"annotate","target":"p3.1","body":"One.","body":"Two."}"#,
        #"[{"type":"annotate","target":"p3.1","body":"One.","bo\u0064y":"Two."}]"#,
      ] {
        let problem = try await owner.post("/papers/lighthouse/commands", bytes: Array(body.utf8))
          .problem
        #expect(
          problem.type == .malformed && problem.detail.contains("“body” stands there twice"),
          "\(problem)")
      }
      let twice = try await server.stranger.post(
        "/join", bytes: Array(#"{"code":"a","code":"b"}"#.utf8))
      #expect(try twice.problem.detail.contains("“code” stands there twice"))
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 3)
    }
  }
}
