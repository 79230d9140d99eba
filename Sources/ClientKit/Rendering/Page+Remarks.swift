internal import Protocol
internal import Rendering
internal import Views

/// What others said in a file, and what became of it.
extension Page {
  init(_ receipt: RemarksReceipt, isDryRun: Bool) {
    self.init()
    let verb = isDryRun ? "Would come in" : "Came in"
    heading("\(receipt.file) (\(receipt.form)), for \(receipt.slug)")
    table(
      columns: ["What", "Count"],
      rows: [
        (verb, receipt.found), ("Here already", receipt.standing), ("Ambiguous", receipt.ambiguous),
        ("Orphaned", receipt.orphaned), ("Refused", receipt.refused),
      ].map { [Styled($0.0), Styled(Wording.grouped($0.1), .strong)] }, showsColumns: false)
    add(verb, receipt.items.filter { $0.outcome == "found" })
    add("Here already", receipt.items.filter { $0.outcome == "standing" })
    add(
      "Ambiguous: each may belong in one of several places, and did not come in",
      receipt.items.filter { $0.outcome == "ambiguous" })
    add(
      "Orphaned: these belong nowhere in the text, and did not come in",
      receipt.items.filter { $0.outcome == "orphaned" })
    add("Refused", receipt.items.filter { $0.outcome == "refused" })
    gap()
    if let remark = receipt.remark {
      line(remark)
    } else {
      line(
        "\(Wording.count(receipt.found, "thing")) came in (@\(receipt.position)). Next: show \(receipt.ids.first ?? "")"
      )
    }
  }

  private mutating func add(_ title: String, _ items: [RemarkItem]) {
    guard !items.isEmpty else { return }
    gap()
    heading(title)
    records(["Thing", "Place", "By"], items.map(\.record))
  }
}

extension RemarkItem {
  fileprivate var record: Page.Record {
    let said = old.map { Wording.change(from: $0, to: words) } ?? (words.isEmpty ? "(no words)" : words)
    var details = [Page.Detail(label: "Words", text: Styled(said))]
    if let method, let score, method != "exact", outcome == "found" {
      details.append(
        Page.Detail(label: "Found", text: Styled("Found by \(method), score \(score) of 1000.", .faint)))
    }
    for candidate in candidates ?? [] {
      details.append(
        Page.Detail(label: "Maybe", text: Styled("\(candidate.address): \(candidate.excerpt)", .faint)))
    }
    if let nearest {
      details.append(
        Page.Detail(label: "Nearest", text: Styled("Nearest: \(nearest.address): \(nearest.excerpt)", .faint))
      )
    }
    if let why { details.append(Page.Detail(label: "Why", text: Styled(why, .bad))) }
    return Page.Record(
      cells: [
        Styled(id ?? kind, .strong), Styled(address.map { Wording.place($0) } ?? ""),
        Styled(author ?? "", .faint),
      ], details: details)
  }
}
