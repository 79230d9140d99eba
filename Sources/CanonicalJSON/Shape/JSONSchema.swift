/// What the JSON of a type looks like, in the terms of JSON Schema.
public indirect enum JSONSchema: Hashable, Sendable {
  case string, integer, boolean
  /// A number that need not be whole.
  case number
  /// A string of a certain form: what it is, with its article (“an id”), how such a string looks, and the regular
  /// expression that it matches, where there is one.
  case form(noun: String, advice: String, pattern: String? = nil)
  /// One of a closed list of words.
  case words([String])
  case list(JSONSchema)
  /// An object with members of any name.
  case map(JSONSchema)
  case record(RecordSchema)
  /// The value, or null.
  case nullable(JSONSchema)
  /// One of several forms.
  case oneOf([JSONSchema])
}

/// What the JSON of a record looks like.
public struct RecordSchema: Hashable, Sendable {
  /// The type's name, such as `CorrectionItem`.
  public var name: String
  /// In the order of declaration.
  public var members: [FieldSchema]

  public init(name: String, members: [FieldSchema]) {
    self.name = name
    self.members = members
  }
}

/// One member of a record.
public struct FieldSchema: Hashable, Sendable {
  /// The member's name.
  public var name: String
  /// What its value looks like.
  public var value: JSONSchema
  /// Whether every record has it.
  public var isRequired: Bool
  /// Whether it holds what somebody wrote, which an erasure removes.
  public var isProse: Bool
  /// The value it always has, in JSON.
  public var constant: String?
  /// The value it has where it is left out, in JSON.
  public var fallback: String?
  /// Where it is a whole number, those there are; `nil` where any will do.
  public var range: ClosedRange<Int64>?
  /// How it is typed in a command line; `nil` where nobody types it.
  public var typing: Typing?

  public init(
    name: String, value: JSONSchema, isRequired: Bool, isProse: Bool = false, constant: String? = nil,
    fallback: String? = nil, range: ClosedRange<Int64>? = nil, typing: Typing? = nil
  ) {
    self.name = name
    self.value = value
    self.isRequired = isRequired
    self.isProse = isProse
    self.constant = constant
    self.fallback = fallback
    self.range = range
    self.typing = typing
  }
}
