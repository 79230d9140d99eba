internal import ArgumentParser
internal import Glibc

/// Whether someone means what is about to be done and cannot be undone.
struct Consent: Sendable {
  /// By `--yes`.
  let isGiven: Bool

  /// Tells what would be done, and asks whoever sits at the terminal.
  ///
  /// - Throws: where nobody is there to ask.
  @Sendable func asked(_ lines: [String]) throws -> Bool {
    if isGiven { return true }
    try StandardOutput.write(lines)
    guard isatty(STDIN_FILENO) != 0 else {
      throw ValidationError("Nothing was done. If that is meant, say so: --yes")
    }
    print("Do it? Type yes: ", terminator: "")
    fflush(nil)
    return readLine() == "yes"
  }
}
