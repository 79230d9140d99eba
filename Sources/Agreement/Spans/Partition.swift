/// The cheapest way to part some units into candidates, each unit in one.
struct Partition {
  private let size: Int
  private let candidates: [UnitaryAlignment]
  /// The members of each candidate, as places in the component.
  private let places: [[Int]]
  /// The candidates that have each place, the cheapest by their reduced costs first.
  private var having: [[Int]] = []
  /// What each place costs at least: no candidate costs less than its members together.
  private var prices: [Double] = []

  /// - Parameter component: the units; each of them alone is a candidate.
  init(of component: [Int], into candidates: [UnitaryAlignment]) {
    size = component.count
    self.candidates = candidates
    let place = Dictionary(uniqueKeysWithValues: component.enumerated().map { ($1, $0) })
    places = candidates.map { $0.members.compactMap { place[$0] } }
    having = Array(repeating: [], count: size)
    for candidate in candidates.indices { for place in places[candidate] { having[place].append(candidate) } }
  }

  /// - Returns: `nil` where the steps do not suffice.
  func best(_ steps: inout Int) -> [UnitaryAlignment]? {
    if size == 1 { return candidates }
    var partition = self
    partition.setPrices()
    // Where marks agree more or less, the first prices lead to the goal at once; better ones cost more than they save.
    var first = min(steps, 20 * size)
    steps -= first
    let found = partition.search(&first)
    steps += max(first, 0)
    if let found { return found }
    partition.raisePrices(&steps)
    return partition.search(&steps)
  }

  /// By how much a candidate costs more than its members' prices.
  private func reducedCost(_ candidate: Int) -> Double {
    places[candidate].reduce(candidates[candidate].disorder) { $0 - prices[$1] }
  }

  /// Prices that no candidate undercuts: a feasible solution of the dual of the integer program without integers, and so
  /// a bound from below.
  private mutating func setPrices() {
    prices = having.map { $0.map { candidates[$0].disorder / Double(places[$0].count) }.min() ?? 0 }
    repair()
    sortCandidates()
  }

  /// Raises such prices by the subgradient method, as far as some rounds bring them.
  private mutating func raisePrices(_ steps: inout Int) {
    var best = prices
    var step = 0.5
    for round in 0..<100 where steps > 0 {
      steps -= candidates.count
      // Where candidates undercut their members' prices these fall, and others rise.
      var use = Array(repeating: 0, count: size)
      for candidate in candidates.indices where reducedCost(candidate) < -1e-12 {
        for place in places[candidate] { use[place] += 1 }
      }
      var feasible = self
      feasible.repair()
      if feasible.prices.reduce(0, +) > best.reduce(0, +) + 1e-9 {
        best = feasible.prices
      } else {
        step *= 0.95
      }
      let length = use.reduce(0) { $0 + (1 - $1) * (1 - $1) }
      if length == 0 { break }
      let pace = step / Double(length).squareRoot() / Double(1 + round / 25)
      for place in prices.indices { prices[place] += pace * Double(1 - use[place]) }
    }
    prices = best
    sortCandidates()
  }

  private mutating func sortCandidates() {
    for place in having.indices {
      let costs = Dictionary(uniqueKeysWithValues: having[place].map { ($0, reducedCost($0)) })
      having[place].sort { (costs[$0] ?? 0, $0) < (costs[$1] ?? 0, $1) }
    }
  }

  /// Lowers the prices until no candidate undercuts them, then raises each as far as none does.
  private mutating func repair() {
    for candidate in candidates.indices {
      let excess = -reducedCost(candidate)
      if excess > 0 {
        for place in places[candidate] { prices[place] -= excess / Double(places[candidate].count) }
      }
    }
    for place in prices.indices { prices[place] += max(having[place].map(reducedCost).min() ?? 0, 0) }
  }

  /// Branch and bound over the first place that is left.
  private func search(_ steps: inout Int) -> [UnitaryAlignment]? {
    var best: (cost: Double, chosen: [Int])?
    var covered = Array(repeating: false, count: size)
    var chosen: [Int] = []
    /// `bound` is what the chosen cost and the rest costs at least.
    func descend(from place: Int, _ bound: Double) -> Bool {
      steps -= 1
      if steps < 0 { return false }
      guard let place = (place..<size).first(where: { !covered[$0] }) else {
        best = (bound, chosen)
        return true
      }
      for candidate in having[place] {
        let bound = bound + reducedCost(candidate)
        // The next ones cost more.
        if let best, bound >= best.cost - 1e-9 { break }
        if places[candidate].contains(where: { covered[$0] }) { continue }
        for place in places[candidate] { covered[place] = true }
        chosen.append(candidate)
        defer {
          chosen.removeLast()
          for place in places[candidate] { covered[place] = false }
        }
        if !descend(from: place + 1, bound) { return false }
      }
      return true
    }
    guard descend(from: 0, prices.reduce(0, +)) else { return nil }
    return best?.chosen.map { candidates[$0] }
  }
}
