internal import Glibc
internal import Protocol

/// Local files, read and replaced as a whole.
enum LocalFile {
  /// The bytes of a file.
  ///
  /// - Throws: exit 66 if there is no file, 65 if it cannot be read or has more than `limit` bytes.
  static func read(_ path: String, limit: Int = .max) throws(ClientError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      var error = ClientError(file: path, doing: "read", code: errno)
      if errno == ENOENT { error.exit = .noSuchThing }
      throw error
    }
    defer { close(descriptor) }
    var information = stat()
    if fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      throw ClientError(file: path, doing: "read", code: EISDIR)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw ClientError(file: path, doing: "read", code: errno)
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw ClientError(
          .refused, type: "too-large",
          "“\(path)” has more than \(limit >> 20) MiB, which is the most that a paper may have.")
      }
    }
  }

  /// The bytes of a file; nil if there is none.
  static func readIfPresent(_ path: String) throws(ClientError) -> [UInt8]? {
    do {
      return try read(path)
    } catch {
      if error.exit == .noSuchThing { return nil }
      throw error
    }
  }

  /// Replaces a file atomically: no reader ever sees half of it.
  static func replace(
    _ path: String, with bytes: [UInt8], permissions: mode_t = 0o600
  ) throws(ClientError) {
    let file = try ReplacementFile(path, permissions: permissions)
    do throws(ClientError) {
      try file.write(bytes)
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  static func remove(_ path: String) {
    unlink(path)
  }

  /// Makes a folder and its parents.
  static func makeFolder(_ path: String, permissions: mode_t = 0o700) throws(ClientError) {
    guard !path.isEmpty, mkdir(path, permissions) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let parent = folder(of: path) else {
      throw ClientError(file: path, doing: "made", code: errno)
    }
    try makeFolder(parent, permissions: permissions)
    if mkdir(path, permissions) != 0, errno != EEXIST {
      throw ClientError(file: path, doing: "made", code: errno)
    }
  }

  /// The folder of a path; nil for the current one.
  static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A file that is written beside the one it replaces, and takes its place only when complete.
final class ReplacementFile: Sendable {
  let path: String
  private let temporary: String
  private let descriptor: Int32

  /// Begins a file, and makes its folders.
  init(_ path: String, permissions: mode_t = 0o666) throws(ClientError) {
    self.path = path
    if let folder = LocalFile.folder(of: path) {
      try LocalFile.makeFolder(folder, permissions: permissions == 0o600 ? 0o700 : 0o777)
    }
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    temporary = path.dropLast(name.count) + ".\(name).\(suffix)"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw ClientError(file: path, doing: "written", code: errno) }
  }

  func write(_ bytes: [UInt8]) throws(ClientError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw ClientError(file: path, doing: "written", code: errno)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts it in place. Write nothing after.
  func finish() throws(ClientError) { try Self.finish([self]) }

  /// Puts files in place, in order; where one cannot be, those before it are taken away again.
  static func finish(_ files: [ReplacementFile]) throws(ClientError) {
    for file in files { try file.settle() }
    for (index, file) in files.enumerated() where rename(file.temporary, file.path) != 0 {
      let code = errno
      for placed in files[..<index] { unlink(placed.path) }
      throw ClientError(file: file.path, doing: "written", code: code)
    }
    for file in files { close(file.descriptor) }
  }

  /// Makes sure that it is on the disk, and that nothing is in its way.
  private func settle() throws(ClientError) {
    var isFolder = stat()
    if stat(path, &isFolder) == 0, isFolder.st_mode & S_IFMT == S_IFDIR {
      throw ClientError(file: path, doing: "written", code: EISDIR)
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ClientError(file: path, doing: "written", code: errno)
    }
  }

  /// Leaves the old file as it is.
  func abandon() {
    close(descriptor)
    unlink(temporary)
  }
}
