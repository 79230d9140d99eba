internal import Glibc
internal import Synchronization

/// How the process reacts to signals, depending on what it is doing.
///
/// The signals are blocked in every thread, and the main thread waits for them with `sigwait`, so no code
/// runs inside a signal handler. (The main dispatch queue would take them itself and end the process.)
final class Signals: Sendable {
  static let shared = Signals()

  /// What the process is doing.
  enum Activity: Sendable {
    /// Doing nothing that could be stopped.
    case idle
    /// Waiting for a line; the reader watches ``pipe``.
    case reading
    /// Running a command, which can be cancelled.
    case running(cancel: @Sendable () -> Void)
    /// Another program has the terminal and gets the signals.
    case child
  }

  /// What a reader finds in ``pipe``.
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

  /// Blocks the signals in all threads. Call it before there is a second thread.
  func block() {
    signal(SIGPIPE, SIG_IGN)
    var set = Self.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Handles signals for ever.
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

  /// Sets what the process is doing. Ctrl-C just before a command begins stops it too.
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

  /// Called when the reader has noticed Ctrl-C.
  func interruptTaken() {
    state.withLock { $0.isInterrupted = false }
  }

  /// Runs `body` with another activity, then restores the previous one.
  func during<Value>(_ new: Activity, _ body: () -> Value) -> Value {
    let before = exchange(new)
    defer { _ = exchange(before) }
    return body()
  }

  /// Sets another activity, and gives the one before.
  func exchange(_ new: Activity) -> Activity {
    state.withLock { state in
      defer { state.activity = new }
      return state.activity
    }
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
