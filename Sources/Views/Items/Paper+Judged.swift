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

/// What may have changed how a thing stands, beside what was said of it.
public struct Bearing: Sendable {
  /// The disputes on it.
  public let disputes: Set<EntityID>
  /// Who had a say in it.
  public let voices: Set<Handle>
  /// Whether it is decided by the rules of a policy.
  public let isDecided: Bool
  /// The position at which it was made.
  public let since: Int64
}

extension Snapshot {
  /// What bears on a thing.
  public func bearing(on id: EntityID) -> Bearing {
    let (claim, ballot) = (paper.claim(id), paper.ballot(on: id))
    var voices = Set(ballot?.votes.keys.map { $0 } ?? claim?.stances.keys.map { $0 } ?? [])
    if let ballot { voices.insert(ballot.proposer) }
    let made = claim?.stamp ?? paper.correction(id)?.stamp ?? paper.dispute(id)?.stamp
    return Bearing(
      disputes: Set(paper.disputes(on: .thing(id)).map { paper.disputes[$0].id }), voices: voices,
      isDecided: claim != nil || ballot != nil, since: made?.position ?? 0)
  }
}

extension BaseImported {
  /// `; x1 has its place in it`: what became of a thing.
  ///
  /// - Parameter proposed: of a correction, the words that it proposed then.
  func words(on id: EntityID, proposed: String?) -> String {
    let outcomes = anchors.filter { $0.name.thing == id }.map(\.outcome)
    if let proposed, outcomes.contains(where: { $0.quote?.utf8.elementsEqual(proposed.utf8) == true }) {
      return "; it has what \(id) proposes"
    }
    let found = outcomes.count { if case .found = $0 { true } else { false } }
    if found == outcomes.count { return "; \(id) has its place in it" }
    return found == 0 ? "; \(id) has no place in it" : "; \(id) has only some of its places in it"
  }
}

extension CarriedAnchor.Placement {
  /// What the new base has there.
  fileprivate var quote: String? {
    if case .found(let anchor, _, _) = self { anchor.quote } else { nil }
  }
}
