import Glibc

/// The folder with all of a server's state. While this value is alive, only this process uses the folder.
///
/// `log/`, `keys/` and `client/` are made for the owner alone. The folder itself has mode 0700; if root makes
/// it, 0711, so that the `postgres` user can reach a cluster inside it and nothing else.
///
/// It knows itself by a mark. A copy that is started beside the original has sockets of its own, and leaves alone what
/// the original has elsewhere.
public struct StateDirectory: Sendable {
  /// Absolute, without symbolic links.
  public let path: String
  /// What it knows of itself.
  let mark: StateMark
  /// The folder that this one is a copy of, where that is still there; only when it is first used.
  public let original: String?
  /// Held as long as any copy of this value.
  private let lock: ProcessLock

  /// Makes the folder and its parents if needed, and locks it.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  /// - Throws: `stateDirectoryInUse`, with the holder's process id, if another process has it; `files` for a folder that
  ///   holds what is not ours, which is left as it is.
  public init(_ path: String) throws(PrivateClusterError) {
    let widest: mode_t = geteuid() == 0 ? 0o711 : 0o700
    try Self.makeFolders(path, mode: widest)
    self.path = try Files.resolved(path)
    try Self.checkOwner(of: self.path)
    // Before anything is made in it.
    _ = try StateMark.take(in: self.path)
    lock = try ProcessLock(path: self.path + "/lock")
    var status = stat()
    guard stat(self.path, &status) == 0 else { throw .system("look at", self.path) }
    if status.st_mode & 0o777 & ~widest != 0, chmod(self.path, status.st_mode & widest) != 0 {
      throw .system("set the mode of", self.path)
    }
    // Again, under the lock.
    let (mark, kind) = try StateMark.take(in: self.path)
    self.mark = mark
    switch kind {
    case .new, .own, .moved: original = nil
    case .copy(let other):
      original = other
      // It tells clients of the other's server.
      let address = self.path + "/server.json"
      if Files.exists(address) { try Files.remove(address) }
    }
    // Also where it was only renamed.
    if try Files.text(self.path + "/" + StateMark.file) != mark.text {
      try Files.write(mark.text, to: self.path + "/" + StateMark.file)
    }
    for folder in [logFolder, keysFolder, clientFolder] { try Files.makeFolder(folder) }
  }

  /// Refuses root the folder of somebody else's server: what root makes there would be out of their reach, and PostgreSQL
  /// would run as another than before.
  private static func checkOwner(of path: String) throws(PrivateClusterError) {
    var (folder, data) = (stat(), stat())
    guard geteuid() == 0, stat(path, &folder) == 0, folder.st_uid != 0,
      stat(path + "/cluster/data", &data) == 0, data.st_uid == folder.st_uid
    else { return }
    let name = getpwuid(folder.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "#\(folder.st_uid)"
    throw PrivateClusterError(
      .files, "\(path) belongs to \(name), as whom its server and PostgreSQL run.",
      remedy: "Do this as \(name): sudo -u \(name) recensiond …")
  }

  /// As `init`, but retries for a second: a holder that was just killed may not be quite gone.
  public static func hold(_ path: String) async throws(PrivateClusterError) -> StateDirectory {
    try await ProcessLock.patiently { () throws(PrivateClusterError) in try StateDirectory(path) }
  }

  /// Where the server's and PostgreSQL's logs are.
  public var logFolder: String { path + "/log" }
  /// Where the log's signing key and the last checkpoint are.
  public var keysFolder: String { path + "/keys" }
  /// Where the owner's credential is, for clients on this machine.
  public var clientFolder: String { path + "/client" }

  private static func makeFolders(_ path: String, mode: mode_t) throws(PrivateClusterError) {
    if Files.exists(path) { return }
    let trimmed = path.last == "/" ? String(path.dropLast()) : path
    if trimmed.contains("/") {
      let parent = Files.parent(of: trimmed)
      if parent != trimmed { try makeFolders(parent, mode: 0o755) }
    }
    try Files.makeFolder(trimmed, mode: mode)
  }
}
