extension RatingTable {
  /// All coefficients that need not know who gave which value.
  public func estimates(_ bootstrap: Bootstrap) -> [RatingCoefficient: Estimate] {
    let coefficients = RatingCoefficient.allCases
    guard raters.count > 1 else {
      return Dictionary(uniqueKeysWithValues: coefficients.map { ($0, Estimate(.failure(.oneRater))) })
    }
    let table = CountPatterns(self)
    let drawn = bootstrap.run(table.multiplicities) { multiplicities in
      var table = table
      table.multiplicities = multiplicities
      return coefficients.map { $0.value(of: table).value }
    }
    return Dictionary(
      uniqueKeysWithValues: coefficients.enumerated().map { index, coefficient in
        let result = coefficient.value(of: table)
        let interval = result.value == nil ? nil : Bootstrap.interval(of: drawn.map { $0[index] })
        return (coefficient, Estimate(result, interval: interval))
      })
  }

  /// One of them, without its interval.
  public func value(of coefficient: RatingCoefficient) -> Result<Double, Undefined> {
    raters.count > 1 ? coefficient.value(of: CountPatterns(self)) : .failure(.oneRater)
  }

  /// The units on which people differ most: by the share of pairs of their values that differ, then by how far these lie
  /// apart on the scale, then by how many there are; the first of equals first. None on which all agree.
  public func mostDisputed(_ limit: Int) -> [(unit: Int, disagreement: Double)] {
    let ranked = units.indices.compactMap { unit -> (unit: Int, disagreement: Double, apart: Double)? in
      let values = units[unit].map(\.value)
      guard values.count > 1 else { return nil }
      let counts = counts(of: unit)
      var (differing, apart) = (0, 0)
      for low in counts.indices {
        for high in low + 1..<max(counts.count, low + 1) {
          differing += counts[low] * counts[high]
          apart += counts[low] * counts[high] * (high - low)
        }
      }
      let pairs = Double(values.count * (values.count - 1) / 2)
      return differing == 0 ? nil : (unit, Double(differing) / pairs, Double(apart) / pairs)
    }
    return ranked.sorted {
      ($1.disagreement, $1.apart, units[$1.unit].count, $0.unit)
        < ($0.disagreement, $0.apart, units[$0.unit].count, $1.unit)
    }
    .prefix(limit).map { ($0.unit, $0.disagreement) }
  }
}
