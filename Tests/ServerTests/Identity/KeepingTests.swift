import ActSupport
import Acts
import Glibc
import Logging
import Postgres
import Protocol
import Scholarship
import Synchronization
import TestCluster
import Testing

@testable import Server

/// What whoever keeps the machine does with credentials.
@Suite(.timeLimit(.minutes(15))) struct KeepingTests {
  private func keep(
    _ handle: String, _ work: KeeperWork, administrator: Bool? = nil, at server: TestServer
  ) async throws -> (lines: [String], notes: [String]) {
    let shown = Mutex<[String]>([])
    let notes = try await RecensionServer.keep(
      handle, work, administrator: administrator, ServerOptions(home: server.home, database: server.conninfo),
      logger: server.log.logger
    ) { lines in shown.withLock { $0 += lines } }
    return (shown.withLock(\.self), notes)
  }

  private let another = KeeperWork.make(name: nil, scope: "admin", expires: nil, replacing: false)

  /// While the server runs, for its owner as for anyone.
  @Test func `a lost credential is made anew at the machine`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let made = try await keep(
        "owner", .make(name: "desk", scope: "admin", expires: "30d", replacing: true), at: server)
      let new = Person(server: server, handle: "owner", token: made.lines.first)
      #expect(made.lines.count == 1 && made.notes.contains { $0.contains("recension login") })
      #expect(try await new.get("/papers/lighthouse/claims").status == 200)
      // The server is told.
      while try await owner.get("/papers").status == 200 { try await Task.sleep(for: .milliseconds(20)) }
      #expect(try await owner.get("/papers").status == 401)
      let list = try await keep("owner", .list, at: server).lines
      #expect(list.count == 1 && list[0].hasPrefix("desk  admin  made ") && list[0].contains("  ends "))
      _ = try await keep("owner", .revoke(["desk"]), at: server)
      while try await new.get("/papers").status == 200 { try await Task.sleep(for: .milliseconds(20)) }
      #expect(try await keep("owner", .list, at: server).lines.isEmpty)
      for secret in [new.token, owner.token] {
        #expect(!server.log.text.contains(try #require(secret)))
      }
    }
  }

  @Test func `a token that cannot be shown changes nothing`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let work = KeeperWork.make(name: nil, scope: "admin", expires: nil, replacing: true)
      await #expect(throws: StartError.self) {
        try await RecensionServer.keep(
          "owner", work, administrator: nil, ServerOptions(home: server.home, database: server.conninfo),
          logger: server.log.logger
        ) { _ in throw StartError("no room") }
      }
      #expect(try await owner.get("/papers").status == 200)
      #expect(try await owner.read("/credentials", as: CredentialsView.self).items.map(\.name) == ["k1"])
    }
  }

  @Test func `of several changes all are made or none`() async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      _ = try await server.owner.invite("ada")
      let options = ServerOptions(home: server.home, database: server.conninfo)
      await #expect(throws: StartError.self) {
        try await RecensionServer.keep(
          "eve", another, administrator: true, options, logger: server.log.logger
        ) { _ in throw StartError("no room") }
      }
      await #expect(throws: StartError.self) {
        try await keep(
          "ada", .make(name: "k1", scope: "admin", expires: nil, replacing: false), administrator: true,
          at: server)
      }
      await #expect(throws: StartError.self) { try await keep("ada", .revoke(["k1", "none"]), at: server) }
      #expect(try await names(of: "ada", at: server) == ["k1"])
      #expect(
        try await server.owner.read("/administrators", as: AdministratorsView.self).items == ["owner"])
      // And both, where both are meant.
      _ = try await keep("ada", another, administrator: true, at: server)
      let replacing = KeeperWork.make(name: "new", scope: "admin", expires: nil, replacing: true)
      _ = try await keep("ada", replacing, administrator: false, at: server)
      #expect(try await names(of: "ada", at: server) == ["new"])
      #expect(
        try await server.owner.read("/administrators", as: AdministratorsView.self).items == ["owner"])
    }
  }

  /// Whoever stole a credential makes others with it as fast as they can, while its owner ends all of theirs.
  @Test(arguments: [false, true])
  func `what is made with a credential while all are ended ends with it`(isRenewed: Bool) async throws {
    try await withServer(configured: { $0.limits.failureRate = 0 }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let vic = try await owner.invite("vic")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for thief in 0..<4 {
          group.addTask {
            for number in 0..<10_000 {
              let made = IssueRequest(
                name: try #require(CredentialName("thief-\(thief)-\(number)")), token: Secret.token().text)
              if try await vic.post("/credentials", made).status != 200 { return }
              // A person may have only so many.
              if number > 0 {
                _ = try await vic.post("/credentials/thief-\(thief)-\(number - 1)/revoke", bytes: [])
              }
            }
          }
        }
        while try await names(of: "vic", at: server).count < 4 {
          try await Task.sleep(for: .milliseconds(20))
        }
        if isRenewed {
          let code = try await owner.done(.invite(.init(handle: "vic", again: true))).code
          let joined = try await server.stranger.post("/join", JoinRequest(code: try #require(code)))
          #expect(joined.status == 200, "\(joined.text)")
        } else {
          let work = KeeperWork.make(name: nil, scope: "admin", expires: nil, replacing: true)
          #expect(try await keep("vic", work, at: server).lines.count == 1)
        }
        try await group.waitForAll()
      }
      #expect(try await names(of: "vic", at: server) == ["k2"])
    }
  }

  private func names(of handle: String, at server: TestServer) async throws -> [String] {
    try await keep(handle, .list, at: server).lines.map { String($0.prefix { $0 != " " }) }
  }

  @Test func `a database that takes no changes is told so`() async throws {
    try await withServer { server in
      let readOnly = ServerOptions(
        home: server.home,
        database: server.conninfo + " options='-c default_transaction_read_only=on'")
      let error = await #expect(throws: StartError.self) {
        try await RecensionServer.keep(
          "owner", another, administrator: nil, readOnly, logger: server.log.logger, showing: { _ in })
      }
      #expect(error?.description.contains("takes no changes, so nothing was changed") == true)
    }
  }

  @Test func `an administrator is made at the machine, and the last one stays`() async throws {
    try await withServer { server in
      await #expect(throws: StartError.self) { try await keep("dov", another, at: server) }
      let dov = try await keep("dov", another, administrator: true, at: server)
      let person = Person(server: server, handle: "dov", token: dov.lines.first)
      #expect(try await person.importPaper().status == 201)
      _ = try await keep("owner", .nothing, administrator: false, at: server)
      #expect(try await person.read("/administrators", as: AdministratorsView.self).items == ["dov"])
      await #expect(throws: StartError.self) {
        try await keep("dov", .nothing, administrator: false, at: server)
      }
    }
  }

  @Test(
    arguments: [
      ("Ada B", "admin", nil, nil), ("owner", "all", nil, nil), ("owner", "read", "soon", nil),
      ("owner", "read", nil, "k3"), ("owner", "read", nil, "a b"),
    ] as [(String, String, String?, String?)])
  func `what cannot be meant is refused before anything is done`(
    handle: String, scope: String, expires: String?, name: String?
  ) async throws {
    await #expect(throws: StartError.self) {
      try await RecensionServer.keep(
        handle, .make(name: name, scope: scope, expires: expires, replacing: true), administrator: nil,
        ServerOptions(home: "/nonexistent"), logger: CapturedLog().logger, showing: { _ in })
    }
  }
}

/// A password in the name of a database.
@Suite(.timeLimit(.minutes(15))) struct DatabaseNameTests {
  @Test(arguments: [
    ("host=a dbname=b", false), ("postgresql://ada@a/b", false), ("host=a password=c", true),
    ("postgresql://ada:c@a/b", true), ("postgresql://ada@a/b?password=c", true), ("password=c '", true),
    ("postgresql://%zz:c@", true), ("passwd=c", true), ("PASSWORD=c", true), ("host=a pass word=c", true),
  ])
  func `is seen wherever it stands`(conninfo: String, holds: Bool) {
    #expect(DatabaseName.holdsPassword(conninfo) == holds)
  }

  @Test func `is read from a file that is its owner's alone`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/database"
      try PrivateFile.write(Array("host=a password=c\n".utf8), to: path)
      #expect(try DatabaseName.read(path) == "host=a password=c")
      #expect(chmod(path, 0o640) == 0)
      #expect(throws: StartError.self) { try DatabaseName.read(path) }
      #expect(throws: StartError.self) { try DatabaseName.read(folder + "/none") }
    }
  }

  @Test func `is in no error`() async throws {
    await #expect {
      try await Database.open(
        "postgresql://ada:pa%zzss@a/b", in: nil, bounds: .init(), logger: CapturedLog().logger)
    } throws: { !"\($0)".contains("pa%zzss") && "\($0)".contains("--database") }
  }
}
