/// How a record is put into JSON and taken out of it, from one declaration of its members:
///
///     static let shape = Shape(
///       VoteCast.init, Field("subject", \.subject), Field("vote", \.vote), Field("reason", \.reason, .prose))
///
/// Writing is canonical (see ``JSON``): members in the order of their names, those without a value left out.
public struct Shape<Record>: Sendable {
  private let make: @Sendable (ParsedJSON) throws -> Record
  /// In the order of the members' names.
  private var writers: [any FieldWriter<Record>]
  private let describe: @Sendable () -> [FieldSchema]
  private var constants: [FieldSchema] = []

  /// - Parameters:
  ///   - make: makes a record of the members' values, in the order of the members; throws where they do not go together.
  ///   - order: in which the members are written.
  ///   - member: the members, each once.
  public init<each Value>(
    _ make: @escaping @Sendable (repeat each Value) throws -> Record, in order: JSON.Order = .byName,
    _ member: repeat Field<Record, each Value>
  ) {
    var readers: [any AnyObject & Sendable] = []
    for member in repeat each member { readers.append(FieldReader(member)) }
    self.make = { [readers] json in
      var index = 0
      func next<Next: JSONValue>(_: Next.Type) throws -> Next {
        defer { index += 1 }
        // The reader at each place was made for the type there.
        return try unsafeDowncast(readers[index], to: FieldReader<Next>.self).read(from: json)
      }
      return try make(repeat try next((each Value).self))
    }
    describe = {
      var members: [FieldSchema] = []
      for member in repeat each member { members.append(member.schema) }
      return members
    }
    writers = []
    for member in repeat each member {
      writers.append(StoredFieldWriter(member) ?? ComputedFieldWriter(member) as any FieldWriter<Record>)
    }
    if order == .byName { sortWriters() }
  }

  /// The shape with one more member that is the same in every record, such as the version of an answer.
  public func constant(_ name: StaticString, _ value: some JSONValue) -> Shape {
    var shape = self
    let text = String(decoding: JSON.text(of: value), as: UTF8.self)
    shape.writers.append(ConstantWriter<Record, _>(name, value))
    shape.constants.append(
      FieldSchema(name: "\(name)", value: type(of: value).schema, isRequired: true, constant: text))
    shape.sortWriters()
    return shape
  }

  private mutating func sortWriters() {
    writers.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  // MARK: Reading and writing

  /// Reads a record. Unknown members are ignored: a newer program may have written them.
  public func read(_ json: ParsedJSON) throws -> Record { try make(json) }

  /// Reads a record and refuses unknown members, so that a misspelled one is not ignored.
  public func readStrictly(_ json: ParsedJSON, allowing others: [String] = []) throws -> Record {
    for (name, _) in try json.members
    where !writers.contains(where: { $0.name == name }) && !others.contains(name) {
      throw UnknownField(name: name, known: members.map(\.name).filter { !others.contains($0) })
    }
    return try make(json)
  }

  public func write(_ record: Record, to json: inout JSONBuilder) {
    json.object { writeMembers(of: record, to: &$0) }
  }

  /// Writes the members alone into an object that is being written. All other members of the object must come
  /// before or after them in order.
  func writeMembers(of record: Record, to json: inout JSONBuilder) {
    withUnsafePointer(to: record) { record in
      for writer in writers { writer.write(from: record, to: &json) }
    }
  }

  /// The members in the order of their declaration.
  public var members: [FieldSchema] { describe() + constants }
}

/// A member that a record does not have.
public struct UnknownField: Error, Sendable {
  /// The member's name.
  public let name: String
  /// The members that it has.
  public let known: [String]
}

/// A record: a value whose JSON is an object with the members of its shape.
public protocol JSONRecord: JSONValue {
  /// The declaration that reading, writing and the schema follow.
  static var shape: Shape<Self> { get }
}

extension JSONRecord {
  public init(json: ParsedJSON) throws { self = try Self.shape.read(json) }
  public func write(to json: inout JSONBuilder) { Self.shape.write(self, to: &json) }

  public static var schema: JSONSchema { .record(RecordSchema(name: "\(Self.self)", members: shape.members)) }
}
