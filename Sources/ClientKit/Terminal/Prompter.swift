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

  func ask(_ prompt: String) async -> LineInput {
    await BlockingThread.run {
      let line = Signals.shared.during(.reading) { LineEditor.shared.read(prompt: prompt) }
      // It was meant for the program, not for the question.
      if line == .terminated { kill(getpid(), SIGTERM) }
      return line
    }
  }
}
