internal import Protocol
internal import Rendering

/// Where things stand.
extension Page {
  init(_ view: ConsensusView) {
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
      line(Styled("\(handle), \(vote.vote): \(reason)", .faint), indent: 8, hanging: 2)
    }
    if let ruling = reading.ruling {
      line(Styled("ruled by \(ruling.by), \(ruling.verdict): \(ruling.reason)"), indent: 8, hanging: 2)
    }
  }

  init(_ view: PolicyView) {
    line(Styled("The rules by which things pass (@\(view.at))", .strong))
    var rows = Self.rows(view.policy.rules, of: "")
    for (name, rules) in view.policy.exceptions.sorted(by: { $0.key < $1.key }) {
      rows += Self.rows(rules, of: name + ".")
    }
    table(columns: ["Setting", "Meaning"], rows: rows, showsColumns: false)
    gap()
    line("Change them with, for example: policy set quorum=2 threshold=2/3")
  }

  private static func rows(_ rules: RulesItem, of prefix: String) -> [[Styled]] {
    [
      ("quorum=\(rules.quorum)", "at least this many votes"),
      ("threshold=\(rules.threshold)", "this share of for and against must be for"),
      ("opposition=\(rules.opposition)", "no more than this share may be against"),
      ("proposer=\(rules.proposer ? "counts" : "not")", "whether proposing is a vote for"),
      ("voters=\(rules.voters)", "this role and those above it vote"),
      ("adjudicators=\(rules.adjudicators)", "this role and those above it rule"),
    ]
    .map { [Styled(prefix + $0.0, .strong), Styled($0.1)] }
  }

  /// - Parameter server: where it was asked.
  init(_ view: StatusView, server: String, profile: String?) {
    var rows: [(String, String)] = [("Server", "\(server), version \(view.server)")]
    let behind = view.at == view.shown ? "" : ", of which the views show @\(view.shown)"
    rows.append(("Log", "at @\(view.at)\(behind)"))
    for halt in view.halts ?? [] {
      let remedy = halt.remedy.map { " — \($0)" } ?? ""
      rows.append(("Stands still", "“\(halt.name)” after @\(halt.position): \(halt.cause)\(remedy)"))
    }
    if let warning = view.warning { rows.append(("Warning", warning)) }
    rows.append(
      ("You are", view.handle ?? "not logged in: join with an invitation, or choose a profile with as"))
    if let paper = view.paper {
      rows.append(("Paper", "\(paper.slug): \(paper.title)"))
      rows.append(("Your role", paper.role ?? "none"))
      rows.append(
        (
          "It has",
          [
            Wording.count(paper.claims, "claim"), Wording.count(paper.annotations, "note"),
            Wording.count(paper.disputes, "dispute"), Wording.count(paper.corrections, "correction"),
          ].joined(separator: ", ") + "; last changed at @\(paper.last)"
        ))
    } else {
      rows.append(("Paper", "none chosen: papers lists them, use SLUG chooses one"))
    }
    table(
      columns: ["What", "Value"], rows: rows.map { [Styled($0.0, .strong), Styled($0.1)] },
      showsColumns: false)
    guard view.paper != nil, view.handle != nil else { return }
    gap()
    heading(view.waiting.isEmpty ? "Nothing waits for you." : "Waiting for you")
    table(
      columns: ["Thing", "Type", "About"],
      rows: view.waiting.map { [Styled($0.id, .strong), Styled($0.what), Styled($0.text)] },
      showsColumns: false)
  }

  init(_ receipt: ImportReceipt, isDryRun: Bool) {
    if let remark = receipt.remark { line(remark) }
    let outcome = isDryRun ? "would be read like this; nothing was stored" : "is in (@\(receipt.position))"
    if receipt.remark == nil || isDryRun {
      line(Styled(receipt.slug, .strong) + Styled(": “\(receipt.title)” \(outcome)."), hanging: 2)
    }
    table(
      columns: ["What", "Count"],
      rows: [
        ("Blocks", receipt.blocks), ("Sentences", receipt.sentences), ("Headings", receipt.headings),
        ("Notes", receipt.notes), ("References to notes", receipt.references), ("Pages", receipt.pages),
        ("Undecided", receipt.undecided.count),
      ].map { [Styled($0.0), Styled(Wording.grouped($0.1), .strong)] }, showsColumns: false)
    if let metadata = receipt.metadata {
      gap()
      heading("From the front matter")
      records(
        ["What", "Text"],
        metadata.map { Record(cells: [Styled($0.name, .strong), Styled(Wording.quoted($0.text))]) })
    }
    if !receipt.undecided.isEmpty {
      gap()
      heading("Undecided: look at these places in the source")
      records(
        ["Address", "What"],
        receipt.undecided.map { item in
          Record(
            cells: [Styled(item.address, .strong), Styled(item.what)],
            details: [
              Detail(label: "Text", text: Styled(Wording.quoted(item.text), .faint), isShortened: true)
            ])
        })
    }
    if let carried = receipt.carried {
      gap()
      append(Page(carried))
    }
    if !isDryRun {
      let isSettled = receipt.carried.map { $0.ambiguous.isEmpty && $0.orphaned.isEmpty } ?? true
      line("Next: use \(receipt.slug), \(isSettled ? "outline, read p1" : "orphans, reanchor ID ADDR")")
    }
  }
}
