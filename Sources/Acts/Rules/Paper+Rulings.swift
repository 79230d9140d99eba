internal import Scholarship

/// What adjudicators decided sticks until one of them lifts it or rules anew.
extension Paper {
  /// Refuses what takes the role that rules on a thing.
  ///
  /// - Parameter deed: what takes it, at the beginning of a sentence.
  func checkRules(on id: EntityID, _ person: Handle, _ deed: String) throws(Refusal) {
    let adjudicators = rules(for: id).adjudicators
    guard try role(of: person) < adjudicators else { return }
    throw Refusal(
      .notAllowed, "\(deed) takes the role of \(adjudicators.rawValue). “vote \(id) …” is open to you.")
  }

  /// Refuses what would do away with a decision on a thing, where one stands and the person may not rule on it.
  ///
  /// - Parameter deed: what would, at the beginning of a sentence.
  func checkDecision(on id: EntityID, _ person: Handle, _ deed: String) throws(Refusal) {
    guard let (ruled, ruling) = ruling(bearingOn: id) else { return }
    let adjudicators = rules(for: ruled).adjudicators
    guard try role(of: person) < adjudicators else { return }
    throw Refusal(
      .notAllowed,
      "\(ruling.words(on: ruled)). \(deed) would do away with that, and takes the role that rules, "
        + "\(adjudicators.rawValue). Ask one who has it for “lift \(ruled) -m …”; “\(otherWay(ruled)) …” is open to you."
    )
  }

  /// Whether a ruling on a thing is the latest that bears on it: one on a dispute of it may have come after.
  func decides(_ ruling: Ballot.Ruling, _ id: EntityID) -> Bool {
    guard let correction = correction(id) else { return true }
    return !correction.disputes.compactMap(dispute).contains {
      ($0.ballot.ruling?.stamp.position ?? 0) > ruling.stamp.position
    }
  }

  /// What was ruled on a thing; of a correction, also on a dispute of its present words that was upheld.
  private func ruling(bearingOn id: EntityID) -> (EntityID, Ballot.Ruling)? {
    if let ruling = ballot(on: id)?.ruling { return (id, ruling) }
    guard let correction = correction(id) else { return nil }
    for id in correction.disputes.reversed() {
      guard let dispute = dispute(id), dispute.withdrawn == nil, isOnPresentWords(dispute),
        let ruling = dispute.ballot.ruling, ruling.verdict == .accept
      else { continue }
      return (id, ruling)
    }
    return nil
  }

  private func otherWay(_ id: EntityID) -> String {
    id.kind == .dispute ? "argue \(id) for|against -m" : "dispute \(id) -m"
  }
}

extension Ballot.Ruling {
  /// `edd ruled on x1 (@12): reject`.
  func words(on id: EntityID) -> String {
    "\(stamp.by) \(settled == nil ? "ruled on" : "settled") \(id) (@\(stamp.position)): \(verdict.rawValue)"
  }

  /// `edd ruled on x1 (@12)`.
  func deed(on id: EntityID) -> String {
    "\(stamp.by) \(settled == nil ? "ruled on" : "settled for") \(id) (@\(stamp.position))"
  }
}
