internal import CLibPQ

/// The parameters of a connection by their libpq keywords (PostgreSQL documentation, 34.1.2). They can be
/// read, changed and joined again.
public struct ConnectionParameters: Sendable, Hashable {
  private var values: [String: String] = [:]

  /// - Parameter conninfo: a libpq connection string or URI. What it leaves to the environment or a service
  ///   file stays there.
  /// - Throws: kind `connectionFailed` if it is neither.
  public init(_ conninfo: String) throws(PostgresError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(conninfo, &message) else {
      defer { PQfreemem(message) }
      throw PostgresError(
        .connectionFailed,
        message.map { String(cString: $0).split(separator: "\n").joined(separator: "; ") }
          ?? "no memory for the parameters of a connection")
    }
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
  }

  /// The value of a key word; `nil` where it is not given.
  public subscript(keyword: String) -> String? {
    get { values[keyword] }
    set { values[keyword] = newValue }
  }

  /// All of them as one connection string.
  public var conninfo: String {
    values.sorted { $0.key < $1.key }.map { keyword, value in
      "\(keyword)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }.joined(separator: " ")
  }
}
