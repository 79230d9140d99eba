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
}

/// Reads lines of a file or a pipe as they arrive.
@BlockingThread
final class LineReader {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var atEnd = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for the next line; gives it without its newline.
  func next() -> LineInput {
    while true {
      if let newline = buffer.firstIndex(of: 0x0A) {
        defer { buffer.removeFirst(newline + 1) }
        return Self.line(buffer[..<newline])
      }
      if atEnd {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return Self.line(buffer[...])
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
      buffer += chunk[..<count]
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      atEnd = true
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
