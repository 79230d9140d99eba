import Glibc

/// The account that PostgreSQL runs as if this process is root, since PostgreSQL refuses to run as root.
struct Account: Sendable, Hashable {
  let name: String
  let user: uid_t
  let group: gid_t
  /// All its groups, including `group`.
  let groups: [gid_t]

  /// The account to use if this process is root; nil otherwise, to run PostgreSQL as the present user.
  static func forCluster() throws(PrivateClusterError) -> Account? {
    guard geteuid() == 0 else { return nil }
    guard let account = try named("postgres") else {
      throw PrivateClusterError(
        .accountMissing, "PostgreSQL refuses to run as root, and there is no user 'postgres' to run it as.",
        remedy: """
          Install the server (apt-get install postgresql), add the user (useradd --system postgres), or \
          start recensiond as a user other than root.
          """)
    }
    return account
  }

  /// The account of that name; nil when there is none.
  static func named(_ name: String) throws(PrivateClusterError) -> Account? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    let code = getpwnam_r(name, &entry, &buffer, buffer.count, &found)
    guard code == 0 else { throw .system("look up the user", name, code) }
    guard found != nil else { return nil }
    var groups = [gid_t](repeating: 0, count: 256)
    var count = CInt(groups.count)
    if getgrouplist(name, entry.pw_gid, &groups, &count) < 0 { groups = [entry.pw_gid]; count = 1 }
    return Account(name: name, user: entry.pw_uid, group: entry.pw_gid, groups: Array(groups[..<Int(count)]))
  }

  /// The first folder on the way to `path`, or `path` itself, that this account may not enter; nil if it may
  /// enter all. Parts that do not exist yet are no barrier.
  func barrier(onTheWayTo path: String) -> String? {
    var prefix = ""
    for component in ["/"] + path.split(separator: "/").map({ "/" + $0 }) {
      prefix = prefix == "/" ? component : prefix + component
      var status = stat()
      guard stat(prefix, &status) == 0 else { return nil }
      if !maySearch(mode: status.st_mode, owner: status.st_uid, group: status.st_gid) { return prefix }
    }
    return nil
  }

  /// Search permission by the classes of POSIX: the first class that fits decides.
  func maySearch(mode: mode_t, owner: uid_t, group: gid_t) -> Bool {
    if user == 0 { return true }
    if owner == user { return mode & S_IXUSR != 0 }
    if groups.contains(group) { return mode & S_IXGRP != 0 }
    return mode & S_IXOTH != 0
  }
}
