internal import Glibc
internal import Protocol

/// Keeps clients on one machine from changing a file at the same time (`flock(2)`).
enum FileLock {
  /// Runs `body` with the lock at `path`. Waits until it is free.
  static func holding<Value>(_ path: String, _ body: () throws(ClientError) -> Value) throws(ClientError)
    -> Value
  {
    if let folder = LocalFile.folder(of: path) { try LocalFile.makeFolder(folder) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ClientError(file: path, doing: "opened", code: errno) }
    // Closing releases the lock.
    defer { close(descriptor) }
    try LocalFile.giveToOwner(ofFolderOf: path, descriptor)
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw ClientError(file: path, doing: "locked", code: errno) }
    }
    return try body()
  }
}
