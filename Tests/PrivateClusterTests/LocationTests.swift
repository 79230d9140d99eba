import Glibc
import Testing
import TestCluster

@testable import PrivateCluster

@Suite struct LocationTests {
  @Test func `a long path has its socket elsewhere`() async throws {
    try await withTemporaryFolder { folder in
      let long = folder + "/" + String(repeating: "long'name/", count: 9) + "it's a \\ home, $HOME"
      let cluster = try await PrivateCluster.start(stateDirectory: long, logger: quiet)
      #expect(try await cluster.query("SELECT 1") == "1\n")
      let record = long + "/cluster/socket-location"
      let apart = try #require(try Files.text(record)?.split(separator: "\n").first.map(String.init))
      var status = stat()
      #expect(stat(apart, &status) == 0 && status.st_mode & 0o777 == 0o700)
      try await cluster.stop()
      #expect(!Files.exists(apart) && !Files.exists(record))
    }
  }

  @Test(arguments: [
    ("/short", true), (String(repeating: "x", count: 93), true), (String(repeating: "x", count: 94), false),
    ("/with,comma", false), ("/with\"quote", false), ("/with\\backslash", false),
  ])
  func `socket paths that fit`(folder: String, fits: Bool) {
    #expect(ClusterLocation.fits(folder) == fits)
  }

  @Test(.enabled(if: geteuid() == 0, "only root runs PostgreSQL as somebody else"))
  func `what PostgreSQL may not enter is left alone`() async throws {
    try await withTemporaryFolder { folder in
      try Files.makeFolder(folder + "/closed")
      let home = folder + "/closed/home"
      var cluster: PrivateCluster? = try await .start(stateDirectory: home, logger: quiet)
      let apart = try #require(try Files.text(home + "/cluster-location")?.split(separator: "\n").first)
      #expect(apart.hasPrefix(ClusterLocation.systemFolder + "/"))
      #expect(cluster?.dataFolder == apart + "/data")
      var status = stat()
      #expect(stat(String(apart), &status) == 0 && status.st_mode & 0o777 == 0o700)
      #expect(status.st_uid == (try Account.named("postgres"))?.user)
      #expect(try Files.text(home + "/log/postgresql.log")?.contains("ready to accept") == true)
      _ = try await cluster?.query("CREATE TABLE t AS SELECT 42 AS n")
      try await cluster?.stop()
      cluster = nil
      cluster = try await .start(stateDirectory: home, logger: quiet)
      #expect(try await cluster?.query("SELECT n FROM t") == "42\n")
      try await cluster?.stop()
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root runs PostgreSQL as somebody else"))
  func `what PostgreSQL may enter is used`() async throws {
    try await withTemporaryFolder { folder in
      let account = try #require(try Account.forCluster())
      let state = try StateDirectory(folder + "/home")
      #expect(try ClusterLocation.of(state, account: account).folder == folder + "/home/cluster")
      #expect(account.barrier(onTheWayTo: folder + "/home/cluster/data") == nil)
      #expect(account.barrier(onTheWayTo: folder + "/home/log/x") == folder + "/home/log")
    }
  }

  @Test func `a cluster that is missing is not begun anew`() async throws {
    try await withTemporaryFolder { folder in
      try Files.write("/nowhere/at/all\n", to: folder + "/cluster-location")
      let error = try #require(
        await #expect(throws: PrivateClusterError.self) {
          _ = try await PrivateCluster.start(stateDirectory: folder, logger: quiet)
        })
      #expect(error.description.contains("/nowhere/at/all"))
    }
  }

  @Test func `search permission goes by the first class that fits`() {
    let account = Account(name: "someone", user: 10, group: 20, groups: [20, 21])
    #expect(account.maySearch(mode: 0o100, owner: 10, group: 99))
    #expect(!account.maySearch(mode: 0o011, owner: 10, group: 20))
    #expect(account.maySearch(mode: 0o010, owner: 99, group: 21))
    #expect(!account.maySearch(mode: 0o101, owner: 99, group: 20))
    #expect(account.maySearch(mode: 0o001, owner: 99, group: 99))
    #expect(!account.maySearch(mode: 0o776, owner: 99, group: 99))
  }
}
