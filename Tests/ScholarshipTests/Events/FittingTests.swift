import ActSupport
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite("Events that fit")
struct FittingTests {
  private func stamped(_ event: Event, after paper: Paper) -> RecordedEvent {
    RecordedEvent(
      event, Stamp(by: "ada", at: Timestamp(microseconds: 0), position: paper.position + 1))
  }

  @Test func `what was decided fits`() {
    let paper = Scenario.underWay.paper
    for event in [
      registered("c2"), annotated("a2"), annotated("a2", on: .thing("a1")), disputed("d2"), proposed("x2"),
      vote(.for, "x1"), vote(.against, "d1"), withdrawn("c1"), ruling(.accept, "x1"),
      Event(ClaimReworded(claim: "c1", statement: "S")),
      Event(StanceTaken(claim: "c1", wording: 1, stance: .agree, reason: nil, confidence: nil)),
    ] { #expect(paper.fits(event), "\(event)") }
  }

  @Test func `what names nothing that is there does not`() {
    let paper = Scenario.underWay.paper
    var elsewhere = anchor(0, 3)
    elsewhere.base = BaseID(raw: [9], document: [])
    var beyond = anchor(0, 3)
    beyond.range = ScalarRange(0, paperText.count + 1)
    for event in [
      Event(imported), registered("c3"), registered("c1"), registered("a2"), annotated("a9"),
      annotated("a2", on: .thing("c7")), vote(.for, "x2"), withdrawn("d2"),
      Event(
        AnnotationMade(
          annotation: "a2", target: .passage(beyond), motivation: .commenting, body: "B", tags: [])),
      Event(ClaimReworded(claim: "a1", statement: "S")),
      Event(ClaimLinked(claim: "c1", relation: .supports, other: "c2")),
      Event(StanceTaken(claim: "c1", wording: 2, stance: .agree, reason: nil, confidence: nil)),
      Event(AnnotationEdited(annotation: "c1", body: "B")),
      Event(
        AnnotationMade(
          annotation: "a2", target: .passage(elsewhere), motivation: .commenting, body: "B", tags: [])),
      Event(ThingReanchored(thing: "c1", index: 1, anchor: anchor(0, 3))),
    ] { #expect(!paper.fits(event), "\(event)") }
    #expect(!Paper.initial.fits(registered("c1")) && Paper.initial.fits(Event(imported)))
  }

  /// Whatever a log says, in whatever order: what fits can be folded in.
  @Test func `what fits is folded without a trap`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    print("events in any order: seed \(seed)")
    var folded: [String: Int] = [:]
    for _ in 0..<300 {
      var paper = Scenario.underWay.paper
      for _ in 0..<100 {
        guard let event = eventFixtures.randomElement(using: &random)?.event else { continue }
        guard paper.fits(event) else { continue }
        paper.evolve(stamped(event, after: paper))
        folded[event.type, default: 0] += 1
      }
    }
    #expect(folded.count > 5, "seed \(seed)")
  }
}
