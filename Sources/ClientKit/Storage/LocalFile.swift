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
    let file = try OutputFile(path, permissions: permissions)
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

  /// Gives what root made in somebody's folder of secrets to them, who could not read or change it else.
  static func giveToOwner(ofFolderOf path: String, _ descriptor: Int32) throws(ClientError) {
    var information = stat()
    guard geteuid() == 0, stat(folder(of: path) ?? ".", &information) == 0, information.st_uid != 0 else {
      return
    }
    guard fchown(descriptor, information.st_uid, information.st_gid) == 0 else {
      throw ClientError(file: path, doing: "given to its folder's owner", code: errno)
    }
  }

  /// Sees that only its owner can read a file with secrets.
  ///
  /// - Returns: whether others could until now.
  static func protect(_ path: String) throws(ClientError) -> Bool {
    var information = stat()
    guard stat(path, &information) == 0 else { return false }
    guard information.st_uid == geteuid() || geteuid() == 0 else {
      throw ClientError(
        .refused, type: "file",
        "“\(path)” belongs to somebody else, who could read what is kept in it. Take a folder of your own; or, if the folder is "
          + "yours and root wrote there, have it given back: chown.")
    }
    guard information.st_mode & 0o077 != 0 else { return false }
    guard chmod(path, 0o600) == 0 else {
      throw ClientError(
        .refused, type: "file",
        "Others can read “\(path)”, which holds credentials, and that cannot be changed: "
          + "\(SystemMessage.text(of: errno)). Let nobody else read it: chmod 600.")
    }
    return true
  }

  /// Sees that only its owner can put something in the place of what lies in a folder with secrets.
  ///
  /// - Returns: whether others could until now.
  static func protect(folder path: String) throws(ClientError) -> Bool {
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & 0o022 != 0 else { return false }
    guard chmod(path, information.st_mode & 0o7755) == 0 else {
      throw ClientError(
        .refused, type: "file",
        "Others can change what lies in “\(path)”, credentials among it, and that cannot be changed: "
          + "\(SystemMessage.text(of: errno)). Let nobody else write there: chmod go-w.")
    }
    return true
  }

  /// A new name in a folder is durable when the folder is.
  static func sync(folder path: String?) -> Bool {
    let descriptor = open(path ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Not every file system can.
    return fsync(descriptor) == 0 || errno == EINVAL || errno == EBADF
  }

  /// Makes a folder and its parents.
  static func makeFolder(_ path: String, permissions: mode_t = 0o700) throws(ClientError) {
    if path.isEmpty { return }
    if mkdir(path, permissions) != 0 {
      if errno == EEXIST { return }
      guard errno == ENOENT, let parent = folder(of: path) else {
        throw ClientError(file: path, doing: "made", code: errno)
      }
      try makeFolder(parent, permissions: permissions)
      if mkdir(path, permissions) != 0 {
        if errno == EEXIST { return }
        throw ClientError(file: path, doing: "made", code: errno)
      }
    }
    guard permissions == 0o700 else { return }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ClientError(file: path, doing: "opened", code: errno) }
    defer { close(descriptor) }
    try giveToOwner(ofFolderOf: path, descriptor)
  }

  /// The folder of a path; nil for the current one.
  static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
