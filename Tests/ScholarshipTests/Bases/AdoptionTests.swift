import Scholarship
import SeededRandom
import Testing

/// What a new base has adopted is known, whatever was adopted beside it.
@Suite("Corrections that a new base has")
struct AdoptionTests {
  private static let old = """
    # The Harbour at Orrin

    The mill was built in 1742 by a man called Harn. Nobody knew him. The dam is older than the mill.

    This paragraph was printed twice by mistake.

    The ledger names four ships, and the lamp. The second entry is in another hand, it seems.

    """

  /// The words where corrections are found in a text, in order; nil for those that are not.
  private func carried(_ corrections: [(String, String)], to new: String) throws -> [String?] {
    var study = try Study(Self.old)
    for (words, replacement) in corrections { try study.correct(words, replacement) }
    return try study.carried(to: new).map(\.words)
  }

  @Test func `neighbours that were adopted together`() throws {
    let corrections = [("built", "raised"), ("1742", "1743"), ("by", "for"), ("man", "miller")]
    let new = Self.old.replacing("built in 1742 by a man", with: "raised in 1743 for a miller")
    #expect(try carried(corrections, to: new) == ["raised", "1743", "for", "miller"])
    // Those that were not adopted stand.
    let some = Self.old.replacing("built in 1742 by a man", with: "raised in 1743 by a miller")
    #expect(try carried(corrections, to: some) == ["raised", "1743", "by", "miller"])
  }

  @Test func `sentences that were taken out`() throws {
    for sentence in [
      "Nobody knew him.", "The dam is older than the mill.",
      "The mill was built in 1742 by a man called Harn.",
    ] {
      let new = Self.old.replacing(sentence + " ", with: "").replacing(" " + sentence, with: "")
      #expect(try carried([(sentence, "")], to: new) == [""], "\(sentence)")
    }
  }

  @Test func `paragraphs that were taken out`() throws {
    let paragraph = "This paragraph was printed twice by mistake."
    let new = Self.old.replacing(paragraph + "\n\n", with: "")
    #expect(try carried([(paragraph, ""), ("older", "younger")], to: new) == ["", "older"])
    let last = "The ledger names four ships, and the lamp. The second entry is in another hand, it seems."
    #expect(try carried([(last, "")], to: Self.old.replacing("\n\n" + last, with: "")) == [""])
  }

  @Test func `beside punctuation that changed`() throws {
    let new = Self.old.replacing("four ships, and the lamp. The", with: "five ships – and the lamp; the")
      .replacing("hand, it seems.", with: "script (it seems).")
    #expect(try carried([("four", "five"), ("hand", "script")], to: new) == ["five", "script"])
  }

  @Test func `those with the same effect are adopted alike`() throws {
    let new = Self.old.replacing("1742", with: "1743")
    #expect(
      try carried([("1742", "1743"), ("in 1742 by", "in 1743 by")], to: new) == ["1743", "in 1743 by"])
  }

  @Test func `what was taken out with all around it, or written anew, was not adopted`() throws {
    let sentence = "Nobody knew him. "
    #expect(try carried([("knew ", "")], to: Self.old.replacing(sentence, with: "")) == [nil])
    let other = Self.old.replacing("Nobody knew him.", with: "His name is in no book of the town.")
    #expect(try carried([("Nobody knew him.", "")], to: other) == [nil])
  }

  /// Words of one text, some replaced, taken out or put in; of these, any may be adopted.
  @Test(arguments: 1...60) func `whatever is adopted is found, and nothing else`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Each word is unlike all others, so that nothing happens to be the same.
    let names = (0..<36).map {
      "\(["zu", "ka", "be", "to", "mi", "ra"][$0 % 6])\(["lor", "den", "gas", "fim", "wup", "hax"][$0 / 6])"
    }
    let old = (0..<3).map { names[$0 * 12..<$0 * 12 + 12].joined(separator: " ") + "." }.joined(
      separator: "\n\n")
    var study = try Study(old)
    var (new, expected): (String, [String]) = (old, [])
    for (index, name) in names.enumerated() where Bool.random(using: &generator) {
      let replacement = ["new\(index)x", "", "\(name) more\(index)"].randomElement(using: &generator)!
      // Words at an edge are left in, so that a paragraph keeps one.
      guard !replacement.isEmpty || index % 12 > 1 && index % 12 < 10 else { continue }
      let words = replacement.isEmpty ? name + " " : name
      try study.correct(words, replacement)
      let isAdopted = Int.random(in: 0..<3, using: &generator) > 0
      if isAdopted { new = new.replacing(words, with: replacement) }
      expected.append(isAdopted ? replacement : words)
    }
    for (carried, words) in zip(try study.carried(to: new), expected) {
      #expect(carried.words == words, "seed \(seed): \(carried.name.thing) \(carried.outcome) in \(new)")
    }
  }
}
