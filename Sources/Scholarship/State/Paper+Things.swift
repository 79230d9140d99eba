/// What holds of any kind of thing.
extension Paper {
  /// That a thing was withdrawn, if it was.
  public func withdrawal(of id: EntityID) -> Withdrawal? {
    switch id.kind {
    case .claim: claim(id)?.withdrawn
    case .annotation: annotation(id)?.withdrawn
    case .dispute: dispute(id)?.withdrawn
    case .correction: correction(id)?.withdrawn
    }
  }

  /// Whose a thing is: one that was adopted is the adopter's.
  public func author(of id: EntityID) -> Handle? {
    switch id.kind {
    case .claim: claim(id).map { ($0.adoption ?? $0.stamp).by }
    case .annotation: annotation(id).map { ($0.adoption ?? $0.stamp).by }
    case .dispute: dispute(id)?.ballot.proposer
    case .correction: correction(id)?.ballot.proposer
    }
  }

  /// The ballot on a correction or a dispute; `nil` for anything else.
  public func ballot(on id: EntityID) -> Ballot? {
    switch id.kind {
    case .correction: correction(id)?.ballot
    case .dispute: dispute(id)?.ballot
    case .claim, .annotation: nil
    }
  }

  /// The rules of the policy in force for a thing.
  public func rules(for id: EntityID) -> PolicyRules { policy.rules(for: policyClass(of: id)) }

  /// What a policy counts a thing as; a correction without a class follows the rules for all.
  public func policyClass(of id: EntityID) -> PolicyClass? {
    switch id.kind {
    case .claim: .claim
    case .dispute: .dispute
    case .correction: correction(id)?.class.map(PolicyClass.init)
    case .annotation: nil
    }
  }
}
