import Foundation
import TestCluster
import Testing

@testable import Server

/// The scripts by which shells complete the server's command line.
@Suite(.timeLimit(.minutes(15))) struct CompletionTests {
  static let program =
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/recensiond"

  private func script(_ shell: String) async throws -> String {
    try await runProgram(Self.program, ["--generate-completion-script", shell])
  }

  @Test(arguments: [
    ("serve", "--tls", ["--tls-certificate", "--tls-key"]), ("config", "--acc", ["--access-log"]),
    ("backup", "--hom", ["--home"]), ("backup", "--tls", []), ("serve", "--take", ["--take-over"]),
  ]) func `bash completes settings where they are taken`(
    command: String, typed: String, expected: [String]
  ) async throws {
    try await withTemporaryFolder { folder in
      let file = folder + "/script"
      try Data(try await script("bash").utf8).write(to: URL(filePath: file))
      let answer = try await runProgram(
        "bash",
        [
          "-c",
          """
          source \(file)
          COMP_WORDS=(recensiond \(command) \(typed)); COMP_CWORD=2
          COMP_LINE='recensiond \(command) \(typed)'; COMP_POINT=${#COMP_LINE}
          _recensiond recensiond \(typed) \(command)
          printf '%s\\n' "${COMPREPLY[@]}"
          """,
        ])
      #expect(Set(answer.split(whereSeparator: \.isWhitespace).map(String.init)) == Set(expected))
    }
  }

  @Test(arguments: ["zsh", "fish"]) func `other shells are told of every setting`(shell: String) async throws
  {
    let script = try await script(shell)
    for setting in Setting.all {
      #expect(
        script.contains(shell == "zsh" ? "'--\(setting.name)[" : "-l \(setting.name) "), "\(setting.name)")
    }
  }
}
