import Testing

@testable import PrivateCluster

@Suite struct PostmasterTests {
  @Test func `the pid file is read`() throws {
    let text = "4242\n/srv/data\n1700000000\n5432\n/srv/so cket\n\n  1234  5678\nready   \n"
    let found = try #require(Postmaster(pidFile: text))
    #expect(found.process == 4242)
    #expect(found.socketFolder == "/srv/so cket")
    #expect(found.status == "ready")
  }

  @Test(arguments: ["", "\n", "x\n", "-77\n/srv/data\n", "0\n"])
  func `no postmaster in it`(text: String) {
    #expect(Postmaster(pidFile: text) == nil)
  }

  @Test func `a file still being written`() throws {
    let found = try #require(Postmaster(pidFile: "4242\n/srv/data\n17"))
    #expect(found.status == "" && found.socketFolder == "")
  }

  @Test(arguments: [
    ("/a b", "host='/a b' port=5432 user=recension dbname=recension"),
    ("/it's\\", "host='/it\\'s\\\\' port=5432 user=recension dbname=recension"),
  ])
  func `connection strings are quoted`(folder: String, string: String) {
    #expect(PrivateCluster.connectionString(socketFolder: folder) == string)
  }
}
