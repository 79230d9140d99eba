internal import Glibc
internal import Protocol

/// The lines that were typed, kept for the shells of one person. Each is written when it is typed, so that a window that
/// is closed takes none with it, and two shells keep both of theirs.
struct HistoryFile: Sendable {
  let path: String

  /// How many lines are kept.
  static let limit = 2_000

  /// The lines that are kept, the oldest first.
  func lines() throws(ClientError) -> [String] {
    try FileLock.holding(path + ".lock") { () throws(ClientError) in
      guard let bytes = try LocalFile.readIfPresent(path) else { return [] }
      let lines = bytes.split(separator: 0x0A)
      let kept = lines.suffix(Self.limit)
      // Not with each line, for that would write all of them anew.
      if lines.count > 2 * Self.limit {
        try LocalFile.replace(path, with: Array(kept.joined(separator: [0x0A])) + [0x0A])
      }
      return kept.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Adds a line. The file has a line for each entry, so one with line breaks is not kept.
  func append(_ line: String) throws(ClientError) {
    guard !line.utf8.contains(0x0A) else { return }
    try FileLock.holding(path + ".lock") { () throws(ClientError) in
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw ClientError(file: path, doing: "written", code: errno) }
      defer { close(descriptor) }
      try LocalFile.giveToOwner(ofFolderOf: path, descriptor)
      let bytes = Array((line + "\n").utf8)
      guard write(descriptor, bytes, bytes.count) == bytes.count else {
        throw ClientError(file: path, doing: "written", code: errno)
      }
    }
  }
}
