import Protocol
import Testing

@testable import Server

/// How many connections there may be, and who makes room where there is none.
@Suite(.timeLimit(.minutes(10))) struct ConnectionLimitTests {
  private static let get = "GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"

  /// Takes a credential: who is answered has shown that they are no stranger.
  private static func list(_ person: Person) -> String {
    "GET /papers HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer \(person.token ?? "")\r\n\r\n"
  }

  @Test func `a connection beyond the bound is turned away with 503, and there is room again`()
    async throws
  {
    try await withServer(configured: { $0.limits.connections = 2 }) { server in
      let held = [try RawConnection(server), try RawConnection(server)]
      for connection in held {
        try connection.send(Self.list(try server.owner))
        try await connection.awaitBytes()
      }
      let answer = try await server.answer(to: Self.get)
      #expect(try answer.status == 503 && answer.problem.type == .busy, "\(answer)")
      #expect(answer.fields["retry-after"] == "1")
      for connection in held {
        connection.endSending()
        _ = try await connection.bytes()
      }
      while try await server.answer(
        to: Self.get.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
      ).status != 200 {
        await Task.yield()
      }
      #expect(try await server.reached(.connections) >= 1)
    }
  }

  @Test
  func `a connection beyond what one address may have is turned away, and a proxy has as many as it wants`()
    async throws
  {
    try await withServer(configured: { $0.limits.addressConnections = 2 }) { server in
      let held = [try RawConnection(server), try RawConnection(server)]
      for connection in held {
        try connection.send(Self.list(try server.owner))
        try await connection.awaitBytes()
      }
      let answer = try await server.answer(to: Self.get)
      #expect(answer.status == 503 && answer.fields["retry-after"] == "1", "\(answer)")
      for connection in held {
        connection.endSending()
        _ = try await connection.bytes()
      }
      let last = Self.get.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
      while try await server.answer(to: last).status != 200 { await Task.yield() }
      #expect(try await server.reached(.addressConnections) >= 1)
      #expect(try await server.reached(.connections) == 0)
    }
    let proxies = try Proxies(["127.0.0.1"])
    try await withServer(configured: { ($0.limits.addressConnections, $0.proxies) = (1, proxies) }) {
      server in
      let held = [try RawConnection(server), try RawConnection(server)]
      for connection in held {
        try connection.send(Self.get)
        try await connection.awaitBytes()
        connection.endSending()
        #expect(try await connection.responses().map(\.status) == [200])
      }
    }
  }

  /// Else whoever holds as many as there may be and says nothing would lock all others out.
  @Test(arguments: [false, true])
  func `where there is no room, the connection that was a stranger's longest makes it`(
    ofAnAddress: Bool
  ) async throws {
    try await withServer(configured: {
      if ofAnAddress { $0.limits.addressConnections = 3 } else { $0.limits.connections = 3 }
    }) { server in
      let owner = try RawConnection(server)
      try owner.send(Self.list(try server.owner))
      try await owner.awaitBytes()
      let quiet = [try RawConnection(server), try RawConnection(server)]
      // They are taken in their order, which the answers to them show.
      for connection in quiet {
        try connection.send(Self.get)
        try await connection.awaitBytes()
      }
      let third = try RawConnection(server)
      try third.send(Self.get)
      try await third.awaitBytes()
      #expect(try await quiet[0].responses().map(\.status) == [200])
      for connection in [owner, quiet[1], third] {
        try connection.send(Self.get)
        connection.endSending()
        let answers = try await connection.responses().map(\.status)
        #expect(answers == [200, 200])
      }
    }
  }
}
