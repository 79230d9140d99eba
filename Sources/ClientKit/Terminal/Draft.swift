internal import Glibc

/// A text from an editor, kept on disk until it is sent.
struct Draft: Hashable, Sendable {
  var path: String
  var text: String
}

/// Lets the person write a text.
protocol DraftEditor: Sendable {
  /// Whether there is a terminal to write it at.
  var isPossible: Bool { get }
  /// - Parameters:
  ///   - command: the command that the text is for, as typed. An unsent draft for the same command is
  ///     reopened.
  ///   - what: what to write.
  ///   - folder: where drafts are.
  func write(for command: String, what: String, in folder: String) async throws(ClientError) -> Draft
  func discard(_ draft: Draft) async
}

/// The person's own editor.
struct TerminalEditor: DraftEditor {
  let variables: [String: String]

  var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Everything below this line is not part of the text.
  private static let scissors = "------------------------ >8 ------------------------"

  func write(for command: String, what: String, in folder: String) async throws(ClientError) -> Draft {
    let names = ["RECENSION_EDITOR", "VISUAL", "EDITOR"]
    let editor = names.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
    return try await BlockingThread.run { () throws(ClientError) in
      let path = "\(folder)/\(Self.fileName(for: command))"
      let kept = try LocalFile.readIfPresent(path).map { Self.text(in: $0) } ?? ""
      let notes = """
        \(Self.scissors)
        Write above this line: \(what).
        It is for: \(command)
        Leave it empty to send nothing.
        """
      try LocalFile.makeFolder(folder)
      try LocalFile.replace(path, with: Array("\(kept)\n\(notes)\n".utf8))
      let status = ChildProcess.run("\(editor) \"$1\"", arguments: [path])
      guard status == 0 else {
        throw ClientError(
          usage:
            "The editor “\(editor)” ended without success, so nothing was sent. Set $RECENSION_EDITOR or "
            + "$EDITOR, or give the text with -m. The draft is \(path).")
      }
      let text = Self.text(in: try LocalFile.read(path))
      guard !text.isEmpty else {
        LocalFile.remove(path)
        throw ClientError(usage: "Nothing was written, so nothing was sent.")
      }
      try LocalFile.replace(path, with: Array((text + "\n").utf8))
      return Draft(path: path, text: text)
    }
  }

  func discard(_ draft: Draft) async {
    await BlockingThread.run { LocalFile.remove(draft.path) }
  }

  /// The text above the scissors, without blank space around it.
  static func text(in bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)[...]
    if let cut = text.firstRange(of: scissors) { text = text[..<cut.lowerBound] }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isNewline })
  }

  /// A file name that is readable and the same for the same command.
  static func fileName(for command: String) -> String {
    let name = command.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    // FNV-1a, 64 bits: two long commands that begin alike have files of their own.
    let sum = command.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(name) + "-" + String(sum, radix: 36) + ".md"
  }
}
