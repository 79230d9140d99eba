/// A number with at most six decimal places, such as 0.742925. In JSON it is a number; equal ones have equal bytes, which
/// binary fractions written in full would not promise from one program to the next.
public struct FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How many millionths it is.
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  /// The nearest one; `nil` where `value` is no finite number, or too large.
  public init?(_ value: Double) {
    guard let millionths = Int64(exactly: (value * 1e6).rounded()) else { return nil }
    self.init(millionths: millionths)
  }

  /// As a binary fraction.
  public var value: Double { Double(millionths) / 1e6 }

  /// Without zeros at its end: `-0.5`, `1`.
  public var description: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = millionths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var digits = String(rest + 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  public static func < (a: FixedPoint, b: FixedPoint) -> Bool { a.millionths < b.millionths }
}

extension FixedPoint: JSONValue {
  public init(json: ParsedJSON) throws {
    guard let value = Self(try json.number()) else { throw json.corrupted("the number is too large") }
    self = value
  }

  public func write(to json: inout JSONBuilder) { json.append(number: description) }

  public static var schema: JSONSchema { .number }
}
