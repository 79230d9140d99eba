import Manuscript
import SeededRandom
import Testing

@testable import Consensus

@Suite("Effects")
struct EffectTests {
  /// Edits of "The mill was built in 1742 by Harn.  It stood." by their ranges and replacements.
  @Test(arguments: [
    // More words around it change nothing.
    (19, 29, "in 1743 by", 22, 26, "1743", true),
    (22, 26, "1743", 25, 26, "3", true),
    (22, 26, "1743", 22, 26, "1744", false),
    // One or the other of two equal spaces.
    (35, 36, "", 36, 37, "", true),
    (35, 37, " ", 36, 37, "", true),
    (35, 35, " ", 37, 37, " ", true),
    (35, 36, "", 35, 37, "", false),
    // One or the other of two equal letters; one more of them.
    (6, 7, "", 7, 8, "", true), (6, 6, "l", 8, 8, "l", true), (4, 8, "milll", 7, 7, "l", true),
    // Equal letters that do not stand together.
    (10, 11, "", 30, 31, "", false),
  ])
  func `edits that give the same text agree`(
    aStart: Int, aEnd: Int, a: String, bStart: Int, bEnd: Int, b: String, agree: Bool
  ) {
    let text = ScalarText("The mill was built in 1742 by Harn.  It stood.")
    let one = Edit(range: ScalarRange(aStart, aEnd), replacement: a)
    let other = Edit(range: ScalarRange(bStart, bEnd), replacement: b)
    #expect(one.agrees(with: other, in: text) == agree)
    #expect(one.agreesByDefinition(with: other, in: text) == agree)
  }

  @Test func `however it is normalised a word is the same`() {
    let text = ScalarText("cafe au lait, caf\u{E9}, cafe\u{301}")
    let composed = Edit(range: ScalarRange(0, 4), replacement: "caf\u{E9}")
    let decomposed = Edit(range: ScalarRange(0, 4), replacement: "cafe\u{301}")
    let accent = Edit(range: ScalarRange(4, 4), replacement: "\u{301}")
    #expect(composed.agrees(with: decomposed, in: text))
    #expect(composed.agrees(with: accent, in: text))
    #expect(composed.effect(in: text) == Effect(range: ScalarRange(3, 4), replacement: "\u{E9}"))
    // To take the accent away, from the one or from the other.
    #expect(
      Edit(range: ScalarRange(24, 25), replacement: "").agrees(
        with: Edit(range: ScalarRange(20, 25), replacement: "cafe"), in: text))
    #expect(
      !Edit(range: ScalarRange(24, 25), replacement: "").agrees(
        with: Edit(range: ScalarRange(14, 18), replacement: "cafe"), in: text))
  }

  @Test func `marks in another order are the same where their order does not show`() {
    let text = ScalarText("a\u{316}b")
    let before = Edit(range: ScalarRange(1, 1), replacement: "\u{301}")
    let after = Edit(range: ScalarRange(2, 2), replacement: "\u{301}")
    #expect(before.agrees(with: after, in: text))
    let above = ScalarText("a\u{300}b")
    #expect(!before.agrees(with: after, in: above))
  }

  @Test func `syllables are the same composed and in parts`() {
    let text = ScalarText("\u{1100}\u{1161}")
    let composed = Edit(range: ScalarRange(0, 2), replacement: "\u{AC01}")
    let final = Edit(range: ScalarRange(2, 2), replacement: "\u{11A8}")
    #expect(composed.agrees(with: final, in: text))
  }

  @Test func `what only respells agrees with what respells the same`() {
    let text = ScalarText("caf\u{E9} and caf\u{E9}")
    let first = Edit(range: ScalarRange(0, 4), replacement: "cafe\u{301}")
    #expect(first.agrees(with: Edit(range: ScalarRange(3, 4), replacement: "e\u{301}"), in: text))
    #expect(!first.agrees(with: Edit(range: ScalarRange(9, 13), replacement: "cafe\u{301}"), in: text))
  }

  /// Short texts of few characters, where nearly all that can coincide does.
  @Test func `effects are equal where the texts are`() {
    var agreeing = 0
    for seed in UInt64(1)...6_000 {
      var random = SeededGenerator(seed: seed)
      let alphabet = [
        "ab", "aab ", "ae\u{301}\u{316}é", "a\u{1100}\u{1161}\u{AC00}\u{11A8}", "K\u{212A}aÅ\u{212B}A\u{30A}",
      ]
      .randomElement(using: &random)!
      func string(_ longest: Int) -> String {
        let scalars = Array(alphabet.unicodeScalars)
        let count = Int.random(in: 0...longest, using: &random)
        return ScalarText((0..<count).map { _ in scalars.randomElement(using: &random)! }).string
      }
      let text = ScalarText(string([4, 8, 16].randomElement(using: &random)!))
      let edits = (0..<8).map { _ in
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...4, using: &random))
        return Edit(range: ScalarRange(start, end), replacement: string(4))
      }
      // One finder for all: what it remembers of repetitions must not matter.
      var finder = Effects(in: text)
      let effects = edits.map { finder.effect(of: $0) }
      for (edit, effect) in zip(edits, effects) {
        #expect(edit.effect(in: text) == effect, "seed \(seed): \(edit)")
        let made = Edit(range: effect.range, replacement: effect.replacement).made(in: text)
        #expect(made == edit.made(in: text), "seed \(seed): \(edit) as \(effect)")
        for (other, otherEffect) in zip(edits, effects) {
          let agree = edit.agreesByDefinition(with: other, in: text)
          #expect((effect == otherEffect) == agree, "seed \(seed): \(edit), \(other)")
          agreeing += agree ? 1 : 0
        }
      }
    }
    #expect(agreeing > 6_000 * 9)
  }

  @Test func `a long run of equal characters is walked through once`() {
    let length = 10_000
    let text = ScalarText(Array(repeating: "a", count: length))
    var effects = Effects(in: text)
    for start in 0..<length {
      let one = effects.effect(of: Edit(range: ScalarRange(start, start + 1), replacement: ""))
      #expect(one == Effect(range: ScalarRange(0, 1), replacement: ""))
    }
    // Lengths that have nothing in common but the letter.
    for count in [2, 3, 5, 7, 11, 4_000] {
      let deletion = Edit(range: ScalarRange(start: length - count, count: count), replacement: "")
      #expect(effects.effect(of: deletion).range == ScalarRange(0, count))
      let words = String(repeating: "a", count: count)
      let insertion = Edit(range: ScalarRange(length / 2, length / 2), replacement: words)
      #expect(effects.effect(of: insertion) == Effect(range: ScalarRange(0, 0), replacement: words))
    }
  }
}
