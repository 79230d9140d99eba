import Glibc

/// Where a cluster's files and its socket lie.
struct ClusterLocation: Sendable, Hashable {
  static let port = 5432
  /// `sun_path` holds 108 bytes with its closing zero (unix(7)).
  static let longestSocketPath = 107
  /// Where clusters of root lie if `postgres` may not enter the state directory.
  static let systemFolder = "/var/lib/recension"

  let folder: String
  var data: String { folder + "/data" }

  /// Where the cluster of a state directory is. A new one goes inside it. If `account` may not enter that, it
  /// goes into a folder under `systemFolder`, which the file `cluster-location` then names.
  static func of(_ state: StateDirectory, account: Account?) throws(PrivateClusterError) -> ClusterLocation {
    let inside = state.path + "/cluster"
    let record = state.path + "/cluster-location"
    if let line = try Files.text(record)?.split(separator: "\n").first.map(String.init) {
      guard Files.exists(line) else {
        throw PrivateClusterError(
          .files, "\(record) says that the database lies in \(line), which is not there.",
          remedy: "Bring that folder back; or, to begin with an empty database, remove \(record).")
      }
      let location = ClusterLocation(folder: line)
      try location.claim(for: state)
      return location
    }
    if let account, let barrier = account.barrier(onTheWayTo: inside) {
      guard !Files.exists(inside + "/data") else {
        throw PrivateClusterError(
          .files, "The database lies in \(inside), and the user \(account.name) may not enter \(barrier).",
          remedy: "Let it pass through (chmod o+x \(barrier)), or move the state directory elsewhere.")
      }
      try Files.makeFolder(systemFolder, mode: 0o711)
      let apart = "\(systemFolder)/\(Files.randomName())"
      try Files.makeFolder(apart, owner: account)
      let location = ClusterLocation(folder: apart)
      try location.claim(for: state)
      try Files.write(apart + "\n", to: record)
      return location
    }
    try Files.makeFolder(inside, owner: account)
    return ClusterLocation(folder: inside)
  }

  /// Where the cluster of a state directory is, without making anything; nil where there is none.
  static func existing(in state: String) throws(PrivateClusterError) -> ClusterLocation? {
    let line = try Files.text(state + "/cluster-location")?.split(separator: "\n").first.map(String.init)
    let location = ClusterLocation(folder: line ?? state + "/cluster")
    return Files.exists(location.data) ? location : nil
  }

  /// Makes sure that a cluster outside of its state directory is that one's: a copy of the directory names it too.
  private func claim(for state: StateDirectory) throws(PrivateClusterError) {
    let file = folder + "/state-identity"
    let identity = try Files.text(file)?.split(separator: "\n").first.map(String.init)
    // One of before there were identities belongs to whoever comes first.
    guard let identity else { return try Files.write(state.mark.identity + "\n", to: file) }
    guard identity == state.mark.identity else {
      throw PrivateClusterError(
        .files, "\(state.path) is a copy, and names the database of another state directory, \(folder).",
        remedy:
          "That one is left alone. Start the server on the original; or, to begin with an empty database here, "
          + "remove \(state.path)/cluster-location.")
    }
  }

  /// The folder for the Unix socket: the cluster's folder. If its path is too long for a socket, or has a
  /// character that libpq or PostgreSQL takes for a separator, it is a new short one that `socket-location`
  /// names, with the cluster's folder that it is for.
  func socketFolder(
    account: Account?, environment: [String: String] = Command.ownEnvironment
  ) throws(PrivateClusterError) -> String {
    let inside = folder + "/socket"
    if Self.fits(inside) {
      try Files.makeFolder(inside, owner: account)
      return inside
    }
    let record = folder + "/socket-location"
    if let line = try ownSocketFolder() {
      // One that was removed is made again at the same place, where clients look for it.
      if !Files.exists(line) { try Files.makeFolder(line, owner: account) }
      if Self.isPrivate(line, to: account?.user ?? geteuid()) { return line }
    }
    let runtime = account == nil ? environment["XDG_RUNTIME_DIR"] : nil
    let parent = runtime.flatMap { Self.fits($0 + "/recension-0123456789abcdef") ? $0 : nil } ?? "/tmp"
    let apart = "\(parent)/recension-\(Files.randomName())"
    try Files.makeFolder(apart, owner: account)
    try Files.write("\(apart)\n\(FolderID(of: folder)?.description ?? "")\n", to: record)
    return apart
  }

  /// The socket folder outside the cluster's that is its own; nil where there is none, or where the record came with a copy
  /// of another's files.
  private func ownSocketFolder() throws(PrivateClusterError) -> String? {
    guard let lines = try Files.text(folder + "/socket-location")?.split(separator: "\n"),
      let path = lines.first
    else { return nil }
    // A record of before there was a second line names none.
    guard lines.count < 2 || FolderID(text: lines[1]) == FolderID(of: folder) else { return nil }
    return String(path)
  }

  /// The folders that this cluster made for sockets: what remains in them is its own.
  func socketFolders() throws(PrivateClusterError) -> [String] {
    let inside = folder + "/socket"
    return (Files.exists(inside) ? [inside] : []) + (try ownSocketFolder().map { [$0] } ?? [])
  }

  /// Removes a socket folder outside the cluster's once the server has stopped.
  func removeSocketFolderApart() throws(PrivateClusterError) {
    let record = folder + "/socket-location"
    guard Files.exists(record) else { return }
    let own = try ownSocketFolder()
    try Files.remove(record)
    guard let own else { return }
    guard rmdir(own) == 0 || errno == ENOENT else { throw .system("remove", own) }
  }

  static func fits(_ socketFolder: String) -> Bool {
    "\(socketFolder)/.s.PGSQL.\(port)".utf8.count <= longestSocketPath
      && !socketFolder.contains { $0 == "," || $0 == "\"" || $0 == "\\" || $0.isNewline }
  }

  /// Whether it is a real folder of this user that nobody else may enter: one in `/tmp` could be anyone's.
  private static func isPrivate(_ path: String, to user: uid_t) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == user
      && status.st_mode & 0o077 == 0
  }
}
