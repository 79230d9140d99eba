/// The client's exit status, after `sysexits.h`.
public enum ExitCode: Int32, Sendable {
  case done = 0
  /// The command line itself is wrong.
  case usage = 64
  /// A bad address, a rule broken.
  case refused = 65
  case noSuchThing = 66
  case unreachable = 69
  case fault = 70
  /// A conflict, or the server is busy.
  case tryAgain = 75
  /// Not allowed, or not logged in.
  case notAllowed = 77
  case interrupted = 130
}
