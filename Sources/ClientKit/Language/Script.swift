/// Assembles a script's lines into commands as they arrive.
///
/// A command may span lines, inside quotes or after a backslash. All others are returned as soon as their
/// line is complete, so that a pipe is answered line by line.
struct Script {
  /// The script's name in errors: a path, `stdin`, `-c`.
  let name: String
  private var pending = ""
  /// What was read of `pending`.
  private var lexer = Lexer()
  /// The number of the first line of `pending`.
  private var firstLine = 1
  private var linesRead = 0

  init(name: String) { self.name = name }

  /// Whether a command has begun and not ended.
  var isWithinCommand: Bool { !pending.isEmpty }

  /// The commands that `line`, given without its newline, completes.
  mutating func add(line: String) -> [CommandLine] {
    linesRead += 1
    if pending.isEmpty { firstLine = linesRead }
    var scalars = line.unicodeScalars[...]
    // Some editors put a byte order mark before a text.
    if linesRead == 1, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let piece = String(scalars) + "\n"
    pending += piece
    lexer.take(piece.unicodeScalars)
    do throws(LexerError) {
      let commands = try lexer.finish(pending, firstLine: firstLine)
      discard()
      return commands
    } catch {
      return []
    }
  }

  /// Call it after the last line.
  ///
  /// - Throws: ``ClientError`` if a command has begun and not ended.
  mutating func finish() throws(ClientError) {
    defer { discard() }
    guard let error = lexer.error else { return }
    throw ClientError(usage: error.message, at: ScriptPlace(error.offset, in: pending, firstLine: firstLine))
  }

  /// Forgets a command that has begun.
  mutating func discard() {
    pending = ""
    lexer = Lexer()
  }
}
