import CanonicalJSON
import Postgres
import Scholarship
import Testing

/// That the database and the shapes of events mean the same by words.
@Suite(.timeLimit(.minutes(15))) struct WithoutWordsTests {
  /// Everything that is stored, in whatever stream.
  private static let types: [any StoredPayload.Type] = Event.types + NotebookEvent.types

  @Test func `of every type and version, an erasure keeps the facts and nothing else`() async throws {
    try await withServer { server in
      try await withConnection(server.conninfo) { connection in
        for type in Self.types {
          for version in 1...type.version {
            var (body, remains) = (["unheard": #""of""#], ["unheard": #""[erased]""#])
            for member in type.members(version: version) {
              let value = Self.sample(of: member.value)
              body[member.name] = value
              remains[member.name] = member.isProse ? Self.emptied(value) : value
            }
            let isLeft = try await connection.query(
              "SELECT log.without_words($1, $2, convert_to($3, 'UTF8')) = convert_to($4::jsonb::text, 'UTF8')",
              type.type, Int32(version), Self.object(body), Self.object(remains)
            ).only().decode(Bool.self)
            #expect(isLeft, "\(type.type) \(version)")
          }
        }
      }
    }
  }

  /// What an erasure keeps whole has no words further down.
  @Test func `no fact has words in it`() {
    for type in Self.types {
      for version in 1...type.version {
        for member in type.members(version: version) where !member.isProse {
          #expect(!Self.hasProse(member.value), "\(type.type) \(version): \(member.name)")
        }
      }
    }
  }

  private static func object(_ members: [String: String]) -> String {
    "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  /// JSON of a form.
  private static func sample(of schema: JSONSchema) -> String {
    switch schema {
    case .string, .form: #""a word""#
    case .words(let words): "\"\(words[0])\""
    case .integer: "7"
    case .number: "0.5"
    case .boolean: "true"
    case .list(let element): "[\(sample(of: element))]"
    case .map(let value): object(["some": sample(of: value)])
    case .record(let record):
      object(Dictionary(uniqueKeysWithValues: record.members.map { ($0.name, sample(of: $0.value)) }))
    case .nullable(let value): sample(of: value)
    case .oneOf(let forms): sample(of: forms[0])
    }
  }

  private static func emptied(_ value: String) -> String {
    switch value.first {
    case "\"": #""[erased]""#
    case "[": "[]"
    case "{": "{}"
    default: value
    }
  }

  private static func hasProse(_ schema: JSONSchema) -> Bool {
    switch schema {
    case .string, .form, .words, .integer, .number, .boolean: false
    case .list(let inner), .map(let inner), .nullable(let inner): hasProse(inner)
    case .record(let record): record.members.contains { $0.isProse || hasProse($0.value) }
    case .oneOf(let forms): forms.contains(where: hasProse)
    }
  }
}
