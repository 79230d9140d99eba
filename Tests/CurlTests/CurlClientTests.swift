import Curl
import Glibc
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15)))
struct CurlClientTests {
  @Test func `status, header fields and body arrive, without what only informs`() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
      try await connection.write(
        "HTTP/1.1 404 Not Found\r\nRetry-After:  7 \r\nTransfer-Encoding: chunked\r\nTrailer: Last\r\n\r\n")
      try await connection.write("3\r\nabc\r\n2\r\nde\r\n0\r\nLast: y\r\n\r\n")
    } _: { server in
      let answer = try await CurlClient.shared.send(CurlRequest("GET", server.url + "/a"))
      #expect(answer.head.status == 404)
      #expect(answer.head.header("retry-after") == "7")
      #expect(answer.head.header("Link") == nil)
      #expect(try await answer.body.collect(upTo: 100) == Array("abcde".utf8))
    }
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
  func `a request is sent as it is given`(method: String) async throws {
    try await ScriptedServer.run { connection in
      while let (head, body) = try await connection.request() {
        let length = method == "HEAD" ? 7 : (head + "|" + body).utf8.count
        try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n")
        if method != "HEAD" { try await connection.write(head + "|" + body) }
      }
    } _: { server in
      var request = CurlRequest(method, server.url + "/a/../b?q=%20")
      request.headers = [.init(name: "Authorization", value: "Bearer t")]
      if method == "POST" || method == "PUT" { request.body = Array("the body".utf8) }
      let answer = try await CurlClient.shared.send(request)
      let sent = String(decoding: try await answer.body.collect(upTo: 1000), as: UTF8.self)
      guard method != "HEAD" else {
        #expect(sent.isEmpty)
        return
      }
      #expect(sent.hasPrefix("\(method) /a/../b?q=%20 HTTP/1.1\r\n"))
      #expect(sent.contains("\r\nAuthorization: Bearer t"))
      #expect(!sent.contains("Expect:") && !sent.contains("Content-Type:"))
      #expect(sent.hasSuffix(request.body == nil ? "|" : "|the body"))
    }
  }

  @Test func `a long body arrives whole, also when it is read slowly`() async throws {
    let pieces = 256
    let piece = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(pieces * piece.count)\r\n\r\n")
      for _ in 0..<pieces { try await connection.write(piece) }
      // To close now could drop what is still being sent.
      try await connection.isLeft()
    } _: { server in
      let answer = try await CurlClient.shared.send(CurlRequest("GET", server.url))
      var count = 0
      for try await bytes in answer.body {
        for byte in bytes {
          if byte != piece[count % piece.count] { Issue.record("byte \(count) is another"); return }
          count += 1
        }
        await Task.yield()
      }
      #expect(count == pieces * piece.count)
    }
  }

  @Test(arguments: [false, true])
  func `a request for one connection goes over no other`(isSocket: Bool) async throws {
    let (served, note) = AsyncStream<String>.makeStream()
    let socket = isSocket ? "/tmp/recension-test-\(UInt64.random(in: .min ... .max))" : nil
    defer { if let socket { unlink(socket) } }
    try await ScriptedServer.run(at: socket) { connection in
      // Two requests on a connection, and then it closes.
      for _ in 0..<2 {
        guard let (head, _) = try await connection.request() else { return }
        note.yield(String(head.prefix { $0 != "\r" }))
        try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      }
    } _: { server in
      func answer(_ path: String, over connection: CurlConnection?) async throws -> CurlHead {
        var request = CurlRequest("GET", (isSocket ? "http://localhost" : server.url) + path)
        request.socket = socket
        request.connection = connection
        let answer = try await CurlClient.shared.send(request)
        _ = try await answer.body.collect(upTo: 10)
        return answer.head
      }
      let first = try #require(try await answer("/1", over: nil).connection)
      #expect(try await answer("/2", over: first).connection == first)
      // It is there no more, and the next is another, to which nothing is sent.
      await #expect(throws: CurlError.otherConnection) { try await answer("/3", over: first) }
      #expect(try await answer("/4", over: nil).connection != nil)
    }
    note.finish()
    var lines: [String] = []
    for await line in served { lines.append(line) }
    #expect(lines.map { $0.split(separator: " ")[1] } == ["/1", "/2", "/4"])
  }

  /// A connection that stands proves nothing for another to the same socket.
  @Test func `over a socket each request has a connection of its own, unless it asks for one`() async throws {
    let socket = "/tmp/recension-test-\(UInt64.random(in: .min ... .max))"
    defer { unlink(socket) }
    @Sendable func request(_ connection: CurlConnection? = nil) -> CurlRequest {
      var request = CurlRequest("GET", "http://papers.example/a?b=/c")
      (request.socket, request.connection) = (socket, connection)
      return request
    }
    await #expect(throws: CurlError.unreachable("there is no such socket")) {
      try await CurlClient.shared.send(request())
    }
    let served = Atomic(0)
    try await ScriptedServer.run(at: socket) { connection in
      let number = served.add(1, ordering: .relaxed).newValue
      while let (head, _) = try await connection.request() {
        let isAsked =
          head.hasPrefix("GET /a?b=/c HTTP/1.1\r\n") && head.contains("\r\nHost: papers.example\r\n")
        let status = isAsked ? 200 : 400
        try await connection.write("HTTP/1.1 \(status) X\r\nContent-Length: 1\r\n\r\n\(number)")
      }
    } _: { _ in
      func answer(_ connection: CurlConnection? = nil) async throws -> (by: String, over: CurlConnection?) {
        let answer = try await CurlClient.shared.send(request(connection))
        #expect(answer.head.status == 200)
        let body = try await answer.body.collect(upTo: 10)
        return (String(decoding: body, as: UTF8.self), answer.head.connection)
      }
      let (one, other) = (try await answer(), try await answer())
      #expect(one.by == "1" && other.by == "2" && one.over != other.over && one.over != nil)
      for asked in [one, other, one] {
        let again = try await answer(asked.over)
        #expect(again.by == asked.by && again.over == asked.over)
      }
    }
  }

  @Test func `whoever stops reading ends the connection`() async throws {
    let (left, note) = AsyncStream<Void>.makeStream()
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
      try await connection.isLeft()
      note.yield()
    } _: { server in
      let answer = try await CurlClient.shared.send(CurlRequest("GET", server.url))
      for try await bytes in answer.body where bytes == Array("a".utf8) { break }
      // The answer's last reference goes with this function's frame at the latest.
      _ = consume answer
      #expect(await left.first { _ in true } != nil)
    }
  }

  @Test func `a cancelled task hears so, and its connection ends`() async throws {
    let (left, note) = AsyncStream<Void>.makeStream()
    let (asked, arrived) = AsyncStream<Void>.makeStream()
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      arrived.yield()
      try await connection.isLeft()
      note.yield()
    } _: { server in
      let task = Task { try await CurlClient.shared.send(CurlRequest("GET", server.url)).head }
      #expect(await asked.first { _ in true } != nil)
      task.cancel()
      #expect(await task.result.failure == .cancelled)
      #expect(await left.first { _ in true } != nil)
    }
  }

  @Test func `an answer that breaks off is lost, one that never began too`() async throws {
    for (part, isHead) in [("", false), ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true)] {
      try await ScriptedServer.run { connection in
        _ = try await connection.request()
        if isHead { try await connection.write(part) }
      } _: { server in
        let result = await Task {
          try await CurlClient.shared.send(CurlRequest("GET", server.url)).body.collect(upTo: 100)
        }.result
        #expect(result.failure == .lost("the connection broke off"))
      }
    }
  }

  @Test func `a server that says nothing is not waited for without end`() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.isLeft()
    } _: { server in
      var request = CurlRequest("GET", server.url)
      request.timeout = .milliseconds(200)
      let bounded = request
      let result = await Task { try await CurlClient.shared.send(bounded).head }.result
      #expect(result.failure == .lost("it took too long"))
    }
  }

  @Test func `where nothing listens, nothing was sent`() async throws {
    try await withUnusedPort { port in
      let request = CurlRequest("GET", "http://127.0.0.1:\(port)/")
      let result = await Task { try await CurlClient.shared.send(request).head }.result
      #expect(result.failure == .unreachable("nothing listens there"))
    }
  }

  /// A port that is taken and not listened on: nobody else can come to listen there meanwhile.
  private func withUnusedPort(_ body: (UInt16) async throws -> Void) async throws {
    let taken = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(taken) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(taken, pointer, length) | getsockname(taken, pointer, &length)
      }
    }
    try #require(status == 0)
    try await body(UInt16(bigEndian: address.sin_port))
  }

  @Test(arguments: ["", "ftp://127.0.0.1/", "file:///etc/hostname", "http://", "nonsense"])
  func `only addresses of HTTP are asked`(url: String) async throws {
    let result = await Task { try await CurlClient.shared.send(CurlRequest("GET", url)).head }.result
    // A bare word is a host that is not there.
    #expect(result.failure == .badAddress || url == "nonsense" && result.failure != nil)
  }

  @Test func `a header field cannot bring another along`() async throws {
    let request = CurlRequest(
      "GET", "http://127.0.0.1:1/", headers: [.init(name: "A", value: "b\r\nAuthorization: c")])
    let result = await Task { try await CurlClient.shared.send(request).head }.result
    #expect(result.failure == .badAddress)
  }

  @Test func `many go side by side and none gets another's answer`() async throws {
    try await ScriptedServer.run { connection in
      while let (head, _) = try await connection.request() {
        let path = head.split(separator: " ")[1]
        try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
      }
    } _: { server in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            let answer = try await CurlClient.shared.send(CurlRequest("GET", server.url + "/\(number)"))
            #expect(try await answer.body.collect(upTo: 100) == Array("/\(number)".utf8))
          }
        }
        try await group.waitForAll()
      }
    }
  }
}

extension Result {
  fileprivate var failure: CurlError? {
    if case .failure(let error) = self { error as? CurlError } else { nil }
  }
}
