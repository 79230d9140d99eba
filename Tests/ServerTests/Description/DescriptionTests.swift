import CanonicalJSON
import Foundation
import NIOHTTP1
import Protocol
import Testing

/// `GET /openapi.json` as it stands beside this file.
@Suite(.timeLimit(.minutes(15))) struct DescriptionTests {
  @Test func `the API is described as it was, for anyone`() async throws {
    try await withServer { server in
      let answer = try await server.stranger.get("/openapi.json")
      #expect(answer.status == 200)
      let url = try #require(Bundle.module.url(forResource: "openapi", withExtension: "json"))
      #expect(
        try Data(contentsOf: url) == Data(answer.bytes),
        """
        If the API changed on purpose, renew it from a server that runs: \
        curl http://127.0.0.1:7320/openapi.json > Tests/ServerTests/Description/openapi.json
        """)
    }
  }

  /// What is described is there, with the methods that are described and no others.
  @Test func `every address says what can be done there`() async throws {
    try await withServer { server in
      let description = try JSON.parsed(try await server.stranger.get("/openapi.json").bytes)
      for (path, operations) in try description["paths"].members {
        let methods = try operations.members.map { $0.name.uppercased() }
        let there = (methods + (methods.contains("GET") ? ["HEAD"] : []) + ["OPTIONS"]).sorted()
        let address = path.replacing("{slug}", with: "a").replacing(/\{[a-z]+\}/, with: "1")
        let answer = try await server.stranger.request(.OPTIONS, address)
        #expect(
          answer.status == 204 && answer.headers.first(name: "Allow") == there.joined(separator: ", "),
          "\(path)")
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] where !there.contains(method) {
          let answer = try await server.stranger.request(.init(rawValue: method), address)
          #expect(answer.status == 405, "\(method) \(path)")
          if method != "HEAD" { #expect(try answer.problem.type == .noSuchMethod) }
        }
      }
    }
  }

  /// By `openapi-spec-validator` of PyPI, where it is installed.
  @Test(.enabled(if: Validator.isInstalled)) func `the description is valid`() throws {
    let url = try #require(Bundle.module.url(forResource: "openapi", withExtension: "json"))
    #expect(try Validator.run(on: url.path) == 0)
  }
}

private enum Validator {
  static var isInstalled: Bool { (try? status(["--version"])) == 0 }

  static func run(on path: String) throws -> Int32 { try status([path]) }

  private static func status(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openapi-spec-validator"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
