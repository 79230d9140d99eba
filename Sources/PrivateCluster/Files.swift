import FoundationEssentials
import Glibc

/// File operations of this module, with errors for people.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  /// Makes a folder with this mode and owner. An existing folder keeps its mode.
  static func makeFolder(_ path: String, mode: mode_t = 0o700, owner: Account? = nil)
    throws(PrivateClusterError)
  {
    if mkdir(path, mode) == 0 {
      // mkdir applies the umask, which could take our own access away.
      guard chmod(path, mode) == 0 else { throw .system("set the mode of", path) }
    } else if errno != EEXIST {
      throw .system("make the folder", path)
    }
    if let owner { try give(path, to: owner) }
  }

  static func give(_ path: String, to owner: Account) throws(PrivateClusterError) {
    guard lchown(path, owner.user, owner.group) == 0 else { throw .system("give \(owner.name)", path) }
  }

  /// The file's text; nil if there is no file.
  static func text(_ path: String) throws(PrivateClusterError) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .system("read", path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw .system("read", path) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// Replaces the file atomically: written to a new file, synced, renamed. A reader sees the old text or the
  /// new.
  static func write(
    _ text: String, to path: String, mode: mode_t = 0o600, owner: Account? = nil
  ) throws(PrivateClusterError) {
    let beside = "\(path).new-\(randomName())"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .system("write", beside) }
    do throws(PrivateClusterError) {
      defer { close(descriptor) }
      guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
        throw .system("write", beside)
      }
      if let owner, fchown(descriptor, owner.user, owner.group) != 0 {
        throw .system("give \(owner.name)", beside)
      }
      guard fsync(descriptor) == 0 else { throw .system("write", beside) }
    } catch {
      unlink(beside)
      throw error
    }
    try rename(beside, to: path)
  }

  /// Renames and makes the new name durable.
  static func rename(_ path: String, to target: String) throws(PrivateClusterError) {
    guard Glibc.rename(path, target) == 0 else { throw .system("rename \(path) to", target) }
    let folder = open(parent(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .system("open the folder of", target) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .system("sync the folder of", target) }
  }

  /// Copies what a file has to another, in whose place it comes; for its owner's eyes only.
  static func copy(_ path: String, to target: String) throws(PrivateClusterError) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw .system("open", path) }
    defer { close(source) }
    let copy = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw .system("open", target) }
    defer { close(copy) }
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(source, &part, part.count)
      if count == 0 { return }
      guard count > 0 else { throw .system("read", path) }
      var written = 0
      while written < count {
        let more = part.withUnsafeBytes { Glibc.write(copy, $0.baseAddress! + written, count - written) }
        guard more > 0 else { throw .system("write", target) }
        written += more
      }
    }
  }

  static func names(in folder: String) throws(PrivateClusterError) -> [String] {
    guard let stream = opendir(folder) else { throw .system("list", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file or a folder with all that is in it.
  static func remove(_ path: String) throws(PrivateClusterError) {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw PrivateClusterError(
        .files, "\(path) could not be removed, or not all that is in it.",
        remedy: "See that nothing writes there, and remove it by hand.")
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// The path without symbolic links, `.` and `..`. It must exist.
  static func resolved(_ path: String) throws(PrivateClusterError) -> String {
    guard let resolved = realpath(path, nil) else { throw .system("find", path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Sixteen random hexadecimal digits.
  static func randomName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
