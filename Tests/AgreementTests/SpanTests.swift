import SeededRandom
import Testing

@testable import Agreement

/// What holds of marks in any text.
struct SpanTests {
  @Test func `alpha for unitizing is what counting scalar by scalar gives`() {
    for seed in UInt64(0)..<300 {
      var random = SeededGenerator(seed: seed)
      let text = Continuum.random(&random)
      let marked = text.marks.map { ranges in
        (0..<text.length).map { at in ranges.contains { $0.contains(at) } }
      }
      // Eq. 1: of each two people, the lengths on which one marked and the other did not.
      var differing = 0
      for first in marked.indices {
        for second in marked.indices where first != second {
          differing += (0..<text.length).count { marked[first][$0] && !marked[second][$0] }
        }
      }
      let observed = Double(differing) / Double(text.raters - 1)
      // Eq. 4.
      let on = marked.reduce(0) { $0 + $1.count { $0 } }
      let all = text.raters * text.length
      let squares = text.marks.joined().reduce(0) { $0 + $1.count * $1.count } + all - on
      let expected = Double(all) * Double(on * (all - on)) / Double(all * all - squares)
      let alpha = text.unitizingAlpha(Bootstrap(seed: 1, replicates: 10)).value
      if on == all || on == 0 {
        #expect(alpha == nil, "seed \(seed)")
      } else {
        #expect(abs((alpha ?? .nan) - (1 - observed / expected)) < 1e-9, "seed \(seed)")
      }
    }
  }

  @Test func `the same marks agree perfectly, whoever made them`() {
    for seed in UInt64(0)..<100 {
      var random = SeededGenerator(seed: seed)
      let text = Continuum.random(people: 3, &random)
      let same = Continuum(length: text.length, marks: Array(repeating: text.marks[0], count: text.raters))
      var steps = 1_000_000
      let gamma = same.gamma(Bootstrap(seed: seed, replicates: 10), steps: &steps)
      #expect(gamma.observed == 0 && gamma.estimate.value == 1, "seed \(seed)")
      let covers = same.marks[0].reduce(0) { $0 + $1.count } == text.length
      #expect(same.unitizingAlpha(Bootstrap(seed: 1)).value == (covers ? nil : 1), "seed \(seed)")
    }
  }

  @Test func `the order of people changes nothing`() throws {
    for seed in UInt64(0)..<60 {
      var random = SeededGenerator(seed: seed)
      let text = Continuum.random(&random)
      let shuffled = Continuum(
        length: text.length, marks: text.marks.map { $0.shuffled(using: &random) }.shuffled(using: &random))
      #expect(
        text.unitizingAlpha(Bootstrap(seed: 1)).value == shuffled.unitizingAlpha(Bootstrap(seed: 1)).value)
      var steps = 1_000_000
      let one = try #require(AlignmentSearch(text.spanUnits, raters: text.raters).best(&steps))
      let other = try #require(AlignmentSearch(shuffled.spanUnits, raters: text.raters).best(&steps))
      #expect(abs(one.disorder - other.disorder) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `no alignment has less disorder than the one that is found`() throws {
    for seed in UInt64(0)..<200 {
      var random = SeededGenerator(seed: seed)
      let text = Continuum.random(people: 4, most: 2, &random)
      var steps = 1_000_000
      let best = try #require(AlignmentSearch(text.spanUnits, raters: text.raters).best(&steps))
      #expect(best.parts.flatMap(\.members).sorted() == Array(text.spanUnits.indices), "seed \(seed)")
      #expect(abs(best.disorder - leastDisorder(text)) < 1e-9, "seed \(seed)")
    }
  }

  /// Of all ways to part the marks into groups without two of one person.
  private func leastDisorder(_ text: Continuum) -> Double {
    let units = text.spanUnits
    let pairs = Double(text.raters * (text.raters - 1) / 2)
    func disorder(_ group: [Int]) -> Double {
      var (sum, linked) = (0.0, 0)
      for first in group {
        for second in group where first < second {
          sum += units[first].dissimilarity(to: units[second])
          linked += 1
        }
      }
      return (sum + pairs - Double(linked)) / pairs
    }
    func least(_ next: Int, _ groups: [[Int]]) -> Double {
      guard next < units.count else { return groups.reduce(0) { $0 + disorder($1) } }
      var best = least(next + 1, groups + [[next]])
      for index in groups.indices
      where !groups[index].contains(where: { units[$0].rater == units[next].rater }) {
        var groups = groups
        groups[index].append(next)
        best = min(best, least(next + 1, groups))
      }
      return best
    }
    return least(0, []) * Double(text.raters) / Double(units.count)
  }

  @Test func `a search that takes too long gives nothing, and says so`() {
    var random = SeededGenerator(seed: 3)
    let text = Continuum.random(&random)
    var steps = 5
    let gamma = text.gamma(Bootstrap(seed: 1), steps: &steps)
    #expect(gamma.estimate.result == .failure(.tooLarge) && gamma.observed == nil)
    var none = 100
    let alone = Continuum(length: 9, marks: [[0..<3]])
    #expect(alone.gamma(Bootstrap(seed: 1), steps: &none).estimate.result == .failure(.oneRater))
    #expect(alone.unitizingAlpha(Bootstrap(seed: 1)).result == .failure(.oneRater))
  }

  @Test func `gamma and its interval are the same again`() throws {
    var random = SeededGenerator(seed: 11)
    let text = Continuum.random(people: 3, most: 6, &random)
    var (steps, again) = (1_000_000, 1_000_000)
    let gamma = text.gamma(Bootstrap(seed: 5), steps: &steps)
    #expect(gamma == text.gamma(Bootstrap(seed: 5), steps: &again) && steps == again)
    let interval = try #require(gamma.estimate.interval)
    #expect(interval.lowerBound < interval.upperBound && (30...300).contains(gamma.samples))
  }

  @Test func `marks of one person that overlap are one, and those that touch are two`() {
    let text = Continuum(length: 20, marks: [[0..<5, 3..<8, 8..<10, 12..<12], [1..<2]])
    #expect(text.marks == [[0..<8, 8..<10], [1..<2]] && text.joined == 1 && text.units == 3)
  }

  @Test func `people differ most on the longest stretches that part most of them`() {
    let text = Continuum(length: 30, marks: [[0..<10, 20..<23], [0..<4], [0..<4]])
    #expect(text.mostDisputed(5).map(\.range) == [4..<10, 20..<23])
    #expect(text.mostDisputed(1).first?.raters == [0])
  }
}
