public import CanonicalJSON
public import Consensus
public import Protocol
public import Rendering
public import Scholarship

/// `corrections`.
public enum Corrections: ListedKind {
  public typealias Status = CorrectionStatus

  public static let verb = VerbEntry(
    "corrections", group: .reading, "the corrections, and their status",
    examples: [
      "corrections", "corrections --status open --limit 10",
      "corrections --class ocr --waiting", "corrections --since @40",
    ])

  public static let wait: String? = "vote"
  public static let haveClasses = true

  public static func listing(of snapshot: Snapshot) -> Listing<Correction, CorrectionStatus, CorrectionItem> {
    let (paper, presenter) = (snapshot.paper, snapshot.presenter)
    let reconciliation = presenter.standing.reconciliation
    let waiting = Waiting(snapshot, for: snapshot.person)
    return Listing(
      things: paper.corrections, stamp: { $0.stamp }, author: { paper.author(of: $0.id) },
      class: { $0.class },
      waits: { waiting?.waits($0) ?? false },
      on: { paper.corrections(on: $0) },
      status: { reconciliation[$0].status }, item: { presenter.item($0) })
  }

  public static func page(of items: [CorrectionItem]) -> Page { Page(corrections: items) }
}

extension CorrectionStatus: JSONTerm {}

extension Page {
  /// `corrections`.
  public init(corrections items: [CorrectionItem]) {
    self.init()
    records(
      ["Correction", "Status", "By", "At", "Class", "Votes"],
      items.map { item in
        var details = [
          Detail(label: "Change", text: Styled(Wording.change(from: item.old, to: item.new))),
          Detail(
            label: "Reason", text: Styled((item.wordsBy.map { "\($0): " } ?? "") + item.reason, .faint)),
        ]
        if let disputes = Wording.disputes(open: item.disputed, upheld: item.upheld) {
          details.append(Detail(label: "Disputes", text: Styled(Wording.sentence(disputes))))
        }
        if let ruling = item.ruling { details.append(Self.detail(of: ruling)) }
        return Record(
          cells: [
            Styled(item.id, .strong), Styled(item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.address, lost: item.lost)), Styled(item.class ?? ""),
            Styled(item.blind == "hidden" ? "hidden: blind" : Wording.counts(item.tally)),
          ], details: details)
      })
    if items.isEmpty { line("No corrections. Propose one with: correct ADDR NEW -m REASON") }
  }

  /// A ruling, below what it decides.
  static func detail(of ruling: RulingItem) -> Detail {
    let deed = ruling.settled == true ? "Settled" : "Ruled"
    return Detail(
      label: deed, text: Styled("\(deed) by \(ruling.by): \(ruling.verdict). \(ruling.reason)"))
  }
}
