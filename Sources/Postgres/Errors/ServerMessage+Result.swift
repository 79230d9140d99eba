internal import CLibPQ
import Logging

extension ServerMessage {
  /// - Parameter parameters: those whose values are removed wherever the server quotes them.
  init?(_ result: ResultHandle, redacting parameters: EncodedParameters?) {
    self.init(result.pointer, redacting: parameters)
  }

  /// Nil for a message that libpq made itself.
  init?(_ result: OpaquePointer, redacting parameters: EncodedParameters?) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, CInt(code.value)).map { String(cString: $0) }
    }
    // The letters are those of the protocol (PostgreSQL documentation, 55.8); libpq's macros are chars in C.
    guard let state = field("C"), let primary = field("M") else { return nil }
    let sqlState = SQLState(rawValue: state)
    let redaction = Redaction(sqlState: sqlState, parameters: parameters)
    self.init(
      severity: field("V") ?? field("S") ?? "ERROR", sqlState: sqlState, message: redaction.message(primary))
    detail = field("D").map(redaction.detail)
    hint = field("H").map(redaction.text)
    position = field("P").flatMap { Int($0) }
    context = field("W").map(redaction.context)
    schema = field("s")
    table = field("t")
    column = field("c")
    dataType = field("d")
    constraint = field("n")
  }

  var logLevel: Logger.Level {
    switch severity {
    case "WARNING": .warning
    case "NOTICE", "INFO": .info
    case "LOG": .debug
    default: severity.hasPrefix("DEBUG") ? .trace : .error
    }
  }
}
