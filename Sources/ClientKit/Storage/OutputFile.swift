internal import Glibc
internal import Protocol

/// A file that is written whole or not at all: beside the one it replaces, whose place it takes when it is complete.
///
/// What is no plain file, a device or a named pipe, cannot be replaced: it is written to as it is. So is what the process has
/// open already and is named by its number, as a shell names it: `/dev/stdout`, `>(wc)`.
final class OutputFile: Sendable {
  let path: String
  /// Where it lies in truth, links followed.
  private let target: String
  /// The file that is written; `nil` where that is `target` itself.
  private let temporary: String?
  private let descriptor: Int32

  /// Begins a file, and makes its folders.
  ///
  /// - Parameter permissions: of a file that is not there yet; one that is keeps its own.
  init(_ path: String, permissions: mode_t = 0o666) throws(ClientError) {
    self.path = path
    let target = Self.followed(path)
    self.target = target
    if let number = Self.openFile(target) {
      temporary = nil
      // Where it stands in the file is shared: what was written there before stays.
      descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
      guard descriptor >= 0 else { throw ClientError(file: path, doing: "written", code: errno) }
      return
    }
    let folder = LocalFile.folder(of: target)
    if let folder { try LocalFile.makeFolder(folder, permissions: permissions == 0o600 ? 0o700 : 0o777) }
    var information = stat()
    let isThere = stat(target, &information) == 0
    // A link that leads to itself, or a folder that may not be looked into: not a file that is still to be made.
    if !isThere, errno != ENOENT { throw ClientError(file: path, doing: "written", code: errno) }
    let kind = information.st_mode & S_IFMT
    if isThere, kind == S_IFDIR { throw ClientError(file: path, doing: "written", code: EISDIR) }
    if isThere, kind != S_IFREG {
      temporary = nil
      descriptor = open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw ClientError(file: path, doing: "written", code: errno) }
      return
    }
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    let name = target.dropFirst(folder.map { $0 == "/" ? 1 : $0.count + 1 } ?? 0)
    let beside = String(target.dropLast(name.count)) + ".\(name).\(suffix)"
    temporary = beside
    descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw ClientError(file: path, doing: "written", code: errno) }
    if permissions == 0o600 {
      do throws(ClientError) {
        try LocalFile.giveToOwner(ofFolderOf: target, descriptor)
      } catch {
        abandon()
        throw error
      }
    }
    guard isThere, permissions != 0o600 else { return }
    Self.keepOwner(information, of: descriptor)
    // After it, for what changes hands loses some of its permissions.
    if fchmod(descriptor, information.st_mode & 0o7777) != 0 {
      let code = errno
      abandon()
      throw ClientError(file: path, doing: "written", code: code)
    }
  }

  /// Gives a file the owner and group of the one that it replaces, as far as that is allowed: all may keep a group that they
  /// are in, and only root gives files away.
  private static func keepOwner(_ information: stat, of descriptor: Int32) {
    if fchown(descriptor, information.st_uid, information.st_gid) != 0 {
      _ = fchown(descriptor, uid_t.max, information.st_gid)
    }
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

  /// Puts it in place, durably. Write nothing after.
  func finish() throws(ClientError) { try Self.finish([self]) }

  /// Puts files in place, in order; where one cannot be, those before it are taken away again.
  static func finish(_ files: [OutputFile]) throws(ClientError) {
    for file in files where file.temporary != nil && fsync(file.descriptor) != 0 && errno != EINVAL {
      throw ClientError(file: file.path, doing: "written", code: errno)
    }
    // What stands there is kept beside until all are in place.
    let kept = files.map { $0.temporary == nil || files.count == 1 ? nil : $0.keepOld() }
    defer { for case let old? in kept { unlink(old) } }
    for (index, file) in files.enumerated() {
      guard let temporary = file.temporary, rename(temporary, file.target) != 0 else { continue }
      let code = errno
      for (placed, old) in zip(files, kept).prefix(index) where placed.temporary != nil {
        if let old { rename(old, placed.target) } else { unlink(placed.target) }
      }
      throw ClientError(file: file.path, doing: "written", code: code)
    }
    for file in files {
      guard file.temporary == nil || LocalFile.sync(folder: LocalFile.folder(of: file.target)) else {
        throw ClientError(file: file.path, doing: "written", code: errno)
      }
    }
    // Some files tell only now that what was written did not arrive.
    for file in files where close(file.descriptor) != 0 {
      throw ClientError(file: file.path, doing: "written", code: errno)
    }
  }

  /// Another name of the file that is to be replaced; `nil` where there is none.
  private func keepOld() -> String? {
    guard let temporary else { return nil }
    let name = temporary + ".old"
    return link(target, name) == 0 ? name : nil
  }

  /// Leaves the old file as it is.
  func abandon() {
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  /// The file that a path leads to, also where it is not there yet.
  private static func followed(_ path: String) -> String {
    var path = path
    // As many links as the system follows.
    for _ in 0..<40 {
      // Such a link says what is open, not where it lies.
      if openFile(path) != nil { return path }
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { return path }
      let end = String(decoding: buffer[..<count], as: UTF8.self)
      path = end.hasPrefix("/") ? end : (LocalFile.folder(of: path).map { $0 + "/" } ?? "") + end
    }
    return path
  }

  /// The number of the open file that a path stands for (proc(5), `/proc/pid/fd`).
  private static func openFile(_ path: String) -> CInt? {
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
      return CInt(path.dropFirst(folder.count))
    }
    return nil
  }
}
