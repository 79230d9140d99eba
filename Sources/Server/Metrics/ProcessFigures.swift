internal import Glibc

/// What the kernel says of this process (proc(5)).
struct ProcessFigures: Sendable {
  var residentBytes: Int64 = 0
  var virtualBytes: Int64 = 0
  var processorSeconds = 0.0
  var openFiles: Int64 = 0
  var mostFiles: Int64 = 0
  /// Since 1970.
  var startSeconds = 0.0

  /// As they are now; `nil` where there is no `/proc`.
  static func now() -> ProcessFigures? {
    guard let stat = read("/proc/self/stat"), let boot = bootTime() else { return nil }
    // The name of the program, in parentheses, may hold anything.
    let fields = stat.dropFirst(
      stat.lastIndex(of: ")").map { stat.distance(from: stat.startIndex, to: $0) + 2 } ?? 0
    )
    .split(separator: " ")
    // The first that is left is the third of the file.
    guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
      let start = Double(fields[19]), let virtual = Int64(fields[20]), let pages = Int64(fields[21])
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return ProcessFigures(
      residentBytes: pages * Int64(sysconf(Int32(_SC_PAGESIZE))), virtualBytes: virtual,
      processorSeconds: (user + system) / ticks, openFiles: openFileCount(),
      mostFiles: Int64(clamping: limit.rlim_cur), startSeconds: boot + start / ticks)
  }

  private static func bootTime() -> Double? {
    read("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
      .flatMap { Double($0.dropFirst(6)) }
  }

  private static func openFileCount() -> Int64 {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count: Int64 = 0
    while let entry = readdir(folder) {
      if entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { count += 1 }
    }
    // The folder's own.
    return count - 1
  }

  private static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count <= 0 { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
