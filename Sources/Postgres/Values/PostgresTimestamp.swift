/// An instant (`timestamptz`) to the microsecond, as the server keeps it.
public struct PostgresTimestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z. `Int64.max` and `Int64.min` are the server's `infinity` and
  /// `-infinity`.
  public var microsecondsSinceUnixEpoch: Int64

  public init(microsecondsSinceUnixEpoch: Int64) {
    self.microsecondsSinceUnixEpoch = microsecondsSinceUnixEpoch
  }

  public static let infinity = PostgresTimestamp(microsecondsSinceUnixEpoch: .max)
  public static let minusInfinity = PostgresTimestamp(microsecondsSinceUnixEpoch: .min)

  public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
    left.microsecondsSinceUnixEpoch < right.microsecondsSinceUnixEpoch
  }

  /// The server counts from 2000-01-01T00:00:00Z, 10,957 days after the Unix epoch.
  private static let serverEpoch: Int64 = 10_957 * 86_400 * 1_000_000
}

extension PostgresTimestamp: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .timestamptz }
  public static var postgresArrayType: PostgresType { .timestamptzArray }

  public func encode(into buffer: inout ParameterBuffer) {
    let microseconds = microsecondsSinceUnixEpoch
    if self == .infinity { return buffer.append(microseconds) }
    // Below the server's range the difference would wrap; the server's own bound then refuses the value.
    let (difference, overflow) = microseconds.subtractingReportingOverflow(Self.serverEpoch)
    buffer.append(overflow ? .min : difference)
  }

  public static func decode(_ cell: Cell) throws(CellError) -> PostgresTimestamp {
    let bytes = try cell.bytes(of: .timestamptz)
    guard bytes.count == 8, let count = bytes.integer(Int64.self) else { throw .malformed }
    if count == .max || count == .min { return PostgresTimestamp(microsecondsSinceUnixEpoch: count) }
    let (sum, overflow) = count.addingReportingOverflow(serverEpoch)
    guard !overflow else { throw .malformed }
    return PostgresTimestamp(microsecondsSinceUnixEpoch: sum)
  }
}
