internal import Cryptography
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import SystemPackage

/// A file of a backup while it is written: for its owner's eyes only, counted and hashed.
struct BackupFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var hash = SHA256()
  private(set) var size: Int64 = 0

  init(_ path: String) throws(StartError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StartError("\(path) cannot be written.", errno: errno) }
  }

  deinit { close(descriptor) }

  mutating func write(_ bytes: [UInt8]) throws(StartError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StartError("\(path) cannot be written.", errno: errno) }
      written += count
    }
    hash.update(bytes)
    size += Int64(bytes.count)
  }

  /// Returns when it is on disk.
  /// - Returns: its SHA-256, in hexadecimal digits.
  mutating func finish() throws(StartError) -> String {
    guard fsync(descriptor) == 0 else { throw StartError("\(path) cannot be written.", errno: errno) }
    return hash.finalize(Hash.init(copying:)).description
  }

  /// All of a file in pieces, and how it hashes.
  ///
  /// - Returns: its size and its SHA-256, in hexadecimal digits.
  static func read(
    _ path: String, _ body: nonisolated(nonsending) ([UInt8]) async throws -> Void
  ) async throws -> (size: Int64, sha256: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StartError("\(path) cannot be read.", errno: errno) }
    defer { close(descriptor) }
    var hash = SHA256()
    var size: Int64 = 0
    while true {
      let bytes = try [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        let taken = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard taken >= 0 else { throw StartError("\(path) cannot be read.", errno: errno) }
        count = taken
      }
      if bytes.isEmpty { break }
      hash.update(bytes)
      size += Int64(bytes.count)
      try await body(bytes)
    }
    return (size, hash.finalize(Hash.init(copying:)).description)
  }
}

/// The folder of a backup while it is made: written beside and renamed when it is whole, so that there is a backup or none.
struct BackupFolder {
  /// Where it is written.
  let beside: String
  private let path: String

  /// - Parameter path: where the backup is to be; nothing may be there.
  init(_ path: String) throws(BackupError) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard !trimmed.isEmpty else { throw BackupError("Say into which folder the backup is to go.") }
    // An empty folder may be what it is to be mounted or kept in; rename takes its place.
    if access(trimmed, F_OK) == 0, !Self.isEmptyFolder(trimmed) {
      throw BackupError("There is something at \(trimmed) already. Name a folder that is not there yet.")
    }
    self.path = trimmed
    beside = "\(trimmed).new-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    guard Self.canBeReplaced(trimmed) else {
      throw BackupError(
        "\(trimmed) is a link or a place where something is mounted, which a backup cannot take the place of. Name a folder "
          + "in it.")
    }
    try Self.refuseRemains(of: trimmed)
    guard mkdir(beside, 0o700) == 0 else {
      throw BackupError("The folder \(beside) cannot be made: \(String(cString: strerror(errno))).")
    }
  }

  /// Refuses to go on beside a half that an earlier one left when it was killed: nobody knows of it, and it holds what
  /// people wrote. It may be that of a backup that is being made.
  private static func refuseRemains(of path: String) throws(BackupError) {
    let whole = FilePath(path)
    let folder = whole.removingLastComponent().string
    let prefix = (whole.lastComponent?.string ?? "") + ".new-"
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    } catch {
      // Then nothing can be made there either, and that is said.
      return
    }
    let left = names.first { name in
      let digits = name.dropFirst(prefix.count)
      return name.hasPrefix(prefix) && (1...16).contains(digits.count) && digits.allSatisfy(\.isHexDigit)
    }
    guard let left else { return }
    let name = folder.isEmpty ? left : "\(folder)/\(left)"
    throw BackupError(
      "\(name) is what a backup left that was killed, or one that is being made now. If none is, remove it, for it holds "
        + "what people wrote; then do it again.")
  }

  /// Whether a folder that is made beside can be renamed to a path.
  private static func canBeReplaced(_ path: String) -> Bool {
    var there = stat()
    guard lstat(path, &there) == 0 else { return true }
    guard there.st_mode & S_IFMT == S_IFDIR else { return false }
    // Where the system does not tell what is mounted, the renaming tells.
    guard let real = realpath(path, nil),
      let table = FileManager.default.contents(atPath: "/proc/self/mountinfo")
    else { return true }
    defer { free(real) }
    // As it stands there: the fifth field, with blanks by their numbers (proc(5)).
    let name = String(cString: real).replacing(" ", with: "\\040")
    return !String(decoding: table, as: UTF8.self).split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 4 && fields[4] == name
    }
  }

  private static func isEmptyFolder(_ path: String) -> Bool {
    do { return try FileManager.default.contentsOfDirectory(atPath: path).isEmpty } catch { return false }
  }

  /// Gives it its name, durably.
  func finish() throws(BackupError) {
    let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard Self.sync(beside), rename(beside, path) == 0, Self.sync(parent) else {
      throw BackupError("The backup cannot be put at \(path): \(String(cString: strerror(errno))).")
    }
  }

  /// Removes what was begun; what cannot be removed is named, since it holds what people wrote.
  func abandon() -> String? {
    do {
      try FileManager.default.removeItem(atPath: beside)
      return nil
    } catch {
      return "What was begun of it is left in \(beside): remove it."
    }
  }

  private static func sync(_ path: String) -> Bool {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }
}
