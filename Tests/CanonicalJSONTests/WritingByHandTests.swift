import SeededRandom
import Testing

@testable import CanonicalJSON

/// What is written by hand is what Foundation writes, in every byte.
@Suite struct WritingByHandTests {
  @Test func `writes what Foundation writes`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let sample = Written(&random)
      try #require(try JSON.text(of: sample) == foundation(sample), "seed \(seed)")
      let list = (0..<Int.random(in: 0...3, using: &random)).map { _ in Written(&random) }
      try #require(try JSON.text(of: list) == foundation(list), "seed \(seed)")
    }
  }

  @Test func `every character is escaped wherever it stands`() throws {
    // At every place of a word of eight bytes.
    for place in 0..<17 {
      for scalar in (0..<0x80).map({ Character(Unicode.Scalar($0)) }) + ["é", "語", "\u{2028}", "👩‍👩‍👧"] {
        let text =
          String(repeating: "a", count: place) + String(scalar) + String(repeating: "b", count: 16 - place)
        try #require(try JSON.text(of: text) == foundation(text), "\(place): \(text)")
      }
    }
  }

  @Test(arguments: [.min, -1, 0, 9, 10, .max] as [Int64])
  func `integers are written whole`(_ integer: Int64) {
    #expect(String(decoding: JSON.text(of: integer), as: UTF8.self) == "\(integer)")
    #expect(String(decoding: JSON.text(of: [Int(integer)]), as: UTF8.self) == "[\(integer)]")
  }

  @Test func `what is absent is left out`() {
    struct Absent: JSONWritable {
      func write(to json: inout JSONBuilder) {
        json.object {
          $0.member("a", nil as String?)
          $0.member("b", 1 as Int?)
          $0.member("c", nil as [String]?)
          $0.member("d", [] as [[Int]]?)
          $0.member("e", [:] as [String: Bool]?)
        }
      }
    }
    #expect(String(decoding: JSON.text(of: Absent()), as: UTF8.self) == #"{"b":1,"d":[],"e":{}}"#)
  }

  /// What holds of everything that is written, and is checked of it in builds for debugging.
  @Test func `keys come in order and once`() {
    func isCanonical(_ text: String) -> Bool { JSON.isCanonical(Array(text.utf8)) }
    for good in [#"{}"#, #"{"":1,"a":{"b":1},"ab":[{"a":1,"é":2}]}"#, #"[{"a":1},{"a":1}]"#, "1"] {
      #expect(isCanonical(good), "\(good)")
    }
    for bad in [#"{"b":1,"a":2}"#, #"{"a":1,"a":2}"#, #"[{"x":{"ab":1,"a":2}}]"#, #"{"a":1"#, "", "1,2"] {
      #expect(!isCanonical(bad), "\(bad)")
    }
  }
}

/// A value with everything in it that can be written by hand.
private struct Written: Encodable, JSONWritable {
  var absent: String?
  var alpha: Int
  var flag: Bool
  var kind: Sample.Kind
  var lists: [[Int]]
  var names: [String: String]
  var part: Sample.Part?
  var parts: [Sample.Part]
  var texts: [String]

  init(_ random: inout SeededGenerator) {
    let sample = Sample(&random)
    (absent, alpha, flag, kind) = (sample.absent, sample.alpha, sample.flag, sample.kind)
    (lists, names, texts, part) = (sample.lists, sample.names, sample.texts, sample.part)
    parts = (0..<Int.random(in: 0...2, using: &random)).map { _ in Sample.Part(&random, depth: 2) }
  }

  func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("absent", absent)
      $0.member("alpha", alpha)
      $0.member("flag", flag)
      $0.member("kind", kind)
      $0.member("lists", lists)
      $0.member("names", names)
      $0.member("part", part)
      $0.member("parts", parts)
      $0.member("texts", texts)
    }
  }
}
