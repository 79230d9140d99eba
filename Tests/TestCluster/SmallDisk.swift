import Glibc
import SystemPackage

/// A filesystem of its own, in memory, that is soon full.
public struct SmallDisk: Sendable {
  /// Where it is mounted.
  public let folder: String

  /// Whether one can be had here: it takes root, and leave to mount.
  public static func isPossible() async -> Bool {
    guard geteuid() == 0 else { return false }
    do {
      try await with(megabytes: 1) { _ in }
      return true
    } catch {
      return false
    }
  }

  /// Runs `body` with one of a size.
  public static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let disk = SmallDisk(folder: folder + "/disk")
      guard mkdir(disk.folder, 0o711) == 0 else { throw Errno(rawValue: errno) }
      try await runProgram(
        "mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0711", "tmpfs", disk.folder])
      let result: Result<Void, any Error>
      do { result = .success(try await body(disk)) } catch { result = .failure(error) }
      try await runProgram("umount", ["--lazy", disk.folder])
      try result.get()
    }
  }

  /// Fills it, but for some bytes.
  public func fill(leaving rest: Int) throws {
    var figures = statvfs()
    guard statvfs(folder, &figures) == 0 else { throw Errno(rawValue: errno) }
    let size = Int(figures.f_bavail) * Int(figures.f_frsize) - rest
    let file = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Errno(rawValue: errno) }
    defer { close(file) }
    let code = posix_fallocate(file, 0, max(size, 1))
    guard code == 0 else { throw Errno(rawValue: code) }
  }

  /// Makes room again.
  public func clear() throws {
    guard unlink(ballast) == 0 else { throw Errno(rawValue: errno) }
  }

  private var ballast: String { folder + "/ballast" }
}
