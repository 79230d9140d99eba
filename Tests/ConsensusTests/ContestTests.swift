import ActSupport
import Acts
import Consensus
import Manuscript
import Scholarship
import SeededRandom
import Testing

extension Group {
  /// Does something, where that is allowed.
  fileprivate mutating func attempt(_ command: Command, by person: Handle) {
    do throws(Refusal) { try run(command, by: person) } catch { return }
  }
}

/// A locus of very many corrections is brought forward by what a vote touches.
@Suite("Very many corrections in one place")
struct ContestTests {
  static let seeds: [UInt64] = Array(1...3) + [11_113_754_006_123_226_052, .random(in: 0 ... .max)]

  @Test(arguments: seeds) func `come to what a fresh reconciliation of them comes to, and to the oracle's`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var group = try Group(scholars: ["ada", "bel", "cyd"])
    let count = group.text.count
    // On one word, each over the end of the one before, or anywhere in one stretch.
    let shape = Int.random(in: 0..<3, using: &random)
    for number in 0..<110 {
      let start =
        shape == 0 ? 4 : shape == 1 ? number % (count - 4) : Int.random(in: 0..<count - 8, using: &random)
      let length = shape == 0 ? 3 : Int.random(in: 0...4, using: &random)
      let words = ["", "x", "xy", "word \(number)", "word \(number / 2)"].randomElement(using: &random)!
      group.attempt(
        .correct(
          group.anchor(start, start + length), replacement: words, class: nil, reason: "R", evidence: []),
        by: "ada")
    }
    var reconciliation = group.reconciliation
    var changed = 0
    for step in 0..<220 {
      let id = EntityID(.correction, Int.random(in: 1...group.paper.corrections.count, using: &random))
      let before = group.events.count
      switch Int.random(in: 0..<14, using: &random) {
      case 0:
        group.attempt(
          .rule([.accept, .reject].randomElement(using: &random)!, on: id, reason: "R"), by: "edd")
      case 1: group.attempt(.lift(id), by: "edd")
      case 2: group.attempt(.withdraw(id, reason: nil), by: "ada")
      case 3: group.attempt(.amend(id, replacement: "else \(step)", reason: "R"), by: "ada")
      default:
        let vote: Vote = [.for, .for, .against, .abstain].randomElement(using: &random)!
        group.attempt(
          .vote(vote, on: id, reason: nil), by: ["ada", "bel", "cyd", "edd"].randomElement(using: &random)!)
      }
      guard group.events.count > before else { continue }
      let impact = reconciliation.advance(to: group.paper, after: group.events[before...], base: group.text)
      let fresh = group.reconciliation
      #expect(reconciliation == fresh, "seed \(seed), shape \(shape), step \(step)")
      #expect(
        reconciliation.acceptedCount == fresh.accepted.count, "seed \(seed), shape \(shape), step \(step)")
      changed += impact.corrections.count
      guard step % 20 == 0 else { continue }
      let oracle = Oracle(of: group.paper, in: group.text)
      #expect(fresh.decisions.map(\.status) == oracle.statuses, "seed \(seed), shape \(shape), step \(step)")
    }
    #expect(changed > 100)
  }

  /// Else they grew with the square of how many meet.
  @Test func `the readings of a crowded locus are of their own words`() throws {
    for (count, isCrowded) in [(80, false), (200, true)] {
      var group = try Group(on: String(repeating: "abcdefgh", count: count))
      for number in 0..<count - 1 {
        try group.run(group.correct(number * 8, number * 8 + 9, "\(number)"), by: "ada")
      }
      let reconciliation = Reconciliation(of: group.paper, base: group.text)
      let locus = try #require(reconciliation.loci.first)
      #expect(reconciliation.loci.count == 1 && locus.readings.count == count - 1)
      #expect(locus.readings.allSatisfy { ($0.range == locus.hull) == !isCrowded })
      #expect(locus.readings[3].text.hasPrefix(isCrowded ? "3" : "abcdefgh"))
      let size = locus.readings.map(\.text.unicodeScalars.count).reduce(0, +)
      #expect(isCrowded ? size < count * 4 : size > count * count)
    }
  }
}
