internal import Manuscript
internal import Rendering
public import Scholarship

extension Paper {
  /// The words that a vote, a stance or a ruling was on: as they were then. `nil` for any other event.
  func words(judgedBy recorded: RecordedEvent) -> String? {
    let position = recorded.stamp.position
    switch recorded.event.payload {
    case let event as VoteCast: return words(of: event.subject, at: position)
    case let event as VoteRetracted: return words(of: event.subject, at: position)
    case let event as RulingMade: return words(of: event.subject, at: position)
    case let event as OutcomeSettled: return words(of: event.subject, at: position)
    case let event as CorrectionSeconded: return words(of: event.correction, at: position)
    case let event as StanceTaken:
      guard let wording = claim(event.claim)?.wording(at: position) else { return nil }
      return Wording.quoted(wording.statement.fitted(to: 60))
    default: return nil
    }
  }

  /// The words of a correction or a dispute at a position at which it had been made.
  private func words(of id: EntityID, at position: Int64) -> String? {
    if let dispute = dispute(id) { return Wording.quoted(dispute.body.fitted(to: 60)) }
    guard let edit = correction(id)?.edit(at: position - 1), !edit.version.isErased else { return nil }
    return Wording.change(from: edit.old.fitted(to: 60), to: edit.version.replacement.fitted(to: 60))
  }
}

extension Snapshot {
  /// Who had a say in a thing, and since when it is there: what became of them since then may have changed how it stands.
  public func voices(on id: EntityID) -> (Set<Handle>, since: Int64) {
    if let claim = paper.claim(id) { return (Set(claim.stances.keys), claim.stamp.position) }
    guard let ballot = paper.ballot(on: id) else { return ([], 0) }
    let since = paper.correction(id)?.stamp ?? paper.dispute(id)?.stamp
    return (Set(ballot.votes.keys).union([ballot.proposer]), since?.position ?? 0)
  }
}

extension BaseImported {
  /// `; x1 has its place in it`: what became of a thing.
  func words(on id: EntityID) -> String {
    let outcomes = anchors.filter { $0.name.thing == id }.map(\.outcome)
    let found = outcomes.count { if case .found = $0 { true } else { false } }
    if found == outcomes.count { return "; \(id) has its place in it" }
    return found == 0 ? "; \(id) has no place in it" : "; \(id) has only some of its places in it"
  }
}
