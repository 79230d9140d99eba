/// The text of one SQL statement, with `$1`, `$2` … for its parameters.
///
/// A connection prepares it when it is first used with parameters of these types, and keeps the most recently
/// used statements prepared.
public struct Statement: Sendable, Hashable, ExpressibleByStringLiteral {
  public let text: String
  /// False for statements that are different each time and would only displace useful ones.
  public let isPrepared: Bool

  /// A statement that is used often; it is kept prepared.
  public init(_ text: String) { (self.text, isPrepared) = (text, true) }

  /// A statement that is used once; it is not kept prepared.
  public init(unprepared text: String) { (self.text, isPrepared) = (text, false) }

  public init(stringLiteral text: String) { self.init(text) }
}

/// A statement with its parameters, encoded.
public struct Request: Sendable {
  let statement: Statement
  let parameters: EncodedParameters

  /// A request with its parameters in order; `nil` is NULL.
  public init(_ statement: Statement, _ parameters: (any PostgresEncodable)?...) {
    self.init(statement, parameters: parameters)
  }

  /// A request with its parameters in order; `nil` is NULL.
  public init(_ statement: Statement, parameters: [(any PostgresEncodable)?]) {
    self.statement = statement
    self.parameters = EncodedParameters(parameters)
  }

  /// The protocol counts parameters in 16 bits; C strings end at NUL.
  func validate() throws(PostgresError) {
    if parameters.count > Int(UInt16.max) {
      throw PostgresError(
        .invalidRequest, "a statement can have 65,535 parameters at most; pass arrays and unnest them",
        statement: statement.text)
    }
    if statement.text.utf8.contains(0) {
      throw PostgresError(.invalidRequest, "an SQL text must not hold the NUL character")
    }
  }
}

/// All parameters of a request in one block of bytes.
struct EncodedParameters: Sendable {
  private(set) var bytes: [UInt8]
  private(set) var types: [PostgresType] = []
  /// Where each value lies in `bytes`; nil is NULL.
  private(set) var ranges: [Range<Int>?] = []

  var count: Int { types.count }

  init(_ parameters: [(any PostgresEncodable)?]) {
    var buffer = ParameterBuffer()
    types.reserveCapacity(parameters.count)
    ranges.reserveCapacity(parameters.count)
    for parameter in parameters {
      guard let parameter else {
        types.append(.unspecified)
        ranges.append(nil)
        continue
      }
      let start = buffer.bytes.count
      parameter.encode(into: &buffer)
      types.append(type(of: parameter).postgresType)
      ranges.append(start..<buffer.bytes.count)
    }
    // So that an empty value that is not NULL has an address.
    buffer.append(0 as UInt8)
    bytes = buffer.bytes
  }
}
