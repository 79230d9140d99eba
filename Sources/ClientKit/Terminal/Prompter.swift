internal import Glibc

/// Asks a person in the midst of a command.
protocol Prompter: Sendable {
  /// Whether there is a terminal to answer at.
  var isPossible: Bool { get }
  /// Waits for a line. It stays out of the history of commands.
  func ask(_ prompt: String) async -> LineInput
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
}
