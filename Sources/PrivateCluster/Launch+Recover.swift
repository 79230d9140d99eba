import Glibc
import Logging

extension Launch {
  /// The socket folder of a server that already runs on these files; nil if there is none. Waits for one that
  /// is shutting down, and stops one that does not answer.
  func adopt() async throws(PrivateClusterError) -> String? {
    guard let found = try Postmaster.running(on: location.data) else { return nil }
    logger.notice("PostgreSQL is running on these files already.", metadata: ["process": "\(found.process)"])
    let end = ContinuousClock.now + Self.recoveryBound
    var unanswered = 0
    while ContinuousClock.now < end, unanswered < 10, let server = try Postmaster.running(on: location.data) {
      if server.status == "stopping" { break }
      if server.status == "ready" {
        if try await answers(server) { return server.socketFolder }
        unanswered += 1
      }
      try await pause()
    }
    try await Shutdown(data: location.data, logger: logger).run()
    return nil
  }

  private func answers(_ server: Postmaster) async throws(PrivateClusterError) -> Bool {
    try await Command(
      program: programs.path("pg_isready"),
      arguments: [
        "--quiet", "--timeout", "3", "--host", server.socketFolder, "--port", "\(ClusterLocation.port)",
        "--username", "recension", "--dbname", "recension",
      ]
    ).run().succeeded
  }

  /// Removes what a killed server left in the way of a new one.
  ///
  /// PostgreSQL ignores the pid file of a process that is gone. Two things it cannot do: wait for backends
  /// whose postmaster was killed and that still hold its shared memory, and notice that a pid now belongs to
  /// another process of the same user.
  func clearRemains() async throws(PrivateClusterError) {
    let orphans = try Postmaster.processes(on: location.data)
    if !orphans.isEmpty {
      logger.notice("Waiting for what is left of a killed PostgreSQL.", metadata: ["processes": "\(orphans)"])
      try await Shutdown(data: location.data, logger: logger).endOrphans()
    }
    let pidFile = location.data + "/postmaster.pid"
    if let text = try Files.text(pidFile), let stale = Postmaster(pidFile: text), kill(stale.process, 0) == 0
    {
      logger.notice("Removing a stale pid file.", metadata: ["process": "\(stale.process)"])
      try Files.remove(pidFile)
    }
    // Only in its own folders: the pid file of a copy names the sockets of the original, which are in use.
    for folder in try location.socketFolders() {
      for name in [".s.PGSQL.\(ClusterLocation.port)", ".s.PGSQL.\(ClusterLocation.port).lock"]
      where Files.exists("\(folder)/\(name)") {
        try Files.remove("\(folder)/\(name)")
      }
    }
  }

  private func pause() async throws(PrivateClusterError) {
    do { try await Task.sleep(for: .milliseconds(100)) } catch {
      throw .startCancelled
    }
  }
}
