import TextCorpus
import Manuscript
import Testing

@Suite("Anchoring in damaged texts")
struct AnchoringAccuracyTests {
  @Test
  func `is wrong at most a tenth as often as Hypothesis' way, and right as often or more`() {
    var prose = Prose(seed: 31)
    let generated = prose.text(characters: 12_000)
    var (search, reanchoring, hypothesis) = (Tally(), Tally(), Tally())
    for damage in AnchoringTrial.Damage.allCases {
      for (index, text) in [essay, generated].enumerated() {
        let trial = AnchoringTrial(text, damage: damage, anchors: 60, seed: 500 + UInt64(index))
        search.add(.search(trial))
        reanchoring.add(.reanchoring(trial))
        hypothesis.add(.hypothesis(trial))
      }
    }
    #expect(hypothesis.wrong >= 20, "a corpus that shows something: \(hypothesis)")
    for tally in [search, reanchoring] {
      #expect(tally.wrong * 10 <= hypothesis.wrong, "\(tally), against \(hypothesis)")
      #expect(tally.right >= hypothesis.right, "\(tally), against \(hypothesis)")
    }
  }

  @Test
  func `says that what was taken out is gone`() {
    let trial = AnchoringTrial(essay, damage: .deletion, anchors: 80, seed: 4)
    let gone = trial.cases.filter { $0.truth == .gone }.map(\.anchor)
    #expect(gone.count >= 10)
    let found = AnchorSearch(in: trial.damaged).place(gone).compactMap(\.placement)
    #expect(found.isEmpty, "\(found.map { trial.damaged[$0.range] })")
  }

  @Test
  func `knows where the damage put each scalar`() {
    var random = SplitMix64(seed: 9)
    var damaged = DamagedText(Array(essay.unicodeScalars))
    damaged.move(paragraphs: 3, using: &random)
    damaged.duplicate(paragraphs: 2, using: &random)
    damaged.insert(percent: 30, ["Something else."], using: &random)
    let (text, old) = (damaged.text, Array(essay.unicodeScalars))
    for (offset, place) in damaged.places().enumerated() {
      #expect(place.map { text[$0.first] } == old[offset])
    }
  }
}
