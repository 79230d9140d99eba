import Glibc

/// An exclusive `flock(2)` on a file, held until this object goes or the process ends, however it ends.
///
/// The descriptor is close-on-exec: a PostgreSQL that outlives us must not hold our lock.
final class ProcessLock: Sendable {
  private let descriptor: CInt

  /// - Throws: `stateDirectoryInUse` with the holder's process id when another holds it; `files` otherwise.
  init(path: String) throws(PrivateClusterError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system("open the lock file", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let failure = errno
      defer { close(descriptor) }
      guard failure == EWOULDBLOCK else { throw .system("lock", path, failure) }
      let holder = Self.holder(descriptor)
      throw PrivateClusterError(
        .stateDirectoryInUse,
        "Another recensiond\(holder.map { " (process \($0))" } ?? "") holds \(path).",
        remedy: "Stop it first, or choose another state directory.")
    }
    let line = "\(getpid())\n"
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, line, line.utf8.count, 0) == line.utf8.count
    else {
      let failure = errno
      close(descriptor)
      throw .system("write the lock file", path, failure)
    }
    self.descriptor = descriptor
  }

  /// Tries for a second to take what another holds.
  static func patiently<Held>(
    _ take: () throws(PrivateClusterError) -> Held
  ) async throws(PrivateClusterError) -> Held {
    let end = ContinuousClock.now + .seconds(1)
    while true {
      do throws(PrivateClusterError) { return try take() } catch {
        guard error.kind == .stateDirectoryInUse, ContinuousClock.now < end else { throw error }
        do { try await Task.sleep(for: .milliseconds(20)) } catch { throw .startCancelled }
      }
    }
  }

  deinit {
    // Closing alone would leave the lock to a child that was forked a moment ago and has yet to exec.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: CInt) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
