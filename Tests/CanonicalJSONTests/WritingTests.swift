import Testing

@testable import CanonicalJSON

@Suite("Writing and reading JSON")
struct WritingTests {
  private struct Flat: Encodable {
    enum Key: String, CodingKey { case type, nested }

    struct Payload: Encodable { var zeta = 1, alpha = 2 }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode("x", forKey: .type)
      // Into the same object.
      try Payload().encode(to: encoder)
      var nested = container.nestedUnkeyedContainer(forKey: .nested)
      try nested.encode(1)
      var deeper = nested.nestedContainer(keyedBy: Key.self)
      try deeper.encode(2, forKey: .type)
    }
  }

  @Test func membersOfOneObjectMayComeFromSeveralTypes() throws {
    let text = String(decoding: try JSON.bytes(of: Flat()), as: UTF8.self)
    #expect(text == #"{"alpha":2,"nested":[1,{"type":2}],"type":"x","zeta":1}"#)
  }

  private struct TurningBack: Encodable {
    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      var nested = list.nestedUnkeyedContainer()
      try list.encode(1)
      try nested.encode(2)
    }
  }

  @Test func whatWasLeftIsNotWrittenTo() {
    #expect(throws: EncodingError.self) { try JSON.bytes(of: TurningBack()) }
  }

  private struct Nothing: Encodable {
    func encode(to encoder: any Encoder) {}
  }

  @Test func aValueThatSaysNothingIsAnEmptyObject() throws {
    #expect(String(decoding: try JSON.bytes(of: [Nothing(), Nothing()]), as: UTF8.self) == "[{},{}]")
  }

  @Test func whatIsTooDeepIsRefused() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
    }
    _ = try JSONParser.nodes(of: nested(512))
    #expect(throws: DecodingError.self) { try JSONParser.nodes(of: nested(513)) }
    #expect(throws: DecodingError.self) { try JSONParser.nodes(of: nested(1_000_000)) }
  }

  /// A sender may choose the keys; to look them up must not take the square of their number.
  @Test func anObjectOfManyMembersIsReadByAnIndex() throws {
    let text = "{" + (0..<100_000).map { #""k\#($0)":\#($0)"# }.joined(separator: ",") + "}"
    let values = try JSON.value([String: Int].self, from: Array(text.utf8))
    #expect(values.count == 100_000)
    #expect(values["k99999"] == 99_999)
  }
}
