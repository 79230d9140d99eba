import Manuscript
import SeededRandom
import Testing

@testable import Consensus

/// Conflict as the design words it, pair by pair.
private func conflict(_ a: Edit, _ b: Edit) -> Bool {
  switch (a.range.isEmpty, b.range.isEmpty) {
  case (true, true): a.range.start == b.range.start
  case (true, false): (b.range.start...b.range.end).contains(a.range.start)
  case (false, true): (a.range.start...a.range.end).contains(b.range.start)
  case (false, false): !Set(a.range.offsets).isDisjoint(with: Set(b.range.offsets))
  }
}

/// Connected components by following conflicts from edit to edit.
private func components(of edits: [Edit]) -> Set<Set<Int>> {
  var found: Set<Set<Int>> = []
  var left = Set(edits.indices)
  while let first = left.first {
    var component: Set<Int> = []
    var waiting = [first]
    while let next = waiting.popLast() {
      guard left.remove(next) != nil else { continue }
      component.insert(next)
      waiting += left.filter { conflict(edits[$0], edits[next]) }
    }
    found.insert(component)
  }
  return found
}

private func randomEdits(_ random: inout SeededGenerator) -> [Edit] {
  let width = Int.random(in: 4...40, using: &random)
  let longest = Int.random(in: 1...6, using: &random)
  return (0..<Int.random(in: 0...14, using: &random)).map { index in
    let start = Int.random(in: 0...width, using: &random)
    let isInsertion = Int.random(in: 0..<3, using: &random) == 0
    let end = isInsertion ? start : min(width, start + Int.random(in: 0...longest, using: &random))
    return Edit(range: ScalarRange(start, end), replacement: "\(index)")
  }
}

@Suite("Conflicts")
struct ConflictTests {
  @Test(arguments: [
    // Replacements conflict where they share a scalar, not where they touch.
    (0, 3, 3, 5, false), (0, 3, 2, 5, true), (0, 9, 3, 4, true), (3, 5, 3, 5, true), (0, 1, 8, 9, false),
    // Insertions conflict at the same point, and inside and at the edges of what is replaced.
    (4, 4, 4, 4, true), (4, 4, 5, 5, false), (3, 3, 3, 6, true), (6, 6, 3, 6, true), (4, 4, 3, 6, true),
    (2, 2, 3, 6, false), (7, 7, 3, 6, false), (0, 0, 0, 1, true),
  ])
  func pairs(aStart: Int, aEnd: Int, bStart: Int, bEnd: Int, isConflict: Bool) {
    let a = Edit(range: ScalarRange(aStart, aEnd), replacement: "a")
    let b = Edit(range: ScalarRange(bStart, bEnd), replacement: "b")
    #expect(a.conflicts(with: b) == isConflict)
    #expect(b.conflicts(with: a) == isConflict)
    #expect(conflict(a, b) == isConflict)
  }

  @Test func componentsAreThoseOfThePairs() {
    for seed in UInt64(1)...3_000 {
      var random = SeededGenerator(seed: seed)
      let edits = randomEdits(&random)
      let found = Conflicts.components(of: edits)
      #expect(Set(found.map(Set.init)) == components(of: edits), "seed \(seed): \(edits.map(\.range))")
      #expect(found.flatMap(\.self).count == edits.count, "seed \(seed)")
      // In text order, within and among them; no two share a scalar.
      for component in found {
        #expect(
          component.map { edits[$0].range } == component.map { edits[$0].range }.sorted(), "seed \(seed)")
      }
      let hulls = found.map { component in
        (component.map { edits[$0].range.start }.min()!, component.map { edits[$0].range.end }.max()!)
      }
      for (before, after) in zip(hulls, hulls.dropFirst()) { #expect(before.1 <= after.0, "seed \(seed)") }
    }
  }

  @Test func theIndexAnswersAsThePairsDo() {
    for seed in UInt64(1)...3_000 {
      var random = SeededGenerator(seed: seed)
      let edits = randomEdits(&random)
      let others = randomEdits(&random)
      let index = ConflictIndex(edits)
      for other in others {
        #expect(
          index.hasConflict(with: other) == edits.contains { conflict($0, other) },
          "seed \(seed): \(other.range) against \(edits.map(\.range))")
      }
      let own = ConflictIndex(edits, holdingCandidates: true)
      for (place, edit) in edits.enumerated() {
        let isConflict = edits.indices.contains { $0 != place && conflict(edits[$0], edit) }
        #expect(
          own.hasConflict(with: edit) == isConflict, "seed \(seed): \(edit.range) among \(edits.map(\.range))"
        )
      }
    }
  }

  @Test func editsAreMadeInPlace() {
    let text = ScalarText("e\u{301}abc👩‍🏫")
    let edits = [
      Edit(range: ScalarRange(1, 2), replacement: "\u{300}"),
      Edit(range: ScalarRange(3, 3), replacement: "XY"),
      Edit(range: ScalarRange(4, 5), replacement: ""),
    ]
    #expect(
      text.applying(edits, in: text.range).unicodeScalars.elementsEqual("e\u{300}aXYb👩‍🏫".unicodeScalars))
    #expect(text.applying(edits[1...1], in: ScalarRange(2, 4)) == "aXYb")
    #expect(text.applying([Edit](), in: text.range).unicodeScalars.elementsEqual(text.scalars))
  }
}
