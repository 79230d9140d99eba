/// An optional value whose member is always present, as null if there is no value.
public struct Nullable<Wrapped: JSONValue>: JSONValue {
  /// The value; `nil` is written as `null`.
  public var value: Wrapped?

  public init(_ value: Wrapped?) { self.value = value }
  public init(json: ParsedJSON) throws { value = try Wrapped?(json: json) }
  public func write(to json: inout JSONBuilder) { value.write(to: &json) }
  public static var schema: JSONSchema { .nullable(Wrapped.schema) }
}

extension Nullable: Equatable where Wrapped: Equatable {}
extension Nullable: Hashable where Wrapped: Hashable {}
