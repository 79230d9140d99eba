internal import ArgumentParser
internal import Glibc

/// Whether someone means what is about to be done and cannot be undone.
struct Consent: Sendable {
  /// By `--yes`.
  let isGiven: Bool

  /// Tells what would be done, and asks whoever sits at the terminal.
  ///
  /// - Throws: where nobody is there to ask.
  @Sendable func asked(_ lines: [String]) async throws -> Bool {
    if isGiven { return true }
    try StandardOutput.write(lines)
    guard isatty(STDIN_FILENO) != 0 else {
      throw ValidationError("Nothing was done. If that is meant, say so: --yes")
    }
    print("Do it? Type yes: ", terminator: "")
    fflush(nil)
    try await Self.awaitLine()
    return readLine() == "yes"
  }

  /// Returns when a line was typed. Whoever waits in a read hears of no signal.
  private static func awaitLine() async throws {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, 0) == 0 { try await Task.sleep(for: .milliseconds(50)) }
  }
}
