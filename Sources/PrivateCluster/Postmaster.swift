import Glibc

/// A postmaster, as `postmaster.pid` (PostgreSQL's `src/include/utils/pidfile.h`) and the running processes
/// show it.
struct Postmaster: Sendable, Hashable {
  let process: pid_t
  let socketFolder: String
  /// `starting`, `stopping`, `ready` or `standby`; empty while the file is being written.
  let status: String

  init?(pidFile text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // A single-user server writes its process id negated.
    guard let first = lines.first, let process = pid_t(first), process > 0 else { return nil }
    func line(_ number: Int) -> String {
      guard number <= lines.count else { return "" }
      let line = lines[number - 1]
      return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
    self.process = process
    socketFolder = line(5)
    status = line(8)
  }

  /// Whether its socket is still where it made it.
  var hasSocket: Bool { Files.exists("\(socketFolder)/.s.PGSQL.\(ClusterLocation.port)") }

  /// The postmaster that runs on this data directory; nil if the pid file is missing or stale.
  static func running(on data: String) throws(PrivateClusterError) -> Postmaster? {
    guard let text = try Files.text(data + "/postmaster.pid"), let postmaster = Postmaster(pidFile: text),
      isServer(postmaster.process, of: data)
    else { return nil }
    return postmaster
  }

  /// All PostgreSQL processes of this data directory: a postmaster and its children, or orphans.
  static func processes(on data: String) throws(PrivateClusterError) -> [pid_t] {
    try Files.names(in: "/proc").compactMap { pid_t($0) }.filter { isServer($0, of: data) }
  }

  /// Whether the process is a PostgreSQL server of this data directory: they all have it as their working
  /// directory. False for a reused pid and for a zombie.
  static func isServer(_ process: pid_t, of data: String) -> Bool {
    var place = stat()
    var folder = stat()
    guard stat("/proc/\(process)/cwd", &place) == 0, stat(data, &folder) == 0,
      place.st_dev == folder.st_dev, place.st_ino == folder.st_ino
    else { return false }
    var target = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/\(process)/exe", &target, target.count)
    guard count > 0 else { return false }
    // After a package upgrade, the program of a running process is named "… (deleted)".
    let name = String(decoding: target[..<count], as: UTF8.self).split(separator: "/").last ?? ""
    return name == "postgres" || name == "postgres (deleted)"
  }
}
