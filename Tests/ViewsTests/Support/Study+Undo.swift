import Acts
import CanonicalJSON
import Consensus
import Manuscript
import Protocol
import Testing
import Views

@testable import Scholarship

extension Study {
  /// What is otherwise than in another state of the same study, but for the history, and the ids of what was made and
  /// undone.
  func differences(from other: Study) -> [String] {
    let (one, two) = (paper.withoutUndone, other.paper.withoutUndone)
    var differences: [String] = []
    func compare<Part: Equatable>(_ a: [Part], _ b: [Part]) {
      if a.count != b.count { differences.append("\(a.count) and not \(b.count) of \(Part.self)") }
      for (a, b) in zip(a, b) where a != b { differences.append("\(a)\nand not\n\(b)") }
    }
    compare(Array(one.claims), Array(two.claims))
    compare(Array(one.annotations), Array(two.annotations))
    compare(Array(one.disputes), Array(two.disputes))
    compare(Array(one.corrections), Array(two.corrections))
    compare(answers, other.answers)
    if standingEdits != other.standingEdits { differences.append("other edits are found") }
    if differences.isEmpty, one != two { differences.append("something else is otherwise") }
    return differences
  }

  /// The corrections that are found as standing, all over the text.
  private var standingEdits: [EntityID] {
    paper.standingCorrections(near: ScalarRange(0, document.text.count))
  }

  /// What is answered of all that stands, whatever was made and undone besides.
  private var answers: [String] {
    let (now, presenter) = (self.now, self.now.presenter)
    var answers = [
      now.standing.reconciliation.text(of: document.text),
      String(decoding: JSON.text(of: Members().view(of: now).items), as: UTF8.self),
      String(decoding: JSON.text(of: PolicyItem(paper.policy)), as: UTF8.self),
    ]
    func add(_ item: some JSONValue, _ withdrawal: Withdrawal?) {
      if withdrawal?.isUndone != true { answers.append(String(decoding: JSON.text(of: item), as: UTF8.self)) }
    }
    for claim in paper.claims { add(presenter.item(claim), claim.withdrawn) }
    for dispute in paper.disputes { add(presenter.item(dispute), dispute.withdrawn) }
    for correction in paper.corrections { add(presenter.item(correction), correction.withdrawn) }
    for person in Self.people { for item in now.waiting(for: person) { add(item, nil) } }
    return answers
  }

  func refuses(
    _ act: some Deciding, by person: Handle, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    do throws(Refusal) {
      let context = ActContext(paper, by: person, text: .init(document, base: Self.base))
      let decision = try act.decided(in: context)
      Issue.record("decided: \(decision)", sourceLocation: sourceLocation)
    } catch {
      #expect(error.message.contains(words), "\(error.message)", sourceLocation: sourceLocation)
    }
  }

  /// What the sender is told, once it is done.
  mutating func remark(_ act: some Deciding, by person: Handle) throws -> String? {
    let decision = try act.decided(in: ActContext(paper, by: person, text: .init(document, base: Self.base)))
    try run(act, by: person)
    return decision.remark
  }
}

extension Paper {
  /// What is left of it besides the history: without positions, and without what was made and undone.
  var withoutUndone: Paper {
    var paper = self
    paper.position = 0
    paper.sequence = 0
    paper.deeds = [:]
    paper.claims = Series(claims.filter { $0.withdrawn?.isUndone != true })
    paper.annotations = Series(annotations.filter { $0.withdrawn?.isUndone != true })
    paper.disputes = Series(disputes.filter { $0.withdrawn?.isUndone != true })
    paper.corrections = Series(corrections.filter { $0.withdrawn?.isUndone != true })
    func stands(_ id: EntityID) -> Bool { withdrawal(of: id)?.isUndone != true }
    for index in paper.claims.indices {
      paper.claims[index].kept = []
      paper.claims[index].disputes = paper.claims[index].disputes.filter(stands)
    }
    for index in paper.annotations.indices {
      paper.annotations[index].replies = paper.annotations[index].replies.filter(stands)
    }
    for index in paper.corrections.indices {
      paper.corrections[index].kept = []
      paper.corrections[index].disputes = paper.corrections[index].disputes.filter(stands)
    }
    // In whatever order they are filed.
    paper.standingEdits = Shards()
    return paper
  }
}
