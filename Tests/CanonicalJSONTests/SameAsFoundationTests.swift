import FoundationEssentials
import SeededRandom
import Testing

@testable import CanonicalJSON

/// What is written is hashed and kept for ever, so it must not differ in a byte from what was written before.
@Suite("JSON is the same as Foundation's")
struct SameAsFoundationTests {
  @Test func `of random values`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let sample = Sample(&random)
      let bytes = JSON.text(of: sample)
      try #require(try foundation(sample) == bytes, "seed \(seed)")
      try #require(try Sample(json: JSON.parsed(bytes)) == sample, "seed \(seed)")
    }
  }

  /// What is read of damaged bytes, Foundation reads too, and as the same. It reads more: commas too many, and what is no
  /// JSON in members that nobody asks for.
  @Test func `of damaged bytes`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var read = 0
    for _ in 0..<800 {
      var bytes = JSON.text(of: Sample(&random))
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = bytes.indices.randomElement(using: &random)!
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0 ... .max, using: &random)
        case 2:
          bytes.insert(
            contentsOf: [#"{"#, #"""#, #"\u12"#, "1", ",", "e", " "].randomElement(using: &random)!.utf8,
            at: place)
        default: bytes[place] = bytes.randomElement(using: &random)!
        }
      }
      let theirs = Result { try JSONDecoder().decode(Sample.self, from: Data(bytes)) }
      let ours = Result { try Sample(json: JSON.parsed(bytes)) }
      guard case .success(let value) = ours else { continue }
      read += 1
      guard case .success(let other) = theirs, other == value else {
        Issue.record("seed \(seed): \(theirs) and \(value) from \(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
    #expect(read > 20, "seed \(seed)")
  }

  @Test(arguments: [
    "null", "[]", "{}", "[1,2]", " [ 1 , 2 ] ", "[,1]", "[1 2]", "01", "-", "-0", "1.", ".5", "1e5",
    "1E+2",
    "1e", "+1", "\"\"", "\"a", "\"\\q\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\udc00\"", "tru", "true1",
    "",
    "   ", "\"\u{9}\"", "1 1", "9223372036854775808", "1.0", "[null]", "\u{FEFF}1",
  ])
  func `of odd texts`(_ text: String) {
    func outcome(_ body: () throws -> [Int?]) -> [Int?]? { Result(catching: body).success }
    func scalar(_ body: () throws -> Int) -> Int? { Result(catching: body).success }
    func word(_ body: () throws -> String) -> String? { Result(catching: body).success }
    let bytes = Array(text.utf8)
    let data = Data(bytes)
    #expect(
      outcome { try JSONDecoder().decode([Int?].self, from: data) }
        == outcome { try [Int?](json: JSON.parsed(bytes)) }
    )
    #expect(
      scalar { try JSONDecoder().decode(Int.self, from: data) }
        == scalar { try Int(json: JSON.parsed(bytes)) })
    #expect(
      word { try JSONDecoder().decode(String.self, from: data) }
        == word { try String(json: JSON.parsed(bytes)) })
  }

  @Test func `of members with the same key`() throws {
    let bytes = Array(#"{"text":"first","parts":[],"text":"last"}"#.utf8)
    #expect(
      try Sample.Part(json: JSON.parsed(bytes))
        == JSONDecoder().decode(Sample.Part.self, from: Data(bytes)))
  }

  // The last would be read as its neighbour, were it taken through a Double.
  @Test(arguments: ["1.5", "99999999999999999999", "1e300", "9007199254740993.0"])
  func `a number that does not fit is named`(_ number: String) throws {
    let error = #expect(throws: DecodingError.self) {
      try Sample.Part(
        json: JSON.parsed(Array(#"{"text":"","parts":[],"number":\#(number)}"#.utf8)))
    }
    #expect(try #require(error).place == ["corrupted", "number"])
  }

  @Test(arguments: ["[1,]", #"{"a":1,}"#])
  func `a comma too many is refused`(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONParser.nodes(of: Array(text.utf8)) }
  }

  /// Errors lead to the same place.
  @Test(arguments: [
    #"{"text":1,"parts":[]}"#, #"{"parts":[]}"#, #"{"text":null,"parts":[]}"#, #"{"text":"","parts":{}}"#,
    #"{"text":"","parts":[{"text":"","parts":[]},{"text":"","parts":[7]}]}"#, "[]",
    "nul",
  ])
  func `of errors`(_ text: String) throws {
    let ours = #expect(throws: DecodingError.self) {
      try Sample.Part(json: JSON.parsed(Array(text.utf8)))
    }
    let theirs = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Sample.Part.self, from: Data(text.utf8))
    }
    #expect(try #require(ours).place == #require(theirs).place)
  }
}

extension Result {
  fileprivate var success: Success? { if case .success(let value) = self { value } else { nil } }
}

extension DecodingError {
  fileprivate var place: [String] {
    switch self {
    case .keyNotFound(let key, let context): ["missing"] + (context.codingPath + [key]).map(\.stringValue)
    case .typeMismatch(_, let context): ["type"] + context.codingPath.map(\.stringValue)
    case .valueNotFound(_, let context): ["null"] + context.codingPath.map(\.stringValue)
    case .dataCorrupted(let context): ["corrupted"] + context.codingPath.map(\.stringValue)
    @unknown default: []
    }
  }
}
