internal import Glibc
internal import Protocol
internal import Rendering

/// The person's own editor.
struct TerminalEditor: DraftEditor {
  let variables: [String: String]

  var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Everything below this line is not part of the text.
  private static let scissors = "------------------------ >8 ------------------------"

  func write(_ purpose: DraftPurpose, in folder: String) async throws(ClientError) -> Draft {
    let names = ["RECENSION_EDITOR", "VISUAL", "EDITOR"]
    let editor = names.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
    return try await Self.compose(purpose, with: editor, in: folder)
  }

  func discard(_ draft: Draft) async {
    await BlockingThread.run { LocalFile.remove(draft.path) }
  }

  @BlockingThread
  private static func compose(
    _ purpose: DraftPurpose, with editor: String, in folder: String
  ) throws(ClientError) -> Draft {
    let path = "\(folder)/\(purpose.fileName)"
    var kept = ""
    // Bytes that are no text are for the editor alone, which shows where they are.
    var isReadable = true
    if let bytes = try LocalFile.readIfPresent(path) {
      do throws(ClientError) { kept = try text(in: bytes, of: path) } catch { isReadable = false }
    }
    if !kept.isEmpty {
      switch try resumption(of: kept, for: purpose) {
      case .send: return Draft(path: path, text: kept)
      case .edit: break
      case .anew:
        try LocalFile.replace(path + ".before", with: Array((kept + "\n").utf8))
        kept = ""
      }
    }
    let notes = """
      \(scissors)
      Write above this line: \(purpose.what).
      It is for: \(purpose.told)
      Leave it empty to send nothing.
      """
    if isReadable { try LocalFile.replace(path, with: Array("\(kept)\n\(notes)\n".utf8)) }
    let status = ChildProcess.run("\(editor) \"$1\"", arguments: [path])
    guard status == 0 else {
      throw ClientError(
        usage:
          "The editor “\(editor)” ended without success, so nothing was sent. Set $RECENSION_EDITOR or "
          + "$EDITOR, or give the text with -m. The draft is \(path).")
    }
    let text = try text(in: try LocalFile.read(path), of: path)
    guard !text.isEmpty else {
      LocalFile.remove(path)
      throw ClientError(usage: "Nothing was written, so nothing was sent.")
    }
    try LocalFile.replace(path, with: Array((text + "\n").utf8))
    guard text != kept else {
      throw ClientError(
        usage:
          "Nothing was changed, so nothing was sent. The draft stays in \(path); give the same command again, and "
          + "answer s, to send it as it is.")
    }
    return Draft(path: path, text: text)
  }

  private enum Resumption { case send, edit, anew }

  /// Asks what to do with a draft that was not sent.
  @BlockingThread
  private static func resumption(
    of kept: String, for purpose: DraftPurpose
  ) throws(ClientError) -> Resumption {
    let lines = kept.cleanedLines
    let shown = [
      "A text was kept that was not sent. It is for: \(purpose.told.cleaned)",
      "  " + (lines.first ?? "").fitted(to: 70) + (lines.count > 1 ? " …" : ""),
    ]
    print(shown.joined(separator: "\n"))
    while true {
      let answer = Signals.shared.during(.reading) {
        LineEditor.shared.read(prompt: "[s]end it, [e]dit it, or begin [a]new? ")
      }
      switch answer {
      case .line("s"), .line("send"): return .send
      case .line("e"), .line("edit"): return .edit
      case .line("a"), .line("anew"): return .anew
      case .line, .unreadable: break
      case .end, .interrupted, .terminated, .failed: throw .interrupted
      }
    }
  }

  /// The text above the scissors, without blank space around it.
  ///
  /// - Throws: exit 65 for bytes that are no text, with the line where they are: a letter that was lost would be lost
  ///   in somebody's words.
  static func text(in bytes: [UInt8], of path: String) throws(ClientError) -> String {
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw ClientError(
        .refused, type: "malformed",
        "Line \(line + 1) of \(path) is not UTF-8, so nothing was sent. Save the text as UTF-8, and give the same "
          + "command again.")
    }
    var text = whole[...]
    if let cut = text.firstRange(of: scissors) { text = text[..<cut.lowerBound] }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isNewline })
  }
}
