public import CanonicalJSON
internal import Consensus
internal import Manuscript
public import Protocol
public import Rendering
public import Scholarship

/// `consensus`: the loci of the paper, or at an address, and what the corrections that edit nothing are; under the rules in
/// force, or under others, or without someone.
public struct ConsensusOf: Question {
  /// An address.
  public var on: String?
  /// Settings of a policy as they are typed, to be made on top of the one in force.
  public var policy: String?
  /// Who is to have no say.
  public var without: Handle?

  public init(on: String? = nil, policy: String? = nil, without: Handle? = nil) {
    self.on = on
    self.policy = policy
    self.without = without
  }

  public static let verb = VerbEntry(
    "consensus", group: .reading, "the places with corrections, their readings and who holds them",
    examples: [
      "consensus", "consensus p31", "consensus --policy \"quorum=3 threshold=3/4\"",
      "consensus --without ada",
    ])

  public static let shape = Shape(
    ConsensusOf.init(on:policy:without:), Field("on", \.on, typed: .argument("ADDR", .address)),
    Field("policy", \.policy, typed: .supposedPolicy), Field("without", \.without, typed: .without))

  public func view(of snapshot: Snapshot) throws(Problem) -> ConsensusView {
    let range = try on.map(snapshot.document.range(at:))
    do throws(Refusal) {
      let supposition = try Supposition(policy: policy, without: without)
      if supposition.isEmpty { return Self.view(of: snapshot, snapshot.standing, on: range) }
      let supposed = try supposition.standing(of: snapshot.paper, base: snapshot.document.text)
      var view = Self.view(of: snapshot, supposed, on: range)
      view.supposed = snapshot.changes(supposition, typed: policy, to: supposed, on: range)
      return view
    } catch {
      throw Problem(error)
    }
  }

  private static func view(
    of snapshot: Snapshot, _ standing: Standing, on range: ScalarRange?
  ) -> ConsensusView {
    let presenter = Presenter(standing, document: snapshot.document)
    let (paper, reconciliation) = (presenter.paper, standing.reconciliation)
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

extension Typing {
  /// How other rules are supposed.
  static let supposedPolicy = Typing.option(
    "--policy", placeholder: "\"SETTINGS\"", summary: "as it would be under these settings")
  /// How someone is left out.
  static let without = Typing.option(
    "--without", placeholder: "HANDLE", summary: "as it would be if this person had no say", .handle)
}

extension Page {
  fileprivate init(_ view: ConsensusView) {
    self.init()
    if let supposed = view.supposed { add(supposed) }
    line(
      "\(Wording.count(view.accepted, "correction")) accepted; "
        + "\(Wording.count(view.loci.count, "place")) with corrections (@\(view.at)).")
    for locus in view.loci {
      gap()
      line(
        Styled(Wording.place(locus.address), .strong) + Styled("  ")
          + Styled(locus.status, Style(status: locus.status))
          + Styled(" \(Wording.basis(locus.basis))"))
      line(Styled("paper:     \(Wording.quoted(locus.base))"), indent: 4, hanging: 11)
      let same = locus.lemma == locus.base
      line(
        Styled("consensus: ") + Styled(same ? "the same" : Wording.quoted(locus.lemma), .strong),
        indent: 4, hanging: 11)
      let base = Array(locus.base.unicodeScalars)
      for reading in locus.readings { add(reading, of: base, at: locus.range.first ?? 0) }
    }
    for correction in view.apart ?? [] { add(correction) }
  }

  /// What would be different.
  private mutating func add(_ supposed: SupposedView) {
    let rules = supposed.policy.map { "under \($0)" }
    let without = supposed.without.map { "without \($0)" }
    line(Styled("As it would be \([rules, without].compactMap { $0 }.joined(separator: ", ")).", .strong))
    if supposed.things.isEmpty, supposed.text.isEmpty { line("Nothing would change.") }
    records(
      ["Thing", "Status", "Text"],
      supposed.things.map { item in
        Record(cells: [
          Styled(item.id, .strong),
          Styled("\(item.was) → \(Wording.decided(item.status, item.basis))", Style(status: item.status)),
          Styled(item.text.fitted(to: 120)),
        ])
      })
    add(supposed.text)
    gap()
  }

  /// A correction that edits nothing.
  private mutating func add(_ item: CorrectionItem) {
    gap()
    line(
      Styled(item.lost == nil ? Wording.place(item.address) : "no place", .strong) + Styled("  ")
        + Styled(item.status, Style(status: item.status)))
    line(
      Styled(item.id, .strong) + Styled("  proposed by \(Wording.author(item.by, madeBy: item.madeBy)): ")
        + Styled(Wording.change(from: item.old, to: item.new)), indent: 4, hanging: 4)
    let votes = Wording.names(item.tally).map { "\($0.vote): \($0.names.joined(separator: ", "))" }
    line(Styled(votes.joined(separator: "; ")), indent: 8, hanging: 2)
    line(Styled("\(item.wordsBy ?? item.by): \(item.reason)", .faint), indent: 8, hanging: 2)
    for second in item.seconds ?? [] { add(second, indent: 8) }
    if let disputes = Wording.disputes(open: item.disputed, upheld: item.upheld) {
      line(Styled(disputes), indent: 8, hanging: 2)
    }
    let why =
      item.lost == nil
      ? "The base has what it proposes." : "Its words have no place in the base: reanchor \(item.id) ADDR."
    line(Styled(why), indent: 8, hanging: 2)
  }

  /// - Parameters:
  ///   - base: the base's words at its locus.
  ///   - start: where these begin.
  private mutating func add(_ reading: ReadingItem, of base: [Unicode.Scalar], at start: Int) {
    let part = reading.range.flatMap { range in
      range.count == 2 && start <= range[0] && range[0] <= range[1] && range[1] - start <= base.count
        ? String(String.UnicodeScalarView(base[range[0] - start..<range[1] - start])) : nil
    }
    line(
      Styled(reading.id, .strong) + Styled("  ") + Styled(reading.status, Style(status: reading.status))
        + Styled(" \(Wording.basis(reading.basis)), proposed by \(reading.by): ")
        + Styled(part.map { Wording.change(from: $0, to: reading.text) } ?? Wording.quoted(reading.text)),
      indent: 4, hanging: 4)
    let votes = Wording.names(reading.tally).map { "\($0.vote): \($0.names.joined(separator: ", "))" }
    line(Styled(votes.joined(separator: "; ")), indent: 8, hanging: 2)
    if reading.blind == "hidden" {
      line(
        Styled("Its round is blind: what others say of it is hidden from you.", .faint), indent: 8, hanging: 2
      )
    }
    line(Styled("\(reading.wordsBy ?? reading.by): \(reading.reason)", .faint), indent: 8, hanging: 2)
    // Who proposed the same voted by that, for the same reason.
    let said = Set((reading.seconds ?? []).map(\.position))
    for (handle, vote) in reading.votes.sorted(by: { $0.key < $1.key }) {
      guard let reason = vote.reason, !said.contains(vote.position) else { continue }
      let counted = vote.counted == false ? ", \(Wording.uncounted(vote, reading.ruling))" : ""
      line(Styled("\(handle), \(vote.vote)\(counted): \(reason)", .faint), indent: 8, hanging: 2)
    }
    for change in reading.changes ?? [] {
      let reason = change.reason.map { ": \($0)" } ?? ""
      line(
        Styled("\(change.by), \(change.to ?? "nothing"), \(Wording.sinceSettled)\(reason)", .faint),
        indent: 8,
        hanging: 2)
    }
    for second in reading.seconds ?? [] { add(second, indent: 8) }
    if let disputes = Wording.disputes(open: reading.disputed, upheld: reading.upheld) {
      line(Styled(disputes), indent: 8, hanging: 2)
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
