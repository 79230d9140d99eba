internal import Protocol
internal import Rendering

/// The lists of things.
extension Page {
  init(claims items: [ClaimItem]) {
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
            Styled(Wording.counts(item.stances)),
          ], details: details)
      })
    if items.isEmpty { line("No claims. Make one with: claim ADDR -m STATEMENT") }
  }

  private static func remarks(on item: ClaimItem) -> [Detail] {
    var remarks: [String] = item.links.map { "\($0.relation) \($0.other)" }
    if !item.disputes.isEmpty { remarks.append("disputed in \(Wording.list(item.disputes))") }
    if item.textChanged { remarks.append("an accepted correction changes its words") }
    let earlier = item.stances.values.count { $0.onEarlierWording }
    if earlier > 0 { remarks.append("\(Wording.count(earlier, "stance")) on an earlier wording") }
    return remarks.isEmpty ? [] : [Detail(label: "Also", text: Styled(remarks.joined(separator: "; ")))]
  }

  init(annotations items: [AnnotationItem]) {
    records(
      ["Note", "Status", "By", "On", "Motivation", "Tags", "Replies"],
      items.map { item in
        var details: [Detail] = []
        if let quote = item.quote {
          details.append(
            Detail(label: "Text", text: Styled(Wording.quoted(quote), .faint), isShortened: true))
        }
        details.append(Detail(label: "Note", text: Styled(item.body)))
        let replies = item.replies.isEmpty ? "" : Wording.count(item.replies.count, "reply")
        return Record(
          cells: [
            Styled(item.id, .strong),
            Styled(item.status == "standing" ? "" : item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.target, lost: item.lost)), Styled(item.motivation),
            Styled(item.tags.map { "#\($0)" }.joined(separator: " ")),
            Styled(replies),
          ], details: details)
      })
    if items.isEmpty { line("No notes. Write one with: annotate TARGET -m TEXT") }
  }

  init(disputes items: [DisputeItem]) {
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
            Styled(Wording.counts(item.tally)),
          ], details: details)
      })
    if items.isEmpty { line("No disputes. Open one with: dispute TARGET -m REASONS") }
  }

  init(corrections items: [CorrectionItem]) {
    records(
      ["Correction", "Status", "By", "At", "Class", "Votes"],
      items.map { item in
        var details = [
          Detail(label: "Change", text: Styled(Wording.change(from: item.old, to: item.new))),
          Detail(label: "Reason", text: Styled(item.reason, .faint)),
        ]
        if let ruling = item.ruling { details.append(Self.detail(of: ruling)) }
        return Record(
          cells: [
            Styled(item.id, .strong), Styled(item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.address, lost: item.lost)), Styled(item.class ?? ""),
            Styled(Wording.counts(item.tally)),
          ], details: details)
      })
    if items.isEmpty { line("No corrections. Propose one with: correct ADDR NEW -m REASON") }
  }

  private static func detail(of ruling: RulingItem) -> Detail {
    Detail(label: "Ruling", text: Styled("Ruled by \(ruling.by): \(ruling.verdict). \(ruling.reason)"))
  }

  init(papers items: [PaperItem]) {
    records(
      ["Paper", "Your role", "Claims", "Notes", "Disputes", "Corrections"],
      items.map { item in
        Record(
          cells: [
            Styled(item.slug, .strong), Styled(item.role ?? "none"), Styled("\(item.claims)"),
            Styled("\(item.annotations)"), Styled("\(item.disputes)"), Styled("\(item.corrections)"),
          ], details: [Detail(label: "Title", text: Styled(item.title))])
      }, showsColumns: true)
    if items.isEmpty { line("No papers yet. Bring one in with: import FILE") }
  }

  init(members items: [MemberItem]) {
    table(
      columns: ["Handle", "Role", "Joined", "Since"],
      rows: items.map { item in
        [
          Styled(item.handle, .strong), Styled(item.role),
          Styled(item.joined ? "yes" : "invited by \(item.by)"),
          Styled(Wording.time(item.at), .faint),
        ]
      })
  }

  init(history items: [HistoryItem]) {
    records(
      ["Position", "Time (UTC)", "By", "What"],
      items.map { item in
        Record(cells: [
          Styled("@\(item.position)", .faint), Styled(Wording.time(item.at), .faint),
          Styled(item.by, .strong),
          Styled(item.summary),
        ])
      })
    if items.isEmpty { line("Nothing happened there.") }
  }
}
