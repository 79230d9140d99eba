public import CanonicalJSON
public import Consensus
public import Protocol
public import Rendering
public import Scholarship

/// `claims`.
public enum Claims: ListedKind {
  public typealias Status = ClaimStatus

  public static let verb = VerbEntry(
    "claims", group: .reading, "the claims, and their status",
    examples: ["claims", "claims --status contested", "claims --by ada --on p31"])

  public static let wait: String? = "stance"

  public static func listing(of snapshot: Snapshot) -> Listing<Claim, ClaimStatus, ClaimItem> {
    let (paper, standing, presenter) = (snapshot.paper, snapshot.standing, snapshot.presenter)
    let waiting = Waiting(snapshot, for: snapshot.person)
    return Listing(
      things: paper.claims, stamp: { $0.stamp }, author: { paper.author(of: $0.id) },
      waits: { waiting?.waits($0) ?? false },
      on: { paper.claims(on: $0) },
      status: { standing.standing(of: $0).status }, item: { presenter.item($0) })
  }

  public static func page(of items: [ClaimItem]) -> Page { Page(claims: items) }
}

extension ClaimStatus: JSONTerm {}

extension Page {
  /// `claims`.
  public init(claims items: [ClaimItem]) {
    self.init()
    records(
      ["Claim", "Status", "By", "At", "Kind", "Stances"],
      items.map { item in
        var details = [
          Detail(label: "Statement", text: Styled(item.statement)),
          Detail(label: "Text", text: Styled(Wording.quoted(item.quote), .faint), isShortened: true),
        ]
        details += Self.remarks(on: item)
        return Record(
          cells: [
            Styled(item.id, .strong), Styled(item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.address, lost: item.lost)), Styled(item.claimKind ?? ""),
            Styled(item.blind == "hidden" ? "hidden: blind" : Wording.counts(item.stances)),
          ], details: details)
      })
    if items.isEmpty { line("No claims. Make one with: claim ADDR -m STATEMENT") }
  }

  private static func remarks(on item: ClaimItem) -> [Detail] {
    var remarks: [String] = item.links.map { "\($0.relation) \($0.other)" }
    if let disputes = Wording.disputes(open: item.disputed, upheld: item.upheld) { remarks.append(disputes) }
    if let words = item.wordsBy { remarks.append("in \(words)'s words") }
    if item.textChanged { remarks.append("an accepted correction changes its words") }
    let earlier = item.stances.values.count { $0.onEarlierWording }
    if earlier > 0 { remarks.append("\(Wording.count(earlier, "stance")) on an earlier wording") }
    return remarks.isEmpty ? [] : [Detail(label: "Also", text: Styled(remarks.joined(separator: "; ")))]
  }
}
