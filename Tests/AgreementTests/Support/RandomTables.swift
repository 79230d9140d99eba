import Agreement
import SeededRandom

extension RatingTable {
  /// A table of up to 6 raters and 30 units, with values missing, and more or less agreement.
  static func random(_ random: inout SeededGenerator) -> RatingTable {
    let (categories, raters) = (Int.random(in: 2...4, using: &random), Int.random(in: 1...6, using: &random))
    let (agreement, missing) = (
      Double.random(in: 0...1, using: &random), Double.random(in: 0...0.7, using: &random)
    )
    let units = (0..<Int.random(in: 0...30, using: &random)).map { _ in
      let common = Int.random(in: 0..<categories, using: &random)
      return (0..<raters).compactMap { rater -> Rating? in
        if Double.random(in: 0..<1, using: &random) < missing { return nil }
        let own = Double.random(in: 0..<1, using: &random) >= agreement
        return Rating(rater: rater, value: own ? Int.random(in: 0..<categories, using: &random) : common)
      }
    }
    return RatingTable(categories: categories, units: units)
  }

  /// All its coefficients, without intervals.
  var coefficients: [RatingCoefficient: Result<Double, Undefined>] {
    Dictionary(uniqueKeysWithValues: RatingCoefficient.allCases.map { ($0, value(of: $0)) })
  }
}

extension Continuum {
  /// A text of up to 120 scalars that up to `people` people marked in up to `most` places each.
  static func random(people: Int = 4, most: Int = 4, _ random: inout SeededGenerator) -> Continuum {
    let length = Int.random(in: 20...120, using: &random)
    let marks = (0..<Int.random(in: 2...people, using: &random)).map { _ in
      (0..<Int.random(in: 1...most, using: &random)).map { _ -> Range<Int> in
        let start = Int.random(in: 0..<length, using: &random)
        return start..<min(length, start + Int.random(in: 1...20, using: &random))
      }
    }
    return Continuum(length: length, marks: marks, boundaries: Array(stride(from: 15, to: length, by: 15)))
  }
}
