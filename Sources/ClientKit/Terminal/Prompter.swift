internal import Glibc

/// Asks a person in the midst of a command.
protocol Prompter: Sendable {
  /// Whether there is a terminal to answer at.
  var isPossible: Bool { get }
  /// Waits for a line. It stays out of the history of commands.
  func ask(_ prompt: String) async -> LineInput
  /// Waits for a line that is not shown as it is typed; where there is no terminal, the next one of standard input.
  func askSecret(_ prompt: String) async -> LineInput
}

/// The terminal.
struct TerminalPrompter: Prompter {
  var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  @BlockingThread
  func ask(_ prompt: String) async -> LineInput {
    let before = Signals.shared.exchange(.reading)
    let line = LineEditor.shared.read(prompt: prompt)
    _ = Signals.shared.exchange(before)
    // It was meant for the program, not for the question.
    if line == .terminated { kill(getpid(), SIGTERM) }
    return line
  }

  @BlockingThread
  func askSecret(_ prompt: String) async -> LineInput {
    var shown = termios()
    let isTerminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0
    if isTerminal {
      var hidden = shown
      hidden.c_lflag &= ~tcflag_t(ECHO)
      hidden.c_lflag |= tcflag_t(ICANON | ECHONL)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
      _ = Array(prompt.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
    let before = Signals.shared.exchange(.reading)
    let line = LineReader(STDIN_FILENO).next()
    _ = Signals.shared.exchange(before)
    if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    if line == .terminated { kill(getpid(), SIGTERM) }
    return line
  }
}
