internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
internal import Protocol

/// The file that tells the clients of a state directory where its server listens.
enum ServerAddress {
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
