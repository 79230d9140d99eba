import Testing
import TestCluster

@testable import PrivateCluster

@Suite struct ServerProgramsTests {
  @Test func `missing programs are named with the way to get them`() async throws {
    let error = try #require(
      await #expect(throws: PrivateClusterError.self) {
        _ = try await ServerPrograms.find(
          version: nil, environment: ["PATH": "/nowhere"], debianRoot: "/nowhere/postgresql")
      })
    #expect(error.kind == .programsMissing)
    #expect(error.description.contains("apt-get install postgresql"))
    #expect(error.description.contains("RECENSION_PG_BIN"))
    #expect(error.description.contains("/nowhere"))
  }

  @Test func `an old cluster needs its version`() async throws {
    let error = try #require(
      await #expect(throws: PrivateClusterError.self) { _ = try await ServerPrograms.find(version: 9) })
    #expect(error.description.contains("PostgreSQL 9"))
    #expect(error.description.contains("apt-get install postgresql-9"))
  }

  @Test func `the newest that will do is taken`() async throws {
    try await withTemporaryFolder { folder in
      for (version, programs) in [(13, true), (15, true), (16, true), (17, false), (9, true)] {
        let bin = "\(folder)/\(version)/bin"
        try Files.makeFolder("\(folder)/\(version)", mode: 0o755)
        try Files.makeFolder(bin, mode: 0o755)
        for program in ["postgres", "initdb", "pg_ctl", "pg_isready"]
        where programs || program == "pg_isready" {
          try Files.write(
            "#!/bin/sh\necho '\(program) (PostgreSQL) \(version).4 (Some 1.2)'\n", to: "\(bin)/\(program)",
            mode: 0o755)
        }
      }
      func find(_ version: Int?, _ environment: [String: String] = [:]) async throws -> ServerPrograms {
        try await .find(version: version, environment: environment, debianRoot: folder)
      }
      #expect(try await find(nil) == ServerPrograms(folder: folder + "/16/bin", version: 16))
      #expect(try await find(13).version == 13)
      #expect(try await find(nil, ["RECENSION_PG_BIN": folder + "/15/bin"]).version == 15)
      #expect(try await find(nil, ["PATH": folder + "/15/bin"]).version == 16)
      await #expect(throws: PrivateClusterError.self) {
        try await find(nil, ["RECENSION_PG_BIN": folder + "/13/bin"])
      }
    }
  }

  @Test(arguments: [
    ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15), ("postgres (PostgreSQL) 18beta1", 18),
    ("postgres (PostgreSQL) 9.6.24", 9), ("something else", nil),
  ])
  func `versions`(answer: String, version: Int?) {
    #expect(ServerPrograms.majorVersion(in: answer) == version)
  }
}
