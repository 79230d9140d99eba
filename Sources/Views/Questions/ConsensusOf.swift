internal import Consensus
public import Manuscript
public import Protocol
internal import Scholarship

extension Snapshot {
  /// `consensus`: the loci of the paper, or of a range, and what the corrections that edit nothing are.
  public func consensus(on range: ScalarRange?) -> ConsensusView {
    let (paper, presenter) = (paper, presenter)
    let reconciliation = presenter.standing.reconciliation
    func isOn(_ place: ScalarRange) -> Bool {
      guard let range else { return true }
      return place.overlaps(range) || range.contains(place) || place.contains(range)
    }
    let apart = reconciliation.apart.compactMap(paper.correction).filter {
      range == nil || paper.isPlaced($0.anchor) && isOn($0.anchor.range)
    }
    let loci = range.map(reconciliation.loci(touching:)) ?? reconciliation.loci
    return ConsensusView(
      at: at, base: base, policy: PolicyItem(reconciliation.policy), accepted: reconciliation.acceptedCount,
      loci: loci.filter { isOn($0.hull) }.map { presenter.item($0) },
      apart: apart.isEmpty ? nil : apart.map { presenter.item($0) })
  }
}
