internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
internal import Logging
internal import NIOPosix
internal import Protocol
internal import Synchronization

/// The file that tells the clients of a state directory where its server listens.
final class ServerAddress: Sendable {
  private let path: String
  /// The log's verifier key, by which clients know the server again.
  private let key: String
  /// Where the server listens, once it does.
  private let url = Mutex<String?>(nil)

  init(in folder: String, key: String) {
    path = Self.path(in: folder)
    self.key = key
  }

  /// Writes `server.json`, whole or not at all.
  func announce(_ url: String) throws(StartError) {
    self.url.withLock { $0 = url }
    try write(url)
  }

  /// Writes the file again whenever somebody removed it, until the task is cancelled.
  func keep(_ logger: Logger) async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: Self.look) } catch { return }
      do {
        try await NIOThreadPool.singleton.runIfActive { [self] in
          guard let url = url.withLock({ $0 }), access(path, F_OK) != 0, errno == ENOENT else { return }
          try write(url)
          logger.warning("server.json was removed, and is written again.", metadata: ["path": "\(path)"])
        }
      } catch {
        logger.error("\(error)")
      }
    }
  }

  private func write(_ url: String) throws(StartError) {
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
    let path = path(in: folder)
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    do {
      guard try ServerFile(json: JSON.parsed(Array(bytes))).pid == Int(getpid()) else { return }
    } catch {
      // What cannot be read tells no client anything.
    }
    unlink(path)
  }

  private static func path(in folder: String) -> String { folder + "/" + ServerFile.name }

  private static let look = Duration.seconds(1)
}
