/// The coefficients that need not know who gave which value.
public enum RatingCoefficient: String, CaseIterable, Hashable, Sendable {
  /// The share of pairs of values of one unit that are the same, averaged over units; not corrected for chance.
  case raw
  /// J. L. Fleiss, “Measuring nominal scale agreement among many raters”, Psychological Bulletin 76 (1971). Where units
  /// have unequal numbers of values, as K. L. Gwet generalises it (Handbook of Inter-Rater Reliability, 4th ed. 2014).
  case fleiss
  /// K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), nominal difference.
  case alphaNominal
  /// The same with the ordinal difference.
  case alphaOrdinal
  /// K. L. Gwet, “Computing inter-rater reliability and its variance in the presence of high agreement”, British
  /// Journal of Mathematical and Statistical Psychology 61 (2008): AC1, over all values of the scale, used or not.
  case ac1

  func value(of table: CountPatterns) -> Result<Double, Undefined> {
    guard table.pairableUnits > 0 else { return .failure(.nothingToCompare) }
    switch self {
    case .raw: return .success(table.observedAgreement)
    case .fleiss: return table.corrected(for: table.prevalences.reduce(0) { $0 + $1 * $1 })
    case .ac1:
      guard table.categories > 1 else { return .failure(.noVariation) }
      let spread = table.prevalences.reduce(0) { $0 + $1 * (1 - $1) }
      return table.corrected(for: spread / Double(table.categories - 1))
    case .alphaNominal: return table.alpha { _, _, _ in 1 }
    case .alphaOrdinal:
      return table.alpha { low, high, totals in
        let between = totals[low...high].reduce(0, +) - (totals[low] + totals[high]) / 2
        return between * between
      }
    }
  }
}

extension CountPatterns {
  fileprivate var observedAgreement: Double {
    sum(least: 2) { counts, all in
      counts.reduce(0) { $0 + Double($1 * ($1 - 1)) } / (all * (all - 1))
    } / Double(pairableUnits)
  }

  /// The share of each value. A unit counts as one however many values it has, and also where it has only one: that
  /// one pairs with nothing, but tells how common it is.
  fileprivate var prevalences: [Double] {
    let units = Double(units)
    return (0..<categories).map { value in sum(least: 1) { Double($0[value]) / $1 } / units }
  }

  /// The observed agreement, corrected for what chance gives.
  fileprivate func corrected(for chance: Double) -> Result<Double, Undefined> {
    // Shares sum up to 1 but for rounding.
    guard chance < 1 - 1e-12 else { return .failure(.noVariation) }
    return .success((observedAgreement - chance) / (1 - chance))
  }

  /// Krippendorff's alpha: 1 − Dₒ/Dₑ of the coincidences of values within units.
  ///
  /// - Parameter difference: of two values, the lower first, with how often each value can be paired.
  fileprivate func alpha(
    _ difference: (_ low: Int, _ high: Int, _ totals: [Double]) -> Double
  ) -> Result<Double, Undefined> {
    let totals = (0..<categories).map { value in sum(least: 2) { counts, _ in Double(counts[value]) } }
    let all = totals.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for low in 0..<categories {
      for high in low + 1..<max(categories, low + 1) where totals[low] * totals[high] > 0 {
        let difference = difference(low, high, totals)
        observed += difference * sum(least: 2) { Double($0[low] * $0[high]) / ($1 - 1) }
        expected += difference * totals[low] * totals[high]
      }
    }
    guard expected > 0 else { return .failure(.noVariation) }
    return .success(1 - (all - 1) * observed / expected)
  }
}
