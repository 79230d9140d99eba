internal import ArgumentParser
internal import Glibc

/// What a command writes for people and for pipes. What cannot be written is an error, for somebody counts on it.
enum StandardOutput {
  @Sendable static func write(_ lines: [String]) throws {
    if lines.isEmpty { return }
    try write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO, name: "the standard output")
  }

  /// Beside what a pipe may take away.
  static func note(_ lines: [String]) {
    for line in lines {
      // Where not even this can be written, nobody is there to tell.
      _ = Array((line + "\n").utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }

  private static func write(_ text: String, to descriptor: Int32, name: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        let cause = String(cString: strerror(errno))
        note(["Error: \(name) could not be written: \(cause)."])
        // EX_IOERR of sysexits(3), as the client has it.
        throw ExitCode(74)
      }
      rest = rest.dropFirst(count)
    }
  }
}
