internal import Manuscript
internal import Scholarship

extension Paper {
  /// What others said of a thing after a position, as far as it stands: the latest of it, in words. `nil` where nobody
  /// said anything.
  ///
  /// What rounds of votes hide from someone is to be hidden here: it is told to whoever undoes.
  func built(on id: EntityID, after position: Int64, by person: Handle) -> String? {
    let said = saidOf(id).filter { $0.stamp.position > position && $0.stamp.by != person }
    guard let last = said.max(by: { $0.stamp.position < $1.stamp.position }) else { return nil }
    return "\(last.stamp.by) \(last.what) (@\(last.stamp.position))"
  }

  private typealias Said = (what: String, stamp: Stamp)

  /// All that was said of a thing, beside making it. Costs what there is in the paper: undoing is rare.
  private func saidOf(_ id: EntityID) -> [Said] {
    var said: [Said] = []
    if let claim = claim(id) {
      said += claim.stances.values.map { ("took a stance on \(id)", $0.stamp) }
      said += claims.flatMap { other in
        other.links.filter { other.id == id || $0.other == id }.map { ("linked \(id)", $0.stamp) }
      }
    }
    if let dispute = dispute(id) { said += dispute.arguments.map { ("argued in \(id)", $0.stamp) } }
    said += correction(id)?.seconds.map { ("proposed the same as \(id)", $0.stamp) } ?? []
    if let ballot = ballot(on: id) {
      said += ballot.votes.values.map { ("voted on \(id)", $0.stamp) }
      said += ballot.decisions.map { ($0.settled == nil ? "ruled on \(id)" : "settled \(id)", $0.stamp) }
    }
    said += annotations.filter { $0.target.thing == id && $0.withdrawn == nil }.map {
      ("wrote \($0.id) on \(id)", $0.stamp)
    }
    // One that was withdrawn may stand again by an undoing, and is on the words of then.
    said += disputes.filter { $0.target.thing == id && $0.withdrawn?.isUndone != true }.map {
      ("disputed \(id) (\($0.id))", $0.stamp)
    }
    return said
  }
}
