import NIOHTTP1
import Protocol
import TestCluster
import Testing

@testable import Server

/// Who is believed that they ask for another, and for whom.
struct ProxiesTests {
  private static let proxies = ["192.0.2.7", "10.0.0.0/8", "2001:db8::/32"]

  /// What somebody else said, and then the proxy.
  @Test(arguments: [
    ([("X-Forwarded-For", "203.0.113.5")], "203.0.113.5"),
    // What the stranger wrote stands before what the proxy did.
    ([("X-Forwarded-For", "198.51.100.1, 203.0.113.5")], "203.0.113.5"),
    ([("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "203.0.113.5")], "203.0.113.5"),
    ([("X-Forwarded-For", "198.51.100.1, 203.0.113.5, 10.1.2.3")], "203.0.113.5"),
    ([("X-Forwarded-For", "10.1.2.3, 192.0.2.7")], "10.1.2.3"),
    ([("X-Forwarded-For", "203.0.113.5:4711")], "203.0.113.5"),
    ([("X-Forwarded-For", "::ffff:203.0.113.5")], "203.0.113.5"),
    ([("X-Forwarded-For", "[2001:db9::1]:443")], "2001:db9::1"),
    ([("X-Forwarded-For", "2001:db9::1, 2001:db8:1::1")], "2001:db9::1"),
    ([("X-Forwarded-For", "198.51.100.1, nonsense")], nil),
    ([("X-Forwarded-For", "198.51.100.1, nonsense, 10.0.0.1")], "10.0.0.1"),
    ([("X-Forwarded-For", "198.51.100.1,")], nil),
    ([("X-Forwarded-For", "")], nil),
    ([("Forwarded", "for=203.0.113.5;proto=https")], "203.0.113.5"),
    ([("Forwarded", "for=198.51.100.1, For=\"[2001:db9::1]:443\";by=_x")], "2001:db9::1"),
    ([("Forwarded", "for=\"198.51.100.1, for=203.0.113.5")], "203.0.113.5"),
    ([("Forwarded", "for=_hidden")], nil),
    ([("Forwarded", "proto=https")], nil),
    // A proxy that writes the one hands on the other.
    ([("Forwarded", "for=198.51.100.1"), ("X-Forwarded-For", "203.0.113.5")], nil),
    ([("Forwarded", "for=203.0.113.5"), ("X-Forwarded-For", "203.0.113.5")], "203.0.113.5"),
    ([], nil),
  ]) func `the last that is no proxy is who asks`(fields: [(String, String)], origin: String?) throws {
    #expect(try Proxies(Self.proxies).origin(in: HTTPHeaders(fields)) == origin)
  }

  @Test(arguments: [
    "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0", "::/129", "", "unix:", "10.0.0.0/8/8",
  ]) func `what names no proxy is refused`(text: String) {
    #expect(throws: StartError.self) { try Proxies([text]) }
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.0.0.0/9", "10.127.0.1", true), ("10.0.0.0/9", "10.128.0.1", false), ("0.0.0.0/0", "8.8.8.8", true),
    ("0.0.0.0/0", "2001:db8::1", false), ("192.0.2.7", "::ffff:192.0.2.7", true),
    ("192.0.2.7", "192.0.2.8", false), ("::1", "::1", true), ("::/0", "::1", true),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
  ]) func `a range has the addresses that begin as it does`(range: String, address: String, isIn: Bool) throws
  {
    let range = try #require(AddressRange(range))
    let named = try #require(InternetAddress(address))
    #expect(range.contains(named) == isIn)
  }
}

/// The same through a real socket.
@Suite(.timeLimit(.minutes(15))) struct ForwardedAddressTests {
  /// The status of so many requests with a wrong credential each.
  private func statuses(
    _ server: TestServer, from address: String, field: String = "X-Forwarded-For", count: Int = 15
  ) async throws -> [Int] {
    var statuses: [Int] = []
    for number in 0..<count {
      let wrong = Person(server: server, handle: "ada", token: "rec_wrong\(address)\(number)")
      statuses.append(try await wrong.get("/papers", headers: [(field, address)]).status)
    }
    return statuses
  }

  @Test(arguments: ["X-Forwarded-For", "Forwarded"])
  func `who comes by a proxy is counted and named by their own address`(field: String) async throws {
    @Sendable func written(_ address: String) -> String {
      field == "Forwarded" ? "for=\(address)" : address
    }
    let proxies = try Proxies(["127.0.0.0/8"])
    try await withServer(configured: {
      $0.limits.failureRate = 1
      $0.proxies = proxies
    }) { server in
      let one = try await statuses(server, from: written("203.0.113.5"), field: field)
      #expect(one.first == 401 && one.last == 429, "\(one)")
      // Another is not held up by what the first did.
      let other = try await statuses(server, from: written("203.0.113.6"), field: field, count: 3)
      #expect(other == [401, 401, 401])
      // Nor does the first get away by saying more: of a few, as many as a machine under load has time for are held up.
      let spoofed = try await statuses(
        server, from: "\(written("198.51.100.1")), \(written("203.0.113.5"))", field: field, count: 3)
      #expect(spoofed.contains(429), "\(spoofed)")
      try await server.log.wait(for: "203.0.113.5")
      #expect(!server.log.text.contains("198.51.100.1"))
    }
  }

  @Test func `what a stranger says of where they come from is not believed`() async throws {
    let proxies = try Proxies(["192.0.2.7", "unix"])
    try await withServer(configured: {
      $0.limits.failureRate = 1
      $0.proxies = proxies
    }) { server in
      var all: [Int] = []
      for number in 0..<15 {
        let wrong = Person(server: server, handle: "ada", token: "rec_wrong\(number)")
        let said = [
          ("X-Forwarded-For", "203.0.113.\(number)"), ("Forwarded", "for=203.0.113.\(number)"),
          (RequestOrigin.field, "203.0.113.\(number)"),
        ]
        all.append(try await wrong.get("/papers", headers: said).status)
      }
      #expect(all.first == 401 && all.last == 429, "\(all)")
      try await server.log.wait(for: "a credential was refused")
      #expect(server.log.text.contains("127.0.0.1") && !server.log.text.contains("203.0.113."))
    }
  }

  /// The gate names the origin to what comes after it, on the way of commands too.
  @Test func `nobody gives themselves an origin behind a proxy`() async throws {
    let proxies = try Proxies(["127.0.0.1"])
    try await withServer(configured: { $0.proxies = proxies }) { server in
      let wrong = Person(server: server, handle: "ada", token: "rec_wrong")
      for path in ["/papers/a/commands", "/papers"] {
        let method: HTTPMethod = path == "/papers" ? .GET : .POST
        let answer = try await wrong.request(
          method, path, body: method == .GET ? [] : Array("{}".utf8),
          headers: [(RequestOrigin.field, "198.51.100.9"), ("X-Forwarded-For", "203.0.113.8")])
        #expect(answer.status == 401)
      }
      try await server.log.wait(for: "203.0.113.8")
      #expect(!server.log.text.contains("198.51.100.9"))
    }
  }

  @Test func `who comes over the Unix socket is believed where that is said`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/http.sock"
      for (named, origin) in [(["unix"], "203.0.113.9"), ([], "unknown")] {
        let proxies = try Proxies(named)
        try await withServer(configured: {
          $0.socket = path
          $0.proxies = proxies
        }) { server in
          try await server.log.wait(for: "listening on the Unix socket \(path)")
          let connection = try RawConnection(path: path)
          try connection.send(
            "GET /papers HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer rec_wrong\r\n"
              + "X-Forwarded-For: 203.0.113.9\r\n\r\n")
          #expect(try await connection.responses().map(\.status) == [401])
          try await server.log.wait(for: "a credential was refused")
          #expect(server.log.text.contains(origin))
        }
      }
    }
  }
}
