/// Where answers go.
protocol Display: Sendable {
  /// Whether answers go to a terminal, and how wide it is.
  var surface: Surface { get }
  /// Shows an answer to a person, with the pager if wanted and if it is longer than the screen.
  func show(_ lines: [String], paging: Bool) async
  /// Writes an answer's bytes.
  ///
  /// - Returns: whether anyone still reads.
  @discardableResult
  func write(_ bytes: [UInt8]) async -> Bool
  /// Anything but an answer, on standard error.
  func note(_ lines: [String]) async
  /// How far something has come, on standard error, in place of what was said of it before; `nil` takes that away.
  func progress(_ line: String?) async
  /// Why an answer could not be written, once, if one could not. That nobody reads any more is no reason.
  func trouble() async -> ClientError?
}

struct Surface: Hashable, Sendable {
  /// Whether standard output is a terminal.
  var isTerminal = false
  /// Whether standard error is one.
  var notesAreSeen = false
  /// In cells.
  var width = 80
  /// In lines.
  var height = 24
  /// Whether the terminal can do more than print: `TERM` is not `dumb`.
  var isCapable = false
  /// `NO_COLOR` is set and not empty.
  var refusesColor = false
}
