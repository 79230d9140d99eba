/// A value with everything in it that our types have, and some more.
struct Sample: Codable, Equatable {
  enum Kind: String, Codable, CaseIterable { case one, two = "second/kind" }

  struct Part: Codable, Equatable {
    var text: String
    var number: Int64?
    var parts: [Part]
  }

  var zeta: String
  var alpha: Int
  var flag: Bool
  var kind: Kind
  var absent: String?
  var double: Double
  var small: Int8
  var large: UInt64
  var lists: [[Int]]
  var texts: [String]
  var part: Part?
  var names: [String: String]

  init(_ random: inout SeededGenerator) {
    zeta = .random(&random)
    alpha = [.min, .max, 0, -1, 7, Int.random(in: .min ... .max, using: &random)].randomElement(
      using: &random)!
    flag = .random(using: &random)
    kind = Kind.allCases.randomElement(using: &random)!
    absent = Bool.random(using: &random) ? nil : .random(&random)
    double = [0, -0.5, 1e300, 1, 0.1, Double.random(in: -1e6...1e6, using: &random)].randomElement(
      using: &random)!
    small = .random(in: .min ... .max, using: &random)
    large = [.max, UInt64.random(in: 0 ... .max, using: &random)].randomElement(using: &random)!
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
