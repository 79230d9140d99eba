internal import Protocol

/// Why a command was not carried out, for the person who gave it.
struct ClientError: Error, Hashable {
  var exit: ExitCode
  /// A stable name of the kind of error. The server's problems keep theirs.
  var type: String
  /// What happened, why, and what to do.
  var message: String
  /// Places or things that may have been meant, each as it can be typed.
  var candidates: [Problem.Candidate] = []
  /// The thing whose words the message shows.
  var shown: Problem.ShownThing?
  /// Where in the command line it went wrong.
  var place: ScriptPlace?
  /// How the verb in question is used.
  var usage: String?

  init(_ exit: ExitCode, type: String, _ message: String) {
    self.exit = exit
    self.type = "urn:recension:problem:" + type
    self.message = message
  }

  /// The command line is wrong.
  init(usage message: String, at place: ScriptPlace? = nil) {
    self.init(.usage, type: "usage", message)
    self.place = place
  }

  init(_ problem: Problem) {
    exit = problem.type.exit
    type = problem.type.rawValue
    message = problem.detail
    candidates = problem.candidates ?? []
    shown = problem.shown
  }

  /// A local file could not be read or written; `code` is the `errno`.
  init(file path: String, doing what: String, code: Int32) {
    self.init(
      what == "read" ? .refused : .notWritten, type: "file",
      "“\(path)” cannot be \(what): \(SystemMessage.text(of: code)).")
  }

  /// Standard output could not be written to; `code` is the `errno`.
  init(output code: Int32) {
    self.init(
      .notWritten, type: "file",
      "The answer could not be written: \(SystemMessage.text(of: code)). What was to be done is done; see that there is "
        + "room where it is to go, and ask again.")
  }

  /// The person pressed Ctrl-C.
  static let interrupted = ClientError(.interrupted, type: "interrupted", "Stopped.")
}
