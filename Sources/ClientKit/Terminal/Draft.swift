/// A text from an editor, kept on disk until it is sent.
struct Draft: Hashable, Sendable {
  var path: String
  var text: String
}

/// What a text is for. A draft that was not sent is taken up again for the very same, and for nothing else.
struct DraftPurpose: Hashable, Sendable {
  /// The server, by its key.
  var server: String
  var paper: String
  var person: String
  /// The command with all its arguments, as it can be typed.
  var command: String
  /// What to write.
  var what: String

  /// For whom it is, in words.
  var told: String { "\(command), as \(person), on \(paper)" }

  /// A file name that is readable and the same for the same purpose.
  var fileName: String {
    let name = "\(paper) \(person) \(command)".prefix(60)
      .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    // FNV-1a, 64 bits: two long commands that begin alike have files of their own.
    let sum = [server, paper, person, command].joined(separator: "\0").utf8
      .reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(name) + "-" + String(sum, radix: 36) + ".md"
  }
}

/// Lets the person write a text.
protocol DraftEditor: Sendable {
  /// Whether there is a terminal to write it at.
  var isPossible: Bool { get }
  /// - Parameters:
  ///   - purpose: what it is for. An unsent draft for the same is taken up, if the person wants it.
  ///   - folder: where drafts are.
  func write(_ purpose: DraftPurpose, in folder: String) async throws(ClientError) -> Draft
  func discard(_ draft: Draft) async
}
