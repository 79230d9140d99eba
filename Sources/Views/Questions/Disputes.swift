public import CanonicalJSON
public import Consensus
public import Protocol
public import Rendering
public import Scholarship

/// `disputes`.
public enum Disputes: ListedKind {
  public typealias Status = DisputeStatus

  public static let verb = VerbEntry(
    "disputes", group: .reading, "the disputes, and their status",
    examples: ["disputes", "disputes --status open"])

  public static let wait: String? = "vote"

  public static func listing(of snapshot: Snapshot) -> Listing<Dispute, DisputeStatus, DisputeItem> {
    let (paper, standing, presenter) = (snapshot.paper, snapshot.standing, snapshot.presenter)
    let waiting = Waiting(snapshot, for: snapshot.person)
    return Listing(
      things: paper.disputes, stamp: { $0.stamp }, author: { paper.author(of: $0.id) },
      waits: { waiting?.waits($0) ?? false },
      on: { paper.disputes(on: $0) },
      status: { standing.decision(on: $0).status }, item: { presenter.item($0) })
  }

  public static func page(of items: [DisputeItem]) -> Page { Page(disputes: items) }
}

extension DisputeStatus: JSONTerm {}

extension Page {
  /// `disputes`.
  public init(disputes items: [DisputeItem]) {
    self.init()
    records(
      ["Dispute", "Status", "By", "On", "Ground", "Votes"],
      items.map { item in
        var details: [Detail] = []
        if let quote = item.quote {
          details.append(
            Detail(label: "Text", text: Styled(Wording.quoted(quote), .faint), isShortened: true))
        }
        details.append(Detail(label: "Reasons", text: Styled(item.body)))
        if !item.arguments.isEmpty {
          let favour = item.arguments.count { $0.side == "for" }
          details.append(
            Detail(
              label: "Arguments",
              text: Styled("Arguments: \(favour) for, \(item.arguments.count - favour) against")))
        }
        if let ruling = item.ruling { details.append(Self.detail(of: ruling)) }
        return Record(
          cells: [
            Styled(item.id, .strong), Styled(item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.target, lost: item.lost)), Styled(item.ground ?? ""),
            Styled(item.blind == "hidden" ? "hidden: blind" : Wording.counts(item.tally)),
          ], details: details)
      })
    if items.isEmpty { line("No disputes. Open one with: dispute TARGET -m REASONS") }
  }
}
