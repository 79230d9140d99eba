import Glibc
import Testing
import TestCluster

@testable import PrivateCluster

@Suite struct StateDirectoryTests {
  @Test func `a second holder is refused and told of the first`() async throws {
    try await withTemporaryFolder { folder in
      do {
        let first = try StateDirectory(folder)
        let error = try #require(
          #expect(throws: PrivateClusterError.self) { _ = try StateDirectory(folder) })
        #expect(error.kind == .stateDirectoryInUse)
        #expect(error.description.contains("process \(getpid())"))
        withExtendedLifetime(first) {}
      }
      #expect(throws: Never.self) { _ = try StateDirectory(folder) }
    }
  }

  @Test func `its folders are its owner's`() async throws {
    try await withTemporaryFolder { folder in
      let state = try StateDirectory(folder + "/a/b/")
      #expect(state.path == folder + "/a/b")
      for path in [state.logFolder, state.keysFolder, state.clientFolder] {
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o700, "\(path)")
      }
    }
  }

  @Test func `two state directories do not share a cluster`() async throws {
    try await withTemporaryFolder { folder in
      let first = try await PrivateCluster.start(stateDirectory: folder + "/one", logger: quiet)
      let second = try StateDirectory(folder + "/two")
      try Files.write(folder + "/one/cluster\n", to: second.path + "/cluster-location")
      let error = try #require(
        await #expect(throws: PrivateClusterError.self) {
          _ = try await PrivateCluster.start(in: second, logger: quiet)
        })
      #expect(error.kind == .stateDirectoryInUse)
      try await first.stop()
    }
  }
}
