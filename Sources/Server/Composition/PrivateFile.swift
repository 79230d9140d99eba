internal import Glibc

/// A small file of the state directory: for its owner's eyes only from its first byte on, and replaced whole.
enum PrivateFile {
  /// All that is in it; `nil` where there is none.
  static func read(_ path: String) throws(StartError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StartError("\(path) cannot be read.", errno: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw StartError("\(path) cannot be read.", errno: errno) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Written beside, synced and renamed: a reader sees the old content or the new, also after a crash.
  static func write(_ bytes: [UInt8], to path: String) throws(StartError) {
    let beside = path + ".new"
    unlink(beside)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StartError("\(beside) cannot be written.", errno: errno) }
    let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    let reason = errno
    close(descriptor)
    guard isWritten else { throw StartError("\(beside) cannot be written.", errno: reason) }
    guard rename(beside, path) == 0, syncFolder(of: path) else {
      throw StartError("\(path) cannot be written.", errno: errno)
    }
  }

  /// A new name is durable when its folder is.
  private static func syncFolder(of path: String) -> Bool {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }
}
