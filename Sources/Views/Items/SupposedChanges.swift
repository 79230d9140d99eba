internal import Consensus
internal import Manuscript
internal import Protocol
internal import Rendering
internal import Scholarship

extension Snapshot {
  /// What would be different under a supposition.
  ///
  /// - Parameters:
  ///   - supposed: how everything would stand.
  ///   - range: the part of the base that is asked for; all of it where none is given.
  func changes(
    _ supposition: Supposition, typed policy: String?, to supposed: Standing, on range: ScalarRange?
  ) -> SupposedView {
    func isAsked(_ target: Target) -> Bool {
      guard let range else { return true }
      return target.passage.map { paper.isPlaced($0, on: range) } ?? false
    }
    let now = standing
    var things = paper.claims.compactMap { claim -> SupposedChangeItem? in
      guard claim.anchors.contains(where: { isAsked(.passage($0)) }) else { return nil }
      let (was, status) = (now.standing(of: claim).status, supposed.standing(in: claim.id))
      guard let status, was != status else { return nil }
      return .init(claim.id, status.rawValue, was.rawValue, basis: nil, claim.statement)
    }
    things += paper.disputes.compactMap { dispute in
      guard isAsked(dispute.target), let other = supposed.paper.dispute(dispute.id) else { return nil }
      let (was, decision) = (now.decision(on: dispute).status, supposed.decision(on: other))
      guard was != decision.status else { return nil }
      return .init(
        dispute.id, decision.status.rawValue, was.rawValue, basis: decision.basis, dispute.body)
    }
    things += paper.corrections.compactMap { correction in
      guard isAsked(.passage(correction.anchor)) else { return nil }
      let (was, decision) = (
        now.reconciliation[correction].status, supposed.reconciliation[correction]
      )
      guard was != decision.status else { return nil }
      return .init(
        correction.id, decision.status.rawValue, was.rawValue, basis: decision.basis,
        Wording.change(from: correction.old, to: correction.replacement))
    }
    let comparison = TextComparison(
      from: .init(now, base: document.text), to: .init(supposed, base: document.text))
    return SupposedView(
      policy: policy, without: supposition.without?.name, things: things,
      text: comparison.items(in: document, on: range))
  }
}

extension Standing {
  /// As ``standing(of:)``, of the claim as it is in this paper.
  fileprivate func standing(in id: EntityID) -> ClaimStatus? {
    paper.claim(id).map { standing(of: $0).status }
  }
}

extension SupposedChangeItem {
  fileprivate init(_ id: EntityID, _ status: String, _ was: String, basis: Basis?, _ text: String) {
    self.init(
      id: id.description, kind: id.kind.word, status: status, was: was, basis: basis?.rawValue, text: text)
  }
}
