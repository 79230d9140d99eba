import Glibc
import Subprocess
import SystemPackage

/// One run of a program, off the cooperative pool, in an environment of our own.
struct Command: Sendable {
  var program: String
  var arguments: [String] = []
  /// Added to PATH, HOME and LC_ALL=C. The caller's PG… variables must not affect our cluster.
  var environment: [String: String] = [:]
  /// Nil: `/`, which every account may enter.
  var folder: String?
  var account: Account?
  var input = ""
  /// Takes standard output instead of `Answer.output`; stays open.
  var outputDescriptor: CInt?

  struct Answer: Sendable {
    let succeeded: Bool
    let output: String
    let errors: String
  }

  static var ownEnvironment: [String: String] {
    var result: [String: String] = [:]
    for name in ["PATH", "HOME", "RECENSION_PG_BIN", "XDG_RUNTIME_DIR"] {
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
    return result
  }

  func run() async throws(PrivateClusterError) -> Answer {
    let line = commandLine
    var variables: [Environment.Key: String] = [:]
    for (name, value) in Self.ownEnvironment.merging(["LC_ALL": "C"], uniquingKeysWith: { $1 })
      .merging(environment, uniquingKeysWith: { $1 })
    {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    let configuration = Configuration(
      executable: .path(FilePath(line[0])), arguments: Arguments(Array(line.dropFirst())),
      environment: .custom(variables), workingDirectory: FilePath(folder ?? "/"))
    let limit = 1 << 20
    do {
      guard let outputDescriptor else {
        let result = try await Subprocess.run(
          configuration, input: .string(input), output: .string(limit: limit), error: .string(limit: limit))
        return Answer(
          succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
          errors: result.standardError)
      }
      let result = try await Subprocess.run(
        configuration, input: .string(input),
        output: .fileDescriptor(FileDescriptor(rawValue: outputDescriptor), closeAfterSpawningProcess: false),
        error: .string(limit: limit))
      return Answer(succeeded: result.terminationStatus.isSuccess, output: "", errors: result.standardError)
    } catch {
      throw PrivateClusterError(
        .files, "Could not run \(program): \(error).", remedy: "Check that it can be run.")
    }
  }

  /// The program and its arguments, run through `setpriv` (util-linux) to change users.
  ///
  /// Changing users between fork and exec would call glibc's `setgroups` in the child. That waits for ever if
  /// another thread was being created during the fork.
  private var commandLine: [String] {
    guard let account else { return [program] + arguments }
    let groups = account.groups.map(String.init).joined(separator: ",")
    return [
      "/usr/bin/setpriv", "--reuid=\(account.user)", "--regid=\(account.group)",
      groups.isEmpty ? "--clear-groups" : "--groups=\(groups)", "--", program,
    ] + arguments
  }
}
