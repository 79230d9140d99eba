internal import Glibc

/// The system's message for an `errno`.
enum SystemMessage {
  static func text(of code: Int32) -> String {
    // The GNU C Library keeps its result for each thread (since 2.32).
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
