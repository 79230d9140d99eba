import Manuscript
import SeededRandom
import Testing

@testable import Consensus

@Suite("Meeting and conflict")
struct ConflictTests {
  @Test(arguments: [
    // Replacements meet where they share a scalar, not where they touch.
    (0, 3, 3, 5, false), (0, 3, 2, 5, true), (0, 9, 3, 4, true), (3, 5, 3, 5, true), (0, 1, 8, 9, false),
    // Insertions meet at the same point, and inside what is replaced; not at its edges.
    (4, 4, 4, 4, true), (4, 4, 5, 5, false), (3, 3, 3, 6, false), (6, 6, 3, 6, false), (4, 4, 3, 6, true),
    (2, 2, 3, 6, false), (7, 7, 3, 6, false), (0, 0, 0, 1, false),
  ])
  func `edits meet where their order would matter`(
    aStart: Int, aEnd: Int, bStart: Int, bEnd: Int, meet: Bool
  ) {
    let a = Edit(range: ScalarRange(aStart, aEnd), replacement: "a")
    let b = Edit(range: ScalarRange(bStart, bEnd), replacement: "b")
    #expect(a.meets(b) == meet)
    #expect(b.meets(a) == meet)
    #expect(a.meetsByDefinition(b) == meet)
  }

  /// Sets small and large, for the index counts in large ones and compares in small ones.
  @Test(arguments: [6, 60]) func `the index answers as pairs do`(most: Int) {
    for seed in UInt64(1)...1_500 {
      var random = SeededGenerator(seed: seed)
      let edits = randomEdits(&random, most: most)
      let index = ConflictIndex(edits.map { ($0.range, $0.class) })
      for other in edits + randomEdits(&random, most: 10) {
        let conflicts = edits.contains {
          Edit(range: $0.range, replacement: "").meetsByDefinition(Edit(range: other.range, replacement: ""))
            && $0.class != other.class
        }
        #expect(index.hasConflict(with: other) == conflicts, "seed \(seed): \(other) against \(edits)")
      }
    }
  }

  private func randomEdits(_ random: inout SeededGenerator, most: Int) -> [ConflictIndex.Element] {
    let width = Int.random(in: 4...80, using: &random)
    let classes = Int.random(in: 1...12, using: &random)
    return (0..<Int.random(in: 0...most, using: &random)).map { _ in
      let start = Int.random(in: 0...width, using: &random)
      let isInsertion = Int.random(in: 0..<3, using: &random) == 0
      let end = isInsertion ? start : min(width, start + Int.random(in: 0...6, using: &random))
      return (ScalarRange(start, end), Int.random(in: 0..<classes, using: &random))
    }
  }

  @Test func `edits are made in place`() {
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
