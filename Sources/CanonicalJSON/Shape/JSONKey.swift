/// A type whose values are the member names of an open object.
public protocol JSONKey: Hashable, Sendable {
  /// `nil` if the name is not one of these.
  init?(jsonKey: String)
  /// The value as the name of a member.
  var jsonKey: String { get }
}

extension String: JSONKey {
  public init?(jsonKey: String) { self = jsonKey }
  public var jsonKey: String { self }
}

extension JSONTerm where Self: JSONKey {
  public init?(jsonKey: String) { self.init(rawValue: jsonKey) }
  public var jsonKey: String { rawValue }
}

extension JSONStringConvertible where Self: JSONKey {
  public init?(jsonKey: String) { self.init(jsonKey) }
  public var jsonKey: String { description }
}

extension Dictionary: JSONWritable where Key: JSONKey, Value: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object { json in
      // Strings compare by characters, which is another order.
      let members = map { (name: $0.key.jsonKey, value: $0.value) }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      for (name, value) in members { json.member(named: name, value) }
    }
  }
}

extension Dictionary: JSONValue where Key: JSONKey, Value: JSONValue {
  public init(json: ParsedJSON) throws {
    self.init()
    for (name, value) in try json.members {
      // The error's path ends above the name: an unknown name is content, and errors hold none.
      guard let key = Key(jsonKey: name) else {
        throw json.corrupted("a name in it is not one that there is")
      }
      let value = try Value(json: value)
      if self[key] == nil { self[key] = value }
    }
  }

  public static var schema: JSONSchema { .map(Value.schema) }
}
