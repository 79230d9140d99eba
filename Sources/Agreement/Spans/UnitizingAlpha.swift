/// Krippendorff's alpha for unitizing, of what is marked and what is not: |ᵤα of K. Krippendorff, Y. Mathet, S. Bouvry and
/// A. Widlöcher, “On the reliability of unitizing textual continua: Further developments”, Quality & Quantity 50 (2016),
/// eqs. 1, 4 and 6; Krippendorff, Content Analysis, 4th ed. (2019), eqs. 32, 33 and 35.
extension Continuum {
  /// The coefficient, with an interval for which the text's parts are drawn.
  public func unitizingAlpha(_ bootstrap: Bootstrap) -> Estimate {
    if raters < 2 { return Estimate(.failure(.oneRater)) }
    let parts = partSums
    let result = unitizingAlpha(parts, Array(repeating: 1, count: parts.count))
    guard result.value != nil else { return Estimate(result) }
    let drawn = bootstrap.run(Array(repeating: 1, count: parts.count)) { unitizingAlpha(parts, $0).value }
    return Estimate(result, interval: Bootstrap.interval(of: drawn))
  }

  /// What one part of the text adds to the sums.
  private struct PartSums {
    var length = 0
    /// The lengths that all marked together.
    var marked = 0
    /// The lengths on which two people differ, over all pairs of people.
    var differing = 0
    /// The squared lengths of the marks that begin here.
    var squares = 0
  }

  private var partSums: [PartSums] {
    var sums = parts.map { PartSums(length: $0.count) }
    var part = 0
    for stretch in stretches {
      while stretch.range.lowerBound >= parts[part].upperBound { part += 1 }
      let (marking, length) = (stretch.raters.count, stretch.range.count)
      sums[part].marked += marking * length
      sums[part].differing += marking * (raters - marking) * length
    }
    for ranges in marks {
      var part = 0
      for range in ranges {
        while range.lowerBound >= parts[part].upperBound { part += 1 }
        sums[part].squares += range.count * range.count
      }
    }
    return sums
  }

  private func unitizingAlpha(_ parts: [PartSums], _ multiplicities: [Int]) -> Result<Double, Undefined> {
    var sum = PartSums()
    for (part, number) in zip(parts, multiplicities) where number > 0 {
      sum.length += number * part.length
      sum.marked += number * part.marked
      sum.differing += number * part.differing
      sum.squares += number * part.squares
    }
    let (all, marked) = (Double(raters * sum.length), Double(sum.marked))
    let unmarked = all - marked
    // A unit is one thing, and no part of it is paired with another of itself; a gap is any number of points.
    let possible = all * all - Double(sum.squares) - unmarked
    guard marked > 0, unmarked > 0, possible > 0 else { return .failure(.noVariation) }
    let observed = Double(sum.differing) / Double(raters - 1)
    return .success(1 - observed / (all * marked * unmarked / possible))
  }
}
