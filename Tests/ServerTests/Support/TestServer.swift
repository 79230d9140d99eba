import CanonicalJSON
import FoundationEssentials
import Logging
import Protocol
import ServiceLifecycleTestKit
import TestCluster

@testable import Server

/// A server in this process, on a database of its own, reached through a real socket.
struct TestServer: Sendable {
  let url: String
  let home: String
  let conninfo: String
  let log: CapturedLog
  /// The path of the file with the authority of its certificate, where it has one.
  var authorities: String?
  /// Stops it as SIGTERM does.
  let stop: @Sendable () -> Void

  /// Its owner, with the credential that it made when it first started.
  var owner: Person {
    get throws {
      let path = home + "/client/" + CredentialFile.name
      let data = try Data(contentsOf: URL(filePath: path))
      let file = try CredentialFile(json: JSON.parsed(Array(data)))
      return Person(server: self, handle: "owner", token: file.servers.first?.profiles["owner"])
    }
  }

  /// Someone without a credential.
  var stranger: Person { Person(server: self, handle: "stranger", token: nil) }
}

struct ServerDidNotStart: Error {}

/// Runs `body` with a server on a fresh database.
func withServer<T: Sendable>(
  configured configure: @escaping @Sendable (inout ServerOptions) -> Void = { _ in },
  _ body: @Sendable (TestServer) async throws -> T
) async throws -> T {
  try await withTestDatabase { conninfo in
    try await withTemporaryFolder { folder in
      try await withServer(on: conninfo, home: folder + "/state", configured: configure, body)
    }
  }
}

/// Runs `body` with a server on a database that may have been served before, and stops it afterwards.
func withServer<T: Sendable>(
  on conninfo: String, home: String, port: Int? = 0,
  configured configure: @escaping @Sendable (inout ServerOptions) -> Void = { _ in },
  _ body: @Sendable (TestServer) async throws -> T
) async throws -> T {
  try await testGracefulShutdown { trigger in
    try await withThrowingTaskGroup(of: Void.self) { group in
      let log = CapturedLog()
      let (urls, running) = AsyncStream<String>.makeStream()
      group.addTask {
        defer { running.finish() }
        var options = ServerOptions(home: home, port: port, database: conninfo)
        // Machines on which tests run are slow, and nobody's database falls silent but where a test makes it.
        options.limits.databaseTime = .seconds(60)
        (options.limits.rate, options.limits.strangerRate, options.limits.failureRate) = (0, 0, 0)
        configure(&options)
        try await RecensionServer.run(options, logger: log.logger, stoppedBy: []) {
          running.yield($0)
        }
      }
      guard let url = await urls.first(where: { _ in true }) else {
        try await group.next()
        throw ServerDidNotStart()
      }
      let server = TestServer(
        url: url, home: home, conninfo: conninfo, log: log,
        stop: { trigger.triggerGracefulShutdown() })
      let result: Result<T, any Error>
      do { result = .success(try await body(server)) } catch { result = .failure(error) }
      trigger.triggerGracefulShutdown()
      try await group.waitForAll()
      return try result.get()
    }
  }
}

/// Runs `body` with two servers on one fresh database.
func withTwoServers<T: Sendable>(
  _ body: @Sendable (TestServer, TestServer) async throws -> T
) async throws -> T {
  try await withTestDatabase { conninfo in
    try await withTemporaryFolder { folder in
      try await withServer(on: conninfo, home: folder + "/one") { one in
        try await withServer(on: conninfo, home: folder + "/two") { two in try await body(one, two)
        }
      }
    }
  }
}

/// Runs `body` with a fresh database and a folder for the states of servers.
func withTestDatabaseAndFolder<T: Sendable>(
  _ body: @Sendable (_ conninfo: String, _ folder: String) async throws -> T
) async throws -> T {
  try await withTestDatabase { conninfo in
    try await withTemporaryFolder { folder in try await body(conninfo, folder) }
  }
}
