import Glibc

/// An exclusive `flock(2)` on a file, held until this object is deallocated or the process ends in any way.
///
/// The descriptor is close-on-exec: a PostgreSQL that outlives us must not hold our lock.
final class ProcessLock: Sendable {
  private let descriptor: CInt

  /// - Throws: `stateDirectoryInUse` with the holder's process id if another process has it; `files`
  ///   otherwise.
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

  /// Retries for a second while another process has the lock.
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
    // Closing alone would leave the lock with a child that was just forked and has not called exec yet.
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
