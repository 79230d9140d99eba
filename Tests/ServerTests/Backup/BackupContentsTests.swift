import ActSupport
import Acts
import CanonicalJSON
import Ledger
import Logging
import Postgres
import Protocol
import TestCluster
import Testing

@testable import Server

/// What a backup says of itself, and what is beside it at home.
@Suite(.timeLimit(.minutes(15))) struct BackupContentsTests {
  @Test func `a manifest is the one that was written`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        try await backUp(server, to: folder + "/backup")
      }
      let backup = try Backup(at: folder + "/backup")
      try await withConnection(conninfo) { connection in
        let tables = try await BackupWriter.tables(connection).map(\.name)
        #expect(Backup.needed(backup.manifest.migrations) == Set(tables))
      }
      let changes: [(inout BackupManifest) -> Void] = [
        { $0.tables.removeAll { $0.name == "log.request" } }, { $0.tables[0].columns[0] += "x" },
        { $0.logKey = nil }, { $0.isSigned = false }, { $0.migrations.removeLast() },
      ]
      let path = "\(backup.path)/\(BackupManifest.file)"
      for change in changes {
        var manifest = backup.manifest
        change(&manifest)
        try PrivateFile.write(JSON.text(of: manifest), to: path)
        let report = try await verify(backup.path)
        #expect(!report.isWhole && report.lines.contains { $0.contains("not the file that was written") })
      }
      // What this program did not write and cannot restore.
      var newer = backup.manifest
      newer.migrations[0].name += "x"
      try PrivateFile.write(JSON.text(of: newer.summed), to: path)
      #expect(try await !verify(backup.path).isWhole)
      var older = backup.manifest
      older.sum = nil
      try PrivateFile.write(JSON.text(of: older), to: path)
      let report = try await verify(backup.path)
      #expect(report.isWhole && report.lines.contains { $0.contains("earlier version") }, "\(report.lines)")
      older.tables.removeAll { $0.name == "log.request" }
      try PrivateFile.write(JSON.text(of: older), to: path)
      #expect(try await !verify(backup.path).isWhole)
    }
  }

  /// A backup is wanted most where something is damaged.
  @Test func `a damaged checkpoint or key at home keeps nobody from a backup`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let (home, logger) = (folder + "/one", Logger(label: "test"))
      let options = ServerOptions(home: home, database: conninfo)
      try await withServer(on: conninfo, home: home) { server in
        let last = try await server.owner.importPaper().decoded(as: ImportReceipt.self).position
        _ = try await server.owner.checkpoint(covering: last)
        try await backUp(server, to: folder + "/good", withKey: true)
      }
      for name in ["checkpoint.note", "checkpoint.key"] {
        let path = "\(home)/keys/\(name)"
        let bytes = try #require(try PrivateFile.read(path))
        try PrivateFile.write(Array("garbage\n".utf8), to: path)
        let lines = try await RecensionServer.backUp(
          options, to: "\(folder)/\(name)", withKey: false, logger: logger)
        #expect(lines.contains { $0.contains("It is not signed.") && $0.contains(path) }, "\(lines)")
        #expect(try await verify("\(folder)/\(name)").isWhole)
        let good = try await RecensionServer.verify(
          backup: folder + "/good", home: home, against: [], logKey: nil)
        #expect(good.isWhole && good.lines.contains { $0.contains(path) }, "\(good.lines)")
        let checked = try await RecensionServer.check(options, logger: logger)
        #expect(!checked.isSound && checked.lines.contains { $0.contains(path) }, "\(checked.lines)")
        try PrivateFile.write(bytes, to: path)
      }
      let checked = try await RecensionServer.check(options, logger: logger)
      #expect(checked.isSound, "\(checked.lines)")
    }
  }

  @discardableResult
  private func backUp(_ server: TestServer, to path: String, withKey: Bool = false) async throws -> [String] {
    try await RecensionServer.backUp(
      ServerOptions(home: server.home, database: server.conninfo), to: path, withKey: withKey,
      logger: server.log.logger)
  }

  private func verify(_ path: String, logKey: String? = nil) async throws -> (lines: [String], isWhole: Bool)
  {
    try await RecensionServer.verify(backup: path, home: path + "-none", against: [], logKey: logKey)
  }
}
