@preconcurrency internal import CReadline
internal import Glibc

/// Lines typed at a terminal, with GNU readline: the person's inputrc, history, completion, bracketed paste.
///
/// Readline keeps its state in global variables, so there is one editor, and it stays on the blocking thread.
@BlockingThread
final class LineEditor {
  static let shared = LineEditor()

  private var isSetUp = false

  func setCompletion(_ completion: @escaping @Sendable (String, String) -> Completion.Offer) {
    exchange.completion = completion
  }

  /// Prompts, and waits for a line.
  func read(prompt: String) -> LineInput {
    setUp()
    exchange.finished = nil
    rl_callback_handler_install(prompt, takeLine)
    defer { rl_callback_handler_remove() }
    while true {
      switch Terminal.wait(for: STDIN_FILENO) {
      case .readable: rl_callback_read_char()
      case .signal(.interrupt):
        clearLine()
        return .interrupted
      case .signal(.terminate): return .terminated
      case .signal(.resize): rl_resize_terminal()
      case .signal(.suspend):
        rl_deprep_terminal()
        kill(getpid(), SIGSTOP)
        rl_prep_terminal(1)
        rl_forced_update_display()
      }
      if let finished = exchange.finished {
        if finished == .end { endLine() }
        return finished
      }
    }
  }

  /// Leaves the typed line on the screen, and forgets it.
  private func clearLine() {
    rl_free_line_state()
    rl_callback_sigcleanup()
    rl_replace_line("", 0)
    rl_crlf()
  }

  /// Ends the line after Ctrl-D; with bracketed paste, readline does it.
  private func endLine() {
    let paste = rl_variable_value("enable-bracketed-paste").map { String(cString: $0) }
    if paste != "on" { rl_crlf() }
  }

  private func setUp() {
    guard !isSetUp else { return }
    isSetUp = true
    setlocale(LC_CTYPE, "")
    // We handle signals ourselves, see `Signals`.
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    // For `$if Recension` in inputrc. Readline keeps the pointer.
    rl_readline_name = UnsafePointer(strdup("Recension"))
    rl_completer_quote_characters = UnsafePointer(strdup("\"'"))
    rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n;"))
    rl_attempted_completion_function = completeWord
    if isatty(STDOUT_FILENO) != 1 { rl_outstream = fdopen(dup(STDERR_FILENO), "w") }
  }

  // MARK: History

  /// Takes up the lines of earlier sessions.
  func load(_ history: HistoryFile) {
    stifle_history(Int32(HistoryFile.limit))
    do throws(ClientError) {
      for line in try history.lines() { add_history(line) }
    } catch {
      // The history is a convenience; nobody is kept from working over it.
    }
  }

  /// Adds what was typed, or pasted in several lines, each of which is then kept as if it had been typed.
  func add(_ text: String, to history: HistoryFile) {
    for line in text.split(whereSeparator: \.isNewline) { add(line: String(line), to: history) }
  }

  /// Adds a line, unless it equals the one before or may contain a secret.
  private func add(line: String, to history: HistoryFile) {
    guard !line.allSatisfy(\.isWhitespace), !Secrets.areIn(line) else { return }
    if history_length > 0, let last = history_get(history_base + history_length - 1),
      String(cString: last.pointee.line) == line
    {
      return
    }
    add_history(line)
    do throws(ClientError) {
      try history.append(line)
    } catch {
      // As above.
    }
  }
}

/// State shared by the editor and the functions that readline calls.
///
/// Those are plain C functions without isolation. They are called only from within readline, and readline is
/// called only by the editor, on the blocking thread. So only one thread uses this.
private nonisolated(unsafe) var exchange = Exchange()

private struct Exchange {
  var finished: LineInput?
  /// Completes a word, given the line before it.
  var completion: @Sendable (_ before: String, _ word: String) -> Completion.Offer = { _, _ in .words([]) }
  var offered: ArraySlice<String> = []
}

/// Readline calls it with a finished line, or with nothing at the end of input.
private func takeLine(_ line: UnsafeMutablePointer<CChar>?) {
  // Else readline would prompt for the next one.
  rl_callback_handler_remove()
  let input: LineInput = line.map { String(validatingCString: $0).map { .line($0) } ?? .unreadable } ?? .end
  free(line)
  exchange.finished = input
}

/// Readline calls it for Tab; `start` is where the word begins, in bytes of the line.
private func completeWord(
  _ text: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard let text, let buffer = rl_line_buffer else { return nil }
  let word = String(cString: text)
  let before = String(decoding: String(cString: buffer).utf8.prefix(Int(start)), as: UTF8.self)
  switch exchange.completion(before, word) {
  case .files:
    rl_attempted_completion_over = 0
    return nil
  case .words(let words):
    // Otherwise readline would offer file names.
    rl_attempted_completion_over = 1
    exchange.offered = words[...]
    return rl_completion_matches(text, nextOffer)
  }
}

/// Readline calls it for one offer after the other, until there is none.
private func nextOffer(_ text: UnsafePointer<CChar>?, _ state: Int32) -> UnsafeMutablePointer<CChar>? {
  exchange.offered.popFirst().map { strdup($0) }
}
