import Manuscript
import SeededRandom
import Testing

@Suite struct WordDiffTests {
  private func changes(_ old: String, _ new: String) -> [String] {
    let (old, new) = (ScalarText(old), ScalarText(new))
    return WordDiff(from: old, to: new).changes.map { "\(old[$0.old])→\(new[$0.new])" }
  }

  @Test(arguments: [
    ("built in 1742 by", "built in 1743 by", ["1742→1743"]),
    ("a man called Harn", "one John Harn", ["a man called→one John"]),
    ("It burned.", "It burned down.", ["→ down"]),
    ("It burned down.", "It burned.", [" down→"]),
    ("the same", "the same", []),
    ("", "all new", ["→all new"]),
    ("cafe\u{301}", "caf\u{E9}", ["cafe\u{301}→caf\u{E9}"]),
    ("don't", "do not", ["don't→do not"]),
  ])
  func `words are changed whole`(old: String, new: String, expected: [String]) {
    #expect(changes(old, new) == expected)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the changes make the new text of the old one`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = ["the ", "mill", " ", "burned", ", ", "in 1801", "\n\n", "é"]
    func text(_ count: Int) -> [String] { (0..<count).map { _ in words.randomElement(using: &random)! } }
    let first = text(Int.random(in: 0...400, using: &random))
    var second = first
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      let start = Int.random(in: 0...second.count, using: &random)
      let end = min(second.count, start + Int.random(in: 0...8, using: &random))
      second.replaceSubrange(start..<end, with: text(Int.random(in: 0...8, using: &random)))
    }
    let (old, new) = (ScalarText(first.joined()), ScalarText(second.joined()))
    var (made, done, newDone) = ([Unicode.Scalar](), 0, 0)
    for change in WordDiff(from: old, to: new).changes {
      #expect(old.scalars[done..<change.old.start] == new.scalars[newDone..<change.new.start], "seed \(seed)")
      made += old.scalars[done..<change.old.start] + new.scalars[change.new.offsets]
      (done, newDone) = (change.old.end, change.new.end)
    }
    made += old.scalars[done...]
    #expect(made == new.scalars, "seed \(seed)")
  }
}
