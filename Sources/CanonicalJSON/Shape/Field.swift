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
  /// What holds where an optional value is absent, in JSON.
  private let assumed: String?
  private let range: ClosedRange<Int64>?
  /// What the value looks like, where that is more than its type says.
  private let form: JSONSchema?
  let typing: Typing?

  /// - Parameters:
  ///   - name: the member's name, which must not need escapes in JSON.
  ///   - value: the property that holds the value.
  ///   - fallback: the value if the JSON lacks the member.
  ///   - range: where it is a whole number, those there are. Reading JSON does not check it.
  ///   - form: what the value looks like, where that is more than its type says. Reading JSON does not check it.
  ///   - typing: how it is typed in a command line; `nil` where nobody types it.
  public init(
    _ name: StaticString, _ value: any KeyPath<Record, Value> & Sendable, _ content: Content = .fact,
    default fallback: Value? = nil, in range: ClosedRange<Int64>? = nil, of form: JSONSchema? = nil,
    typed typing: Typing? = nil
  ) {
    self.init(
      name, value, content, fallback,
      assumed: fallback.map { String(decoding: JSON.text(of: $0), as: UTF8.self) }, range, form, typing)
  }

  /// A field that may be absent, and stays so in the record, with the value that holds then.
  public init<Wrapped: JSONValue>(
    _ name: StaticString, _ value: any KeyPath<Record, Value> & Sendable, _ content: Content = .fact,
    assumed: Wrapped, typed typing: Typing? = nil
  ) where Value == Wrapped? {
    self.init(
      name, value, content, nil, assumed: String(decoding: JSON.text(of: assumed), as: UTF8.self), nil, nil,
      typing)
  }

  private init(
    _ name: StaticString, _ value: any KeyPath<Record, Value> & Sendable, _ content: Content,
    _ fallback: Value?, assumed: String?, _ range: ClosedRange<Int64>?, _ form: JSONSchema?,
    _ typing: Typing?
  ) {
    key = name
    self.name = "\(name)"
    self.value = value
    self.content = content
    self.fallback = fallback
    self.assumed = assumed
    self.range = range
    self.form = form
    self.typing = typing
  }

  var schema: FieldSchema {
    FieldSchema(
      name: name, value: form ?? Value.schema, isRequired: Value.isRequired && fallback == nil,
      isProse: content == .prose, fallback: assumed, range: range, typing: typing)
  }
}
