import TextCorpus
import Manuscript

/// Right, wrong, ambiguous and orphaned on damaged texts.
enum Accuracy {
  static func report(files: [String], isTuning: Bool) throws {
    let seeds: ClosedRange<UInt64> = isTuning ? 101...108 : 301...308
    var texts = seeds.map { seed in
      var prose = Prose(seed: seed)
      return prose.text(characters: 30_000)
    }
    if isTuning { texts.append(essay) }
    for file in files { texts.append(try PaperReader.read(Array(file.utf8)).document.text.string) }
    var totals = Three()
    for damage in AnchoringTrial.Damage.allCases {
      var three = Three()
      for (index, text) in texts.enumerated() {
        let seed = seeds.lowerBound * 1_000 + UInt64(index)
        three.add(AnchoringTrial(text, damage: damage, anchors: 120, seed: seed))
      }
      print("\(damage.rawValue)\n\(three)")
      totals.add(three)
    }
    print("in all\n\(totals)")
  }

  private struct Three: CustomStringConvertible {
    var search = Tally()
    var reanchoring = Tally()
    var hypothesis = Tally()

    mutating func add(_ trial: AnchoringTrial) {
      search.add(.search(trial))
      reanchoring.add(.reanchoring(trial))
      hypothesis.add(.hypothesis(trial))
    }

    mutating func add(_ other: Three) {
      search.add(other.search)
      reanchoring.add(other.reanchoring)
      hypothesis.add(other.hypothesis)
    }

    var description: String {
      "  anchor alone  \(search)\n  both texts    \(reanchoring)\n  Hypothesis    \(hypothesis)"
    }
  }
}
