import Glibc
import Testing
import TestCluster

@testable import PrivateCluster

@Suite struct PrivateClusterTests {
  @Test func `first start makes a durable cluster that only its owner reaches`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder + "/home", logger: quiet)
      for (setting, value) in [
        ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("listen_addresses", ""),
        ("server_encoding", "UTF8"), ("data_checksums", "on"), ("max_connections", "40"), ("TimeZone", "UTC"),
      ] {
        #expect(try await cluster.query("SHOW \(setting)") == value + "\n", "\(setting)")
      }
      #expect(try await cluster.query("SELECT current_user, current_database()") == "recension|recension\n")
      var status = stat()
      #expect(stat(cluster.dataFolder + "/../socket", &status) == 0 && status.st_mode & 0o777 == 0o700)
      #expect(stat(cluster.state.path, &status) == 0 && status.st_mode & 0o066 == 0)
      #expect(
        try Files.text(cluster.state.logFolder + "/postgresql.log")?.contains("ready to accept") == true)
      try await cluster.stop()
    }
  }

  @Test func `stop is clean and a restart finds the data`() async throws {
    try await withTemporaryFolder { folder in
      var cluster: PrivateCluster? = try await .start(stateDirectory: folder, logger: quiet)
      _ = try await cluster?.query("CREATE TABLE t AS SELECT 42 AS n")
      try await cluster?.stop()
      #expect(try cluster?.postmaster == nil)
      #expect(try await cluster?.control("Database cluster state") == "shut down")
      try await cluster?.stop()
      cluster = nil
      cluster = try await .start(stateDirectory: folder, logger: quiet)
      #expect(try await cluster?.query("SELECT n FROM t") == "42\n")
      try await cluster?.stop()
    }
  }

  @Test func `stop ends connections that are open`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      let sleeper = Task { try await cluster.query("SELECT pg_sleep(600)") }
      while try await cluster.query("SELECT count(*) FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'")
        == "0\n"
      {}
      try await cluster.stop()
      await #expect(throws: ProgramFailed.self) { try await sleeper.value }
      #expect(try await cluster.control("Database cluster state") == "shut down")
    }
  }

  @Test func `killed PostgreSQL recovers`() async throws {
    try await withTemporaryFolder { folder in
      var cluster: PrivateCluster? = try await .start(stateDirectory: folder, logger: quiet)
      _ = try await cluster?.query("CREATE TABLE t AS SELECT 42 AS n")
      kill(try #require(try cluster?.postmaster), SIGKILL)
      cluster = nil
      // The orphans may still be ending, and the pid file is stale: the start has to see to both.
      cluster = try await .start(stateDirectory: folder, logger: quiet)
      #expect(try await cluster?.query("SELECT n FROM t") == "42\n")
      try await cluster?.stop()
      #expect(try await cluster?.control("Database cluster state") == "shut down")
    }
  }

  @Test func `an orphan at work does not prevent the start`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      // A backend that computes does not look up to see that its postmaster is gone.
      let worker = Task { try await cluster.query("DO 'BEGIN LOOP NULL; END LOOP; END'") }
      while try await cluster.query("SELECT count(*) FROM pg_stat_activity WHERE query ~ '^DO'") == "0\n" {}
      kill(try #require(try cluster.postmaster), SIGKILL)
      try await Shutdown(data: cluster.dataFolder, logger: quiet).endOrphans(patience: .milliseconds(200))
      try await cluster.restart()
      #expect(try await cluster.query("SELECT 1") == "1\n")
      await #expect(throws: ProgramFailed.self) { try await worker.value }
      try await cluster.stop()
    }
  }

  @Test func `a running PostgreSQL is adopted`() async throws {
    try await withTemporaryFolder { folder in
      var cluster: PrivateCluster? = try await .start(stateDirectory: folder, logger: quiet)
      let postmaster = try #require(try cluster?.postmaster)
      // What a killed recensiond leaves: no lock, and PostgreSQL running.
      cluster = nil
      cluster = try await .start(stateDirectory: folder, logger: quiet)
      #expect(try cluster?.postmaster == postmaster)
      #expect(try await cluster?.query("SELECT 1") == "1\n")
      try await cluster?.stop()
    }
  }

  @Test func `a pid that is another process now is no server`() async throws {
    try await withTemporaryFolder { folder in
      var cluster: PrivateCluster? = try await .start(stateDirectory: folder, logger: quiet)
      let data = folder + "/cluster/data"
      let pidFile = try #require(try Files.text(data + "/postmaster.pid"))
      try await cluster?.stop()
      cluster = nil
      // A process of the user that PostgreSQL runs as, which PostgreSQL itself takes for another postmaster.
      let account = try Account.forCluster()
      let bystander = Task {
        try await Command(program: "/bin/sleep", arguments: ["600"], account: account).run()
      }
      defer { bystander.cancel() }
      let process = try await sleepingProcess()
      let rest = pidFile.drop { $0 != "\n" }
      try Files.write("\(process)\(rest)", to: data + "/postmaster.pid", owner: account)
      #expect(try Postmaster.running(on: data) == nil)
      cluster = try await .start(stateDirectory: folder, logger: quiet)
      #expect(try await cluster?.query("SELECT 1") == "1\n")
      #expect(kill(process, 0) == 0, "the bystander lives")
      try await cluster?.stop()
    }
  }

  @Test func `a dead PostgreSQL is brought back`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      let keeper = Task { await cluster.keepRunning() }
      let first = try #require(try cluster.postmaster)
      kill(first, SIGKILL)
      while try await answer(cluster) == nil || cluster.postmaster == first {
        try await Task.sleep(for: .milliseconds(20))
      }
      keeper.cancel()
      await keeper.value
      try await cluster.stop()
    }
  }

  /// What keeps it from starting may pass: it is tried until it does, and the data is there.
  @Test(.timeLimit(.minutes(15))) func `a start that fails is tried again`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      _ = try await cluster.query("CREATE TABLE t AS SELECT 42 AS n")
      let control = cluster.dataFolder + "/global/pg_control"
      try Files.rename(control, to: control + ".away")
      let keeper = Task { await cluster.keepRunning() }
      kill(try #require(try cluster.postmaster), SIGKILL)
      let log = cluster.state.logFolder + "/postgresql.log"
      while try await failures(in: log) < 2 { try await Task.sleep(for: .milliseconds(20)) }
      try Files.rename(control + ".away", to: control)
      while try await answer(cluster) == nil { try await Task.sleep(for: .milliseconds(20)) }
      #expect(try await cluster.query("SELECT n FROM t") == "42\n")
      keeper.cancel()
      await keeper.value
      try await cluster.stop()
    }
  }

  @Test(.timeLimit(.minutes(15))) func `the server's log is bounded while it runs`() async throws {
    try await withTemporaryFolder { folder in
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      let keeper = Task { await cluster.keepRunning() }
      let log = cluster.state.logFolder + "/postgresql.log"
      let file = open(log, O_WRONLY | O_APPEND | O_CLOEXEC)
      let lines = [UInt8](repeating: UInt8(ascii: "x"), count: Launch.logLimit)
      #expect(write(file, lines, lines.count) == lines.count)
      close(file)
      var status = stat()
      while stat(log, &status) == 0, status.st_size >= lines.count {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(stat(log + ".1", &status) == 0 && status.st_size > lines.count)
      // The server goes on writing to it, at its beginning.
      await #expect(throws: ProgramFailed.self) { try await cluster.query("SELECT nonesuch") }
      #expect(try Files.text(log)?.contains("nonesuch") == true)
      keeper.cancel()
      await keeper.value
      try await cluster.stop()
    }
  }

  /// How often the server's log says that it could not start.
  private func failures(in log: String) async throws -> Int {
    try Files.text(log)?.split(separator: "\n").count { $0.contains("could not open file") } ?? 0
  }

  @Test func `half-made clusters are removed`() async throws {
    try await withTemporaryFolder { folder in
      try Files.makeFolder(folder + "/cluster", owner: try Account.forCluster())
      try Files.makeFolder(folder + "/cluster/data.new-0123456789abcdef")
      try Files.write("15\n", to: folder + "/cluster/data.new-0123456789abcdef/PG_VERSION")
      let cluster = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
      #expect(try Files.names(in: folder + "/cluster") == ["data", "lock", "socket"])
      try await cluster.stop()
    }
  }

  @Test func `a failed start says what the server said`() async throws {
    try await withTemporaryFolder { folder in
      var cluster: PrivateCluster? = try await .start(stateDirectory: folder, logger: quiet)
      let data = folder + "/cluster/data"
      try await cluster?.stop()
      cluster = nil
      try Files.remove(data + "/global/pg_control")
      let error = try #require(
        await #expect(throws: PrivateClusterError.self) {
          _ = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
        })
      #expect(error.kind == .start)
      #expect(error.description.contains("pg_control"))
      #expect(try Postmaster.processes(on: data).isEmpty)
    }
  }

  private func answer(_ cluster: PrivateCluster) async throws -> String? {
    do { return try await cluster.query("SELECT 1") } catch is ProgramFailed { return nil }
  }

  /// The process of `sleep 600` that this test process has started.
  private func sleepingProcess() async throws -> pid_t {
    while true {
      for process in try Files.names(in: "/proc").compactMap({ pid_t($0) }) {
        guard let line = try? Files.text("/proc/\(process)/cmdline"), line == "/bin/sleep\u{0}600\u{0}",
          let status = try Files.text("/proc/\(process)/status"), status.contains("PPid:\t\(getpid())\n")
        else { continue }
        return process
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
