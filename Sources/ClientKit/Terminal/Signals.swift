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
  private let state = Mutex(State())

  private struct State {
    var activity = Activity.idle
    /// Whether Ctrl-C was pressed since a line was last waited for.
    var isInterrupted = false
  }

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

  /// Tells what the process is doing from now on. Ctrl-C pressed just before a command begins stops it all the same.
  func setActivity(_ new: Activity) {
    let isInterrupted = state.withLock { state in
      state.activity = new
      if case .reading = new {
        state.isInterrupted = false
        pipe.discard()
      }
      return state.isInterrupted
    }
    if isInterrupted, case .running(let cancel) = new { cancel() }
  }

  /// The reader has seen that Ctrl-C was pressed.
  func interruptTaken() {
    state.withLock { $0.isInterrupted = false }
  }

  /// Runs `body` as `new`, then goes back to what was before.
  func during<Value>(_ new: Activity, _ body: () -> Value) -> Value {
    let before = state.withLock { state in
      defer { state.activity = new }
      return state.activity
    }
    defer { state.withLock { $0.activity = before } }
    return body()
  }

  private func handle(_ number: Int32) {
    let (current, again) = state.withLock { state in
      let again = state.isInterrupted
      switch state.activity {
      case .running, .idle, .reading: state.isInterrupted = again || number == SIGINT
      case .child: break
      }
      return (state.activity, again)
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
