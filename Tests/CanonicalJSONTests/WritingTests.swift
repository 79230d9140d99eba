import Testing

@testable import CanonicalJSON

@Suite("Writing and reading JSON")
struct WritingTests {
  @Test func `what is too deep is refused`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
    }
    _ = try JSONParser.nodes(of: nested(512))
    #expect(throws: DecodingError.self) { try JSONParser.nodes(of: nested(513)) }
    #expect(throws: DecodingError.self) { try JSONParser.nodes(of: nested(1_000_000)) }
  }

  /// A sender may choose the keys; to look them up must not take the square of their number.
  @Test func `an object of many members is read by an index`() throws {
    let text = "{" + (0..<100_000).map { #""k\#($0)":\#($0)"# }.joined(separator: ",") + "}"
    let values = try [String: Int](json: JSON.parsed(Array(text.utf8)))
    #expect(values.count == 100_000)
    #expect(values["k99999"] == 99_999)
  }
}
