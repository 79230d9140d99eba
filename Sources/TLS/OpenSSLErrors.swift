internal import CSSL
internal import Glibc

/// The errors that OpenSSL notes for each thread.
enum OpenSSLErrors {
  /// Forgets what was noted before; what is noted then belongs to the next call.
  static func clear() { ERR_clear_error() }

  /// The first reason noted since, in the words of OpenSSL or the system, and its number; they are forgotten.
  static func take() -> (reason: String, number: Int32) {
    let code = ERR_get_error()
    ERR_clear_error()
    guard code != 0 else { return ("the connection broke off", 0) }
    let number = err_reason(code)
    let system = err_errno(code)
    if system != 0 { return (String(cString: strerror(system)), number) }
    guard let text = ERR_reason_error_string(code) else { return ("error \(code)", number) }
    return (String(cString: text), number)
  }
}
