import Glibc
import TestCluster
import Testing

@testable import PrivateCluster

/// A state directory knows itself: a copy is not taken for the original, and a stranger's folder not for one of ours.
@Suite(.timeLimit(.minutes(15))) struct StateMarkTests {
  @Test func `a folder that is neither empty nor ours is refused and left as it is`() async throws {
    try await withTemporaryFolder { folder in
      let home = folder + "/project"
      try Files.makeFolder(home, mode: 0o755)
      try Files.write("int main() {}\n", to: home + "/main.c")
      let error = try #require(#expect(throws: PrivateClusterError.self) { _ = try StateDirectory(home) })
      #expect(
        error.description.contains("neither empty nor a state directory")
          && error.description.contains("main.c"))
      var status = stat()
      #expect(stat(home, &status) == 0 && status.st_mode & 0o777 == 0o755)
      #expect(try Files.names(in: home) == ["main.c"])
    }
  }

  @Test func `a file system of its own is taken up`() async throws {
    try await withTemporaryFolder { folder in
      let home = folder + "/home"
      try Files.makeFolder(home)
      try Files.makeFolder(home + "/lost+found")
      _ = try StateDirectory(home)
    }
  }

  @Test func `one in which the settings were written before the first start is taken up`() async throws {
    try await withTemporaryFolder { folder in
      let home = folder + "/home"
      try Files.makeFolder(home)
      try Files.write("log-level = info\n", to: home + "/recensiond.conf")
      _ = try StateDirectory(home)
      #expect(try Files.names(in: home).contains("recensiond.conf"))
    }
  }

  @Test func `one of before there were marks is taken up, and stays itself where it is renamed`() async throws
  {
    try await withTemporaryFolder { folder in
      let home = folder + "/home"
      for name in ["", "/log", "/keys", "/client"] { try Files.makeFolder(home + name) }
      let mark = try StateDirectory(home).mark
      #expect(try StateDirectory(home).mark == mark)
      try Files.rename(home, to: folder + "/renamed")
      let renamed = try StateDirectory(folder + "/renamed")
      #expect(renamed.mark.identity == mark.identity && renamed.original == nil)
    }
  }

  @Test func `a copy gets an identity of its own, one whose original is gone keeps it`() async throws {
    try await withTemporaryFolder { folder in
      let original = try StateDirectory(folder + "/one").mark
      try Files.write("{}", to: folder + "/one/server.json")
      try await runProgram("cp", ["-a", folder + "/one", folder + "/two"])
      try await runProgram("cp", ["-a", folder + "/one", folder + "/three"])
      let copy = try StateDirectory(folder + "/two")
      #expect(copy.original == folder + "/one" && copy.mark.identity != original.identity)
      #expect(!Files.exists(folder + "/two/server.json") && Files.exists(folder + "/one/server.json"))
      try Files.remove(folder + "/one")
      let moved = try StateDirectory(folder + "/three")
      #expect(moved.original == nil && moved.mark.identity == original.identity)
    }
  }

  @Test(arguments: ["", "recension state 2\n", "recension state 1\nidentity 0\nfolder 1\npath /x\n"])
  func `a mark that cannot be read is not guessed at`(text: String) async throws {
    try await withTemporaryFolder { folder in
      try Files.write(text, to: folder + "/state")
      #expect(throws: PrivateClusterError.self) { _ = try StateDirectory(folder) }
    }
  }

  /// The place of its sockets: in its own folder, and elsewhere.
  @Test(arguments: ["one", String(repeating: "long/", count: 20) + "one"])
  func `a copy started beside the original leaves it alone`(name: String) async throws {
    try await withTemporaryFolder { folder in
      let home = "\(folder)/\(name)"
      let original = try await PrivateCluster.start(stateDirectory: home, logger: quiet)
      _ = try await original.query("CREATE TABLE t AS SELECT 42 AS n; CHECKPOINT")
      let postmaster = try #require(try original.postmaster)
      // What whoever copies a folder gets: the pid file and the record of the sockets, too.
      try await runProgram("cp", ["-a", home, home + "-copy"])
      let copy = try await PrivateCluster.start(stateDirectory: home + "-copy", logger: quiet)
      #expect(copy.connectionString != original.connectionString)
      _ = try await copy.query("UPDATE t SET n = 7")
      #expect(try original.postmaster == postmaster)
      #expect(try await original.query("SELECT n FROM t") == "42\n")
      try await copy.stop()
      #expect(try await original.query("SELECT n FROM t") == "42\n")
      try await original.stop()
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root's clusters lie elsewhere"))
  func `a copy does not take the original's database that lies elsewhere`() async throws {
    try await withTemporaryFolder { folder in
      try Files.makeFolder(folder + "/closed")
      let home = folder + "/closed/home"
      try await PrivateCluster.start(stateDirectory: home, logger: quiet).stop()
      try await runProgram("cp", ["-a", home, home + "-copy"])
      let error = try #require(
        await #expect(throws: PrivateClusterError.self) {
          _ = try await PrivateCluster.start(stateDirectory: home + "-copy", logger: quiet)
        })
      #expect(error.description.contains("is a copy"))
      try await PrivateCluster.start(stateDirectory: home, logger: quiet).stop()
    }
  }

  @Test(arguments: ["one", String(repeating: "long/", count: 20) + "one"])
  func `a socket that vanishes is mended while it runs`(name: String) async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: "\(folder)/\(name)", logger: quiet)
      _ = try await cluster.query("CREATE TABLE t AS SELECT 42 AS n")
      let keeper = Task { await cluster.keepRunning() }
      let server = try #require(try Postmaster.running(on: cluster.dataFolder))
      // As what cleans temporary folders does.
      try Files.remove(server.socketFolder)
      var answer: String?
      while answer == nil {
        do { answer = try await cluster.query("SELECT n FROM t") } catch is ProgramFailed {
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(answer == "42\n")
      keeper.cancel()
      await keeper.value
      try await cluster.stop()
    }
  }
}
