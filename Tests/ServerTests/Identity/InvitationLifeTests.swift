import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct InvitationLifeTests {
  /// Whose answer was lost asks again, and has the code.
  @Test func `the same invitation sent again gets the same answer`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let key = String.fresh
      let act = AnyAct.invite(.init(handle: "ada", role: .editor))
      async let first = owner.done(act, key: key)
      async let second = owner.done(act, key: key)
      let receipts = try await [first, second, owner.done(act, key: key)]
      let code = try #require(receipts[0].code)
      #expect(receipts.allSatisfy { $0.code == code && $0.position == receipts[0].position })
      // It is good, and stays the same answer when it was used.
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 200)
      #expect(try await owner.done(act, key: key) == receipts[2])
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 403)
      // Another key is another request, and so is another's.
      #expect(try await owner.done(.invite(.init(handle: "bel"))).code != code)
    }
  }

  /// A repeat does not bring back what a later invitation replaced.
  @Test func `only the latest code is good, whatever is sent again`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let (first, second) = (String.fresh, String.fresh)
      let old = try #require(try await owner.done(.invite(.init(handle: "ada")), key: first).code)
      let new = try #require(try await owner.done(.invite(.init(handle: "ada")), key: second).code)
      #expect(try await owner.done(.invite(.init(handle: "ada")), key: first).code == old && old != new)
      #expect(try await server.stranger.post("/join", JoinRequest(code: old)).status == 403)
      #expect(try await server.stranger.post("/join", JoinRequest(code: new)).status == 200)
    }
  }

  @Test func `of many invitations of one person at once one is good`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let codes = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<10 { group.addTask { try await owner.done(.invite(.init(handle: "ada"))).code } }
        return try await group.reduce(into: [String]()) { codes, code in
          if let code { codes.append(code) }
        }
      }
      #expect(Set(codes).count == 10)
      let open: InvitationsView = try await owner.read("/papers/lighthouse/invitations")
      #expect(open.items.map(\.handle) == ["ada"])
      var statuses: [Int] = []
      for code in codes {
        statuses.append(try await server.stranger.post("/join", JoinRequest(code: code)).status)
      }
      #expect(statuses.filter { $0 == 200 }.count == 1)
    }
  }

  @Test func `invitations end, are listed and cancelled`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try #require(try await owner.done(.invite(.init(handle: "ada", role: .reader))).code)
      let bel = try #require(
        try await owner.done(.invite(.init(handle: "bel", expires: Lifetime("2h")))).code)
      var open: InvitationsView = try await owner.read("/papers/lighthouse/invitations")
      #expect(open.items.map(\.handle) == ["ada", "bel"] && open.items.map(\.role) == ["reader", "scholar"])
      #expect(open.items.allSatisfy { $0.maker == "owner" && $0.expires != nil && !$0.again })
      try await withConnection(server.conninfo) { connection in
        _ = try await connection.query(
          "UPDATE identity.invitation SET expires = clock_timestamp() WHERE handle = 'bel'")
      }
      #expect(try await server.stranger.post("/join", JoinRequest(code: bel)).status == 403)
      open = try await owner.read("/papers/lighthouse/invitations")
      #expect(open.items.map(\.handle) == ["ada"])

      let cancel = "/papers/lighthouse/invitations/ada/cancel"
      #expect(try await owner.post(cancel, bytes: []).status == 200)
      #expect(try await owner.post(cancel, bytes: []).status == 200)
      #expect(try await server.stranger.post("/join", JoinRequest(code: ada)).status == 403)
      #expect(try await owner.post("/papers/lighthouse/invitations/zoe/cancel", bytes: []).status == 404)
      let members: ListView<MemberItem> = try await owner.read("/papers/lighthouse/members")
      #expect(members.items.first { $0.handle == "ada" }?.departed?.by == "owner")
      open = try await owner.read("/papers/lighthouse/invitations")
      #expect(open.items.isEmpty)
      // An invitation after it is as any.
      let again = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      #expect(try await server.stranger.post("/join", JoinRequest(code: again)).status == 200)
      // Whoever has joined has none to cancel, and whoever was removed before they joined has none that is open.
      let joined = try await owner.post(cancel, bytes: []).problem
      #expect(joined.type == .refused && joined.detail.contains("ada has joined"), "\(joined.detail)")
      _ = try await owner.done(.invite(.init(handle: "ned")))
      _ = try await owner.done(AnyAct(Remove(handle: "ned", reason: "Not he.")))
      open = try await owner.read("/papers/lighthouse/invitations")
      #expect(open.items.isEmpty)
    }
  }

  @Test func `an owner makes a lost credential anew, and those before it end`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let lost = try await owner.invite("ada", as: .editor)
      let again = AnyAct.invite(.init(handle: "ada", again: true))
      let receipt = try await owner.done(again)
      let code = try #require(receipt.code)
      // Until it is used nothing changes.
      #expect(try await lost.get("/papers/lighthouse/claims").status == 200)
      let request = JoinRequest(code: code, token: Secret.token().text)
      let joined: JoinReceipt = try (try await server.stranger.post("/join", request)).decoded()
      #expect(joined.handle == "ada" && joined.role == "editor" && joined.token == request.token)
      let ada = Person(server: server, handle: "ada", token: joined.token)
      #expect(try await ada.get("/papers/lighthouse/claims").status == 200)
      #expect(try await lost.get("/papers/lighthouse/claims").status == 401)
      let mine: CredentialsView = try await ada.read("/credentials")
      #expect(mine.items.map(\.name) == ["k2"] && mine.items.map(\.maker) == ["owner"])
      // The same again; another token does not come in by it.
      #expect(try await server.stranger.post("/join", request).status == 200)
      let other = JoinRequest(code: code, token: Secret.token().text)
      #expect(try await server.stranger.post("/join", other).status == 403)
      #expect(try await owner.send(.invite(.init(handle: "zoe", again: true))).status == 404)
    }
  }

  /// A credential is for all that its holder may do, so no owner may take that of someone who is more than a member of
  /// papers of theirs.
  @Test func `nobody makes anew what is not theirs alone`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      let eve = try await owner.invite("eve", as: .owner)
      let ada = try await owner.invite("ada")
      let code = try #require(try await owner.done(.invite(.init(handle: "ada")), in: "second").code)
      #expect(try await ada.post("/join", JoinRequest(code: code)).status == 200)
      for handle in ["ada", "owner"] as [Handle] {
        let refused = try await eve.send(.invite(.init(handle: handle, again: true)))
        #expect(try refused.problem.type == .notAllowed)
        #expect(try refused.problem.detail.contains("recensiond credential \(handle)"))
      }
      #expect(try await owner.done(.invite(.init(handle: "ada", again: true))).code != nil)
    }
  }

  /// A code that was rightly made waits, and meanwhile its holder comes to be more, or its maker less.
  @Test func `a code makes anew only what its maker may have made anew when it is used`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      let eve = try await owner.invite("eve", as: .owner)
      var (people, codes): ([Person], [String]) = ([], [])
      for handle in ["ada", "bel", "cid"] as [Handle] {
        people.append(try await owner.invite(handle.name))
        codes.append(try #require(try await eve.done(.invite(.init(handle: handle, again: true))).code))
      }
      // One becomes an administrator, one joins another's paper.
      let promotion = AdministratorRequest(handle: "ada", administrator: true)
      #expect(try await owner.post("/administrators", promotion).status == 200)
      let second = try #require(try await owner.done(.invite(.init(handle: "bel")), in: "second").code)
      #expect(try await people[1].post("/join", JoinRequest(code: second)).status == 200)
      for code in codes.prefix(2) {
        let refused = try await server.stranger.post("/join", JoinRequest(code: code))
        #expect(refused.status == 403, "\(refused.text)")
      }
      // The third is made anew by an owner of the paper, which its maker is no more.
      try await owner.done(.invite(.init(handle: "eve", role: .scholar)))
      let refused = try await server.stranger.post("/join", JoinRequest(code: codes[2]))
      #expect(try refused.problem.detail.contains("recensiond credential cid"))
      let again = try #require(try await owner.done(.invite(.init(handle: "cid", again: true))).code)
      #expect(try await server.stranger.post("/join", JoinRequest(code: again)).status == 200)
    }
  }

  @Test func `what somebody invited is cancelled when they are put out`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let eve = try await owner.invite("eve", as: .owner)
      let code = try #require(try await eve.done(.invite(.init(handle: "ada", role: .owner))).code)
      let mine = try #require(try await owner.done(.invite(.init(handle: "bel"))).code)
      let removal = Remove(handle: "eve", reason: "So.")
      var foretold = removal
      foretold.dryRun = true
      #expect(try await owner.done(AnyAct(foretold)).remark?.contains("cancelled") != true)
      let receipt = try await owner.done(AnyAct(removal))
      #expect(receipt.remark?.contains("the code of ada") == true, "\(receipt)")
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 403)
      #expect(try await server.stranger.post("/join", JoinRequest(code: mine)).status == 200)
      let again = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      #expect(try await server.stranger.post("/join", JoinRequest(code: again)).status == 200)
    }
  }

  @Test func `no owner of a paper puts an administrator out`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let eve = try await owner.invite("eve", as: .owner)
      for role in [Role.reader, .scholar, .editor] {
        #expect(
          try await eve.send(.invite(.init(handle: "owner", role: role))).problem.type == .notAllowed)
      }
      let removal = AnyAct(Remove(handle: "owner", reason: "So."))
      #expect(try await eve.send(removal).problem.type == .notAllowed)
      #expect(try await eve.send(removal, .claim("One.")).problem.type == .notAllowed)
      #expect(try await eve.done(.invite(.init(handle: "owner", role: .owner))).remark != nil)
      // Nor by taking back, or bringing back, what was done before they were one.
      let ada = try await eve.invite("ada", as: .editor)
      try await eve.done(AnyAct(Remove(handle: "ada", reason: "So.")))
      try await eve.done(AnyAct(Undo()))
      #expect(
        try await owner.post(
          "/administrators", AdministratorRequest(handle: "ada", administrator: true)
        ).status == 200)
      let redo = try await eve.send(AnyAct(Redo()))
      #expect(redo.status == 403 && redo.text.contains("ada is an administrator"), "\(redo.text)")
      #expect(try await ada.get("/papers/lighthouse/claims").status == 200)
      try await eve.done(.invite(.init(handle: "owner", role: .owner)))
      // Another administrator may.
      #expect(
        try await owner.post(
          "/administrators", AdministratorRequest(handle: "eve", administrator: true)
        ).status == 200)
      #expect(try await eve.send(.invite(.init(handle: "owner", role: .editor))).status == 200)
    }
  }
}
