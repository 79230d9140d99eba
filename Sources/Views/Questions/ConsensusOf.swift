public import CanonicalJSON
internal import Consensus
internal import Manuscript
public import Protocol
public import Rendering
internal import Scholarship

/// `consensus`: the loci of the paper, or at an address, and what the corrections that edit nothing are.
public struct ConsensusOf: Question {
  /// An address.
  public var on: String?

  public init(on: String? = nil) { self.on = on }

  public static let verb = VerbEntry(
    "consensus", group: .reading, "the places with corrections, their readings and who holds them",
    examples: ["consensus", "consensus p31"])

  public static let shape = Shape(
    ConsensusOf.init(on:), Field("on", \.on, typed: .argument("ADDR", .address)))

  public func view(of snapshot: Snapshot) throws(Problem) -> ConsensusView {
    let (paper, presenter) = (snapshot.paper, snapshot.presenter)
    let range = try on.map(snapshot.document.range(at:))
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
      at: snapshot.at, base: snapshot.base, policy: PolicyItem(reconciliation.policy),
      accepted: reconciliation.acceptedCount, loci: loci.filter { isOn($0.hull) }.map { presenter.item($0) },
      apart: apart.isEmpty ? nil : apart.map { presenter.item($0) })
  }

  public func page(of view: ConsensusView) -> Page { Page(view) }
}

extension Page {
  fileprivate init(_ view: ConsensusView) {
    self.init()
    line(
      "\(Wording.count(view.accepted, "correction")) accepted; "
        + "\(Wording.count(view.loci.count, "place")) with corrections (@\(view.at)).")
    for locus in view.loci {
      gap()
      line(
        Styled(Wording.place(locus.address), .strong) + Styled("  ")
          + Styled(locus.status, Style(status: locus.status))
          + Styled(" by \(locus.basis)"))
      line(Styled("paper:     \(Wording.quoted(locus.base))"), indent: 4, hanging: 11)
      let same = locus.lemma == locus.base
      line(
        Styled("consensus: ") + Styled(same ? "the same" : Wording.quoted(locus.lemma), .strong),
        indent: 4, hanging: 11)
      for reading in locus.readings { add(reading) }
    }
    for correction in view.apart ?? [] { add(correction) }
  }

  /// A correction that edits nothing.
  private mutating func add(_ item: CorrectionItem) {
    gap()
    line(
      Styled(item.lost == nil ? Wording.place(item.address) : "no place", .strong) + Styled("  ")
        + Styled(item.status, Style(status: item.status)))
    line(
      Styled(item.id, .strong) + Styled("  proposed by \(item.by): ")
        + Styled(Wording.change(from: item.old, to: item.new)), indent: 4, hanging: 4)
    let votes = Wording.names(item.tally).map { "\($0.vote): \($0.names.joined(separator: ", "))" }
    line(Styled(votes.joined(separator: "; ")), indent: 8, hanging: 2)
    line(Styled("\(item.by): \(item.reason)", .faint), indent: 8, hanging: 2)
    for second in item.seconds ?? [] { add(second, indent: 8) }
    if let disputes = item.disputed {
      line(Styled("disputed in \(Wording.list(disputes))"), indent: 8, hanging: 2)
    }
    let why =
      item.lost == nil
      ? "The base has what it proposes." : "Its words have no place in the base: reanchor \(item.id) ADDR."
    line(Styled(why), indent: 8, hanging: 2)
  }

  private mutating func add(_ reading: ReadingItem) {
    line(
      Styled(reading.id, .strong) + Styled("  ") + Styled(reading.status, Style(status: reading.status))
        + Styled(" by \(reading.basis), proposed by \(reading.by): ") + Styled(Wording.quoted(reading.text)),
      indent: 4, hanging: 4)
    let votes = Wording.names(reading.tally).map { "\($0.vote): \($0.names.joined(separator: ", "))" }
    line(Styled(votes.joined(separator: "; ")), indent: 8, hanging: 2)
    line(Styled("\(reading.by): \(reading.reason)", .faint), indent: 8, hanging: 2)
    for (handle, vote) in reading.votes.sorted(by: { $0.key < $1.key }) {
      guard let reason = vote.reason else { continue }
      let counted = vote.counted == false ? ", no longer counted" : ""
      line(Styled("\(handle), \(vote.vote)\(counted): \(reason)", .faint), indent: 8, hanging: 2)
    }
    for second in reading.seconds ?? [] { add(second, indent: 8) }
    if let disputes = reading.disputed {
      line(Styled("disputed in \(Wording.list(disputes))"), indent: 8, hanging: 2)
    }
    if let ruling = reading.ruling {
      let deed = ruling.settled == true ? "settled" : "ruled"
      line(
        Styled("\(deed) by \(ruling.by), \(ruling.verdict): \(ruling.reason)"), indent: 8, hanging: 2)
    }
  }

  /// What someone gave for the same proposal. Their reason is with their vote, where that stands.
  mutating func add(_ second: SecondItem, indent: Int) {
    let subject = second.class.map { " (\($0))" } ?? ""
    let cited = second.evidence.map { ", citing (\($0.relation)) \($0.reference)" }.joined()
    line(
      Styled("\(second.by) proposed the same\(subject)\(cited): \(second.reason)", .faint), indent: indent,
      hanging: 2)
  }
}
