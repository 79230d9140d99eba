internal import Consensus
public import Protocol
internal import Scholarship

extension Snapshot {
  /// `corrections`: a page of them, by number.
  public func corrections(_ question: ListQuestion) -> ListView<CorrectionItem> {
    let (paper, presenter) = (paper, presenter)
    let reconciliation = presenter.standing.reconciliation
    return Listing<Correction, CorrectionItem>(
      by: { $0.stamp.by },
      isOn: { correction, place in
        switch place {
        case .thing(let id): correction.id == id
        case .range(let range): paper.isPlaced(correction.anchor, on: range)
        }
      },
      status: { reconciliation[$0].status.rawValue }, item: { presenter.item($0) }
    ).page(question, of: paper.corrections, at: at)
  }
}
