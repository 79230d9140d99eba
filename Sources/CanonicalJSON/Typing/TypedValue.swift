/// What was typed in a command line or stands in a query, as its field has it in JSON.
public enum TypedValue: JSONWritable, Hashable, Sendable {
  case word(String)
  case words([String])
  case number(Int64)
  case flag(Bool)

  public func write(to json: inout JSONBuilder) {
    switch self {
    case .word(let word): word.write(to: &json)
    case .words(let words): words.write(to: &json)
    case .number(let number): number.write(to: &json)
    case .flag(let isSet): isSet.write(to: &json)
    }
  }
}

extension JSONRecord {
  /// Reads a record of what was typed for its fields, by their names, through its shape.
  ///
  /// - Throws: ``UnfitWord`` where something typed is not of its field's form; else a `DecodingError`.
  public init(typed values: [String: TypedValue]) throws {
    try self.init(json: JSON.parsed(JSON.text(of: values)))
  }

  /// Its members that have a value, in the order of their names, as they stand in a query. Lists and objects are left
  /// out.
  public var words: [(name: String, value: String)] {
    get throws {
      try JSON.parsed(JSON.text(of: self)).members.compactMap { name, value in
        value.scalarText.map { (name, $0) }
      }
    }
  }

  /// What it names things by: the texts of its members, alone or in a list, but for those that hold words of people.
  public var names: [String] {
    get throws {
      let prose = Set(Self.shape.members.filter(\.isProse).map(\.name))
      return try JSON.parsed(JSON.text(of: self)).members.filter { !prose.contains($0.name) }
        .flatMap {
          try $0.value.kind == .list
            ? $0.value.elements.compactMap(\.word) : [$0.value.word].compactMap(\.self)
        }
    }
  }
}
