import Glibc
import Logging

extension Launch {
  private static let partial = "data.new-"

  /// Removes what a killed attempt left. The initdb that it had started may still be writing there for some seconds.
  private func removeHalfMade(_ path: String) async throws(PrivateClusterError) {
    for _ in 0..<60 {
      do throws(PrivateClusterError) { return try Files.remove(path) } catch {
        do { try await Task.sleep(for: .milliseconds(250)) } catch { break }
      }
    }
    try Files.remove(path)
  }

  /// Makes the cluster and its database in a new folder and renames that. So a data directory is complete or
  /// absent, whenever we are killed. Removes what a killed attempt left.
  func initializeIfNew() async throws(PrivateClusterError) {
    for name in try Files.names(in: location.folder) where name.hasPrefix(Self.partial) {
      logger.notice("Removing a half-made database.", metadata: ["folder": "\(location.folder)/\(name)"])
      try await removeHalfMade("\(location.folder)/\(name)")
    }
    guard !Files.exists(location.data) else { return }
    logger.notice(
      "Making a new PostgreSQL cluster.",
      metadata: ["folder": "\(location.data)", "version": "\(programs.version)"])
    let partial = "\(location.folder)/\(Self.partial)\(Files.randomName())"
    do throws(PrivateClusterError) {
      try await initialize(partial)
      try Files.rename(partial, to: location.data)
    } catch {
      if Files.exists(partial) { try Files.remove(partial) }
      throw error
    }
  }

  private func initialize(_ partial: String) async throws(PrivateClusterError) {
    // Code-point order on every machine; C.UTF-8 also knows which letters are letters.
    let locale = Self.isLocale("C.UTF-8") ? "C.UTF-8" : "C"
    let made = try await Command(
      program: programs.path("initdb"),
      arguments: [
        "--pgdata", partial, "--username", "recension", "--encoding", "UTF8", "--locale", locale,
        "--data-checksums", "--auth-local", "trust", "--auth-host", "reject", "--no-instructions",
      ] + (settings.isDurable ? [] : ["--no-sync"]),
      account: account
    ).run()
    guard made.succeeded else { throw failure("initdb failed", made, partial) }
    let created = try await Command(
      program: programs.path("postgres"),
      arguments: [
        "--single", "-D", partial, "-c", "exit_on_error=on", "-c", "log_checkpoints=off", "postgres",
      ],
      account: account, input: "CREATE DATABASE recension\n"
    ).run()
    guard created.succeeded else { throw failure("CREATE DATABASE failed", created, partial) }
  }

  private func failure(_ what: String, _ answer: Command.Answer, _ partial: String) -> PrivateClusterError {
    PrivateClusterError(
      .initialization, "PostgreSQL could not make a cluster in \(location.folder): \(what).",
      remedy: "It said:\n\(answer.errors)")
  }

  private static func isLocale(_ name: String) -> Bool {
    guard let locale = newlocale(1 << LC_CTYPE, name, nil) else { return false }
    freelocale(locale)
    return true
  }
}
