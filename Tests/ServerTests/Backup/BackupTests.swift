import ActSupport
import Acts
import FoundationEssentials
import Glibc
import Ledger
import Logging
import Postgres
import PrivateCluster
import Protocol
import ReadModels
import TestCluster
import Testing

@testable import Server

/// Backups of a real database, made while a server writes to it, and restored into another.
@Suite(.timeLimit(.minutes(15))) struct BackupTests {
  @Test func `a backup made while people write is whole and restored`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let (key, token) = try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        let ada = try await server.owner.invite("ada")
        _ = try await ada.done(.annotate(.init(target: "p3.1", body: "Only mine.", private: true)))
        let writing = Task {
          for _ in 0..<100 { try await ada.done(.annotation("While it is copied.\twith\\odd\nsigns")) }
        }
        try await backUp(server, to: folder + "/backup", withKey: true)
        try await writing.value
        return (try await server.owner.verifierKey(), ada.token)
      }
      let manifest = try Backup(at: folder + "/backup").manifest
      #expect(manifest.isSigned && manifest.hasKey && manifest.position > 0)
      let report = try await verify(folder + "/backup")
      #expect(report.isWhole, "\(report.lines)")
      try await expectKeyMatters(in: folder + "/backup")
      try await withTestDatabase { target in
        let restored = try await restore(folder + "/backup", to: target, home: folder + "/two")
        #expect(restored.isWhole, "\(restored.lines)")
        try await withServer(on: target, home: folder + "/two") { server in
          let ada = Person(server: server, handle: "ada", token: token)
          // Same log, same key, same credentials; and it goes on.
          #expect(try await ada.verifierKey() == key)
          let receipt = try await ada.done(.annotation("After the restore."))
          #expect(receipt.position == manifest.position + 1)
          _ = try await ada.checkpoint(covering: receipt.position)
        }
        #expect(try await checkReadModels(target).differences.isEmpty)
      }
    }
  }

  /// Else the copy that was to bring the log's name back would fail on the day it is needed.
  private func expectKeyMatters(in backup: String) async throws {
    let path = "\(backup)/\(BackupManifest.keyFile)"
    let key = try #require(FileManager.default.contents(atPath: path))
    var flipped = key
    flipped[flipped.count / 2] ^= 1
    for damaged in [flipped, key.prefix(key.count / 2), Data(), nil] {
      unlink(path)
      if let damaged { try damaged.write(to: URL(filePath: path)) }
      let report = try await verify(backup)
      #expect(
        !report.isWhole && report.lines.contains { $0.contains(BackupManifest.keyFile) }, "\(report.lines)")
    }
    unlink(path)
    try key.write(to: URL(filePath: path))
  }

  @Test func `a backup is a folder for its owner alone, and there only when whole`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        let lines = try await backUp(server, to: folder + "/backup")
        #expect(lines.contains { $0.contains("signing key is not in it") })
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/backup")
        #expect(!names.contains(BackupManifest.keyFile) && names.contains(BackupManifest.file))
        for name in names + ["."] {
          var status = stat()
          #expect(stat("\(folder)/backup/\(name)", &status) == 0 && status.st_mode & 0o077 == 0, "\(name)")
        }
        // What is there is kept.
        await #expect(throws: BackupError.self) { try await backUp(server, to: folder + "/backup") }
        // A log that is damaged has no backup, and nothing of one is left.
        try await withConnection(conninfo) {
          try await $0.script(
            "ALTER TABLE log.event DISABLE TRIGGER ALL; UPDATE log.event SET actor = 'eve' WHERE position = 1"
          )
        }
        let error = await #expect(throws: BackupError.self) {
          try await backUp(server, to: folder + "/second")
        }
        #expect("\(try #require(error))".contains("the header at 1 does not fit its hash"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!left.contains { $0.hasPrefix("second") })
      }
    }
  }

  @Test func `nothing of a backup changes unseen`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        _ = try await server.owner.done(.annotation("Said."))
        try await backUp(server, to: folder + "/backup")
      }
      let backup = try Backup(at: folder + "/backup")
      for table in backup.manifest.tables where table.size > 0 {
        try await damaged(backup.file(table), { $0[$0.count / 2] ^= 1 }, of: backup)
        try await damaged(backup.file(table), { $0.removeLast() }, of: backup)
      }
      let note = "\(backup.path)/\(BackupManifest.noteFile)"
      try await damaged(note, { $0[$0.count - 4] ^= 1 }, of: backup)
      #expect(try await verify(backup.path).isWhole)
      // Another log's key is not believed, and a checkpoint of a longer log is told of.
      let other = try CheckpointSigner.random(name: try #require(KeyName("recension/other")))
      let report = try await verify(backup.path, logKey: other.verifierKey.description)
      #expect(!report.isWhole && report.lines.contains { $0.contains("checkpoint") })
      // Nor is one that was put into a backup without any.
      let key = "\(backup.path)/\(BackupManifest.keyFile)"
      try PrivateFile.write(Array((other.secret + "\n").utf8), to: key)
      let foreign = try await verify(backup.path)
      #expect(!foreign.isWhole && foreign.lines.contains { $0.contains("key of another log") })
      unlink(key)
    }
  }

  /// Damages a file, expects that it is seen, and mends it.
  private func damaged(_ path: String, _ change: (inout [UInt8]) -> Void, of backup: Backup) async throws {
    let bytes = try #require(try PrivateFile.read(path))
    var other = bytes
    change(&other)
    try PrivateFile.write(other, to: path)
    let report = try await verify(backup.path)
    #expect(!report.isWhole, "\(path)")
    try PrivateFile.write(bytes, to: path)
  }

  @Test func `what is in use is not restored over`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { server in
        _ = try await server.owner.importPaper()
        try await backUp(server, to: folder + "/backup", withKey: true)
      }
      let used = await #expect(throws: BackupError.self) {
        try await restore(folder + "/backup", to: conninfo, home: folder + "/two")
      }
      #expect("\(try #require(used))".contains("in use"))
      // The key is put there after the log: another try is not refused because of it.
      #expect(try CheckpointKeys(folder: folder + "/two/keys").present() == nil)
      try await withTestDatabase { target in
        try await withServer(on: target, home: folder + "/three") { _ in }
        try await withTestDatabase { empty in
          let other = await #expect(throws: BackupError.self) {
            try await restore(folder + "/backup", to: empty, home: folder + "/three")
          }
          #expect("\(try #require(other))".contains("key of another log"))
          let schemas = try await withConnection(empty) {
            try await $0.query("SELECT 1 FROM pg_namespace WHERE nspname = 'log'").count
          }
          #expect(schemas == 0)
        }
      }
    }
  }

  @Test func `what came after a backup is told of when it is restored beside the keys`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let home = folder + "/one"
      let last = try await withServer(on: conninfo, home: home) { server in
        _ = try await server.owner.importPaper()
        try await backUp(server, to: folder + "/backup")
        let last = try await server.owner.done(.annotation("Later.")).position
        _ = try await server.owner.checkpoint(covering: last)
        return last
      }
      try await withTestDatabase { target in
        let restored = try await restore(folder + "/backup", to: target, home: home)
        #expect(!restored.isWhole)
        #expect(restored.lines.contains { $0.contains("the last 1 of them came after this backup") })
        #expect(!restored.lines.contains { $0.contains("It agrees with") })
        #expect(restored.lines.contains { $0.contains("a checkpoint over \(last) events was signed") })
        // A backup of that log is made, and not signed.
        let options = ServerOptions(home: home, database: target)
        let lines = try await RecensionServer.backUp(
          options, to: folder + "/older", withKey: false, logger: Logger(label: "test"))
        #expect(lines.contains { $0.contains("behind what was signed") })
      }
    }
  }

  @Test func `a private cluster is backed up while it runs and when it does not`() async throws {
    try await withTemporaryFolder { folder in
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let home = folder + "/one"
      do {
        let state = try await StateDirectory.hold(home)
        let database = try await Database.open(nil, in: state, bounds: .init(maximum: 2), logger: logger)
        _ = try CheckpointKeys(folder: state.keysFolder).signer(startAnew: false)
        let lines = try await RecensionServer.backUp(
          ServerOptions(home: home), to: folder + "/running", withKey: true, logger: logger)
        #expect(lines.first?.contains("holds 0 events") == true)
        await database.close(logger: logger)
      }
      _ = try await RecensionServer.backUp(
        ServerOptions(home: home), to: folder + "/stopped", withKey: true, logger: logger)
      let restored = try await RecensionServer.restore(
        folder + "/stopped", ServerOptions(home: folder + "/two"), against: [], logKey: nil, logger: logger)
      #expect(restored.isWhole, "\(restored.lines)")
      await #expect(throws: BackupError.self) {
        try await RecensionServer.restore(
          folder + "/running", ServerOptions(home: folder + "/two"), against: [], logKey: nil, logger: logger)
      }
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

  private func restore(
    _ path: String, to conninfo: String, home: String
  ) async throws -> (lines: [String], isWhole: Bool) {
    try await RecensionServer.restore(
      path, ServerOptions(home: home, database: conninfo), against: [], logKey: nil,
      logger: Logger(label: "test"))
  }
}
