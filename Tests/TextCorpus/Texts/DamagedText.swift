/// A text with damage done to it, in which every scalar still knows where in the whole text it came from.
public struct DamagedText {
  /// The scalars now, each with the offset it had; nil for what was put in.
  public private(set) var scalars: [(scalar: Unicode.Scalar, origin: Int?)]
  /// What stands a second time now, by its old offsets.
  public private(set) var duplicated: [(range: Range<Int>, isBeside: Bool)] = []
  private let count: Int

  public init(_ text: [Unicode.Scalar]) {
    scalars = text.enumerated().map { ($1, $0) }
    count = text.count
  }

  public var text: [Unicode.Scalar] { scalars.map(\.scalar) }

  /// Where each old offset stands now, the first and the last scalar that came of it.
  public func places() -> [(first: Int, last: Int)?] {
    var places: [(first: Int, last: Int)?] = Array(repeating: nil, count: count)
    for (index, scalar) in scalars.enumerated() {
      guard let origin = scalar.origin else { continue }
      places[origin] = (places[origin]?.first ?? index, index)
    }
    return places
  }

  // MARK: Noise

  private static let confusions: [String: [String]] = [
    "m": ["rn", "nn"], "w": ["vv"], "l": ["1", "I"], "c": ["e", "o"], "e": ["c", "o"], "o": ["0", "c"],
    "h": ["b", "li"], "n": ["u", "ri"], "u": ["n", "ii"], "i": ["l", "1", "j"], "t": ["f", "l"],
    "s": ["5", "a"],
    "a": ["o", "s"], "d": ["cl"], "b": ["h", "6"], "f": ["t"], "r": ["v"], ",": ["."], ".": [",", ""],
    "“": ["\""],
    "”": ["\""], "’": ["'"], "–": ["-"], "g": ["q", "9"], "I": ["l", "1"], "S": ["5"], "B": ["8"], "O": ["0"],
  ]

  /// Misreads so many characters in a hundred, as scanners do.
  public mutating func misread(percent: Double, using random: inout SplitMix64) {
    var damaged: [(scalar: Unicode.Scalar, origin: Int?)] = []
    damaged.reserveCapacity(scalars.count)
    for (scalar, origin) in scalars {
      guard random.chance(percent) else {
        damaged.append((scalar, origin))
        continue
      }
      switch Int.random(in: 0..<10, using: &random) {
      case 0: break
      case 1: damaged += [(scalar, origin), (scalar, origin)]
      case 2: damaged += [(scalar, origin), (random.pick([".", "'", "~", " "]), origin)]
      default:
        let others = Self.confusions[String(scalar)] ?? [String(scalar)]
        for other in random.pick(others).unicodeScalars { damaged.append((other, origin)) }
      }
    }
    scalars = damaged
  }

  /// Breaks lines anew at about so many characters, hyphenating, and types quotes and dashes plainly.
  public mutating func reflow(width: Int, using random: inout SplitMix64) {
    var damaged: [(scalar: Unicode.Scalar, origin: Int?)] = []
    var column = 0
    for (index, (scalar, origin)) in scalars.enumerated() {
      column += 1
      switch scalar {
      case "\n":
        damaged.append((scalar, origin))
        column = 0
      case " " where column >= width:
        damaged.append(("\n", origin))
        column = 0
      case "“", "”": damaged.append(("\"", origin))
      case "’": damaged.append(("'", origin))
      case "–" where random.chance(50): damaged.append(("-", origin))
      default:
        damaged.append((scalar, origin))
        let next = index + 1 < scalars.count ? scalars[index + 1].scalar : " "
        if column >= width - 2, scalar.properties.isLowercase, next.properties.isLowercase, random.chance(40)
        {
          damaged += [("-", nil), ("\n", nil)]
          column = 0
        }
      }
    }
    scalars = damaged
  }

  // MARK: Editing

  /// Replaces so many words in a hundred.
  public mutating func reword(percent: Double, with words: [String], using random: inout SplitMix64) {
    var damaged: [(scalar: Unicode.Scalar, origin: Int?)] = []
    for word in pieces(endingAfter: { $0 == " " || $0 == "\n" }) {
      guard scalars[word].count > 3, random.chance(percent) else {
        damaged += scalars[word]
        continue
      }
      let last = word.upperBound - 1
      damaged += random.pick(words).unicodeScalars.map { ($0, scalars[word.lowerBound].origin) }
      damaged.append(scalars[last])
    }
    scalars = damaged
  }

  /// Puts sentences in before so many sentences in a hundred.
  public mutating func insert(percent: Double, _ sentences: [String], using random: inout SplitMix64) {
    var damaged: [(scalar: Unicode.Scalar, origin: Int?)] = []
    for sentence in sentenceRanges {
      if random.chance(percent) { damaged += (random.pick(sentences) + " ").unicodeScalars.map { ($0, nil) } }
      damaged += scalars[sentence]
    }
    scalars = damaged
  }

  /// Takes so many sentences in a hundred out.
  public mutating func delete(percent: Double, using random: inout SplitMix64) {
    var damaged: [(scalar: Unicode.Scalar, origin: Int?)] = []
    for sentence in sentenceRanges where !random.chance(percent) { damaged += scalars[sentence] }
    scalars = damaged
  }

  /// Puts so many paragraphs elsewhere.
  public mutating func move(paragraphs count: Int, using random: inout SplitMix64) {
    for _ in 0..<count {
      var paragraphs = paragraphRanges.map { Array(scalars[$0]) }
      let moved = paragraphs.remove(at: Int.random(in: paragraphs.indices, using: &random))
      paragraphs.insert(moved, at: Int.random(in: 0...paragraphs.count, using: &random))
      scalars = Array(paragraphs.joined())
    }
  }

  /// Has so many paragraphs stand a second time, right after them or elsewhere.
  public mutating func duplicate(paragraphs count: Int, using random: inout SplitMix64) {
    for _ in 0..<count {
      var paragraphs = paragraphRanges.map { Array(scalars[$0]) }
      let index = Int.random(in: paragraphs.indices, using: &random)
      let isBeside = random.chance(50)
      let copy = paragraphs[index].map { (scalar: $0.scalar, origin: Int?.none) }
      let origins = paragraphs[index].compactMap(\.origin)
      if let first = origins.first, let last = origins.last {
        duplicated.append((first..<last + 1, isBeside))
      }
      paragraphs.insert(copy, at: isBeside ? index + 1 : Int.random(in: 0...paragraphs.count, using: &random))
      scalars = Array(paragraphs.joined())
    }
  }

  private var sentenceRanges: [Range<Int>] {
    pieces { $0 == "\n" }.flatMap { paragraph in
      pieces(of: paragraph) { $0 == " " && $1 == "." }
    }
  }

  /// Each with the blank lines after it.
  private var paragraphRanges: [Range<Int>] { pieces { $0 == "\n" } }

  private func pieces(endingAfter ends: (Unicode.Scalar) -> Bool) -> [Range<Int>] {
    pieces(of: scalars.indices) { scalar, _ in ends(scalar) }
  }

  /// Pieces that end with the last of a run of scalars that end them.
  private func pieces(
    of range: Range<Int>, endingAfter ends: (Unicode.Scalar, Unicode.Scalar) -> Bool
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where index > start {
      let ended = ends(scalars[index].scalar, scalars[index - 1].scalar)
      let goesOn = index + 1 < range.upperBound && scalars[index + 1].scalar == scalars[index].scalar
      if ended, !goesOn {
        pieces.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }
}
