internal import Glibc

/// The result of waiting for a line.
enum LineInput: Hashable, Sendable {
  case line(String)
  /// The end of the input.
  case end
  /// Ctrl-C.
  case interrupted
  /// The process is to end: SIGTERM or SIGHUP.
  case terminated
  /// The line is not UTF-8.
  case unreadable
  /// It cannot be read on: an `errno`.
  case failed(Int32)
}

/// Reads lines of a file or a pipe as they arrive.
@BlockingThread
final class LineReader {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer, and up to where its end was looked for.
  private var start = 0
  private var searched = 0
  private var atEnd = false
  private var failure: Int32?

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for the next line; gives it without its newline.
  func next() -> LineInput {
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        defer { (start, searched) = (newline + 1, newline + 1) }
        return Self.line(buffer[start..<newline])
      }
      searched = buffer.count
      // The part of a line before a fault is no line.
      if let failure { return .failed(failure) }
      if atEnd {
        guard start < buffer.count else { return .end }
        defer { start = buffer.count }
        return Self.line(buffer[start...])
      }
      switch Terminal.wait(for: descriptor) {
      case .readable: fill()
      case .signal(.interrupt): return .interrupted
      case .signal(.terminate): return .terminated
      case .signal(.suspend): kill(getpid(), SIGSTOP)
      case .signal(.resize): break
      }
    }
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      buffer.removeFirst(start)
      (start, searched) = (0, searched - start)
      buffer += chunk[..<count]
    } else if count == 0 {
      atEnd = true
    } else if errno != EINTR, errno != EAGAIN {
      failure = errno
    }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> LineInput {
    String(validating: bytes, as: UTF8.self).map { .line($0) } ?? .unreadable
  }
}

/// Waits for the terminal.
enum Terminal {
  enum Wake {
    case readable
    case signal(Signals.Event)
  }

  /// Discards whole lines that were typed and not read yet.
  ///
  /// - Returns: whether there were any.
  static func discardTyped() -> Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard isatty(STDIN_FILENO) == 1, poll(&ready, 1, 0) > 0 else { return false }
    return tcflush(STDIN_FILENO, TCIFLUSH) == 0
  }

  /// Waits until something can be read (or its end) or a signal comes.
  static func wait(for descriptor: Int32) -> Wake {
    let signals = Signals.shared.pipe
    while true {
      var watched = [
        pollfd(fd: signals.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, -1) > 0 else { continue }
      if watched[0].revents != 0, let event = Signals.Event(rawValue: signals.next()) {
        if event == .interrupt { Signals.shared.interruptTaken() }
        return .signal(event)
      }
      if watched[1].revents != 0 { return .readable }
    }
  }
}
