internal import Glibc
internal import Synchronization

/// What the process does when a signal comes: decided by what it is doing just then.
///
/// The signals are blocked in every thread, and the main one waits for them (`sigwait`), so that no code ever runs
/// inside a signal handler. (Were it left to the main queue, it would take them itself, and end the process.)
final class Signals: Sendable {
  static let shared = Signals()

  /// What the process is doing.
  enum Activity: Sendable {
    /// Nothing that could be stopped.
    case idle
    /// Waiting for a line; the reader watches ``pipe``.
    case reading
    /// Carrying out a command, which can be cancelled.
    case running(cancel: @Sendable () -> Void)
    /// Another program has the terminal; the signals are for it.
    case child
  }

  /// What a reader of lines finds in ``pipe``.
  enum Event: UInt8 {
    case interrupt = 1
    case resize, suspend, terminate
  }

  let pipe = Pipe()
  private let activity = Mutex<(current: Activity, isCancelled: Bool)>((.idle, false))

  private static let handled = [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP]

  /// Keeps the signals from every thread; to be called before there is more than one.
  func block() {
    signal(SIGPIPE, SIG_IGN)
    var set = Self.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Answers signals for as long as the process lives.
  func serve() -> Never {
    while true {
      var set = Self.set
      var number: Int32 = 0
      if sigwait(&set, &number) == 0 { handle(number) }
    }
  }

  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in handled { sigaddset(&set, number) }
    return set
  }

  func setActivity(_ new: Activity) {
    activity.withLock { $0 = (new, false) }
  }

  /// Runs `body` as `new`, then goes back to what was before.
  func during<Value>(_ new: Activity, _ body: () -> Value) -> Value {
    let before = activity.withLock { state in
      let before = state.current
      state.current = new
      return before
    }
    defer { activity.withLock { $0.current = before } }
    return body()
  }

  private func handle(_ number: Int32) {
    let (current, again) = activity.withLock { state in
      let again = state.isCancelled
      if number == SIGINT, case .running = state.current { state.isCancelled = true }
      return (state.current, again)
    }
    switch (current, number) {
    case (.reading, SIGINT): pipe.ring(Event.interrupt.rawValue)
    case (.reading, SIGWINCH): pipe.ring(Event.resize.rawValue)
    case (.reading, SIGTSTP): pipe.ring(Event.suspend.rawValue)
    case (.reading, SIGTERM), (.reading, SIGHUP): pipe.ring(Event.terminate.rawValue)
    case (.child, SIGINT), (_, SIGWINCH): break
    case (.running(let cancel), SIGINT) where !again: cancel()
    case (.idle, SIGINT): break
    case (_, SIGTSTP): kill(getpid(), SIGSTOP)
    default: _exit(128 + number)
    }
  }
}
