internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
internal import Protocol

/// Where the server listens, and the file that tells the client.
enum ServerAddress {
  /// The port to listen on: the one asked for, or the usual one, or where that is taken any (0).
  static func port(_ options: ServerOptions) -> Int {
    if let port = options.port { return port }
    return isFree(ServerOptions.usualPort) ? ServerOptions.usualPort : 0
  }

  private static func isFree(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // As the server itself will bind: a port that only lingers in TIME_WAIT is free.
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Writes `server.json`, whole or not at all.
  static func announce(url: String, key: String, in folder: String) throws(StartError) {
    let path = folder + "/" + ServerFile.name
    let bytes = JSON.text(of: ServerFile(url: url, pid: Int(getpid()), key: key))
    guard let file = fopen(path + ".new", "w") else {
      throw StartError("\(path) cannot be written.", errno: errno)
    }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == bytes.count, rename(path + ".new", path) == 0 else {
      throw StartError("\(path) cannot be written.", errno: errno)
    }
  }

  /// Removes `server.json`, unless it is another process's: this one may have failed to start beside it.
  static func withdraw(in folder: String) {
    let path = folder + "/" + ServerFile.name
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    do {
      guard try ServerFile(json: JSON.parsed(Array(bytes))).pid == Int(getpid()) else { return }
    } catch {
      // What cannot be read tells no client anything.
    }
    unlink(path)
  }
}
