import ActSupport
import Acts
import NIOHTTP1
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct RequestTests {
  /// What cannot be read is answered with a problem document that says so, and nothing is done.
  @Test func `what cannot be read is malformed`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let secret = "hidden-words"
      let bodies = [
        "", "null", "{", "[", "[]", "7", "\"claim\"", "{}", #"{"type":5}"#, #"{"type":"sing"}"#,
        #"{"type":"claim"}"#, #"{"type":"claim","address":"p3.1","statement":7}"#,
        #"{"type":"claim","address":"p3.1","statement":null}"#,
        #"{"type":"claim","address":"p3.1","statement":"hidden-words","colour":"red"}"#,
        #"{"type":"claim","address":"p3.1","statement":"hidden-words \ud800"}"#,
        #"{"type":"claim","address":"p3.1","statement":"hidden-words \udc00 there"}"#,
        #"{"type":"claim","address":"p3.1","statement":"hidden-words"} trailing"#,
        #"{"type":"claim","address":"p3.1","statement":"hidden-words"#,
        #"{"type":"annotate","target":"p3.1","body":"hidden-words","tags":"one"}"#,
        #"{"type":"agree","id":"c1","confidence":1e99}"#,
        String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
        #"{"type":"claim","address":"p3.1","statement":"# + String(repeating: "[", count: 5000),
      ]
      for body in bodies {
        let problem = try await owner.post("/papers/lighthouse/commands", bytes: Array(body.utf8)).problem
        #expect(problem.type == .malformed, "\(body.prefix(80)): \(problem.detail)")
        #expect(!problem.detail.contains(secret) && !problem.detail.isEmpty, "\(problem.detail)")
      }
      let notUTF8 =
        Array(#"{"type":"claim","address":"p3.1","statement":""#.utf8) + [0xFF] + Array("\"}".utf8)
      #expect(try await owner.post("/papers/lighthouse/commands", bytes: notUTF8).problem.type == .malformed)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 3)
    }
  }

  @Test func `what is wrong with a command is told alike for one and for many`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for (command, words) in [
        (#"{"type":"sing"}"#, "there is no command “sing”"),
        (#"{"type":"claim","address":"p3.1","statement":"One.","colour":"red"}"#, "has no field “colour”"),
        ("7", "of another type"), ("{", "it is not JSON"),
      ] {
        for body in [command, "[\(command)]"] {
          let problem = try await owner.post("/papers/lighthouse/commands", bytes: Array(body.utf8)).problem
          #expect(problem.type == .malformed && problem.detail.contains(words), "\(body): \(problem.detail)")
          #expect(problem.detail.hasSuffix(".") && !problem.detail.hasSuffix(".."))
        }
      }
      let bad = #"{"name":"desk","token":"x","expires":"1y"}"#
      let problem = try await owner.post("/credentials", bytes: Array(bad.utf8)).problem
      #expect(problem.detail.hasSuffix("“expires” is not a length of time. Such as 12h, 30d or 8w."))
      let nothing = try await server.stranger.get("/papers").problem
      #expect(nothing.detail.contains("none was sent"))
    }
  }

  @Test func `nul is refused wherever it stands`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.claim("One."))
      let commands: [AnyAct] = [
        .claim("a\0b"), .claim("One.", on: "p3\0"), .annotation("a\0"), .annotation("a", tags: ["\0"]),
        .annotation("a", on: "\0"), .stance(.agree, on: "c1", reason: "\0"),
        .correction("a\0b", on: "p3.1:3 March"),
        .correction("8 March", on: "p3.1:3 March", reason: "\0"),
        .policy(.init(settings: ["quorum=2\0"])), .withdraw(.init(id: "c1", reason: "a\0")),
        .dispute(.init(target: "c1", body: "\0a", ground: nil)),
      ]
      for command in commands {
        let answer = try await owner.send(command)
        #expect([400, 404, 422].contains(answer.status), "\(command): \(answer.text)")
      }
      for text in [#"{"id":"c1\u0000","type":"agree"}"#, #"{"handle":"a\u0000","type":"invite"}"#] {
        let problem = try await owner.post("/papers/lighthouse/commands", bytes: Array(text.utf8)).problem
        #expect(problem.type == .refused, "\(text): \(problem.detail)")
      }
      for query in [
        "claims?status=%00", "claims?by=%00", "annotations?tag=a%00", "history?of=%00", "claims?on=%00",
      ] {
        #expect(try await owner.get("/papers/lighthouse/\(query)").problem.type == .malformed)
      }
      #expect(try await owner.get("/papers/lighthouse/things/%00").problem.type == .noSuchThing)
      #expect(try await owner.get("/papers/light%00house/claims").problem.type == .noSuchThing)
      let status: StatusView = try await owner.read("/status")
      #expect(status.at == 4)
    }
  }

  @Test func `a body over the limit is too large`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let body = String(repeating: "a", count: 1 << 20)
      #expect(try await owner.send(.annotation(body)).problem.type == .tooLarge)
      #expect(try await server.stranger.post("/join", JoinRequest(code: body)).problem.type == .tooLarge)
      #expect(
        try await owner.send(.annotation(String(repeating: "a", count: 100_001))).problem.type == .refused)
    }
  }

  @Test func `what is not there is a problem too`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for path in [
        "/", "/nothing", "/papers/lighthouse/nothing", "/papers/lighthouse/things/c1", "/papers/Bad%20One",
      ] {
        #expect(try await owner.get(path).problem.type == .noSuchThing, "\(path)")
      }
      let wrong = try await owner.request(.DELETE, "/papers/lighthouse")
      #expect((400..<500).contains(wrong.status))
    }
  }

  /// Nearly all libraries write a blank so, and somebody who types an address writes a zone's plus sign so.
  @Test func `a plus sign in a query is a blank, and before a zone itself`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let paper = "/papers/lighthouse"
      for (query, count) in [("lamp+room", "lamp%20room"), ("%2B", "%2b")] {
        let (one, other) = (
          try await owner.get("\(paper)/find?text=\(query)"),
          try await owner.get("\(paper)/find?text=\(count)")
        )
        #expect(one.status == 200 && one.text == other.text)
      }
      for time in [
        "2999-01-01+19:30+UTC", "2999-01-01+19:30", "2999-01-01T19:30:00+02:00",
        "2999-01-01T19:30:00%2B02:00",
        "2999-01-01+19:30:00.5+02:00",
      ] {
        // Understood, and not there yet.
        #expect(try await owner.get("\(paper)/claims?at=\(time)").status == 422, "\(time)")
      }
      for time in ["2999-01-01+02:00", "+02:00", "2999-01-01T19:30:00++02:00", "2999-01-01T19:30:00-+02:00"] {
        let expected = time.hasPrefix("2999-01-01+") ? 422 : 400
        #expect(try await owner.get("\(paper)/claims?at=\(time)").status == expected, "\(time)")
      }
    }
  }

  @Test func `parameters are read strictly`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let paper = "/papers/lighthouse"
      let queries = [
        "\(paper)/claims?colour=red", "\(paper)/claims?limit=0", "\(paper)/claims?limit=1001",
        "\(paper)/claims?limit=many", "\(paper)/claims?after=-1", "\(paper)/claims?at=yesterday",
        "\(paper)/claims?min-position=x", "\(paper)/claims?by=a&by=b", "\(paper)?verbose=1", "/papers?at=1",
        "\(paper)/text?consensus=maybe", "\(paper)/find", "\(paper)/export/text?colour=red", "/status?x=1",
      ]
      for query in queries {
        #expect(try await owner.get(query).problem.type == .malformed, "\(query)")
      }
      // What fits by its form, and cannot be meant.
      for path in ["edition", "export/text", "export/json"] {
        let answer = try await owner.get("\(paper)/\(path)?edition=first&at=@3")
        #expect(answer.status == 422, "\(path): \(answer.text)")
      }
      let unnamed = try await owner.request(.POST, "/papers", headers: [("Content-Type", "text/markdown")])
      #expect(unnamed.status == 422)
      #expect(try await owner.get("\(paper)/claims?at=@99").problem.type == .noSuchThing)
      #expect(try await owner.get("\(paper)/text?min-position=99").problem.type == .noSuchThing)
      #expect(try await owner.get("\(paper)/claims?at=@0").problem.type == .noSuchThing)
    }
  }
}
