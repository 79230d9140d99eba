/// What several raters said of the same units, each on the same ordered scale; any of it may be missing.
public struct RatingTable: Hashable, Sendable {
  /// How many values the scale has: 0, 1, … in their order.
  public let categories: Int
  /// What was said of each unit.
  public let units: [[Rating]]

  /// The value that one rater gave to one unit.
  public struct Rating: Hashable, Sendable {
    /// Who gave it, as a number from 0.
    public var rater: Int
    /// Its place on the scale, from 0.
    public var value: Int

    public init(rater: Int, value: Int) {
      self.rater = rater
      self.value = value
    }
  }

  /// - Parameter units: what was said of each; no rater twice of one unit, and no value outside the scale.
  public init(categories: Int, units: [[Rating]]) {
    self.categories = categories
    self.units = units
  }

  /// The same from a row for each rater and a column for each unit, as tables are printed.
  ///
  /// - Parameter rows: `nil` where a value is missing.
  public init(categories: Int, rows: [[Int?]]) {
    let columns = rows.map(\.count).max() ?? 0
    self.init(
      categories: categories,
      units: (0..<columns).map { column in
        rows.indices.compactMap { rater in
          rows[rater].count > column ? rows[rater][column].map { Rating(rater: rater, value: $0) } : nil
        }
      })
  }

  /// Who gave any value, in the order of their numbers.
  public var raters: [Int] { Set(units.joined().map(\.rater)).sorted() }

  /// How many values there are.
  public var values: Int { units.reduce(0) { $0 + $1.count } }

  /// How many of them stand beside another of the same unit.
  public var pairableValues: Int { units.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) } }

  /// How many units have at least two values.
  public var pairableUnits: Int { units.count { $0.count > 1 } }

  /// How often each value was given to a unit.
  func counts(of unit: Int) -> [Int] {
    var counts = Array(repeating: 0, count: categories)
    for rating in units[unit] { counts[rating.value] += 1 }
    return counts
  }
}
