/// Reads and writes one member of a record.
///
/// Records are read for every event of a log that is folded, so this avoids what is slow in generic code that is not
/// specialised: copies of generic structs, and types that the runtime must look up for each call. A class knows its types
/// from its own metadata.
final class FieldReader<Value: JSONValue>: Sendable {
  private let name: String
  private let typing: Typing?
  private let hasFallback: Bool
  private let fallback: Value?

  init(_ field: Field<some Any, Value>) {
    name = field.name
    typing = field.typing
    hasFallback = field.fallback != nil
    fallback = field.fallback
  }

  /// The value in an object.
  ///
  /// - Throws: ``UnfitWord`` where it is typed by people and not of its form; else a `DecodingError`.
  func read(from object: ParsedJSON) throws -> Value {
    if hasFallback || typing != nil { return try readDefaultedOrTyped(from: object) }
    return try Value.member(name, of: object)
  }

  // Apart, so that the way above, which stored events go, needs no other type than the value's.
  @inline(never)
  private func readDefaultedOrTyped(from object: ParsedJSON) throws -> Value {
    if let fallback, try object.present(name) == nil { return fallback }
    guard let typing else { return try Value.member(name, of: object) }
    do {
      return try Value.member(name, of: object)
    } catch {
      guard let member = try object.present(name) else { throw error }
      if let word = member.word, let unfit = UnfitWord(word, as: Value.schema, named: called(typing)) {
        throw unfit
      }
      // Of several words, the one that the error is about.
      if case .list(let element) = Value.schema, member.kind == .list,
        case .dataCorrupted(let context)? = error as? DecodingError,
        let index = context.codingPath.last?.intValue,
        let word = try member.elements.dropFirst(index).first(where: { _ in true })?.word,
        let unfit = UnfitWord(word, as: element, named: called(typing))
      {
        throw unfit
      }
      throw error
    }
  }

  /// The field with its article, as those know it who type it: “a value of --class”, “a vote”.
  private func called(_ typing: Typing) -> String {
    if case .option(let option, _, _, _) = typing { "a value of \(option)" } else { "a \(name)" }
  }
}

/// Writes one member of a record.
protocol FieldWriter<Record>: Sendable {
  associatedtype Record

  /// The member's name.
  var name: String { get }

  /// Writes the member of a record as the next one of an object.
  func write(from record: UnsafePointer<Record>, to json: inout JSONBuilder)
}

/// Of a property that is stored in the record. Its place is found once: following a key path is slower than the write itself.
final class StoredFieldWriter<Record, Value: JSONValue>: FieldWriter {
  let name: String
  private let key: StaticString
  private let offset: Int

  /// `nil` where the property is not stored.
  init?(_ field: Field<Record, Value>) {
    guard let offset = MemoryLayout<Record>.offset(of: field.value) else { return nil }
    name = field.name
    key = field.key
    self.offset = offset
  }

  func write(from record: UnsafePointer<Record>, to json: inout JSONBuilder) {
    let value = (UnsafeRawPointer(record) + offset).assumingMemoryBound(to: Value.self)
    value.pointee.writeMember(key, to: &json)
  }
}

/// Of a property that is computed.
final class ComputedFieldWriter<Record, Value: JSONValue>: FieldWriter {
  let name: String
  private let key: StaticString
  private let value: any KeyPath<Record, Value> & Sendable

  init(_ field: Field<Record, Value>) {
    name = field.name
    key = field.key
    value = field.value
  }

  func write(from record: UnsafePointer<Record>, to json: inout JSONBuilder) {
    record.pointee[keyPath: value].writeMember(key, to: &json)
  }
}

/// Of a value that every record has.
final class ConstantWriter<Record, Value: JSONValue>: FieldWriter {
  let name: String
  private let key: StaticString
  private let value: Value

  init(_ key: StaticString, _ value: Value) {
    name = "\(key)"
    self.key = key
    self.value = value
  }

  func write(from record: UnsafePointer<Record>, to json: inout JSONBuilder) {
    value.writeMember(key, to: &json)
  }
}
