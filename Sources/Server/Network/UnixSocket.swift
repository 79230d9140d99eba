internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// A Unix socket to listen on, for whoever may write to it: its owner and group.
struct UnixSocket: Sendable {
  let path: String

  /// The addresses that those who name its path ask by: as it was given, and without symbolic links.
  var urls: [String] {
    let given = FilePath(path).isAbsolute ? path : FileManager.default.currentDirectoryPath + "/" + path
    let whole = FilePath(given)
    guard let folder = realpath(whole.removingLastComponent().string, nil) else { return [Self.url(given)] }
    defer { free(folder) }
    return [Self.url(given), Self.url("\(String(cString: folder))/\(whole.lastComponent?.string ?? "")")]
  }

  private static func url(_ path: String) -> String {
    "unix:" + path.replacing("%", with: "%25")
  }

  /// Sees that it can be listened on. One that a server left behind is taken away when it is.
  init(_ path: String) throws(StartError) {
    self.path = path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw StartError("“\(path)” is no path of a Unix socket: it ends with the socket's own name.")
    }
    let excess = max(path.utf8.count, beside.utf8.count) - capacity
    guard excess < 0 else {
      throw StartError(
        "The path of a Unix socket is \(excess + 1) bytes longer than the system takes: “\(path)”.")
    }
    try Self.checkPlace(path)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw StartError("A socket cannot be made.", errno: errno) }
    defer { close(descriptor) }
    let isAnswered = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    if isAnswered { throw StartError("Another program listens on \(path).") }
    if errno != ENOENT && errno != ECONNREFUSED {
      throw StartError("\(path) cannot be listened on.", errno: errno)
    }
  }

  /// Refuses a path where something else stands, or where none can be made.
  private static func checkPlace(_ path: String) throws(StartError) {
    var information = stat()
    if lstat(path, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFSOCK else {
        throw StartError("\(path) is there and is no socket. It stays; name another path with --socket.")
      }
    } else if errno != ENOENT {
      throw StartError("There can be no socket at \(path).", errno: errno)
    }
    let folder = FilePath(path).removingLastComponent().string
    guard access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 else {
      throw StartError("The socket \(path) cannot be made in its folder.", errno: errno)
    }
  }

  /// Where it is made, before it takes its place: in the same folder, under a name that nobody else has.
  ///
  /// What stops listening removes the path at which it began. That must not be the one at which another may have come to
  /// listen since.
  var beside: String {
    // Five digits, however it falls.
    let name = "." + String(UInt32.random(in: 60_466_176 ... .max), radix: 36).suffix(5)
    let folder = FilePath(path).removingLastComponent()
    return folder.string.isEmpty ? name : folder.appending(name).string
  }

  /// Puts one that listens in its place, and lets owner and group write to it: a proxy is mostly another user.
  ///
  /// - Returns: what lies there from now on.
  func place(_ beside: String) throws(StartError) -> FileID {
    guard chmod(beside, 0o660) == 0 else {
      throw StartError("\(path) cannot be opened to its group.", errno: errno)
    }
    guard rename(beside, path) == 0, let placed else {
      throw StartError("\(path) cannot be listened on.", errno: errno)
    }
    return placed
  }

  /// What lies at its path; `nil` where that is nothing.
  var placed: FileID? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    return FileID(device: UInt64(information.st_dev), number: UInt64(information.st_ino))
  }

  /// Takes it away, if it is still the one that was put there.
  func remove(_ own: FileID) {
    if placed == own { unlink(path) }
  }

  /// A file as its file system tells it from others.
  struct FileID: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
  }
}
