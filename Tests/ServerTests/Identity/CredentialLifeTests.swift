import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(10))) struct CredentialLifeTests {
  private func issue(
    _ name: String, _ scope: CredentialScope? = nil, _ lifetime: Lifetime? = nil, to person: Person
  ) async throws -> (answer: Answer, holder: Person) {
    let token = Secret.token().text
    let request = IssueRequest(
      name: try #require(CredentialName(name)), token: token, scope: scope, expires: lifetime)
    return (
      try await person.post("/credentials", request),
      Person(server: person.server, handle: person.handle, token: token)
    )
  }

  /// A clock that was ahead has dated a use; it was mended since.
  @Test func `the last use does not stay in the future`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await withConnection(server.conninfo) {
        try await $0.query("UPDATE identity.credential SET used = '2999-01-01'")
      }
      for _ in 1...2 {
        let used = try await owner.read("/credentials", as: CredentialsView.self).items.first?.used
        #expect(try #require(used) < "2900")
      }
    }
  }

  @Test func `credentials are issued, listed and revoked`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let (made, laptop) = try await issue("laptop", nil, Lifetime("30d"), to: ada)
      #expect(made.status == 200, "\(made.text)")
      #expect(try await laptop.get("/papers/lighthouse/claims").status == 200)
      var mine: CredentialsView = try await laptop.read("/credentials")
      #expect(mine.items.map(\.name) == ["k1", "laptop"] && mine.items.map(\.current) == [false, true])
      #expect(mine.items.map { $0.expires != nil } == [false, true])
      #expect(mine.items.allSatisfy { $0.used != nil && $0.scope == .admin && $0.handle == "ada" })
      #expect(!made.text.contains(laptop.token ?? "rec_"))
      // A name is one credential's, and none that the server gives.
      #expect(try await issue("laptop", to: ada).answer.status == 422)
      #expect(try await issue("k7", to: ada).answer.status == 422)
      #expect(try await ada.post("/credentials/k1/revoke", bytes: []).status == 200)
      #expect(try await ada.get("/papers").status == 401)
      mine = try await laptop.read("/credentials")
      #expect(mine.items.map(\.name) == ["laptop"])
      // The same again is done already; what never was is not there.
      #expect(try await laptop.post("/credentials/k1/revoke", bytes: []).status == 200)
      #expect(try await laptop.post("/credentials/k9/revoke", bytes: []).status == 404)
      // A name is free when its credential has ended.
      #expect(try await issue("desk", to: laptop).answer.status == 200)
      #expect(try await laptop.post("/credentials/desk/revoke", bytes: []).status == 200)
      #expect(try await issue("desk", to: laptop).answer.status == 200)
    }
  }

  @Test func `the same credential asked for again is the same`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let request = IssueRequest(name: try #require(CredentialName("desk")), token: Secret.token().text)
      for _ in 1...3 { #expect(try await owner.post("/credentials", request).status == 200) }
      let mine: CredentialsView = try await owner.read("/credentials")
      #expect(mine.items.map(\.name) == ["k1", "desk"])
      let taken = IssueRequest(name: try #require(CredentialName("other")), token: request.token)
      #expect(try await owner.post("/credentials", taken).problem.type == .refused)
    }
  }

  @Test func `a credential that was rotated has another token and nothing else`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let (_, old) = try await issue("desk", .read, Lifetime("30d"), to: owner)
      let before: CredentialsView = try await old.read("/credentials")
      let request = RotateRequest(token: Secret.token().text)
      #expect(try await old.post("/credentials/desk/rotate", request).status == 200)
      #expect(try await old.get("/papers").status == 401)
      let new = Person(server: server, handle: "owner", token: request.token)
      let after: CredentialsView = try await new.read("/credentials")
      #expect(after.items.map(\.name) == ["k1", "desk"] && after.items[1].scope == .read)
      #expect(after.items[1].expires == before.items[1].expires)
      // Sent again, with the new one, it is done already. Another's token it cannot be.
      #expect(try await new.post("/credentials/desk/rotate", request).status == 200)
      let taken = RotateRequest(token: try #require(owner.token))
      #expect(try await new.post("/credentials/desk/rotate", taken).status == 422)
      // One that may not change others changes itself alone.
      #expect(
        try await new.post("/credentials/k1/rotate", RotateRequest(token: Secret.token().text)).status == 403)
      #expect(try await new.post("/credentials/k1/revoke", bytes: []).status == 403)
      #expect(try await new.post("/credentials/desk/revoke", bytes: []).status == 200)
    }
  }

  @Test func `a credential does what it is for`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let (_, reader) = try await issue("reader", .read, to: owner)
      let (_, writer) = try await issue("writer", .write, to: owner)
      #expect(try await reader.get("/papers/lighthouse/claims").status == 200)
      let refused = try await reader.send(.claim("One."))
      #expect(try refused.problem.type == .notAllowed)
      #expect(try refused.problem.detail.contains("scope read; this takes write"))
      #expect(try await reader.importPaper(SamplePaper.other, query: "slug=second").status == 403)
      #expect(try await writer.send(.claim("One.")).status == 200)
      #expect(try await writer.send(.invite(.init(handle: "ada"))).status == 403)
      #expect(try await writer.send(.claim("Two."), .claim("Three.")).status == 200)
      #expect(try await issue("more", .admin, to: writer).answer.status == 403)
      // In a paper that is not there as in one that is.
      #expect(try await reader.send(.claim("One."), to: "nonesuch").status == 403)
    }
  }

  /// To take back what takes a credential for it, or to bring that back, takes one too.
  @Test func `what a credential is not for cannot be undone or redone with it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let (_, writer) = try await issue("writer", .write, to: owner)
      try await owner.done(.invite(.init(handle: "ada")))
      let refused = try await writer.send(AnyAct(Undo()))
      #expect(
        try refused.status == 403 && refused.problem.detail.contains("this takes admin"), "\(refused.text)")
      #expect(try await writer.send(AnyAct(Undo(dryRun: true))).status == 200)
      #expect(try await owner.send(AnyAct(Undo())).status == 200)
      #expect(try await writer.send(AnyAct(Redo())).status == 403)
      #expect(try await owner.send(AnyAct(Redo())).status == 200)
      // What it is for can be.
      try await owner.done(.claim("One."))
      #expect(try await writer.send(AnyAct(Undo())).status == 200)
      #expect(try await writer.send(AnyAct(Redo())).status == 200)
    }
  }

  @Test func `a credential ends when its time is over`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let (_, short) = try await issue("short", nil, Lifetime("1h"), to: owner)
      #expect(try await short.get("/papers").status == 200)
      try await withConnection(server.conninfo) { connection in
        _ = try await connection.query(
          "UPDATE identity.credential SET expires = clock_timestamp() WHERE name = 'short'")
      }
      // What was looked up holds for a second at most.
      while try await short.get("/papers").status == 200 { try await Task.sleep(for: .milliseconds(50)) }
      #expect(try await short.get("/papers").status == 401)
      let mine: CredentialsView = try await owner.read("/credentials")
      #expect(mine.items.map(\.name) == ["k1"])
      #expect(try await issue("short", to: owner).answer.status == 200)
      #expect(server.log.text.contains("owner's “short” has expired"))
    }
  }

  @Test func `a credential does not outlive the one it was made with`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let (_, short) = try await issue("short", nil, Lifetime("2h"), to: owner)
      for (name, lifetime) in [("same", nil), ("longer", Lifetime("30d")), ("shorter", Lifetime("1h"))] {
        #expect(try await issue(name, nil, lifetime, to: short).answer.status == 200)
      }
      let mine: CredentialsView = try await owner.read("/credentials")
      let ends = Dictionary(uniqueKeysWithValues: mine.items.map { ($0.name, $0.expires) })
      #expect(ends["k1"] == .some(nil) && ends["short"] != .some(nil))
      #expect(ends["same"] == ends["short"] && ends["longer"] == ends["short"])
      #expect(try #require(ends["shorter"] ?? nil) < #require(ends["short"] ?? nil))
    }
  }

  /// Here and at another server, long before the next sign of life would show it.
  @Test func `feeds end when their credential does`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let (_, laptop) = try await issue("laptop", to: ada)
      let feeds = [
        try await laptop.feed(), try await laptop.feed("/feed"), try await laptop.at(two).feed(),
      ]
      let other = try await ada.feed()
      #expect(try await ada.post("/credentials/laptop/revoke", bytes: []).status == 200)
      for feed in feeds { #expect(try await feed.cut()?.reason == .notAllowed) }
      try await owner.done(.claim("One."))
      #expect(try await other.items(1).count == 1)
    }
  }

  @Test func `administrators make others, see their credentials, and leave one`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      #expect(try await ada.get("/administrators").status == 403)
      #expect(try await ada.get("/credentials?of=owner").status == 403)
      #expect(try await ada.post("/credentials/k1/revoke?of=owner", bytes: []).status == 403)
      func set(_ handle: String, _ isOne: Bool, by person: Person) async throws -> Int {
        try await person.post(
          "/administrators", AdministratorRequest(handle: handle, administrator: isOne)
        ).status
      }
      #expect(try await set("ada", true, by: ada) == 403)
      #expect(try await set("nobody", true, by: owner) == 404)
      #expect(try await set("owner", false, by: owner) == 422)
      #expect(try await set("ada", true, by: owner) == 200)
      #expect(try await ada.read("/administrators", as: AdministratorsView.self).items == ["ada", "owner"])
      #expect(try await ada.importPaper(SamplePaper.other, query: "slug=second").status == 201)
      let theirs: CredentialsView = try await ada.read("/credentials?of=owner")
      #expect(theirs.items.map(\.name) == ["k1"] && theirs.items.allSatisfy { !$0.current })
      // Of two who end each other's, one stays.
      async let one = set("ada", false, by: owner)
      async let two = set("owner", false, by: ada)
      let statuses = try await [one, two]
      #expect(statuses.filter { $0 == 200 }.count == 1, "\(statuses)")
    }
  }

  @Test func `a refused credential is told of with its address, once in a while`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let token = "rec_" + String(repeating: "7", count: 52)
      let stranger = Person(server: server, handle: "stranger", token: token)
      for _ in 1...20 { #expect(try await stranger.get("/papers").status == 401) }
      #expect(try await stranger.send(.claim("One.")).status == 401)
      #expect(try await server.stranger.get("/papers").status == 401)
      let lines = server.log.text.split(separator: "\n").filter { $0.contains("a credential was refused") }
      #expect(lines.count == 1 && lines[0].contains("127.0.0.1") && !lines[0].contains("777"))
      #expect(try await owner.get("/papers").status == 200)
    }
  }

  @Test func `uses are written down together, and again where that failed`() {
    let uses = CredentialUses()
    uses.note([1], at: 5)
    uses.note([1], at: 3)
    uses.note([2], at: 4)
    let taken = uses.take()
    #expect(taken.map(\.at).sorted() == [4, 5] && uses.take().isEmpty)
    uses.note([1], at: 6)
    uses.putBack(taken)
    #expect(uses.take().map(\.at).sorted() == [4, 6])
  }
}
