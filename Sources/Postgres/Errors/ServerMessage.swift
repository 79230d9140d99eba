/// The parts of an error or notice of the server (PostgreSQL documentation, 55.8), with values removed.
public struct ServerMessage: Sendable, Hashable {
  /// `ERROR`, `FATAL`, `PANIC`, `WARNING`, `NOTICE`, `DEBUG`, `INFO` or `LOG`; never translated.
  public var severity: String
  /// The error's code.
  public var sqlState: SQLState?
  /// The primary message.
  public var message: String
  /// Optional detail.
  public var detail: String?
  /// An optional suggestion of what to do.
  public var hint: String?
  /// The character in the statement, counted from 1.
  public var position: Int?
  /// The call stack in the server's procedural languages.
  public var context: String?
  /// The schema of what the error is about.
  public var schema: String?
  /// The table the error is about.
  public var table: String?
  /// The column.
  public var column: String?
  /// The data type.
  public var dataType: String?
  /// The constraint.
  public var constraint: String?

  /// Whether the server ends the session with this message.
  var endsSession: Bool { severity == "FATAL" || severity == "PANIC" }

  init(severity: String, sqlState: SQLState? = nil, message: String) {
    self.severity = severity
    self.sqlState = sqlState
    self.message = message
  }
}

extension ServerMessage: CustomStringConvertible {
  public var description: String {
    var text = "\(severity): \(message)"
    if let detail { text += "; detail: \(detail)" }
    if let hint { text += "; hint: \(hint)" }
    if let position { text += "; position: \(position)" }
    if let context { text += "; context: \(context)" }
    return text
  }
}
