import NIOHTTP1
import Protocol
import Testing

@testable import Server

/// Every bound on those who come over HTTP, set small, through a real socket: what goes beyond it is told so and let go, and
/// others are served.
@Suite(.timeLimit(.minutes(15))) struct LimitTests {
  private static let get = "GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"

  private static func post(_ person: Person, _ rest: String) -> String {
    "POST /papers?dry-run=true HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer \(person.token ?? "")\r\n"
      + "Content-Type: text/markdown\r\n\(rest)"
  }

  @Test func `a head that does not end is let go with 408`() async throws {
    try await withServer(configured: { $0.limits.headerTime = .milliseconds(500) }) { server in
      let answer = try await server.answer(to: "GET /healthz HTTP/1.1\r\nHost: he")
      #expect(try answer.status == 408 && answer.problem.type == .timedOut, "\(answer)")
      #expect(try await server.stranger.get("/healthz").status == 200)
      #expect(try await server.reached(.headerTime) == 1)
    }
  }

  @Test func `a connection on which nothing happens is closed`() async throws {
    try await withServer(configured: { $0.limits.idleTime = .seconds(3) }) { server in
      let silent = try RawConnection(server)
      #expect(try await silent.bytes().isEmpty)
      let served = try RawConnection(server)
      try served.send(Self.get)
      #expect(try await served.responses().map(\.status) == [200])
      #expect(try await server.reached(.idleTime) >= 2)
    }
  }

  @Test func `a body that does not come is let go with 408`() async throws {
    try await withServer(configured: { $0.limits.bodyTime = .milliseconds(500) }) { server in
      let owner = try server.owner
      let answer = try await server.answer(to: Self.post(owner, "Content-Length: 1000\r\n\r\nSome"))
      #expect(try answer.status == 408 && answer.problem.type == .timedOut, "\(answer)")
      let command = try await server.answer(
        to:
          "POST /papers/a/commands HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer \(owner.token ?? "")\r\n"
          + "Content-Length: 1000\r\n\r\n{")
      #expect(command.status == 408)
      #expect(try await server.reached(.bodyTime) == 2)
    }
  }

  /// Nothing that someone sends is kept before it is known who they are.
  @Test func `who is not known is refused before the body is read`() async throws {
    try await withServer(configured: { $0.limits.dropped = 0 }) { server in
      let wrong = Person(server: server, handle: "ada", token: "rec_wrong")
      for person in [wrong, server.stranger] {
        let answer = try await server.answer(
          to: Self.post(person, "Content-Length: 10000000\r\n\r\n"))
        #expect(answer.status == 401 && answer.fields["connection"] == "close", "\(answer)")
      }
    }
  }

  @Test func `bodies beyond the budget of all are refused with 503`() async throws {
    try await withServer(configured: { $0.limits.bodies = 1000 }) { server in
      let owner = try server.owner
      let first = try RawConnection(server)
      try first.send(Self.post(owner, "Expect: 100-continue\r\nContent-Length: 900\r\n\r\n"))
      try await first.awaitBytes()
      for rest in [
        "Content-Length: 200\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nc8\r\n\(String(repeating: "a", count: 200))\r\n",
      ] {
        let answer = try await server.answer(to: Self.post(owner, "Connection: close\r\n\(rest)"))
        #expect(answer.status == 503 && answer.fields["retry-after"] == "1", "\(answer)")
      }
      // What was taken is given back.
      try first.send(String(repeating: "a ", count: 450))
      first.endSending()
      _ = try await first.bytes()
      let body = String(repeating: "a ", count: 450)
      let last = try await server.answer(
        to: Self.post(owner, "Connection: close\r\nContent-Length: 900\r\n\r\n\(body)"))
      #expect(last.status == 200, "\(last)")
      #expect(try await server.reached(.bodies) == 2)
    }
  }

  @Test func `a body beyond what is taken is refused by its length`() async throws {
    try await withServer { server in
      let answer = try await server.answer(
        to: Self.post(
          try server.owner, "Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n"))
      #expect(try answer.status == 413 && answer.problem.type == .tooLarge, "\(answer)")
    }
  }

  @Test func `requests that wait beyond the bound end the connection with 503`() async throws {
    try await withServer(configured: { $0.limits.pipelined = 3 }) { server in
      let connection = try RawConnection(server)
      try connection.send(String(repeating: Self.get, count: 60))
      let answers = try await connection.responses()
      #expect(
        answers.last?.status == 503 && answers.dropLast().allSatisfy { $0.status == 200 },
        "\(answers.count)")
      #expect(answers.count < 60 && !answers.dropLast().isEmpty)
      #expect(try await server.reached(.pipelined) == 1)
    }
  }

  /// Requests have turns with those of other connections; none is lost or answered out of its order by that.
  @Test func `many requests at once on many connections are all answered in order`() async throws {
    try await withServer { server in
      let asked = (0..<500).map { number in
        number % 7 == 3 ? "GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n" : Self.get
      }
      let connections = try (0..<4).map { _ in try RawConnection(server) }
      for connection in connections {
        try connection.send(
          asked.joined() + "GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
      }
      #expect(try await server.stranger.get("/healthz").status == 200)
      for connection in connections {
        let answers = try await connection.responses().map(\.status)
        #expect(answers == (0..<500).map { $0 % 7 == 3 ? 404 : 200 } + [200])
      }
    }
  }

  @Test func `who asks too often is told when to come again`() async throws {
    try await withServer(configured: { ($0.limits.rate, $0.limits.strangerRate) = (1, 1) }) {
      server in
      let owner = try server.owner
      for person in [owner, server.stranger] {
        var answer = try await person.get("/healthz")
        var count = 0
        while answer.status == 200 {
          count += 1
          answer = try await person.get("/healthz")
        }
        // Ten seconds' worth at once, and what came meanwhile.
        #expect(count >= 10)
        #expect(try answer.status == 429 && answer.problem.type == .tooMany, "\(answer)")
        #expect(answer.headers.first(name: "Retry-After") != nil)
      }
      #expect(try await server.reached(.rate) == 1)
      #expect(try await server.reached(.strangerRate) == 1)
    }
  }

  /// On one machine all come from one address: wrong credentials of one must not lock out the good ones of others.
  @Test func `wrong credentials are held up, and not those that are good`() async throws {
    try await withServer(configured: { $0.limits.failureRate = 1 }) { server in
      let owner = try server.owner
      #expect(try await owner.get("/papers").status == 200)
      var statuses: [Int] = []
      for number in 0..<40 {
        let wrong = Person(server: server, handle: "ada", token: "rec_wrong\(number)")
        statuses.append(try await wrong.get("/papers").status)
      }
      #expect(
        statuses.first == 401 && statuses.contains(429) && Set(statuses) == [401, 429],
        "\(statuses)")
      #expect(try await owner.get("/papers").status == 200)
      #expect(try await server.stranger.get("/healthz").status == 200)
      let held = statuses.count { $0 == 429 }
      #expect(try await server.reached(.failureRate, showing: nil) == held)
    }
  }

  @Test func `a head that is too large is refused with 431`() async throws {
    try await withServer(configured: { ($0.limits.headerBytes, $0.limits.headerFields) = (2000, 20) }) {
      server in
      let long = "X-Long: \(String(repeating: "a", count: 3000))\r\n"
      let many = String(repeating: "X-Many: a\r\n", count: 40)
      for fields in [long, many] {
        let answer = try await server.answer(to: "GET /healthz HTTP/1.1\r\nHost: here\r\n\(fields)\r\n")
        #expect(answer.status == 431, "\(answer)")
      }
      let bytes = try await server.reached(.headerBytes)
      #expect(try await server.reached(.headerFields) + bytes == 2)
    }
  }

  @Test func `who goes on sending after the answer, or takes nothing of one, is let go`() async throws {
    try await withServer(configured: {
      ($0.limits.dropped, $0.limits.lingerTime) = (1000, .milliseconds(50))
    }) { server in
      let wrong = Person(server: server, handle: "ada", token: "rec_wrong")
      let connection = try RawConnection(server)
      try connection.send(Self.post(wrong, "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"))
      try await connection.awaitBytes()
      while try await server.reached(.dropped) + server.reached(.lingerTime) == 0 {
        do { try connection.send("400\r\n\(String(repeating: "a", count: 1024))\r\n") } catch { break }
      }
      while try await server.reached(.dropped) + server.reached(.lingerTime) == 0 { await Task.yield() }
    }
  }

  @Test func `each limit has its counter`() async throws {
    let limits = Set(ServerLimits().values.map(\.name))
    #expect(limits == Set(ReachedBounds.Bound.allCases.map(\.rawValue)))
    try await withServer { server in
      for bound in ReachedBounds.Bound.allCases where bound != .idleTime {
        let count = try await server.reached(bound)
        #expect(count == 0, "\(bound)")
      }
    }
  }

  @Test func `a limit is set by its name, and what is none is named`() throws {
    var limits = ServerLimits()
    try limits.set("connections=7, idle-time=3")
    #expect(limits.connections == 7 && limits.idleTime == .seconds(3))
    #expect(throws: LimitError.self) { try limits.set("colour=3") }
    #expect(throws: LimitError.self) { try limits.set("connections=many") }
    #expect(throws: LimitError.self) { try limits.set("connections=-1") }
    #expect(ServerLimits.listing.contains("connections=4096: connections at a time"))
  }
}

extension TestServer {
  /// How often a bound was reached, as its figures say.
  ///
  /// - Parameter credential: shown with the question, so that no rate but its own holds it up.
  func reached(_ bound: ReachedBounds.Bound, showing credential: String? = "figures") async throws
    -> Int
  {
    let headers = credential.map { [("Authorization", "Bearer \($0)")] } ?? []
    let text = try await stranger.get("/metrics", headers: headers).text
    let start = #"recension_http_bound_reached_total{bound="\#(bound.rawValue)"} "#
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(start) })
    return try #require(Int(line.dropFirst(start.count)))
  }
}
