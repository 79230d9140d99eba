internal import Consensus
public import Protocol
internal import Scholarship

extension Snapshot {
  /// `claims`: a page of them, by number.
  public func claims(_ question: ListQuestion) -> ListView<ClaimItem> {
    let (paper, standing, presenter) = (paper, standing, presenter)
    return Listing<Claim, ClaimItem>(
      by: { $0.stamp.by },
      isOn: { claim, place in
        switch place {
        case .thing(let id): claim.id == id
        case .range(let range): claim.anchors.contains { paper.isPlaced($0, on: range) }
        }
      },
      status: { standing.standing(of: $0).status.rawValue },
      item: { presenter.item($0) }
    ).page(question, of: paper.claims, at: at)
  }
}
