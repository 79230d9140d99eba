import Subprocess
import SystemPackage

/// A shell that waits for the end of a pipe whose other end only this process holds. When the process ends,
/// killed or not, the pipe closes, and the shell stops the cluster and removes its folder.
final class Watcher: Sendable {
  private let shell: Task<Void, any Error>
  private let letGo: AsyncStream<Void>.Continuation

  /// A postmaster may appear after the first look, when the process was killed while it started: hence the
  /// loop, which ends once the folder stays away.
  private static let script = """
    trap '' INT TERM HUP
    cat >/dev/null
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
      pid=$(head -n 1 "$1/cluster/data/postmaster.pid" 2>/dev/null) &&
        kill -QUIT "$pid" 2>/dev/null && sleep 0.3
      rm -rf -- "$1" 2>/dev/null
      [ -e "$1" ] || [ "$attempt" -lt 3 ] || exit 0
      sleep 0.1
      [ -e "$1" ] || exit 0
    done
    """

  init(removing folder: String) async throws {
    let (held, letGo) = AsyncStream<Void>.makeStream()
    let (started, hasStarted) = AsyncStream<Void>.makeStream()
    var options = PlatformOptions()
    // Ctrl-C at the terminal reaches the test process's group, not the shell that cleans up after it.
    options.createSession = true
    let configuration = Configuration(
      executable: .path("/bin/sh"), arguments: ["-c", Self.script, "sh", folder], platformOptions: options)
    self.letGo = letGo
    shell = Task {
      defer { hasStarted.finish() }
      _ = try await Subprocess.run(
        configuration, input: .inputWriter, output: .discarded, error: .discarded
      ) { execution in
        hasStarted.yield()
        for await _ in held {}
        try await execution.standardInputWriter.finish()
      }
    }
    for await _ in started { return }
    try await shell.value
  }

  deinit { letGo.finish() }

  /// Lets the shell do its work now, and waits for it.
  func finish() async throws {
    letGo.finish()
    try await shell.value
  }
}
