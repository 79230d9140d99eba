internal import Glibc
internal import Ledger

/// The log's signing key and the last checkpoint that it signed, in the state directory's `keys/`: outside the
/// database, so that an older backup of the database does not take them back with it.
struct CheckpointKeys: Sendable {
  let folder: String

  private var keyFile: String { folder + "/checkpoint.key" }
  private var noteFile: String { folder + "/checkpoint.note" }

  /// The key, made where there is none. It names a log of its own, `recension/` and 16 random digits.
  ///
  /// - Parameter startAnew: lay the present key and its last checkpoint aside, and make another.
  func signer(startAnew: Bool) throws(StartError) -> CheckpointSigner {
    if startAnew { try layAside() }
    if let bytes = try KeyFile.read(keyFile) {
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        return try CheckpointSigner(secret: text.hasSuffix("\n") ? String(text.dropLast()) : text)
      } catch {
        throw StartError(
          "The log's key in \(keyFile) cannot be read: \(error) Put the file back from a copy, or start once "
            + "with --new-log-key, which lays it aside and makes another.")
      }
    }
    let digits = String(UInt64.random(in: UInt64.max / 16 + 1 ... .max), radix: 16)
    guard let name = KeyName("recension/\(digits)") else {
      preconditionFailure("it is a name of visible ASCII")
    }
    do {
      let signer = try CheckpointSigner.random(name: name)
      try KeyFile.write(Array((signer.secret + "\n").utf8), to: keyFile)
      return signer
    } catch let error as StartError {
      throw error
    } catch {
      throw StartError("No key for the log could be made: \(error)")
    }
  }

  /// The last note that was signed; `nil` where none was.
  func lastNote() throws(StartError) -> [UInt8]? { try KeyFile.read(noteFile) }

  func keep(_ note: [UInt8]) throws(StartError) { try KeyFile.write(note, to: noteFile) }

  /// The key goes last: without it, there would be a note of an unknown log.
  private func layAside() throws(StartError) {
    guard let key = try KeyFile.read(keyFile) else { return }
    // Named by what it is, so that laying two aside loses neither.
    let name = "checkpoint-" + Hash(of: key).description.prefix(16)
    for (file, ending) in [(noteFile, "note"), (keyFile, "key")] {
      guard rename(file, "\(folder)/\(name).\(ending)") == 0 || errno == ENOENT else {
        throw StartError("\(file) cannot be laid aside.", errno: errno)
      }
    }
  }
}

/// A small file for its owner's eyes only, replaced whole.
enum KeyFile {
  static func read(_ path: String) throws(StartError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StartError("\(path) cannot be read.", errno: errno)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw StartError("\(path) cannot be read.", errno: errno) }
    return Array(bytes[..<count])
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
