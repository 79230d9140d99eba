import Glibc

/// What a state directory knows of itself: the file `state` in it. A copy has the file of another, and so knows that it is
/// one.
struct StateMark: Sendable, Hashable {
  static let file = "state"

  /// Sixteen random digits, made with the directory. What lies elsewhere for it has them too.
  var identity: String
  /// Where it was when it was last used.
  var path: String
  /// The folder itself, as the file system tells it from others.
  var folder: FolderID

  /// What a folder turns out to be.
  enum Kind: Sendable, Hashable {
    /// One that is used for the first time.
    case new
    /// The one that was used before, at another path perhaps.
    case own
    /// One that was used before, whose files were brought to a folder of their own; the folder before is gone.
    case moved(from: String)
    /// A copy: the folder that it was made of is there.
    case copy(of: String)
  }

  /// The mark of a folder, made or brought up to date, and what the folder is.
  ///
  /// - Throws: `files` for a folder that holds what is not ours. Nothing in it was changed then.
  static func take(in path: String) throws(PrivateClusterError) -> (mark: StateMark, kind: Kind) {
    guard let folder = FolderID(of: path) else { throw .system("look at", path) }
    guard let text = try Files.text("\(path)/\(file)") else {
      let others = try Files.names(in: path).filter { !ours.contains($0) }
      guard others.isEmpty else { throw foreign(path, others) }
      return (StateMark(identity: Files.randomName(), path: path, folder: folder), .new)
    }
    guard var mark = StateMark(text: text) else {
      throw PrivateClusterError(
        .files, "\(path)/\(file) cannot be read, so it is not certain what lies in \(path).",
        remedy:
          "Put the file back from a copy; or, if this is the folder of one server and no copy, remove it.")
    }
    var kind = Kind.own
    if mark.folder != folder {
      let isThere = mark.path != path && FolderID(of: mark.path) == mark.folder
      kind = isThere ? .copy(of: mark.path) : .moved(from: mark.path)
      if isThere { mark.identity = Files.randomName() }
    }
    (mark.path, mark.folder) = (path, folder)
    return (mark, kind)
  }

  private static func foreign(_ path: String, _ names: [String]) -> PrivateClusterError {
    let some = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " …" : "")
    return PrivateClusterError(
      .files, "\(path) is neither empty nor a state directory: it has \(some). Nothing in it was changed.",
      remedy: "Name a folder of its own with --home; it is made where it is not there.")
  }

  /// What may be in a state directory that has no mark yet: one of before there were marks, or one that a script or a
  /// client has begun, or whoever wrote the settings before the first start. A file system of its own has `lost+found`.
  private static let ours: Set = [
    "lost+found",
    "log", "keys", "client", "cluster", "cluster-location", "lock", "server.json", "server.json.new",
    "scripts.lock", "sample-imported", "recensiond.conf",
  ]
}

extension StateMark {
  /// As it is in the file.
  var text: String {
    "recension state 1\nidentity \(identity)\nfolder \(folder)\npath \(path)\n"
  }

  /// Reads what ``text`` gives, and nothing else.
  init?(text: String) {
    let lines = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0] == "recension state 1", lines[1].hasPrefix("identity "),
      lines[2].hasPrefix("folder "), let folder = FolderID(text: lines[2].dropFirst(7)),
      lines[3].hasPrefix("path /"), lines[3].hasSuffix("\n")
    else { return nil }
    self.init(
      identity: String(lines[1].dropFirst(9)), path: String(lines[3].dropFirst(5).dropLast()), folder: folder)
  }
}

/// A folder as its file system tells it from others: its device and its number there. A copy has another.
struct FolderID: Sendable, Hashable, CustomStringConvertible {
  let device: UInt
  let number: UInt

  /// `nil` where there is no folder.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
  }

  /// Reads what ``description`` gives.
  init?(text: Substring) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let device = UInt(parts[0]), let number = UInt(parts[1]) else { return nil }
    (self.device, self.number) = (device, number)
  }

  var description: String { "\(device):\(number)" }
}
