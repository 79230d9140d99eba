/// A table without the raters' names: how often each value was given, and to how many units it was given so.
///
/// Units with the same counts lie together, in a fixed order, so neither the order of units nor that of raters
/// changes a bit of any sum. A resampled table differs from its original in ``multiplicities`` alone.
struct CountPatterns {
  /// How many values the scale has.
  let categories: Int
  /// How often each value was given; no two are the same, and none is empty.
  let patterns: [[Int]]
  /// How many units each pattern has.
  var multiplicities: [Int]

  init(_ table: RatingTable) {
    var number: [[Int]: Int] = [:]
    for unit in table.units.indices where !table.units[unit].isEmpty {
      number[table.counts(of: unit), default: 0] += 1
    }
    categories = table.categories
    patterns = number.keys.sorted { $0.lexicographicallyPrecedes($1) }
    multiplicities = patterns.map { number[$0] ?? 0 }
  }

  /// How many units there are.
  var units: Int { multiplicities.reduce(0, +) }

  /// How many units have at least two values.
  var pairableUnits: Int {
    zip(patterns, multiplicities).reduce(0) { $0 + ($1.0.reduce(0, +) > 1 ? $1.1 : 0) }
  }

  /// The sum over all units with at least `least` values of what `term` makes of the counts and their sum.
  func sum(least: Int, _ term: (_ counts: [Int], _ all: Double) -> Double) -> Double {
    var sum = 0.0
    for (counts, number) in zip(patterns, multiplicities) where number > 0 {
      let all = counts.reduce(0, +)
      if all >= least { sum += Double(number) * term(counts, Double(all)) }
    }
    return sum
  }
}
