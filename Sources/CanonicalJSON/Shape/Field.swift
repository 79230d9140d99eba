/// One member of a record: its name, and where its value is.
public struct Field<Record, Value: JSONValue>: Sendable {
  /// What a member holds, which decides whether it outlives an erasure.
  public enum Content: Hashable, Sendable {
    /// An id, a number, a word of a closed list, a place: it says who did what, and an erasure keeps it.
    case fact
    /// Text that somebody wrote: an erasure removes it.
    case prose
  }

  let key: StaticString
  let name: String
  let value: any KeyPath<Record, Value> & Sendable
  let content: Content
  let fallback: Value?

  /// - Parameters:
  ///   - name: the member's name, which must not need escapes in JSON.
  ///   - value: the property that holds the value.
  ///   - fallback: the value if the JSON lacks the member.
  public init(
    _ name: StaticString, _ value: any KeyPath<Record, Value> & Sendable, _ content: Content = .fact,
    default fallback: Value? = nil
  ) {
    key = name
    self.name = "\(name)"
    self.value = value
    self.content = content
    self.fallback = fallback
  }

  /// The value in an object.
  func read(from object: ParsedJSON) throws -> Value {
    if let fallback, try object.present(name) == nil { return fallback }
    return try Value.member(name, of: object)
  }

  var schema: FieldSchema {
    FieldSchema(
      name: name, value: Value.schema, isRequired: Value.isRequired && fallback == nil,
      isProse: content == .prose,
      fallback: fallback.map { String(decoding: JSON.text(of: $0), as: UTF8.self) })
  }
}
