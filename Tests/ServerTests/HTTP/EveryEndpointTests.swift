import ActSupport
import CanonicalJSON
import Foundation
import Protocol
import Testing

@testable import Server

/// HTTP as it is specified (RFC 9110, RFC 9112), at every endpoint of the description, through a real socket.
@Suite(.timeLimit(.minutes(10))) struct EveryEndpointTests {
  private struct Asked {
    let name: String
    let method: String
    let entry: Entry
    var isStream: Bool { name.hasSuffix("feed") }
    var status: Int { entry.status }
  }

  /// Runs `body` with a server that has a paper and a note, and every endpoint that it describes.
  private func withEndpoints(
    _ body: @Sendable (TestServer, Person, [Asked]) async throws -> Void
  ) async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.annotation("A note."))
      let description = try JSON.parsed(try await server.stranger.get("/openapi.json").bytes)
      var asked: [Asked] = []
      for (path, operations) in try description["paths"].members {
        for (method, _) in try operations.members {
          let name = "\(method.uppercased()) \(path)"
          let entry = try #require(Self.entries[name], "\(name) has no entry here")
          asked.append(Asked(name: name, method: method.uppercased(), entry: entry))
        }
      }
      #expect(asked.count == Self.entries.count)
      try await body(server, owner, asked)
    }
  }

  /// A request that ends its connection.
  private static func request(
    _ method: String, _ path: String, _ entry: Entry, by person: Person,
    host: String? = "Host: here\r\n",
    version: String = "1.1", fields: String = "", type: String? = nil
  ) -> String {
    let path = path.replacing("ADDRESS", with: person.server.url)
    var head =
      "\(method) \(path) HTTP/\(version)\r\n\(host ?? "")Authorization: Bearer \(person.token ?? "")\r\n"
      + "Connection: close\r\nIdempotency-Key: \(String.fresh)\r\nX-Request-Id: asked\r\n\(fields)"
    guard method == "POST", let body = entry.body else { return head + "\r\n" }
    head +=
      "Content-Type: \(type ?? entry.type ?? "")\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return head + body
  }

  @Test func `each answers as it is written, and percent-encoded`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked where !one.isStream {
        for path in [one.entry.path, one.entry.encoded] {
          let answer = try await server.answer(
            to: Self.request(one.method, path, one.entry, by: owner))
          #expect(answer.status == one.status, "\(one.name) \(path): \(answer)")
          #expect(answer.fields["connection"] == "close", "\(one.name)")
        }
        let wrong = try await server.answer(
          to: Self.request(one.method, one.entry.path + "%4", one.entry, by: owner))
        #expect(
          try wrong.status == 400 && wrong.problem.type == .malformed, "\(one.name): \(wrong)")
      }
    }
  }

  @Test func `HEAD has the fields of GET and no body`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked where one.method == "GET" {
        let head = try await server.answer(
          to: Self.request("HEAD", one.entry.path, one.entry, by: owner))
        #expect(head.status == 200 && head.body.isEmpty, "\(one.name): \(head)")
        #expect(head.fields["transfer-encoding"] == nil, "\(one.name)")
        if one.isStream { continue }
        let get = try await server.answer(
          to: Self.request("GET", one.entry.path, one.entry, by: owner))
        // Each request changes the figures.
        let varying = ["date", "transfer-encoding"] + (one.name == "GET /metrics" ? ["content-length"] : [])
        #expect(
          head.fields.filter { !varying.contains($0.key) }
            == get.fields.filter { !varying.contains($0.key) },
          "\(one.name)")
      }
      // Nor has one to what is not there.
      let none = try await server.answer(
        to: "HEAD /nothing HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
      #expect(none.status == 404 && none.body.isEmpty && none.fields["content-length"] != "0")
    }
  }

  @Test func `other methods are told which there are`() async throws {
    try await withEndpoints { server, owner, asked in
      for (path, group) in Dictionary(grouping: asked, by: { $0.name.split(separator: " ")[1] }) {
        let there = group.map(\.method) + (group.contains { $0.method == "GET" } ? ["HEAD"] : [])
        let allow = (there + ["OPTIONS"]).sorted().joined(separator: ", ")
        let entry = group[0].entry
        let options = try await server.answer(
          to: Self.request("OPTIONS", entry.path, entry, by: owner))
        #expect(options.status == 204 && options.fields["allow"] == allow, "\(path): \(options)")
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
        where !there.contains(method) {
          let other = Entry(entry.path, encoded: "")
          let answer = try await server.answer(
            to: Self.request(method, entry.path, other, by: owner))
          #expect(
            answer.status == 405 && answer.fields["allow"] == allow, "\(method) \(path): \(answer)")
          #expect(try answer.problem.type == .noSuchMethod)
        }
      }
      let all = try await server.answer(
        to: "OPTIONS * HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
      #expect(all.status == 204 && all.fields["allow"] == "GET, HEAD, OPTIONS, POST")
    }
  }

  @Test func `the field Host is there once`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked {
        for host in ["", "Host: here\r\nHost: here\r\n", "Host: here/there\r\n", "Host: a b\r\n"] {
          let answer = try await server.answer(
            to: Self.request(one.method, one.entry.path, one.entry, by: owner, host: host))
          #expect(
            try answer.status == 400 && answer.problem.type == .malformed, "\(one.name) \(host)")
        }
      }
    }
  }

  @Test func `HTTP 1.0 is answered without chunks, and needs no Host`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked where !one.isStream {
        // Kept alive or not, the connection ends.
        let request = Self.request(
          one.method, one.entry.path, one.entry, by: owner, host: nil, version: "1.0")
        let answer = try await server.answer(
          to: request.replacing("Connection: close", with: "Connection: keep-alive"))
        #expect(
          answer.status == one.status && answer.fields["transfer-encoding"] == nil,
          "\(one.name): \(answer)")
        #expect(answer.fields["connection"] == "close")
        if let length = answer.fields["content-length"].flatMap({ Int($0) }) {
          #expect(answer.body.utf8.count == length, "\(one.name)")
        } else {
          #expect(!answer.body.isEmpty, "\(one.name)")
        }
      }
    }
  }

  @Test func `what a query has and the address does not know is named, and so is what there is`()
    async throws
  {
    try await withEndpoints { server, owner, asked in
      for one in asked {
        let separator = one.entry.path.contains("?") ? "&" : "?"
        let known = one.name.hasSuffix("/claims") ? "limit" : nil
        for (extra, word) in [
          ("colour=red", "colour"), ("=", ""),
          (known.map { "\($0)=1&\($0)=2" } ?? "x=1&x=2", known ?? "x"),
        ] {
          let answer = try await server.answer(
            to: Self.request(one.method, one.entry.path + separator + extra, one.entry, by: owner))
          #expect(answer.status == 400, "\(one.name) \(extra): \(answer)")
          #expect(try answer.problem.detail.contains("“\(word)”"), "\(one.name): \(answer.body)")
        }
      }
      let empty = try await owner.get("/papers/lighthouse/claims?status=")
      #expect(try empty.problem.detail.contains("“status” is empty"))
      let some = try await owner.get("/papers/lighthouse/claims?colour=red")
      #expect(try some.problem.detail.contains("limit"))
    }
  }

  @Test func `bodies are taken in the forms that are described, as they are`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked where one.entry.body != nil {
        let forms: [(String, String?)] = [
          ("Content-Encoding: gzip\r\n", nil), ("", "application/x-nothing"),
          ("", "text/markdown2; charset=utf-8"),
        ]
        for (fields, type) in forms {
          let answer = try await server.answer(
            to: Self.request(
              "POST", one.entry.path, one.entry, by: owner, fields: fields, type: type))
          #expect(
            try answer.status == 415 && answer.problem.type == .unsupported,
            "\(one.name): \(answer)")
        }
        // With what belongs to it, it is the same form.
        let type = (one.entry.type ?? "").uppercased() + " ; charset=\"UTF-8\""
        let answer = try await server.answer(
          to: Self.request(
            "POST", one.entry.path, one.entry, by: owner, fields: "Content-Encoding: identity\r\n",
            type: type))
        #expect(answer.status == one.status, "\(one.name): \(answer)")
      }
      // Where nothing is sent, something is too much.
      let request =
        "GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"
      #expect(try await server.answer(to: request).status == 400)
    }
  }

  @Test func `who waits to be asked for a body is asked, or refused before it`() async throws {
    try await withEndpoints { server, owner, asked in
      for one in asked where one.entry.body != nil {
        let request = Self.request(
          "POST", one.entry.path, one.entry, by: owner, fields: "Expect: 100-Continue\r\n")
        let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
        let connection = try RawConnection(server)
        try connection.send(parts[0] + "\r\n\r\n")
        try await connection.awaitBytes()
        try connection.send(String(parts[1]))
        let bytes = try await connection.bytes()
        let first = try WireAnswer(bytes)
        #expect(first.status == 100, "\(one.name): \(first)")
        #expect(
          try WireAnswer(Array(first.body.utf8)).status == one.status, "\(one.name): \(first)")
        // Who is not known, or sends what is not taken, is told so instead.
        let unknown = one.name == "POST /join" ? nil : server.stranger
        for (person, type, status) in [
          (unknown, one.entry.type, 401), (owner, "application/x-nothing", 415),
        ] {
          guard let person else { continue }
          let head = Self.request(
            "POST", one.entry.path, one.entry, by: person, fields: "Expect: 100-continue\r\n",
            type: type)
          let answer = try await server.answer(
            to: head.split(separator: "\r\n\r\n")[0] + "\r\n\r\n")
          #expect(answer.status == status, "\(one.name): \(answer)")
        }
      }
      let other = "GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\nExpect: cake\r\n\r\n"
      #expect(try await server.answer(to: other).status == 417)
    }
  }
}
