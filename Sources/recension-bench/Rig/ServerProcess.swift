import CanonicalJSON
import FoundationEssentials
import Glibc
import Protocol
import Subprocess
import SystemPackage

/// A `recensiond` that we started.
struct ServerProcess: Sendable {
  let process: pid_t
  let address: ServerAddress
  /// The credential of the server's owner.
  let token: String
  /// From the start of the process to the first 200 of `/readyz`.
  let startTime: Duration

  private let run: Task<Void, any Error>

  struct DidNotStart: Error, CustomStringConvertible { let description: String }

  /// Starts it on a free port, and returns when `/readyz` says 200.
  ///
  /// - Parameters:
  ///   - database: the connection string of one that is there; `nil` for a private one.
  ///   - limits: those that are set; `nil` for none.
  static func start(
    program: String, home: String, database: String? = nil, limits: String? = Self.noLimits,
    patience: Duration = .seconds(120)
  ) async throws -> ServerProcess {
    // Beside the state directory, which is the server's own to make.
    let log = home + ".log"
    let (started, continuation) = AsyncStream<pid_t>.makeStream()
    let begun = ContinuousClock.now
    let run = Task {
      defer { continuation.finish() }
      let output = try FileDescriptor.open(
        log, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
      _ = try await Subprocess.run(
        Configuration(
          executable: .path(FilePath(program)),
          arguments: Arguments(
            ["--home", home, "--port", "0", "--log-level", "notice"]
              + (limits.map { ["--limits", $0] } ?? []) + (database.map { ["--database", $0] } ?? []))),
        input: .none, output: .discarded, error: .fileDescriptor(output, closeAfterSpawningProcess: true)
      ) { execution in
        continuation.yield(execution.processIdentifier.value)
      }
    }
    guard let process = await started.first(where: { _ in true }) else {
      try await run.value
      throw DidNotStart(description: "\(program) could not be run.")
    }
    while ContinuousClock.now - begun < patience {
      if let address = address(of: process, home: home), isReady(address) {
        let startTime = ContinuousClock.now - begun
        // On a database that had an owner before there is no credential here.
        let token = database == nil ? try Credentials.owner(home: home) : ""
        return ServerProcess(process: process, address: address, token: token, startTime: startTime, run: run)
      }
      if kill(process, 0) != 0 { break }
      // As fine as a fiftieth of what is measured: often enough to time a short start, and no weight on a long one.
      try await Task.sleep(for: max(.milliseconds(2), (ContinuousClock.now - begun) / 50))
    }
    kill(process, SIGKILL)
    try await run.value
    let lines = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let end = lines.split(separator: "\n").suffix(10).joined(separator: "\n")
    throw DidNotStart(description: "\(program) did not become ready. Its log ends:\n\(end)")
  }

  /// As many requests and connections as will go.
  static let noLimits = "rate=0,stranger-rate=0,address-connections=0"

  /// Ends it as `scripts/stop` does, and waits for its end.
  func stop() async throws {
    kill(process, SIGTERM)
    try await run.value
  }

  /// Waits for the end of a server that was killed. Its PostgreSQL may run on.
  func awaitEnd() async throws { try await run.value }

  /// What it says of itself in its state directory; `nil` while that is not there, or another process's.
  private static func address(of process: pid_t, home: String) -> ServerAddress? {
    guard let bytes = FileManager.default.contents(atPath: home + "/" + ServerFile.name) else { return nil }
    do {
      let file = try ServerFile(json: JSON.parsed(Array(bytes)))
      return file.pid == Int(process) ? ServerAddress(url: file.url) : nil
    } catch {
      return nil  // half a file, of a server before
    }
  }

  /// How far the read models have come, by `/readyz`.
  func shown() throws -> Int64 {
    let request = HTTPRequest(method: "GET", path: "/readyz", address: address)
    let response = try KeepAliveConnection(address).exchange(request.bytes)
    return try ReadinessView(json: JSON.parsed(Array(response.body))).shown
  }

  /// Its resident memory, in megabytes (VmRSS of proc_pid_status(5)).
  var residentMemory: Double { status("VmRSS:") / 1024 }

  /// A figure of proc_pid_status(5), in the unit that it has there.
  func status(_ name: String) -> Double {
    let status = FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
  }

  private static func isReady(_ address: ServerAddress) -> Bool {
    do {
      let request = HTTPRequest(method: "GET", path: "/readyz", address: address)
      return try KeepAliveConnection(address).exchange(request.bytes, patience: .seconds(5)).status == 200
    } catch {
      return false  // not yet
    }
  }
}

/// The credentials that a server keeps for the client on the same machine.
enum Credentials {
  struct Missing: Error, CustomStringConvertible { let description: String }

  /// The token of a server's owner.
  static func owner(home: String) throws -> String {
    let path = "\(home)/\(CredentialFile.folder)/\(CredentialFile.name)"
    let file = try CredentialFile(json: JSON.parsed(Array(try Data(contentsOf: URL(filePath: path)))))
    guard let server = file.servers.first, let token = server.standard.flatMap({ server.profiles[$0] }) else {
      throw Missing(description: "\(path) has no credential of the server's owner.")
    }
    return token
  }
}
