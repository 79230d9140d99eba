import ActSupport
import Acts
import Postgres
import Protocol
import Scholarship
import TestCluster
import Testing

@testable import Server

/// What is asked for with a credential that ends before it is done, and what outlives one.
@Suite(.timeLimit(.minutes(15))) struct EndedCredentialTests {
  enum Change: CaseIterable { case issue, rotate, revoke, revokeOfAnother, administrator, renewal }

  private func ask(_ change: Change, of owner: Person) async throws -> Answer {
    switch change {
    case .issue:
      let name = try #require(CredentialName("thief"))
      return try await owner.post("/credentials", IssueRequest(name: name, token: Secret.token().text))
    case .rotate:
      return try await owner.post("/credentials/k1/rotate", RotateRequest(token: Secret.token().text))
    case .revoke: return try await owner.post("/credentials/k2/revoke", bytes: [])
    case .revokeOfAnother: return try await owner.post("/credentials/k1/revoke?of=ada", bytes: [])
    case .administrator:
      return try await owner.post("/administrators", AdministratorRequest(handle: "ada", administrator: true))
    case .renewal: return try await owner.send(.invite(.init(handle: "ada", again: true)))
    }
  }

  /// What a change is answered that is let in, and then waits while the keeper's statements are carried out.
  private func status(
    of change: Change, by owner: Person, during statements: String, _ connection: Connection
  ) async throws -> Int {
    try await connection.script("BEGIN; SELECT FROM identity.person WHERE handle = 'owner' FOR NO KEY UPDATE")
    async let answer = ask(change, of: owner)
    try await connection.untilTrue(
      """
      SELECT count(*) = 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """)
    try await connection.script(statements + "; COMMIT")
    return try await answer.status
  }

  /// The keeper ends it while the thief's request waits for that very change.
  @Test(arguments: Change.allCases) func `a credential that has ended meanwhile changes nothing`(
    change: Change
  ) async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await withConnection(server.conninfo) { connection in
        let status = try await status(
          of: change, by: owner,
          during: """
            UPDATE identity.credential SET revoked = clock_timestamp() WHERE handle = 'owner';
            INSERT INTO identity.credential (digest, handle, name) VALUES (sha256('k2'), 'owner', 'k2')
            """, connection)
        #expect(status == 401)
        let (valid, administrators, codes) = try await connection.query(
          """
          SELECT (SELECT string_agg(name, ' ') FROM identity.credential WHERE handle = 'owner' AND revoked IS NULL),
            (SELECT string_agg(handle, ' ') FROM identity.person WHERE administrator),
            (SELECT count(*) FROM identity.invitation WHERE used IS NULL)
          """
        ).only().decode(String?.self, String?.self, Int64.self)
        #expect(valid == "k2" && administrators == "owner" && codes == 0)
      }
      #expect(try await ada.get("/papers").status == 200)
    }
  }

  /// They were one when they were let in.
  @Test(arguments: [Change.administrator, .revokeOfAnother])
  func `an administrator who is put down meanwhile changes nothing`(change: Change) async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await withConnection(server.conninfo) { connection in
        let status = try await status(
          of: change, by: owner,
          during: "UPDATE identity.person SET administrator = false WHERE handle = 'owner'", connection)
        #expect(status == 403)
        let count = try await connection.query("SELECT count(*) FROM identity.person WHERE administrator")
          .only()
        #expect(try count.decode(Int64.self) == 0)
      }
      #expect(try await ada.get("/papers").status == 200)
    }
  }

  /// Whoever had somebody's credential may have had codes made that take others' over.
  @Test(arguments: [false, true])
  func `codes that renew end with all the credentials of who made them`(isRenewed: Bool) async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .owner)
      _ = try await owner.invite("ben")
      let code = try #require(try await ada.done(.invite(.init(handle: "ben", again: true))).code)
      if isRenewed {
        let own = try #require(try await owner.done(.invite(.init(handle: "ada", again: true))).code)
        #expect(try await server.stranger.post("/join", JoinRequest(code: own)).status == 200)
      } else {
        let notes = try await RecensionServer.keep(
          "ada", .make(name: nil, scope: "admin", expires: nil, replacing: true), administrator: nil,
          ServerOptions(home: server.home, database: server.conninfo), logger: server.log.logger,
          showing: { _ in })
        #expect(notes.contains { $0.contains("1 cancelled") }, "\(notes)")
      }
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 403)
    }
  }

  /// The invitation may be written while the removal is, and its code kept after the others were cancelled.
  @Test func `a code of somebody who was put out brings nobody in`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada", as: .owner)
      let code = try #require(try await ada.done(.invite(.init(handle: "eve", role: .owner))).code)
      try await owner.done(AnyAct(Remove(handle: "ada", reason: "She is a thief.")))
      try await withConnection(server.conninfo) {
        try await $0.script("UPDATE identity.invitation SET cancelled = NULL WHERE handle = 'eve'")
      }
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 403)
      let open = try await owner.read("/papers/lighthouse/invitations", as: InvitationsView.self)
      #expect(open.items.isEmpty)
    }
  }
}
