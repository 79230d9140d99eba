import Glibc
import Synchronization
import Testing

@testable import ClientKit

/// The built program, run beside the tests.
enum Program {
  /// It lies where the test program lies.
  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
    return (LocalFile.folder(of: own) ?? ".") + "/recension"
  }()

  static var isBuilt: Bool { access(path, X_OK) == 0 }

  /// Starts it with pipes or a pseudo-terminal.
  static func spawn(
    _ arguments: [String], variables: [String: String], input: Int32, output: Int32, errors: Int32,
    terminal: Bool
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // setsid gives the process a session of its own, and `exec <tty` makes the pseudo-terminal its terminal.
    let command =
      terminal
      ? ["/usr/bin/setsid", "--ctty", "--wait", path] + arguments : [path] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + environment { free(word) } }
    var process = pid_t()
    let result = posix_spawn(&process, command[0], &actions, &attributes, &words, &environment)
    guard result == 0 else { throw Failure.notStarted(SystemMessage.text(of: result)) }
    return process
  }

  enum Failure: Error {
    case notStarted(String)
    case noTerminal
    case silent(expected: String, got: String)
  }

  /// Waits for a process and gives its exit status, or minus the signal that ended it.
  static func wait(for process: pid_t) async -> Int32 {
    await onThread {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }
  }

  /// Runs what blocks outside Swift's threads.
  static func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Threads.detach { continuation.resume(returning: body()) }
    }
  }

  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs it with an input and pipes.
  static func run(_ arguments: [String], input: String = "", variables: [String: String]) async throws
    -> Result
  {
    var ends: [[Int32]] = [[-1, -1], [-1, -1], [-1, -1]]
    for index in ends.indices { guard Pipe.open(&ends[index]) else { throw Failure.noTerminal } }
    let process = try spawn(
      arguments, variables: variables, input: ends[0][0], output: ends[1][1], errors: ends[2][1],
      terminal: false)
    for end in [ends[0][0], ends[1][1], ends[2][1]] { close(end) }
    let (write, out, err) = (ends[0][1], ends[1][0], ends[2][0])
    async let fed: Void = onThread {
      let bytes = Array(input.utf8)
      _ = Glibc.write(write, bytes, bytes.count)
      close(write)
    }
    async let output = onThread { readAll(out) }
    async let errors = onThread { readAll(err) }
    await fed
    return Result(status: await wait(for: process), output: await output, errors: await errors)
  }

  static func readAll(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}

/// The program at a pseudo-terminal, typed at and read from.
final class TerminalSession: Sendable {
  private let primary: Int32
  let process: pid_t
  /// What came and was not looked at yet.
  private let pending = Mutex<[UInt8]>([])
  /// How long silence may last before something is taken to be wrong; nothing waits so long when all is well.
  private static let patience: Int32 = 20_000

  init(_ arguments: [String] = [], variables: [String: String]) throws {
    var ends: (primary: Int32, secondary: Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.primary, &ends.secondary, nil, nil, &size) == 0 else {
      throw Program.Failure.noTerminal
    }
    primary = ends.primary
    let secondary = ends.secondary
    for end in [primary, secondary] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(secondary) }
    process = try Program.spawn(
      arguments, variables: variables, input: secondary, output: secondary, errors: secondary, terminal: true)
  }

  deinit { close(primary) }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(primary, bytes, bytes.count)
  }

  /// What comes up to and with `text`.
  @discardableResult
  func expect(_ text: String) async throws -> String {
    let (got, isThere) = await Program.onThread { [self] in
      readOn { $0.firstRange(of: Array(text.utf8))?.upperBound }
    }
    guard isThere else { throw Program.Failure.silent(expected: text, got: got) }
    return got
  }

  /// What comes until the program ends, and its exit status. One that does not end is killed.
  func end() async -> (rest: String, status: Int32) {
    let (rest, _) = await Program.onThread { [self] in readOn { _ in nil } }
    var ready = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, 0) == 0 { kill(process, SIGKILL) }
    return (rest, await Program.wait(for: process))
  }

  /// Reads until `end` finds an end in what came, or nothing more comes; what stands behind the end is kept.
  private func readOn(until end: ([UInt8]) -> Int?) -> (text: String, isThere: Bool) {
    var bytes = pending.withLock { pending in
      defer { pending = [] }
      return pending
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = end(bytes) {
        let rest = Array(bytes[end...])
        pending.withLock { $0 = rest }
        return (String(decoding: bytes[..<end], as: UTF8.self), true)
      }
      var ready = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      // Reading fails with EIO once nobody has the other end.
      let count = poll(&ready, 1, Self.patience) > 0 ? read(primary, &chunk, chunk.count) : 0
      guard count > 0 else { return (String(decoding: bytes, as: UTF8.self), false) }
      bytes += chunk[..<count]
    }
  }
}
