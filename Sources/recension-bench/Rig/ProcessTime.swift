import FoundationEssentials
import Glibc

/// What processes have taken so far, in seconds of processor time.
struct ProcessTime {
  var server = 0.0
  var postgres = 0.0
  var generator = 0.0

  /// - Parameters:
  ///   - servers: the servers' processes; their PostgreSQL's are found by their working directory, which is `data`.
  static func now(servers: [pid_t], data: String) -> ProcessTime {
    var time = ProcessTime(
      server: servers.reduce(0) { $0 + seconds($1) }, generator: seconds(getpid()))
    var folder = stat()
    guard stat(data, &folder) == 0 else { return time }
    guard let names = opendir("/proc") else { return time }
    defer { closedir(names) }
    while let entry = readdir(names) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let process = pid_t(name) else { continue }
      var place = stat()
      if stat("/proc/\(process)/cwd", &place) == 0, place.st_ino == folder.st_ino,
        place.st_dev == folder.st_dev
      {
        time.postgres += seconds(process)
      }
    }
    return time
  }

  static func += (sum: inout ProcessTime, other: ProcessTime) {
    sum.server += other.server
    sum.postgres += other.postgres
    sum.generator += other.generator
  }

  static func - (later: ProcessTime, earlier: ProcessTime) -> ProcessTime {
    ProcessTime(
      server: later.server - earlier.server, postgres: later.postgres - earlier.postgres,
      generator: later.generator - earlier.generator)
  }

  /// User and system time, the fields 14 and 15 of proc_pid_stat(5).
  private static func seconds(_ process: pid_t) -> Double {
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return 0 }
    // The program's name, in parentheses, may hold anything.
    let fields =
      String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(CInt(_SC_CLK_TCK)))
  }
}
