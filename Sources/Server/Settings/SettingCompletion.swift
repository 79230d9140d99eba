/// Completion of settings in a shell: a script that knows the commands and their own flags is told of them, too.
public enum SettingCompletion {
  /// A script with the settings in it.
  ///
  /// - Parameters:
  ///   - script: as the commands' declarations come to.
  ///   - shell: `bash`, `zsh` or `fish`; the script of another comes back as it is.
  public static func completing(_ script: String, for shell: String) -> String {
    switch shell {
    case "bash": lines(of: script, "_recensiond_") { line, isServing in bash(line, isServing) }
    case "zsh": lines(of: script, "_recensiond_") { line, isServing in zsh(line, isServing) }
    case "fish": script + fish
    default: script
    }
  }

  /// A script with each line replaced that is in a command's function.
  private static func lines(
    of script: String, _ prefix: String, _ replacing: (String, _ isServing: Bool) -> [String]
  ) -> String {
    var command: String?
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      if line.hasPrefix(prefix), line.hasSuffix("() {") {
        command = String(line.dropFirst(prefix.count).dropLast("() {".count))
      } else if line == "}" {
        command = nil
      }
      guard let command, command != "help" else { return [String(line)] }
      return replacing(String(line), serving.contains(command))
    }
    return lines.joined(separator: "\n")
  }

  private static func bash(_ line: String, _ isServing: Bool) -> [String] {
    for (name, isFlag) in [("non_repeating_flags=(", true), ("non_repeating_options=(", false)] {
      guard line.trimmed.hasPrefix(name), line.hasSuffix(")") else { continue }
      let more = settings(isServing).filter { $0.takesNothing == isFlag }.map { "--\($0.name)" }
      guard !more.isEmpty else { continue }
      let space = line.hasSuffix("(") || line.hasSuffix("()") ? "" : " "
      return [String(line.dropLast()) + space + more.joined(separator: " ") + ")"]
    }
    return [line]
  }

  private static func zsh(_ line: String, _ isServing: Bool) -> [String] {
    guard line.trimmed.hasPrefix("'--version[") else { return [line] }
    return settings(isServing).map { setting in
      let summary = setting.summary.filter { !"[]:'\\".contains($0) }
      let value =
        switch setting.valueName {
        case nil: ""
        case "FILE"?: ":FILE:_files"
        case "DIRECTORY"?: ":DIRECTORY:_files -/"
        case let name?: ":\(name):"
        }
      return "        '--\(setting.name)[\(summary)]\(value)'"
    } + [line]
  }

  private static var fish: String {
    Setting.shown(isServing: true).map { setting in
      let condition = setting.isForAll ? "true" : "not __fish_seen_subcommand_from \(others)"
      let value = setting.valueName.map { ["FILE", "DIRECTORY"].contains($0) ? " -r -F" : " -x" } ?? ""
      let summary = setting.summary.filter { !"'\\".contains($0) }
      return "complete -c recensiond -n '\(condition)' -l \(setting.name)\(value) -d '\(summary)'\n"
    }.joined()
  }

  private static func settings(_ isServing: Bool) -> [Setting] { Setting.shown(isServing: isServing) }

  /// The commands that take every setting, and those that do not.
  private static let serving: Set<String> = ["serve", "config"]
  private static let others = "credential backup restore check check-read-models mend-clock erase-paper help"
}

extension Setting {
  /// All, or those alone that every command takes; the file that they may stand in first.
  fileprivate static func shown(isServing: Bool) -> [Setting] {
    [
      .value(SettingFlags.fileFlag, "FILE", "The file with the settings.", isForAll: true) { _, _ in }
    ] + all.filter { isServing || $0.isForAll }
  }

  fileprivate var takesNothing: Bool { valueName == nil }

  /// The name that stands for its value in the help; `nil` where its flag takes none.
  fileprivate var valueName: String? {
    switch kind {
    case .value(let name), .list(let name): name
    case .choice: nil
    }
  }
}
