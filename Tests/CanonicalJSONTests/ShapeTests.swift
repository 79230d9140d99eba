import CanonicalJSON
import Testing

/// What follows from the one declaration of a record's fields.
@Suite struct ShapeTests {
  private struct Loan: JSONRecord, Equatable {
    enum State: String, JSONTerm { case open, returned }

    var reader: String
    var days: Int
    var state: State
    var remark: String?
    var tags: [String]

    static let shape = Shape(
      Loan.init(reader:days:state:remark:tags:), Field("reader", \.reader),
      Field("days", \.days, default: 14),
      Field("state", \.state), Field("remark", \.remark, .prose), Field("tags", \.tags)
    ).constant("v", 1)
  }

  private func read(_ text: String) throws -> Loan { try Loan(json: JSON.parsed(Array(text.utf8))) }

  @Test func `fields are written in the order of their names, absent ones left out`() {
    let loan = Loan(reader: "ada", days: 7, state: .open, remark: nil, tags: ["a"])
    #expect(
      String(decoding: JSON.text(of: loan), as: UTF8.self)
        == #"{"days":7,"reader":"ada","state":"open","tags":["a"],"v":1}"#)
  }

  @Test func `a field with a default may be missing, and null is as good as missing`() throws {
    let loan = try read(#"{"reader":"ada","state":"returned","remark":null,"tags":[]}"#)
    #expect(loan == Loan(reader: "ada", days: 14, state: .returned, remark: nil, tags: []))
  }

  @Test(arguments: [
    (#"{"state":"open","tags":[]}"#, "reader"), (#"{"reader":"ada","state":"lost","tags":[]}"#, "state"),
    (#"{"reader":"ada","state":"open","tags":[1]}"#, "tags.Index 0"),
    (#"{"reader":"ada","state":"open","tags":[],"days":"7"}"#, "days"),
  ])
  func `an error leads to the field`(_ text: String, _ place: String) throws {
    let error = #expect(throws: DecodingError.self) { try read(text) }
    let path: [any CodingKey] =
      switch try #require(error) {
      case .keyNotFound(let key, let context): context.codingPath + [key]
      case .typeMismatch(_, let context), .valueNotFound(_, let context): context.codingPath
      case .dataCorrupted(let context): context.codingPath
      @unknown default: []
      }
    #expect(path.map(\.stringValue).joined(separator: ".") == place)
  }

  @Test func `a field that is not one is passed over, or refused where all must be known`() throws {
    let text = #"{"reader":"ada","state":"open","tags":[],"colour":"red"}"#
    #expect(try read(text).reader == "ada")
    let error = #expect(throws: UnknownField.self) {
      try Loan.shape.readStrictly(JSON.parsed(Array(text.utf8)))
    }
    #expect(error?.name == "colour")
    #expect(error?.known == ["reader", "days", "state", "remark", "tags", "v"])
  }

  @Test func `the schema says what each field is`() throws {
    guard case .record(let schema) = Loan.schema else {
      Issue.record("a record's schema is a record")
      return
    }
    #expect(schema.name == "Loan")
    #expect(
      schema.members == [
        FieldSchema(name: "reader", value: .string, isRequired: true),
        FieldSchema(name: "days", value: .integer, isRequired: false, fallback: "14"),
        FieldSchema(name: "state", value: .words(["open", "returned"]), isRequired: true),
        FieldSchema(name: "remark", value: .string, isRequired: false, isProse: true),
        FieldSchema(name: "tags", value: .list(.string), isRequired: true),
        FieldSchema(name: "v", value: .integer, isRequired: true, constant: "1"),
      ])
  }

  /// A record that people type.
  private struct Order: JSONRecord, Equatable {
    var state: Loan.State
    var next: Loan.State?

    static let shape = Shape(
      Order.init(state:next:), Field("state", \.state, typed: .argument()),
      Field("next", \.next, assumed: .returned, typed: .option("--next", summary: "what follows")))
  }

  @Test(arguments: [
    (#"{"state":"lost"}"#, "“lost” is not a state. There are open, returned."),
    (#"{"state":"open","next":"lost"}"#, "“lost” is not a value of --next. There are open, returned."),
  ])
  func `a typed field names the words there are`(text: String, message: String) {
    let error = #expect(throws: UnfitWord.self) { try Order(json: JSON.parsed(Array(text.utf8))) }
    #expect(error?.message == message)
    #expect(throws: DecodingError.self) { try Order(json: JSON.parsed(Array(#"{"state":7}"#.utf8))) }
  }

  @Test func `what holds without a value is told, and the value stays absent`() throws {
    let order = try Order(json: JSON.parsed(Array(#"{"state":"open"}"#.utf8)))
    #expect(order == Order(state: .open, next: nil))
    #expect(String(decoding: JSON.text(of: order), as: UTF8.self) == #"{"state":"open"}"#)
    let next = Order.shape.members[1]
    #expect(next.fallback == "\"returned\"" && !next.isRequired)
    #expect(next.typing == .option("--next", summary: "what follows"))
  }

  @Test(arguments: [
    ("{}", "{}"),
    (
      #"{"a":[],"b":[1,{"c":"x,{\"y"}]}"#,
      "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": \"x,{\\\"y\"\n    }\n  ]\n}"
    ),
  ])
  func `laid out for people, JSON says the same`(_ canonical: String, _ indented: String) {
    #expect(String(decoding: JSON.indented(Array(canonical.utf8)), as: UTF8.self) == indented)
  }
}
