internal import Rendering

/// Splits text into commands and words as a POSIX shell does (POSIX.1-2024, XCU 2.2 and 2.3), without
/// expansions.
///
/// Blanks separate words; `;` and newline end a command; `#` at the start of a word begins a comment. Within
/// single quotes nothing is special. Within double quotes a backslash escapes `"`, `\`, `$`, a backquote and
/// a newline; elsewhere it escapes any character. A backslash before a newline joins the lines.
///
/// It takes the text in pieces, each character once, so that a command of many lines is read in the time of its length.
struct Lexer {
  private enum State: Hashable {
    /// Between words or in one.
    case plain
    case comment
    case singleQuoted, doubleQuoted
    /// After a backslash, outside of quotes or within double ones.
    case escaped, escapedInQuotes
    /// After a backslash and a newline, which may go on.
    case joined
  }

  private var state = State.plain
  /// Where the quote or the backslash stands that `state` is of.
  private var opening = 0
  private var position = 0
  private var words: [CommandLine.Word] = []
  private var word: (text: String.UnicodeScalarView, offset: Int)?
  private var commands: [[CommandLine.Word]] = []

  /// The commands in `text`, in order; `firstLine` is the number of its first line in its file.
  ///
  /// - Throws: ``LexerError`` if the text ends inside a word.
  static func commands(in text: String, firstLine: Int = 1) throws(LexerError) -> [CommandLine] {
    var lexer = Lexer()
    lexer.take(text.unicodeScalars)
    return try lexer.finish(text, firstLine: firstLine)
  }

  /// Takes the next piece of the text.
  mutating func take(_ piece: some Sequence<Unicode.Scalar>) {
    for scalar in piece {
      take(scalar)
      position += 1
    }
  }

  /// What is amiss if the text ends here.
  var error: LexerError? {
    switch state {
    case .plain, .comment: nil
    case .singleQuoted: LexerError(kind: .quoteNotClosed("'"), offset: opening)
    case .doubleQuoted, .escapedInQuotes: LexerError(kind: .quoteNotClosed("\""), offset: opening)
    case .escaped, .joined: LexerError(kind: .nothingEscaped, offset: opening)
    }
  }

  /// The commands in all that was taken, which is `text`.
  mutating func finish(_ text: String, firstLine: Int) throws(LexerError) -> [CommandLine] {
    if let error { throw error }
    endCommand()
    return commands.map { CommandLine(words: $0, text: text, firstLine: firstLine) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch state {
    case .plain, .joined: takePlain(scalar)
    case .comment:
      // The newline ends the command too.
      if scalar == "\n" { takePlain(scalar) }
    case .singleQuoted: if scalar == "'" { state = .plain } else { append(scalar) }
    case .doubleQuoted:
      switch scalar {
      case "\"": state = .plain
      case "\\": state = .escapedInQuotes
      default: append(scalar)
      }
    case .escaped:
      state = scalar == "\n" ? .joined : .plain
      if scalar != "\n" { append(scalar, from: opening) }
    case .escapedInQuotes:
      state = .doubleQuoted
      // Before anything else a backslash stands for itself.
      if !Quoting.escapable.contains(scalar) { append("\\") }
      if scalar != "\n" { append(scalar) }
    }
  }

  private mutating func takePlain(_ scalar: Unicode.Scalar) {
    state = .plain
    switch scalar {
    case " ", "\t", "\r": endWord()
    case "\n", ";": endCommand()
    case "#" where word == nil: state = .comment
    case "'": open(.singleQuoted)
    case "\"": open(.doubleQuoted)
    case "\\":
      state = .escaped
      opening = position
    default: append(scalar)
    }
  }

  private mutating func open(_ quoted: State) {
    state = quoted
    opening = position
    begin(at: position)
  }

  private mutating func append(_ scalar: Unicode.Scalar, from offset: Int? = nil) {
    begin(at: offset ?? position)
    word?.text.append(scalar)
  }

  private mutating func begin(at offset: Int) {
    if word == nil { word = (String.UnicodeScalarView(), offset) }
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
