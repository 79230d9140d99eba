/// The alignment of marks with the least disorder (Mathet et al. 2015, 4.4 and 5.1): each mark in one unitary alignment,
/// none of which has two marks of one person.
///
/// The reference implementation solves an integer program. Here marks that cannot be aligned are parted first, and each
/// group that is left is searched by branch and bound, with the bound of a feasible dual of that program. The result is
/// exact; where the search takes more steps than it is given, there is none.
struct AlignmentSearch {
  private let units: [SpanUnit]
  private let raters: Int
  /// How many pairs of people there are.
  private let pairs: Double

  /// - Parameter units: in the order of their starts.
  init(_ units: [SpanUnit], raters: Int) {
    self.units = units
    self.raters = raters
    pairs = Double(raters * (raters - 1) / 2)
  }

  /// - Parameter steps: how many steps there are left; it is lessened by those taken.
  /// - Returns: `nil` where they do not suffice.
  func best(_ steps: inout Int) -> Alignment? {
    var parts: [UnitaryAlignment] = []
    for component in components(&steps) {
      guard steps >= 0, let candidates = candidates(of: component, &steps),
        let best = Partition(of: component, into: candidates).best(&steps)
      else { return nil }
      parts += best
    }
    parts.sort { $0.members.lexicographicallyPrecedes($1.members) }
    return Alignment(parts: parts, raters: raters, units: units.count)
  }

  /// Two marks that are more unlike than this are in no unitary alignment of a best alignment: to take one of the two
  /// out of it costs one more unitary alignment, and never more than is saved.
  private var furthest: Double { pairs + Double(raters) - 1 }

  /// Groups of marks that chains of possible pairs connect.
  private func components(_ steps: inout Int) -> [[Int]] {
    var parent = Array(units.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index { index = parent[index] }
      return index
    }
    // (|s − s′| + |e − e′|)² ≤ furthest · (l + l′)², so starts lie no further apart than this.
    let longest = units.map { $0.end - $0.start }.max() ?? 0
    let reach = Int((furthest.squareRoot() * Double(2 * longest)).rounded(.up))
    for (index, unit) in units.enumerated() where steps >= 0 {
      for other in (index + 1)..<max(units.count, index + 1) {
        if units[other].start - unit.start > reach { break }
        if other & 7 == 0 { steps -= 1 }
        if units[other].rater != unit.rater, unit.dissimilarity(to: units[other]) <= furthest {
          let (a, b) = (root(index), root(other))
          parent[max(a, b)] = min(a, b)
        }
      }
    }
    return Dictionary(grouping: units.indices, by: root).sorted { $0.key < $1.key }.map(\.value)
  }

  /// All unitary alignments that a best alignment may have.
  private func candidates(of component: [Int], _ steps: inout Int) -> [UnitaryAlignment]? {
    let byRater = Dictionary(grouping: component) { units[$0].rater }.sorted { $0.key < $1.key }.map(\.value)
    var found: [UnitaryAlignment] = []
    /// `excess` of a member is by how much its pairs are more unlike than a mark is to none.
    func extend(_ members: [Int], _ excess: [Double], from rater: Int) -> Bool {
      steps -= 1
      if steps < 0 { return false }
      if rater == byRater.count {
        if members.count > 0, excess.allSatisfy({ $0 <= pairs }) {
          let disorder = 1 + excess.reduce(0, +) / 2 / pairs
          // Else they had better each stand alone.
          if members.count == 1 || disorder < Double(members.count) {
            found.append(UnitaryAlignment(members: members.sorted(), disorder: disorder))
          }
        }
        return true
      }
      if !extend(members, excess, from: rater + 1) { return false }
      let left = Double(byRater.count - rater - 1)
      for unit in byRater[rater] {
        let added = members.map { units[$0].dissimilarity(to: units[unit]) - 1 }
        let extended = zip(excess, added).map { $0 + $1 } + [added.reduce(0, +)]
        if extended.allSatisfy({ $0 <= pairs + left }), !extend(members + [unit], extended, from: rater + 1) {
          return false
        }
      }
      return true
    }
    return extend([], [], from: 0) ? found : nil
  }
}
