import AnchoringCorpus
import Manuscript

/// The time that anchoring takes, and its growth over texts ten times as long.
enum Speed {
  static func report() {
    for size in [10_000, 100_000, 1_000_000] {
      var prose = Prose(seed: 7)
      let text = prose.text(characters: size)
      for damage in [AnchoringTrial.Damage.misread5, .all] {
        let trial = AnchoringTrial(text, damage: damage, anchors: 1_000, seed: 7)
        let anchors = trial.cases.map(\.anchor)
        let clock = ContinuousClock()
        let search = clock.measure { _ = AnchorSearch(in: trial.damaged).place(anchors) }
        let carrying = clock.measure {
          _ = Reanchoring(from: trial.original, to: trial.damaged).carry(anchors.map(\.range))
        }
        print(
          "\(anchors.count) anchors in \(size) characters (\(damage.rawValue)): search \(search), carry \(carrying)"
        )
      }
    }
  }
}
