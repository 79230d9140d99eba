/// The client's exit status, after `sysexits.h`.
public enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  /// The command line itself is wrong.
  case usage = 64
  /// A bad address, a rule broken.
  case refused = 65
  case noSuchThing = 66
  case unreachable = 69
  case fault = 70
  /// An answer or a file could not be written.
  case notWritten = 74
  /// A conflict, or the server is busy.
  case tryAgain = 75
  /// Not allowed, or not logged in.
  case notAllowed = 77
  case interrupted = 130

  /// What it says, in a few words.
  public var meaning: String {
    switch self {
    case .done: "done"
    case .usage: "the command line is wrong"
    case .refused: "refused: a bad address, a rule broken"
    case .noSuchThing: "there is no such thing"
    case .unreachable: "the server cannot be reached"
    case .fault: "our fault"
    case .notWritten: "the answer, or a file, could not be written"
    case .tryAgain: "a conflict, or the server is busy: try again"
    case .notAllowed: "not allowed, or not logged in"
    case .interrupted: "interrupted"
    }
  }
}
