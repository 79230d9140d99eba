/// The text of one SQL statement, with `$1`, `$2` … for its parameters.
///
/// It is prepared the first time a connection carries it out with parameters of these types, and kept prepared
/// (the most recently used ones are).
public struct Statement: Sendable, Hashable, ExpressibleByStringLiteral {
  public let text: String
  /// False for statements that are made up each time and would only push useful ones out.
  public let isPrepared: Bool

  /// A statement that is carried out often.
  public init(_ text: String) { (self.text, isPrepared) = (text, true) }

  /// A statement that is carried out once; it is not kept prepared.
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
    // So that there is a place to point at for a value that is empty but not NULL.
    buffer.append(0 as UInt8)
    bytes = buffer.bytes
  }
}
