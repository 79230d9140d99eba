import ActSupport
import Consensus
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite("Cost")
struct CostTests {
  /// Measured and printed; timing decides nothing. Ten times the edits should take little more than ten times
  /// as long.
  @Test func `reconciling ten thousand and a hundred thousand edits`() {
    let clock = ContinuousClock()
    var measured: [Int: Duration] = [:]
    for count in [10_000, 100_000] {
      let (paper, text) = Self.crowded(count)
      var reconciliation: Reconciliation?
      measured[count] = clock.measure { reconciliation = Reconciliation(of: paper, base: text) }
      #expect(reconciliation?.decisions.count == count)
      #expect(reconciliation?.accepted.isEmpty == false)
    }
    print("reconciled:", measured.sorted { $0.key < $1.key }.map { "\($0.key) edits in \($0.value)" })
  }

  /// A text with an edit for every five scalars, each with one vote; about half of them conflict.
  private static func crowded(_ count: Int) -> (Paper, ScalarText) {
    var random = SeededGenerator(seed: 5)
    let text = ScalarText(Array(repeating: "a", count: count * 5))
    var paper = Paper.initial
    func happens(_ event: Event, _ person: Handle) {
      let position = paper.position + 1
      let stamp = Stamp(by: person, at: Timestamp(microseconds: position), position: position)
      paper.evolve(RecordedEvent(event, stamp))
    }
    happens(
      Event(
        PaperImported(
          slug: "p", title: "P", base: Group.base, scalars: text.count, mediaType: "text/plain", source: "aa",
          document: "bb")), "ada")
    for person in ["ada", "bel", "cyd"] as [Handle] {
      happens(Event(MemberAdmitted(member: person, role: .scholar)), "ada")
      happens(Event(MemberJoined(member: person)), person)
    }
    for number in 1...count {
      let start = Int.random(in: 0..<text.count - 6, using: &random)
      let range = ScalarRange(start, start + Int.random(in: 0...5, using: &random))
      let anchor = Anchor(base: Group.base, range: range, quote: text[range], prefix: "", suffix: "")
      let id = EntityID(.correction, number)
      happens(
        Event(
          CorrectionProposed(
            correction: id, anchor: anchor, replacement: "\(number)", class: nil, reason: "R", evidence: [])),
        "ada")
      happens(Event(VoteCast(subject: id, vote: .for, reason: nil)), "bel")
    }
    return (paper, text)
  }
}
