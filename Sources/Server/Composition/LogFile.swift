internal import Glibc
internal import Synchronization

/// A file for the server's log, of bounded size. When it is as long as it may be it is laid aside, under a number, and another
/// is begun; the oldest of those that were laid aside goes.
public final class LogFile: Sendable {
  private struct State {
    /// Negative where the file could not be opened.
    var descriptor: Int32
    var size: Int
  }

  private let path: String
  private let limit: Int
  private let kept: Int
  private let state: Mutex<State>

  /// - Parameters:
  ///   - limit: how many bytes it may have; a line that is longer has a file of its own.
  ///   - kept: how many are kept beside it, as `PATH.1`, the latest, and so on.
  /// - Throws: where it cannot be written.
  public init(_ path: String, limit: Int, kept: Int) throws {
    (self.path, self.limit, self.kept) = (path, limit, kept)
    let opened = Self.open(path)
    if opened.descriptor < 0 { throw StartError("The log \(path) cannot be written.", errno: errno) }
    state = Mutex(opened)
  }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Adds a line. Where the file cannot be opened any more, or has no room, it goes to standard error, so that it is not lost.
  public func write(_ line: [UInt8]) {
    state.withLock { state in
      if state.size > 0, state.size + line.count > limit { layAside(&state) }
      if state.descriptor < 0 { state = Self.open(path) }
      guard state.descriptor >= 0 else { return ServerLog.standardError(line) }
      let written = line.withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
      if written == line.count {
        state.size += written
      } else {
        // Half a line is none.
        if written > 0 { ftruncate(state.descriptor, off_t(state.size)) }
        ServerLog.standardError(line)
      }
    }
  }

  private func layAside(_ state: inout State) {
    if state.descriptor >= 0 { close(state.descriptor) }
    if kept == 0 {
      unlink(path)
    } else {
      // Those that are not there yet are no matter.
      for number in stride(from: kept - 1, through: 1, by: -1) {
        rename("\(path).\(number)", "\(path).\(number + 1)")
      }
      rename(path, "\(path).1")
    }
    state = Self.open(path)
  }

  /// For its owner's eyes only. What stands in it already stays.
  private static func open(_ path: String) -> State {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    let end = descriptor >= 0 ? lseek(descriptor, 0, SEEK_END) : 0
    return State(descriptor: descriptor, size: Int(max(0, end)))
  }
}
