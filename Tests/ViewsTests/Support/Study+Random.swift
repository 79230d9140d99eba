import ActSupport
import Acts
import Manuscript
import Scholarship
import SeededRandom

extension Study {
  static let people: [Handle] = ["ada", "bel", "cyd", "edd"]

  /// A history that its seed fixes: what people at random do at random, as far as it is allowed.
  static func random(seed: UInt64, steps: Int = 60) throws -> Study {
    var random = SeededGenerator(seed: seed)
    var study = try Study()
    for _ in 0..<steps {
      let person = people.randomElement(using: &random)!
      do throws(Refusal) {
        try study.run(study.randomCommand(&random), by: person)
      } catch { continue }
    }
    return study
  }

  private func randomCommand(_ random: inout SeededGenerator) -> Command {
    func any(_ kind: EntityKind) -> EntityID {
      EntityID(kind, Int.random(in: 1...max(1, paper.count(of: kind)), using: &random))
    }
    let ballot = Bool.random(using: &random) || paper.disputes.isEmpty ? any(.correction) : any(.dispute)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<24:
      return .correct(
        anchor(&random), replacement: Self.words.randomElement(using: &random)!,
        class: [nil, .ocr, .fact].randomElement(using: &random)!, reason: "R", evidence: [])
    case 24..<58:
      return .vote(
        Bool.random(using: &random) ? .for : Vote.allCases.randomElement(using: &random)!, on: ballot,
        reason: Bool.random(using: &random) ? "Because." : nil)
    case 58..<66: return .rule(Verdict.allCases.randomElement(using: &random)!, on: ballot, reason: "R")
    case 66..<70:
      return .amend(any(.correction), replacement: Self.words.randomElement(using: &random)!, reason: "R")
    case 70..<73: return .withdraw(any(.correction), reason: nil)
    case 73..<79: return .registerClaim(anchors: [anchor(&random)], statement: "S", kind: nil)
    case 79..<86:
      return .takeStance(
        Stance.allCases.randomElement(using: &random)!, on: any(.claim), reason: "R", confidence: nil)
    case 86..<89: return .dispute(.thing(any(.claim)), ground: nil, body: "B")
    case 89..<91: return .dispute(.thing(any(.correction)), ground: nil, body: "B")
    case 91..<93: return .reword(any(.claim), statement: "T")
    case 93..<96:
      return .annotate(.thing(any(.claim)), motivation: .commenting, body: "@bel, look.", tags: [])
    case 96..<98: return .argue(any(.dispute), .for, body: "A", evidence: [])
    default:
      let settings = ["quorum=1", "quorum=2", "quorum=3", "threshold=1/2", "threshold=1", "proposer=not"]
      return .setPolicy([settings.randomElement(using: &random)!])
    }
  }

  /// Corrections of half words, whole words, and several; and insertions.
  private static let words = ["", "new", "1743", "new mill", "x", "ill", " ", "by the sea", "née"]

  private func anchor(_ random: inout SeededGenerator) -> Anchor {
    let start = Int.random(in: 0...document.text.count, using: &random)
    let length = [0, 1, 3, 5, 12].randomElement(using: &random)!
    let range = ScalarRange(start, min(document.text.count, start + length))
    return document.anchor(for: range, base: Self.base)
  }
}
