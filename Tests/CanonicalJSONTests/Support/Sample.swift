import CanonicalJSON
import SeededRandom

/// A value with everything in it that our types have, and some more.
struct Sample: Codable, Equatable, JSONRecord {
  enum Kind: String, Codable, JSONTerm { case one, two = "second/kind" }

  struct Part: Codable, Equatable, JSONRecord {
    var text: String
    var number: Int64?
    var parts: [Part]

    static let shape = Shape(
      Part.init(text:number:parts:), Field("text", \.text), Field("number", \.number), Field("parts", \.parts)
    )
  }

  var zeta: String
  var alpha: Int
  var flag: Bool
  var kind: Kind
  var absent: String?
  var large: Int64
  var lists: [[Int]]
  var texts: [String]
  var part: Part?
  var names: [String: String]

  static let shape = Shape(
    Sample.init(zeta:alpha:flag:kind:absent:large:lists:texts:part:names:), Field("zeta", \.zeta),
    Field("alpha", \.alpha), Field("flag", \.flag), Field("kind", \.kind), Field("absent", \.absent),
    Field("large", \.large), Field("lists", \.lists), Field("texts", \.texts), Field("part", \.part),
    Field("names", \.names))
}

extension Sample {
  init(_ random: inout SeededGenerator) {
    zeta = .random(&random)
    alpha = [.min, .max, 0, -1, 7, Int.random(in: .min ... .max, using: &random)].randomElement(
      using: &random)!
    flag = .random(using: &random)
    kind = Kind.allCases.randomElement(using: &random)!
    absent = Bool.random(using: &random) ? nil : .random(&random)
    large = [.max, .min, Int64.random(in: .min ... .max, using: &random)].randomElement(using: &random)!
    lists = (0..<Int.random(in: 0...3, using: &random)).map { Array(0..<$0) }
    texts = (0..<Int.random(in: 0...3, using: &random)).map { _ in .random(&random) }
    part = Bool.random(using: &random) ? nil : Part(&random, depth: 3)
    // Keys by which the order of what is escaped differs from the order of what is written.
    names = [:]
    for _ in 0..<Int.random(in: 0...40, using: &random) { names[.random(&random)] = .random(&random) }
  }
}

extension Sample.Part {
  init(_ random: inout SeededGenerator, depth: Int) {
    text = .random(&random)
    number = Bool.random(using: &random) ? nil : Int64.random(in: -1000...1000, using: &random)
    parts = []
    guard depth > 0 else { return }
    for _ in 0..<Int.random(in: 0...2, using: &random) { parts.append(Self(&random, depth: depth - 1)) }
  }
}

extension String {
  static func random(_ random: inout SeededGenerator) -> String {
    let pieces: [String] = [
      "a", "word", "\"", "\\", "/", "\u{0}", "\u{1F}", "\n", "\t", "\u{8}", "\u{C}", "\r", "\u{7F}", "é",
      "e\u{301}", "\u{2028}", "語", "👩‍👩‍👧", "\u{10FFFF}", " ",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random)! }
      .joined()
  }
}
