import Foundation
import Glibc
import Postgres
import Subprocess
import SystemPackage
import TestCluster
import Testing

@testable import Server

/// A backup that is told to stop leaves nothing behind, or says what.
@Suite(.timeLimit(.minutes(15))) struct StoppedBackupTests {
  /// Runs a piece of work that waits until it is cancelled, and stops it.
  private func stopped(_ ending: @escaping @Sendable () throws -> String) async throws -> String {
    let (signals, signal) = AsyncStream.makeStream(of: Void.self)
    return try await RecensionServer.stoppable(by: signals, "Nothing was changed.") {
      signal.yield()
      while !Task.isCancelled { await Task.yield() }
      return try ending()
    }
  }

  @Test func `what could not be removed is said`() async throws {
    let left = await #expect(throws: StartError.self) {
      _ = try await stopped { throw BackupError("Here it is left.") }
    }
    #expect(left?.description == "It was stopped before its end. Here it is left.")
    let clean = await #expect(throws: StartError.self) { _ = try await stopped { throw CancellationError() } }
    #expect(clean?.description == "It was stopped before its end. Nothing was changed.")
    // Too late to stop it.
    let made = try await stopped { "made" }
    #expect(made == "made")
  }

  /// It was killed, and nobody knows of it.
  @Test func `what an earlier one left is named before another is made`() async throws {
    try await withTemporaryFolder { folder in
      _ = try BackupFolder(folder + "/one")
      let error = #expect(throws: BackupError.self) { try BackupFolder(folder + "/one/") }
      #expect(error?.description.contains(folder + "/one.new-") == true)
      _ = try BackupFolder(folder + "/on")
      // Nor is work begun that would come to no end.
      try FileManager.default.createDirectory(atPath: folder + "/place", withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: folder + "/place")
      let link = #expect(throws: BackupError.self) { try BackupFolder(folder + "/link") }
      #expect(link?.description.contains("is a link or a place where something is mounted") == true)
      _ = try BackupFolder(folder + "/place")
    }
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func `a signal ends it, and nothing of it is left`(
    signal: Int32
  )
    async throws
  {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { _ in }
      try FileManager.default.createDirectory(atPath: folder + "/backups", withIntermediateDirectories: true)
      try await withConnection(conninfo) { connection in
        // It has copied the log by then, and waits.
        try await connection.script("BEGIN; LOCK TABLE identity.credential IN ACCESS EXCLUSIVE MODE")
        async let message = Self.backUp(conninfo, to: folder + "/backups/one", processIn: folder + "/pid")
        try await connection.untilTrue(
          """
          SELECT count(*) = 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY identity.credential%'
          """)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/backups").count == 1)
        let process = try #require(
          pid_t(String(contentsOfFile: folder + "/pid", encoding: .utf8).filter(\.isNumber)))
        kill(process, signal)
        let said = try await message
        #expect(said.contains("It was stopped before its end. What it had begun is removed."), "\(said)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/backups") == [])
        try await connection.script("ROLLBACK")
      }
    }
  }

  /// - Returns: what it says when it fails.
  private static func backUp(
    _ conninfo: String, to path: String, processIn file: String
  ) async throws -> String {
    try await withTemporaryFolder { home in
      let result = try await Subprocess.run(
        .name("bash"),
        arguments: [
          "-c", "echo $$ >\(file); exec \(CompletionTests.program) backup \(path) --home \(home)",
        ],
        environment: .inherit.updating(["RECENSION_DATABASE": conninfo]), output: .string(limit: 1 << 16),
        error: .string(limit: 1 << 16))
      #expect(result.terminationStatus == .exited(1), "\(result.terminationStatus)")
      return result.standardError
    }
  }
}
