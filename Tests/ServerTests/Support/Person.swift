import ActSupport
import Acts
import CanonicalJSON
import Curl
import FoundationEssentials
import NIOHTTP1
import Protocol
import Scholarship
import Testing

/// Someone who makes requests, with their credential.
struct Person: Sendable {
  let server: TestServer
  let handle: String
  let token: String?
  /// How long they wait for an answer.
  var patience = Duration.seconds(60)

  /// The same person at another server.
  func at(_ server: TestServer) -> Person { Person(server: server, handle: handle, token: token) }

  func request(
    _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, headers: [(String, String)] = []
  ) async throws -> Answer {
    var request = CurlRequest(
      method.rawValue, server.url + path,
      headers: credentials + headers.map { CurlHeader(name: $0.0, value: $0.1) }, body: body)
    request.authorities = server.authorities
    request.timeout = patience
    request.silenceTimeout = patience
    let answer = try await CurlClient.shared.send(request)
    return Answer(
      status: answer.head.status, headers: HTTPHeaders(answer.head),
      bytes: try await answer.body.collect(upTo: 64 << 20))
  }

  /// The header field that says who they are.
  var credentials: [CurlHeader] {
    token.map { [CurlHeader(name: "Authorization", value: "Bearer \($0)")] } ?? []
  }

  func get(_ path: String, headers: [(String, String)] = []) async throws -> Answer {
    try await request(.GET, path, headers: headers)
  }

  /// What is at `path`, which must be there.
  func read<View: JSONValue>(_ path: String, as type: View.Type = View.self) async throws -> View {
    try (try await get(path)).decoded()
  }

  func post(_ path: String, _ body: some JSONWritable, key: String = .fresh) async throws -> Answer {
    try await post(path, bytes: JSON.text(of: body), key: key)
  }

  func post(_ path: String, bytes: [UInt8], key: String = .fresh) async throws -> Answer {
    try await request(
      .POST, path, body: bytes, headers: [("Idempotency-Key", key), ("Content-Type", "application/json")])
  }

  /// Sends commands, one alone or several as an array.
  func send(_ commands: AnyAct..., to slug: String = "lighthouse", key: String = .fresh) async throws
    -> Answer
  {
    let path = "/papers/\(slug)/commands"
    return commands.count == 1
      ? try await post(path, commands[0], key: key) : try await post(path, commands, key: key)
  }

  /// Sends a command that must be carried out.
  @discardableResult
  func done(_ command: AnyAct, in slug: String = "lighthouse", key: String = .fresh) async throws
    -> Receipt
  {
    try (try await send(command, to: slug, key: key)).decoded()
  }

  func importPaper(
    _ text: String = SamplePaper.text, query: String = "slug=lighthouse", key: String = .fresh
  ) async throws -> Answer {
    try await importPaper(Array(text.utf8), query: query, key: key)
  }

  func importPaper(
    _ bytes: [UInt8], query: String = "slug=lighthouse", type: String = "text/markdown", key: String = .fresh
  ) async throws -> Answer {
    try await request(
      .POST, "/papers?\(query)", body: bytes, headers: [("Idempotency-Key", key), ("Content-Type", type)])
  }

  /// Sends a later version of a paper.
  func importBase(
    _ text: String, of slug: String = "lighthouse", query: String = "", key: String = .fresh
  ) async throws -> Answer {
    try await request(
      .POST, "/papers/\(slug)/bases\(query)", body: Array(text.utf8),
      headers: [("Idempotency-Key", key), ("Content-Type", "text/markdown")])
  }

  /// Invites someone, who joins.
  func invite(
    _ handle: String, as role: Role = .scholar, to slug: String = "lighthouse"
  ) async throws -> Person {
    let receipt = try await done(.invite(.init(handle: try #require(Handle(handle)), role: role)), in: slug)
    let code = try #require(receipt.code)
    let joined: JoinReceipt = try (try await server.stranger.post("/join", JoinRequest(code: code))).decoded()
    let token: String = try #require(joined.token)
    return Person(server: server, handle: handle, token: token)
  }
}

/// What a server answered.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func decoded<View: JSONValue>(as type: View.Type = View.self) throws -> View {
    guard (200...299).contains(status) else { throw UnexpectedAnswer(description: "\(status): \(text)") }
    return try View(json: JSON.parsed(Array(bytes)))
  }

  /// The problem document that it must be.
  var problem: Problem {
    get throws {
      #expect(headers.first(name: "Content-Type")?.hasPrefix("application/problem+json") == true, "\(text)")
      let problem = try Problem(json: JSON.parsed(Array(bytes)))
      #expect(problem.status == status)
      return problem
    }
  }
}

extension HTTPHeaders {
  init(_ head: CurlHead) { self.init(head.headers.map { ($0.name, $0.value) }) }
}

struct UnexpectedAnswer: Error, CustomStringConvertible { let description: String }

extension String {
  /// A key that was not used before.
  static var fresh: String { String(UInt64.random(in: UInt64.max / 2 ... .max), radix: 16) }
}
