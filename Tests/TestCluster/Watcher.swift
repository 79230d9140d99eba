import Subprocess
import SystemPackage

/// A shell that waits for the end of a pipe whose other end only this process holds. When the process ends,
/// killed or not, the pipe closes, and the shell ends every PostgreSQL under the folder and removes it, with
/// what clusters in it keep elsewhere.
final class Watcher: Sendable {
  private let shell: Task<Void, any Error>
  private let letGo: AsyncStream<Void>.Continuation

  /// A server may appear after the first look, when the process was killed while it started: hence the loop,
  /// which ends once the folder stays away.
  private static let script = """
    trap '' INT TERM HUP
    cat >/dev/null
    elsewhere=$(find "$1" -name cluster-location -exec cat {} +)
    elsewhere=$elsewhere' '$(find "$1" $elsewhere -name socket-location -exec cat {} +)
    signal=QUIT
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
      for file in $(find "$1" $elsewhere -name postmaster.pid); do
        pid=$(head -n 1 "$file")
        [ "/proc/$pid/cwd" -ef "${file%/*}" ] && kill -$signal "$pid" && running=yes
      done 2>/dev/null
      for mount in $(cut -d ' ' -f 2 /proc/mounts); do
        case $mount in "$1"/?*) umount -l -- "$mount" ;; esac
      done
      rm -rf -- "$1"
      for folder in $elsewhere; do
        case $folder in /var/lib/recension/?*|*/recension-?*) rm -rf -- "$folder" ;; esac
      done
      sleep 0.1
      [ "$attempt" = 5 ] && signal=KILL
      [ "$running" ] || [ -e "$1" ] || exit 0
      running=
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
