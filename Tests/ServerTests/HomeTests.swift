import FoundationEssentials
import Glibc
import TestCluster
import Testing

@testable import Server

/// What a server and its keeper do with a state directory.
@Suite(.timeLimit(.minutes(10))) struct HomeTests {
  /// Without it nobody who sits at this machine would find the server again.
  @Test func `the file that tells where the server is comes back when it is removed`() async throws {
    try await withServer { server in
      let path = server.home + "/server.json"
      let before = try #require(FileManager.default.contents(atPath: path))
      #expect(unlink(path) == 0)
      while FileManager.default.contents(atPath: path) != before {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(server.log.text.contains("server.json was removed"))
    }
  }

  @Test func `a folder without a database is refused and left as it is`() async throws {
    try await withTemporaryFolder { folder in
      let log = CapturedLog()
      for home in [folder, folder + "/nowhere"] {
        let error = await #expect(throws: StartError.self) {
          _ = try await RecensionServer.checkReadModels(ServerOptions(home: home), logger: log.logger)
        }
        let words = "\(try #require(error))"
        #expect(words.contains("There is no database in"))
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }
}
