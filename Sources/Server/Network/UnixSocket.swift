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
    guard !path.isEmpty, path.utf8.count < capacity else {
      throw StartError("The path of a Unix socket has at most \(capacity - 1) bytes: “\(path)” is none.")
    }
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

  /// Lets owner and group write to it: a proxy is mostly another user.
  func open() throws(StartError) {
    guard chmod(path, 0o660) == 0 else {
      throw StartError("\(path) cannot be opened to its group.", errno: errno)
    }
  }
}
