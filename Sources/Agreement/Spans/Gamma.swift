/// Gamma, by which marks of several people agree, and from what it was computed.
public struct GammaResult: Hashable, Sendable {
  /// γ = 1 − δₒ/δₑ, with an interval for which the unitary alignments and the random texts are drawn.
  public var estimate: Estimate
  /// The disorder of the best alignment; `nil` where it is too large.
  public var observed: Double?
  /// The mean disorder of random texts; `nil` where there are none.
  public var expected: Double?
  /// How many random texts there were.
  public var samples: Int
}

extension Continuum {
  /// Gamma of marks of one category (Y. Mathet, A. Widlöcher and J.-P. Métivier, “The Unified and Holistic Method Gamma (γ)
  /// for Inter-Annotator Agreement Measure and Alignment”, Computational Linguistics 41 (2015)), with Δ∅ = 1.
  ///
  /// The observed disorder is exact. The expected one is the mean over random texts (ibid., 5.2): as many as bring its
  /// error below 2 % with a probability of 95 %, from 30 to 300; seeded, so that they are the same again.
  ///
  /// - Parameter steps: how many steps the search for alignments may take in all; it is lessened by those taken.
  public func gamma(_ bootstrap: Bootstrap, steps: inout Int) -> GammaResult {
    func none(_ undefined: Undefined) -> GammaResult {
      GammaResult(estimate: Estimate(.failure(undefined)), observed: nil, expected: nil, samples: 0)
    }
    if raters < 2 { return none(.oneRater) }
    guard let best = AlignmentSearch(spanUnits, raters: raters).best(&steps) else { return none(.tooLarge) }
    guard let disorders = chanceDisorders(seed: bootstrap.seed, &steps) else { return none(.tooLarge) }
    let expected = disorders.reduce(0, +) / Double(disorders.count)
    guard expected > 0 else { return none(.noVariation) }
    let value = 1 - best.disorder / expected
    return GammaResult(
      estimate: Estimate(.success(value), interval: interval(of: best, disorders, bootstrap)),
      observed: best.disorder, expected: expected, samples: disorders.count)
  }

  var spanUnits: [SpanUnit] {
    marks.enumerated().flatMap { rater, ranges in
      ranges.map { SpanUnit(rater: rater, start: $0.lowerBound, end: $0.upperBound) }
    }
    .sorted { ($0.start, $0.end, $0.rater) < ($1.start, $1.end, $1.rater) }
  }

  private func interval(
    of best: Alignment, _ disorders: [Double], _ bootstrap: Bootstrap
  ) -> ClosedRange<Double>? {
    let observed = bootstrap.salted(1).run(Array(repeating: 1, count: best.parts.count)) { drawn -> Double in
      var (disorder, units) = (0.0, 0)
      for (part, number) in zip(best.parts, drawn) where number > 0 {
        disorder += Double(number) * part.disorder
        units += number * part.members.count
      }
      return disorder * Double(raters) / Double(units)
    }
    let expected = bootstrap.salted(2).run(Array(repeating: 1, count: disorders.count)) { drawn -> Double in
      zip(disorders, drawn).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(disorders.count)
    }
    return Bootstrap.interval(of: zip(observed, expected).map { $1 > 0 ? 1 - $0 / $1 : nil })
  }

  /// The disorders of random texts; `nil` where the steps do not suffice.
  private func chanceDisorders(seed: UInt64, _ steps: inout Int) -> [Double]? {
    var random = SplitMix64(seed: seed)
    var disorders: [Double] = []
    var wanted = 30
    while disorders.count < wanted {
      guard let best = AlignmentSearch(shuffled(&random), raters: raters).best(&steps) else { return nil }
      disorders.append(best.disorder)
      if disorders.count == 30 { wanted = Self.samples(after: disorders) }
    }
    return disorders
  }

  /// How many samples it takes (ibid., 5.3).
  private static func samples(after disorders: [Double]) -> Int {
    let count = Double(disorders.count)
    let mean = disorders.reduce(0, +) / count
    if mean == 0 { return disorders.count }
    let variance = disorders.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let wanted = (1.96 * variance.squareRoot() / mean / 0.02)
    return max(disorders.count, Int(min(wanted * wanted, 300).rounded(.up)))
  }

  /// A random text (ibid., 5.2): each person gets the marks of a person chosen by chance, shifted along the text, round its
  /// end; no two are shifted by nearly the same.
  func shuffled(_ random: inout SplitMix64) -> [SpanUnit] {
    let apart = Double(marks.joined().reduce(0) { $0 + $1.count }) / Double(units) / 2
    var free = [0.0..<Double(length)]
    var shuffled: [SpanUnit] = []
    for rater in 0..<raters {
      let pivot = Self.pivot(in: free, &random) ?? random.next(below: length)
      free = free.flatMap { range -> [Range<Double>] in
        let (low, high) = (Double(pivot) - apart, Double(pivot) + apart)
        return [
          range.lowerBound..<max(range.lowerBound, min(range.upperBound, low)),
          min(range.upperBound, max(range.lowerBound, high))..<range.upperBound,
        ].filter { !$0.isEmpty }
      }
      for mark in marks[random.next(below: raters)] {
        let shift = mark.lowerBound + pivot > length ? pivot - length : pivot
        shuffled.append(SpanUnit(rater: rater, start: mark.lowerBound + shift, end: mark.upperBound + shift))
      }
    }
    return shuffled.sorted { ($0.start, $0.end, $0.rater) < ($1.start, $1.end, $1.rater) }
  }

  /// A whole number by chance from what is free.
  private static func pivot(in free: [Range<Double>], _ random: inout SplitMix64) -> Int? {
    let all = free.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
    guard all >= 1 else { return nil }
    var left = Double(random.next() >> 11) * 0x1p-53 * all
    for range in free {
      let length = range.upperBound - range.lowerBound
      if left < length { return Int(range.lowerBound + left) }
      left -= length
    }
    return free.last.map { Int($0.lowerBound) }
  }
}
