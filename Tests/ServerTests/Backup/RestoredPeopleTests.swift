import ActSupport
import Acts
import CanonicalJSON
import FoundationEssentials
import Glibc
import Ledger
import Logging
import Protocol
import TestCluster
import Testing

@testable import Server

/// Who is who, and by what name the log goes, after a backup was restored or a key was lost.
@Suite(.timeLimit(.minutes(15))) struct RestoredPeopleTests {
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test(arguments: [false, true])
  func `people are as they were, or all credentials are ended, and either is told`(isEnding: Bool)
    async throws
  {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let token = try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        let ada = try await server.owner.invite("ada")
        _ = try await server.owner.done(.invite(.init(handle: "ben")))
        let options = ServerOptions(home: server.home, database: server.conninfo)
        _ = try await RecensionServer.backUp(options, to: folder + "/backup", withKey: true, logger: logger)
        return ada.token
      }
      try await withTestDatabase { target in
        let restored = try await RecensionServer.restore(
          folder + "/backup", ServerOptions(home: folder + "/two", database: target), against: [],
          logKey: nil,
          endsCredentials: isEnding, logger: logger)
        let told = restored.lines.joined(separator: "\n")
        #expect(restored.isWhole && told.contains("has no credential") && told.contains("credential owner"))
        #expect(
          told.contains("as they were") == !isEnding && told.contains("2 were valid") == isEnding, "\(told)")
        try await withServer(on: target, home: folder + "/two") { server in
          let ada = Person(server: server, handle: "ada", token: token)
          let status = try await ada.get("/papers/lighthouse/claims").status
          #expect(status == (isEnding ? 401 : 200))
        }
      }
    }
  }

  @Test func `a backup that lacks who is who is not whole`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { server in
        let options = ServerOptions(home: server.home, database: server.conninfo)
        _ = try await RecensionServer.backUp(options, to: folder + "/backup", withKey: true, logger: logger)
      }
      var manifest = try Backup(at: folder + "/backup").manifest
      manifest.tables.removeAll { $0.name == "identity.credential" }
      try PrivateFile.write(JSON.text(of: manifest), to: "\(folder)/backup/\(BackupManifest.file)")
      let report = try await RecensionServer.verify(
        backup: folder + "/backup", home: folder + "/none", against: [], logKey: nil)
      #expect(!report.isWhole && report.lines.contains { $0.contains("identity.credential should be in it") })
    }
  }

  /// Everyone's credentials are for the log by its name.
  @Test func `a log whose key is gone gets another name only when that is asked for`() async throws {
    try await withTemporaryFolder { folder in
      let home = folder + "/one"
      let name = try await served(home) { server in
        let last = try await server.owner.importPaper().decoded(as: ImportReceipt.self).position
        _ = try await server.owner.checkpoint(covering: last)
        return try await server.owner.verifierKey()
      }
      let key = home + "/keys/checkpoint.key"
      #expect(rename(key, key + ".aside") == 0)
      let error = await #expect(throws: StartError.self) { try await served(home) { _ in } }
      #expect(error?.description.contains("its key is not in") == true, "\(error?.description ?? "")")
      #expect(!FileManager.default.fileExists(atPath: key))
      let other = try await served(home, startsAnew: true) { try await $0.stranger.verifierKey() }
      #expect(other != name)
    }
  }

  /// On a private cluster in `home`.
  private func served<T: Sendable>(
    _ home: String, startsAnew: Bool = false, _ body: @Sendable (TestServer) async throws -> T
  ) async throws -> T {
    try await withServer(
      on: "", home: home,
      configured: { options in
        options.database = nil
        options.makesNewLogKey = startsAnew
      }, body)
  }
}
