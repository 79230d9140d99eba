internal import Glibc

/// Runs another program at the terminal.
enum ChildProcess {
  /// Runs a shell command and waits for it; blocks.
  ///
  /// - Parameters:
  ///   - arguments: `$1`, `$2` … of the command.
  ///   - input: what it reads; nil for our own standard input.
  /// - Returns: its exit status, or nil where it could not be started or was killed.
  static func run(_ command: String, arguments: [String] = [], input: [UInt8]? = nil) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = [-1, -1]
    if input != nil {
      guard Pipe.open(&ends) else { return nil }
      posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var words: [UnsafeMutablePointer<CChar>?] = (["sh", "-c", command, "sh"] as [String]).map { strdup($0) }
    words += arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }

    return Signals.shared.during(.child) {
      var process = pid_t()
      let result = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, environ)
      if input != nil { close(ends[0]) }
      if let input {
        if result == 0 { feed(input, to: ends[1]) }
        close(ends[1])
      }
      guard result == 0 else { return nil }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 {
        guard errno == EINTR else { return nil }
      }
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
  }

  /// Writes until everything is written or nobody reads.
  private static func feed(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(count)
    }
  }
}
