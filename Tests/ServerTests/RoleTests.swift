import ActSupport
import Acts
import NIOHTTP1
import Postgres
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct RoleTests {
  @Test func `each role may do what it may`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let reader = try await owner.invite("rea", as: .reader)
      let scholar = try await owner.invite("sam", as: .scholar)
      let editor = try await owner.invite("eda", as: .editor)
      try await scholar.done(.claim("One."))
      try await scholar.done(.correction("8 March", on: "p3.1:3 March"))

      #expect(try await reader.get("/papers/lighthouse/claims").status == 200)
      #expect(try await reader.send(.stance(.agree, on: "c1")).problem.type == .notAllowed)
      #expect(try await reader.send(.annotation("Hm.")).problem.type == .notAllowed)
      let rule = AnyAct.rule(.init(id: "x1", verdict: .accept, reason: "So."))
      #expect(try await scholar.send(rule).problem.type == .notAllowed)
      #expect(try await scholar.send(.policy(.init(settings: ["quorum=1"]))).problem.type == .notAllowed)
      #expect(try await editor.send(rule).status == 200)
      #expect(try await editor.send(.invite(.init(handle: "zed"))).problem.type == .notAllowed)
    }
  }

  /// Who is outside learns neither whether there is a paper nor what is in it.
  @Test func `who is outside cannot tell whether there is a paper`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      let eve = try await owner.invite("eve", to: "second")
      try await owner.done(.claim("One."))
      let paths = [
        "", "/text", "/outline", "/find?text=lamp", "/consensus", "/policy", "/export/text", "/claims",
        "/annotations", "/disputes", "/corrections", "/members", "/history", "/things/c1", "/claims?at=1",
        "/text?address=nonsense", "/claims?min-position=4", "/history?of=c9",
      ]
      for path in paths {
        let there = try await eve.get("/papers/lighthouse\(path)")
        let absent = try await eve.get("/papers/nonesuch00\(path)")
        #expect(there.status == 403 && absent.status == 403, "\(path): \(there.text) \(absent.text)")
        #expect(absent.text == there.text.replacing("lighthouse", with: "nonesuch00"), "\(path)")
      }
      for status in ["/status?paper=lighthouse", "/status?paper=nonesuch00"] {
        #expect(try await eve.get(status).status == 403)
      }
      let commands: [AnyAct] = [
        .claim("Which?", on: "the lamp"), .claim("Where?", on: "the lump"), .annotation("On.", on: "c1"),
        .stance(.agree, on: "c7"), .invite(.init(handle: "friend")),
      ]
      for command in commands {
        let there = try await eve.send(command)
        let absent = try await eve.send(command, to: "nonesuch00")
        #expect(there.status == 403 && absent.status == 403, "\(there.text) \(absent.text)")
        #expect(absent.text == there.text.replacing("lighthouse", with: "nonesuch00"))
      }
      let papers: ListView<PaperItem> = try await eve.read("/papers")
      #expect(papers.items.map(\.slug) == ["second"])
    }
  }

  @Test func `every bad token gets the same answer`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await withConnection(server.conninfo) { connection in
        _ = try await connection.query("UPDATE identity.credential SET revoked = now() WHERE handle = 'ada'")
      }
      let token = try #require(owner.token)
      let headers = [
        "Bearer", "Bearer ", "Basic \(token)", "Bearer \(token)x", "Bearer " + String(token.dropLast()),
        "Bearer rec_" + String(repeating: "0", count: 52), "Bearer \(ada.token ?? "")", token,
        "Bearer " + String(repeating: "x", count: 5000),
      ]
      // Whoever sends none knows that, and is told.
      let none = try await server.stranger.get("/papers/lighthouse/claims")
      #expect(try none.status == 401 && none.problem.detail.contains("none was sent"))
      var answers: [Answer] = []
      for header in headers {
        answers.append(
          try await server.stranger.get("/papers/lighthouse/claims", headers: [("Authorization", header)]))
      }
      for answer in answers { #expect(answer.status == 401 && answer.bytes == answers[0].bytes) }
      #expect((answers + [none]).allSatisfy { $0.headers["WWW-Authenticate"] == ["Bearer"] })
      #expect(try await server.stranger.post("/papers/lighthouse/commands", [1]).status == 401)
    }
  }

  /// No table and no line of the log holds a secret that anyone could use.
  @Test func `secrets are kept nowhere`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let code = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      let open = try await dump(server.conninfo)
      let joined: JoinReceipt = try (try await server.stranger.post("/join", JoinRequest(code: code)))
        .decoded()
      let tokens = [try #require(joined.token), try #require(owner.token)]
      _ = try await server.stranger.get("/papers", headers: [("Authorization", "Bearer \(tokens[0])y")])
      _ = try await server.stranger.post("/join", JoinRequest(code: code))
      let closed = try await dump(server.conninfo)
      #expect(closed.contains("lighthouse") && closed.contains("credential"))
      for secret in tokens + [code] {
        let hexadecimal = secret.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        for text in [open, closed, server.log.text] {
          #expect(!text.contains(secret) && !text.contains(hexadecimal))
        }
      }
    }
  }

  /// Every row of every table, as text.
  private func dump(_ conninfo: String) async throws -> String {
    try await withConnection(conninfo) { connection in
      let tables = try await connection.query(
        """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        """
      ).decode(String.self)
      var text = ""
      for table in tables {
        text += table + "\n"
        text += try await connection.query(Statement("SELECT t::text FROM \(table) t")).decode(String.self)
          .joined(separator: "\n")
      }
      return text
    }
  }
}
