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
    do {
      return try await Self.line() == "yes"
    } catch is CancellationError {
      throw ValidationError("Nothing was done.")
    }
  }

  /// What is typed, up to the line's end or the end of all. Never waits in a read, where nobody hears of a signal.
  private static func line() async throws -> String {
    var typed: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256)
    while !typed.contains(UInt8(ascii: "\n")) {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      while poll(&input, 1, 0) == 0 { try await Task.sleep(for: .milliseconds(50)) }
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count <= 0 { break }
      typed += chunk[..<count]
    }
    return String(decoding: typed.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
