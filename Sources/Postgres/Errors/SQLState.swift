/// A five-character error code of the server (PostgreSQL documentation, Appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  init(_ rawValue: String) { self.rawValue = rawValue }

  /// The first two characters: the class of the condition.
  public var classCode: Substring { rawValue.prefix(2) }

  public static let connectionException = SQLState("08000")
  public static let connectionFailure = SQLState("08006")
  public static let featureNotSupported = SQLState("0A000")
  public static let dataException = SQLState("22000")
  public static let numericValueOutOfRange = SQLState("22003")
  public static let characterNotInRepertoire = SQLState("22021")
  public static let divisionByZero = SQLState("22012")
  public static let invalidTextRepresentation = SQLState("22P02")
  public static let notNullViolation = SQLState("23502")
  public static let foreignKeyViolation = SQLState("23503")
  public static let uniqueViolation = SQLState("23505")
  public static let checkViolation = SQLState("23514")
  public static let exclusionViolation = SQLState("23P01")
  public static let readOnlySQLTransaction = SQLState("25006")
  public static let inFailedSQLTransaction = SQLState("25P02")
  public static let idleInTransactionSessionTimeout = SQLState("25P03")
  public static let invalidSQLStatementName = SQLState("26000")
  public static let invalidAuthorizationSpecification = SQLState("28000")
  public static let invalidPassword = SQLState("28P01")
  public static let invalidCatalogName = SQLState("3D000")
  public static let invalidSchemaName = SQLState("3F000")
  public static let serializationFailure = SQLState("40001")
  public static let deadlockDetected = SQLState("40P01")
  public static let insufficientPrivilege = SQLState("42501")
  public static let syntaxError = SQLState("42601")
  public static let undefinedColumn = SQLState("42703")
  public static let undefinedFunction = SQLState("42883")
  public static let undefinedTable = SQLState("42P01")
  public static let duplicateTable = SQLState("42P07")
  public static let duplicateDatabase = SQLState("42P04")
  public static let duplicateObject = SQLState("42710")
  public static let diskFull = SQLState("53100")
  public static let outOfMemory = SQLState("53200")
  public static let tooManyConnections = SQLState("53300")
  public static let objectInUse = SQLState("55006")
  public static let lockNotAvailable = SQLState("55P03")
  public static let queryCanceled = SQLState("57014")
  public static let adminShutdown = SQLState("57P01")
  public static let crashShutdown = SQLState("57P02")
  public static let cannotConnectNow = SQLState("57P03")
  public static let databaseDropped = SQLState("57P04")
  public static let ioError = SQLState("58030")
  public static let raiseException = SQLState("P0001")
  public static let internalError = SQLState("XX000")
}

extension SQLState: CustomStringConvertible {
  /// The code with its condition name where it is a known one, such as `23505 unique_violation`.
  public var description: String {
    if let name = conditionName { "\(rawValue) \(name)" } else { rawValue }
  }

  /// The condition's name in PostgreSQL's documentation, or that of its class; nil where neither is known.
  public var conditionName: String? {
    Self.conditionNames[rawValue] ?? Self.classNames[String(classCode)]
  }

  private static let conditionNames = [
    "08000": "connection_exception", "08006": "connection_failure", "0A000": "feature_not_supported",
    "22000": "data_exception", "22003": "numeric_value_out_of_range", "22012": "division_by_zero",
    "22021": "character_not_in_repertoire", "22P02": "invalid_text_representation",
    "22P03": "invalid_binary_representation", "23502": "not_null_violation",
    "23503": "foreign_key_violation", "23505": "unique_violation", "23514": "check_violation",
    "23P01": "exclusion_violation", "25006": "read_only_sql_transaction",
    "25P02": "in_failed_sql_transaction", "25P03": "idle_in_transaction_session_timeout",
    "26000": "invalid_sql_statement_name", "28000": "invalid_authorization_specification",
    "28P01": "invalid_password", "3D000": "invalid_catalog_name", "3F000": "invalid_schema_name",
    "40001": "serialization_failure", "40P01": "deadlock_detected", "42501": "insufficient_privilege",
    "42601": "syntax_error", "42703": "undefined_column", "42710": "duplicate_object",
    "42804": "datatype_mismatch", "42846": "cannot_coerce", "42883": "undefined_function",
    "42P01": "undefined_table", "42P04": "duplicate_database", "42P07": "duplicate_table",
    "42P18": "indeterminate_datatype", "53100": "disk_full", "53200": "out_of_memory",
    "53300": "too_many_connections", "55006": "object_in_use", "55P03": "lock_not_available",
    "57014": "query_canceled", "57P01": "admin_shutdown", "57P02": "crash_shutdown",
    "57P03": "cannot_connect_now", "57P04": "database_dropped", "58030": "io_error",
    "P0001": "raise_exception", "XX000": "internal_error",
  ]

  private static let classNames = [
    "08": "connection_exception", "22": "data_exception", "23": "integrity_constraint_violation",
    "25": "invalid_transaction_state", "28": "invalid_authorization_specification",
    "40": "transaction_rollback", "42": "syntax_error_or_access_rule_violation",
    "53": "insufficient_resources", "54": "program_limit_exceeded",
    "55": "object_not_in_prerequisite_state", "57": "operator_intervention", "58": "system_error",
    "P0": "plpgsql_error", "XX": "internal_error",
  ]
}
