/// Intervals by the percentile bootstrap (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13):
/// what a coefficient comes to where as many units are drawn again, with replacement, as there are.
public struct Bootstrap: Hashable, Sendable {
  /// The same seed gives the same intervals.
  public var seed: UInt64
  /// How often units are drawn at most.
  public var replicates: Int
  /// How many units are drawn at most in all; a large table is drawn less often for it, but not below ``fewest`` times.
  public var draws: Int

  public init(seed: UInt64, replicates: Int = 1000, draws: Int = 2_000_000) {
    self.seed = seed
    self.replicates = replicates
    self.draws = draws
  }

  /// How often a table is drawn at least, however large it is.
  public static let fewest = 100

  /// How often a table of so many units is drawn.
  public func replicates(of units: Int) -> Int {
    max(min(replicates, draws / max(units, 1)), min(replicates, Self.fewest))
  }

  /// Draws again and again from units of several sorts.
  ///
  /// - Parameters:
  ///   - multiplicities: how many units there are of each sort.
  ///   - measure: what is made of the number of each sort that was drawn.
  func run<Measured>(_ multiplicities: [Int], _ measure: ([Int]) -> Measured) -> [Measured] {
    let sorts = multiplicities.indices.flatMap { Array(repeating: $0, count: multiplicities[$0]) }
    guard sorts.count > 1 else { return [] }
    var random = SplitMix64(seed: seed)
    return (0..<replicates(of: sorts.count)).map { _ in
      var drawn = Array(repeating: 0, count: multiplicities.count)
      for _ in sorts { drawn[sorts[random.next(below: sorts.count)]] += 1 }
      return measure(drawn)
    }
  }

  /// The middle 95 % of what was drawn; `nil` where fewer than half of the draws have a value, for then the interval
  /// would speak of the lucky ones alone.
  static func interval(of drawn: [Double?]) -> ClosedRange<Double>? {
    let values = drawn.compactMap { $0 }.sorted()
    guard values.count > 1, values.count * 2 > drawn.count else { return nil }
    let last = Double(values.count - 1)
    return values[Int((0.025 * last).rounded(.down))]...values[Int((0.975 * last).rounded(.up))]
  }
}

extension Bootstrap {
  /// One that draws other numbers, for another table.
  public func salted(_ salt: Int) -> Bootstrap {
    var salted = self
    var random = SplitMix64(seed: seed ^ UInt64(truncatingIfNeeded: salt) &* 0xD134_2543_DE82_EF95)
    salted.seed = random.next()
    return salted
  }
}
