import Glibc
import Logging

/// Starts a server on a cluster's files.
struct Launch: Sendable {
  let programs: ServerPrograms
  let account: Account?
  let location: ClusterLocation
  let settings: ClusterSettings
  let logFile: String
  let logger: Logger

  static let recoveryBound = Duration.seconds(3600)

  /// Starts the server, or adopts one that already runs on these files.
  ///
  /// - Returns: the folder of its socket.
  func start() async throws(PrivateClusterError) -> String {
    if let socketFolder = try await adopt() { return socketFolder }
    try await clearRemains()
    let socketFolder = try location.socketFolder(account: account)
    try Files.write(
      settings.file(socketFolder: socketFolder), to: location.data + "/postgresql.conf", owner: account)
    try Files.write(ClusterSettings.accessFile, to: location.data + "/pg_hba.conf", owner: account)
    do throws(PrivateClusterError) {
      try await launch()
    } catch {
      try await Shutdown(data: location.data, logger: logger).run()
      throw error
    }
    return socketFolder
  }

  /// Runs `pg_ctl`, which returns when the server is ready or has failed.
  private func launch() async throws(PrivateClusterError) {
    try rotateLog()
    let log = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else { throw .system("open", logFile) }
    defer { close(log) }
    let before = lseek(log, 0, SEEK_END)
    // The server inherits the open log file: as another user it might not be able to open the path. The data
    // directory is passed by the environment, because pg_ctl puts arguments into a shell command.
    let command = Command(
      program: programs.path("pg_ctl"),
      arguments: [
        "start", "--silent", "--wait", "--timeout", "\(Self.recoveryBound.components.seconds)",
        "--options", settings.arguments,
      ],
      environment: ["PGDATA": location.data], folder: location.data, account: account, outputDescriptor: log)
    let answer = try await reportingProgress { () async throws(PrivateClusterError) in try await command.run()
    }
    guard answer.succeeded else {
      if Task.isCancelled { throw .startCancelled }
      throw PrivateClusterError(
        .start,
        "PostgreSQL did not start\(answer.errors.isEmpty ? "" : " (\(answer.errors.firstLine))").",
        remedy: "Its log, \(logFile), ends:\n\(try logTail(from: Int(before)))")
    }
  }

  /// Logs the last line of the server's log every five seconds while `body` runs.
  private func reportingProgress<Value: Sendable>(
    _ body: () async throws(PrivateClusterError) -> Value
  ) async throws(PrivateClusterError) -> Value {
    let progress = Task {
      while true {
        do { try await Task.sleep(for: .seconds(5)) } catch { return }
        do {
          let line = try logTail(from: 0).split(separator: "\n").last ?? ""
          logger.notice("PostgreSQL is not ready yet.", metadata: ["log": "\(line)"])
        } catch {
          logger.notice("PostgreSQL is not ready yet.", metadata: ["error": "\(error)"])
        }
      }
    }
    defer { progress.cancel() }
    return try await body()
  }

  /// The last lines since `offset`, at most 20.
  private func logTail(from offset: Int) throws(PrivateClusterError) -> String {
    let text = try Files.text(logFile) ?? ""
    let lines = text.utf8.dropFirst(min(offset, text.utf8.count)).split(separator: UInt8(ascii: "\n"))
    return lines.suffix(20).map { String(Substring($0)) }.joined(separator: "\n")
  }

  /// Keeps one older log file.
  private func rotateLog() throws(PrivateClusterError) {
    if isLogLong { try Files.rename(logFile, to: logFile + ".1") }
  }

  /// The same while the server runs. It has the file open, so the file stays, and what stands in it goes elsewhere. What the
  /// server writes at that very moment may be lost.
  func boundLog() throws(PrivateClusterError) {
    guard isLogLong else { return }
    try Files.copy(logFile, to: logFile + ".1")
    guard truncate(logFile, 0) == 0 else { throw .system("truncate", logFile) }
  }

  private var isLogLong: Bool {
    var status = stat()
    return stat(logFile, &status) == 0 && status.st_size > Self.logLimit
  }

  /// In bytes.
  static let logLimit = 8 << 20
}

extension String {
  fileprivate var firstLine: Substring { split(separator: "\n").first ?? "" }
}
