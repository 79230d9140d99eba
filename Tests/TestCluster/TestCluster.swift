import Glibc
import Logging
public import PrivateCluster
import SystemPackage

/// Runs `body` with the libpq connection string of a fresh, empty database, and drops the database
/// afterwards.
///
/// All databases of a test process lie in one cluster, started at the first call. It gives up durability for
/// speed and ends with the process, however that ends.
public func withTestDatabase<T>(_ body: (String) async throws -> T) async throws -> T {
  let cluster = try await TestCluster.shared.value
  // A test that has a place and waited for a second one would wait for others that do the same.
  if Place.isHeld { return try await cluster.withDatabase(body) }
  await turnstile.enter()
  defer { turnstile.leave() }
  return try await Place.$isHeld.withValue(true) { try await cluster.withDatabase(body) }
}

private enum Place {
  /// Whether the test that runs has passed the turnstile.
  @TaskLocal static var isHeld = false
}

/// Two servers of a test may hold 26 connections; 400 are enough for twelve tests of the greediest kind.
private let turnstile = Turnstile(places: 12)

/// A PostgreSQL cluster for tests in a temporary folder, which goes when the test process goes.
public struct TestCluster: Sendable {
  public let cluster: PrivateCluster
  private let watcher: Watcher

  static let shared = Task { try await TestCluster.separate() }

  /// A cluster of one's own, to be killed and restarted. End it with `remove()`.
  ///
  /// - Parameter disk: where it is to lie.
  public static func separate(on disk: SmallDisk? = nil) async throws -> TestCluster {
    let folder = try disk.map { $0.folder + "/state" } ?? makeTemporaryFolder()
    if disk != nil, mkdir(folder, 0o711) != 0 { throw Errno(rawValue: errno) }
    let watcher = try await Watcher(removing: folder)
    var settings = ClusterSettings()
    settings.maximumConnections = 400
    settings.isDurable = false
    var logger = Logger(label: "TestCluster")
    logger.logLevel = .warning
    let cluster = try await PrivateCluster.start(
      in: StateDirectory(folder), settings: settings, logger: logger)
    return TestCluster(cluster: cluster, watcher: watcher)
  }

  /// The folder of `psql`, `pg_dump`, `pg_controldata` and the like.
  public var programsFolder: String { cluster.programsFolder }

  /// The postmaster's process id; nil when it is not running.
  public var postmaster: Int32? { get throws { try cluster.postmaster } }

  /// Kills PostgreSQL as a crash of the machine would: all its processes, with no word to anyone. One that is left alive
  /// for a moment could still take a request to its end.
  public func kill() throws {
    for process in try cluster.processes { Glibc.kill(process, SIGKILL) }
  }

  /// Stops all its processes where they are, so that connections stay and nothing answers, until ``thaw()``.
  public func freeze() throws {
    for process in try cluster.processes { Glibc.kill(process, SIGSTOP) }
  }

  public func thaw() throws {
    for process in try cluster.processes { Glibc.kill(process, SIGCONT) }
  }

  /// Starts PostgreSQL again after `kill()` or `stop()`, at the same place; returns after crash recovery.
  public func restart() async throws { try await cluster.restart() }

  public func stop() async throws { try await cluster.stop() }

  /// Stops the cluster and removes its folder.
  public func remove() async throws {
    try await cluster.stop()
    try await watcher.finish()
  }

  /// As `withTestDatabase`, in this cluster.
  public func withDatabase<T>(_ body: (String) async throws -> T) async throws -> T {
    let name = "test_" + String(UInt64.random(in: .min ... .max), radix: 36)
    try await execute("CREATE DATABASE \(name) TEMPLATE template0")
    let result: Result<T, any Error>
    do { result = .success(try await body(connectionString(database: name))) } catch {
      result = .failure(error)
    }
    // FORCE: a test that failed may have left connections open. No cluster, no database: a crash test's own
    // affair.
    if try postmaster != nil { try await execute("DROP DATABASE \(name) WITH (FORCE)") }
    return try result.get()
  }

  /// The connection string of another database of this cluster.
  public func connectionString(database: String) -> String {
    // libpq takes the last of two values for one word.
    cluster.connectionString + " dbname=\(database)"
  }

  /// Also where the test was cancelled meanwhile, as at its time limit: a database that is being made or dropped is made or
  /// dropped.
  private func execute(_ statement: String) async throws {
    let arguments = [
      "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", connectionString(database: "postgres"), "-c",
      statement,
    ]
    let psql = "\(programsFolder)/psql"
    _ = try await Task { try await runProgram(psql, arguments) }.value
  }
}
