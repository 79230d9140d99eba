internal import Glibc
internal import Rendering
internal import Synchronization

/// Standard output and standard error.
///
/// If nobody reads standard output any more, what would go there is dropped silently and the work goes on: a
/// script does not depend on who watches. That it cannot be written to for another reason is told.
final class StandardStreams: Display {
  private let variables: [String: String]
  private let end = Mutex(End())

  private struct End {
    /// Why nothing goes out any more: an `errno`.
    var reason: Int32?
    /// Whether something was dropped that nobody was told of.
    var isUntold = false
  }

  init(variables: [String: String]) { self.variables = variables }

  var surface: Surface {
    var size = winsize()
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let measured = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let columns = variables["COLUMNS"].flatMap { Int($0) }
    return Surface(
      isTerminal: isTerminal, notesAreSeen: isatty(STDERR_FILENO) == 1,
      width: measured ? Int(size.ws_col) : columns ?? 80, height: measured ? Int(size.ws_row) : 24,
      isCapable: (variables["TERM"] ?? "dumb") != "dumb",
      refusesColor: variables["NO_COLOR"]?.isEmpty == false)
  }

  func show(_ lines: [String], paging: Bool) async {
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let surface = surface
    if paging, surface.isTerminal, surface.isCapable, isatty(STDIN_FILENO) == 1, lines.count >= surface.height
    {
      let pager =
        ["RECENSION_PAGER", "PAGER"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? "less -FIRX"
      let status = await BlockingThread.run { ChildProcess.run(pager, input: bytes) }
      // 126 and 127: the shell found no such program.
      if let status, status != 126, status != 127 { return }
    }
    await write(bytes)
  }

  @discardableResult
  func write(_ bytes: [UInt8]) async -> Bool {
    await BlockingThread.run { [self] in
      let before = end.withLock { $0.reason }
      guard let reason = before ?? Self.write(bytes, to: STDOUT_FILENO) else { return true }
      end.withLock { end in
        end.reason = reason
        end.isUntold = reason != EPIPE
      }
      return false
    }
  }

  func trouble() async -> ClientError? {
    end.withLock { end in
      guard end.isUntold, let reason = end.reason else { return nil }
      end.isUntold = false
      return ClientError(output: reason)
    }
  }

  func note(_ lines: [String]) async {
    guard !lines.isEmpty else { return }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = await BlockingThread.run { Self.write(bytes, to: STDERR_FILENO) }
  }

  func progress(_ line: String?) async {
    // A line that went on in the next one could not be taken back.
    let shown = (line ?? "").fitted(to: max(1, surface.width - 1))
    let bytes = Array("\r\u{1B}[K\(shown)".utf8)
    _ = await BlockingThread.run { Self.write(bytes, to: STDERR_FILENO) }
  }

  /// - Returns: the `errno` where not all could be written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
          continue
        }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
