import Testing

@testable import Postgres

@Suite struct PreparedStatementsTests {
  func key(_ text: String, _ types: PostgresType...) -> PreparedStatements.Key {
    .init(text: text, types: types)
  }

  @Test func `knows a statement by text and types`() {
    var statements = PreparedStatements(limit: 10)
    #expect(statements.look(up: key("a", .int8)) == .new(name: "s1"))
    #expect(statements.look(up: key("a", .text)) == .new(name: "s2"))
    #expect(statements.look(up: key("a", .int8)) == .prepared(name: "s1"))
  }

  @Test func `drops the least recently used`() {
    var statements = PreparedStatements(limit: 2)
    _ = statements.look(up: key("a"))
    _ = statements.look(up: key("b"))
    _ = statements.look(up: key("a"))
    #expect(statements.look(up: key("c")) == .new(name: "s3"))
    #expect(statements.takeDiscarded() == ["s2"])
    #expect(statements.takeDiscarded() == [])
    #expect(statements.look(up: key("a")) == .prepared(name: "s1"))
    #expect(statements.count == 2)
  }

  @Test func `forgotten statement is not dropped on the server`() {
    var statements = PreparedStatements(limit: 2)
    _ = statements.look(up: key("a"))
    statements.forget("s1")
    #expect(statements.discarded == [])
    #expect(statements.look(up: key("a")) == .new(name: "s2"))
    statements.discard("s2")
    #expect(statements.discarded == ["s2"])
    #expect(statements.look(up: key("a")) == .new(name: "s3"))
  }
}
