internal import Rendering

/// One command as it was given: its words, and the text that errors can point into.
struct CommandLine: Hashable, Sendable {
  var words: [Word]
  /// What was typed, perhaps over several lines and with other commands.
  var text: String
  /// The number of the first line of `text` in its file, from 1.
  var firstLine: Int

  struct Word: Hashable, Sendable {
    /// The word without its quotes.
    var text: String
    /// Where it begins in the command's text, in scalars.
    var offset: Int
  }

  init(words: [Word], text: String, firstLine: Int) {
    self.words = words
    self.text = text
    self.firstLine = firstLine
  }

  /// A command whose words are already separate, as a program's arguments are.
  init(arguments: [String]) {
    words = []
    text = ""
    firstLine = 1
    var offset = 0
    for argument in arguments {
      let quoted = Quoting.quoted(argument)
      words.append(Word(text: argument, offset: offset))
      text += (text.isEmpty ? "" : " ") + quoted
      offset += quoted.unicodeScalars.count + 1
    }
  }

  /// The line on which the command begins.
  var line: Int { place(of: words.first?.offset ?? 0).line }

  /// The place of a scalar of `text`.
  func place(of offset: Int) -> ScriptPlace { ScriptPlace(offset, in: text, firstLine: firstLine) }
}

/// A place in a text, to be shown.
struct ScriptPlace: Hashable, Sendable {
  /// Counted from the first line of the file, from 1.
  var line: Int
  /// The whole line.
  var text: String
  /// In scalars from the start of the line.
  var column: Int

  init(_ offset: Int, in text: String, firstLine: Int) {
    let scalars = Array(text.unicodeScalars)
    let offset = min(max(offset, 0), scalars.count)
    let before = scalars[..<offset]
    let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = scalars[offset...].firstIndex(of: "\n") ?? scalars.count
    line = firstLine + before.count { $0 == "\n" }
    self.text = String(String.UnicodeScalarView(scalars[start..<end]))
    column = offset - start
  }
}
