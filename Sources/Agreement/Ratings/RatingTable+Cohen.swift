/// How two raters agree on what both have rated.
public struct PairAgreement: Hashable, Sendable {
  /// The two, the lower number first.
  public var raters: [Int]
  /// How many units both have rated.
  public var units: Int
  /// The share of these to which both gave the same value; undefined where there are none.
  public var raw: Result<Double, Undefined>
  /// J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20 (1960).
  public var kappa: Estimate
}

extension RatingTable {
  /// How each two of the raters with the most values agree.
  ///
  /// - Parameter limit: how many raters are compared with each other at most; of equals the first.
  public func pairs(of limit: Int, _ bootstrap: Bootstrap) -> [PairAgreement] {
    var number: [Int: Int] = [:]
    for rating in units.joined() { number[rating.rater, default: 0] += 1 }
    let busiest = raters.sorted { (-(number[$0] ?? 0), $0) < (-(number[$1] ?? 0), $1) }.prefix(limit).sorted()
    let place = Dictionary(uniqueKeysWithValues: busiest.enumerated().map { ($1, $0) })
    // For each two raters, how often they gave each two values.
    let cells = categories * categories
    var tables = Array(repeating: 0, count: busiest.count * busiest.count * cells)
    for unit in units {
      let rated = unit.compactMap { rating in place[rating.rater].map { ($0, rating.value) } }.sorted {
        $0.0 < $1.0
      }
      for (index, first) in rated.enumerated() {
        for second in rated[(index + 1)...] {
          tables[(first.0 * busiest.count + second.0) * cells + first.1 * categories + second.1] += 1
        }
      }
    }
    return busiest.indices.flatMap { first in
      busiest.indices.dropFirst(first + 1).map { second in
        let start = (first * busiest.count + second) * cells
        let table = ContingencyTable(categories: categories, cells: Array(tables[start..<start + cells]))
        return PairAgreement(
          raters: [busiest[first], busiest[second]], units: table.all, raw: table.raw,
          kappa: table.kappa(bootstrap.salted(start + 1)))
      }
    }
  }
}

/// How often two raters gave each two values, the first one's by rows.
struct ContingencyTable {
  let categories: Int
  var cells: [Int]

  var all: Int { cells.reduce(0, +) }

  var raw: Result<Double, Undefined> {
    all == 0 ? .failure(.nothingToCompare) : .success(Double(agreeing) / Double(all))
  }

  private var agreeing: Int { (0..<categories).reduce(0) { $0 + cells[$1 * categories + $1] } }

  func kappa(_ bootstrap: Bootstrap) -> Estimate {
    let result = kappa
    guard result.value != nil else { return Estimate(result) }
    let drawn = bootstrap.run(cells) { ContingencyTable(categories: categories, cells: $0).kappa.value }
    return Estimate(result, interval: Bootstrap.interval(of: drawn))
  }

  var kappa: Result<Double, Undefined> {
    guard all > 0 else { return .failure(.nothingToCompare) }
    let chance = (0..<categories).reduce(0) { sum, value in
      let row = cells[value * categories..<(value + 1) * categories].reduce(0, +)
      let column = stride(from: value, to: cells.count, by: categories).reduce(0) { $0 + cells[$1] }
      return sum + row * column
    }
    let square = all * all
    guard chance < square else { return .failure(.noVariation) }
    return .success(Double(agreeing * all - chance) / Double(square - chance))
  }
}
