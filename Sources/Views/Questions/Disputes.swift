internal import Consensus
public import Protocol
internal import Scholarship

extension Snapshot {
  /// `disputes`: a page of them, by number.
  public func disputes(_ question: ListQuestion) -> ListView<DisputeItem> {
    let (paper, standing, presenter) = (paper, standing, presenter)
    return Listing<Dispute, DisputeItem>(
      by: { $0.stamp.by }, isOn: { paper.isAbout($0.target, $1) },
      status: { standing.decision(on: $0).status.rawValue }, item: { presenter.item($0) }
    ).page(question, of: paper.disputes, at: at)
  }
}
