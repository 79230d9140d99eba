internal import Rendering

/// Splits text into commands and words as a POSIX shell does (POSIX.1-2024, XCU 2.2 and 2.3), without
/// expansions.
///
/// Blanks separate words; `;` and newline end a command; `#` at the start of a word begins a comment. Within
/// single quotes nothing is special. Within double quotes a backslash escapes `"`, `\`, `$`, a backquote and
/// a newline; elsewhere it escapes any character. A backslash before a newline joins the lines.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var words: [CommandLine.Word] = []
  private var word: (text: String.UnicodeScalarView, offset: Int)?
  private var commands: [[CommandLine.Word]] = []

  /// The commands in `text`, in order; `firstLine` is the number of its first line in its file.
  ///
  /// - Throws: ``LexerError`` if the text ends inside a word.
  static func commands(in text: String, firstLine: Int = 1) throws(LexerError) -> [CommandLine] {
    var lexer = Lexer(scalars: Array(text.unicodeScalars))
    try lexer.run()
    return lexer.commands.map { CommandLine(words: $0, text: text, firstLine: firstLine) }
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func run() throws(LexerError) {
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case " ", "\t", "\r": endWord()
      case "\n", ";": endCommand()
      case "#" where word == nil: skipComment()
      case "'": try readSingleQuoted()
      case "\"": try readDoubleQuoted()
      case "\\": try readEscaped()
      default: append(scalar)
      }
      position += 1
    }
    endCommand()
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    beginWord()
    word?.text.append(scalar)
  }

  private mutating func beginWord() {
    if word == nil { word = (String.UnicodeScalarView(), position) }
  }

  private mutating func endWord() {
    guard let ended = word else { return }
    words.append(CommandLine.Word(text: String(ended.text), offset: ended.offset))
    word = nil
  }

  private mutating func endCommand() {
    endWord()
    if !words.isEmpty { commands.append(words) }
    words = []
  }

  /// Stops before the newline, which ends the command.
  private mutating func skipComment() {
    while position + 1 < scalars.count, scalars[position + 1] != "\n" { position += 1 }
  }

  private mutating func readSingleQuoted() throws(LexerError) {
    beginWord()
    let open = position
    position += 1
    while position < scalars.count, scalars[position] != "'" {
      append(scalars[position])
      position += 1
    }
    guard position < scalars.count else { throw LexerError(kind: .quoteNotClosed("'"), offset: open) }
  }

  private mutating func readDoubleQuoted() throws(LexerError) {
    beginWord()
    let open = position
    position += 1
    while position < scalars.count, scalars[position] != "\"" {
      if scalars[position] == "\\", position + 1 < scalars.count,
        Quoting.escapable.contains(scalars[position + 1])
      {
        position += 1
        if scalars[position] != "\n" { append(scalars[position]) }
      } else {
        append(scalars[position])
      }
      position += 1
    }
    guard position < scalars.count else { throw LexerError(kind: .quoteNotClosed("\""), offset: open) }
  }

  private mutating func readEscaped() throws(LexerError) {
    let backslash = position
    position += 1
    guard position < scalars.count, scalars[position] != "\n" || position + 1 < scalars.count else {
      throw LexerError(kind: .nothingEscaped, offset: backslash)
    }
    if scalars[position] != "\n" {
      if word == nil { word = (String.UnicodeScalarView(), backslash) }
      word?.text.append(scalars[position])
    }
  }
}

/// The text ended inside a word; more text may complete it.
struct LexerError: Error, Hashable {
  enum Kind: Hashable {
    case quoteNotClosed(Unicode.Scalar)
    case nothingEscaped
  }

  var kind: Kind
  /// Where the quote or the backslash stands, in scalars of the text.
  var offset: Int

  var message: String {
    switch kind {
    case .quoteNotClosed(let mark):
      "The quote that begins here is not closed. Put \(mark) at its end, or write \\\(mark) for the mark itself."
    case .nothingEscaped:
      "A backslash stands at the very end. Take it away, or write \\\\ for the mark itself."
    }
  }
}
