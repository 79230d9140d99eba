internal import Protocol
internal import Rendering
internal import Views

/// Papers, and where one is.
extension Page {
  init(papers items: [PaperItem]) {
    self.init()
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

  /// - Parameter server: where it was asked.
  init(_ view: StatusView, server: String, profile: String?) {
    self.init()
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
    records(
      ["Thing", "Type", "About"],
      view.waiting.map { item in
        Record(
          cells: [
            Styled(item.id, .strong), Styled(item.what), Styled(item.text.fitted(to: 160)),
          ], details: [Detail(label: "Why", text: Styled(item.reason, .faint))])
      })
    if let total = view.waitingTotal {
      line("These are \(view.waiting.count) of \(Wording.grouped(total)): status --limit N shows more.")
    }
    if let news = view.news { add(news) }
  }

  /// What was decided otherwise since someone looked.
  private mutating func add(_ news: NewsView) {
    guard !news.items.isEmpty else { return }
    gap()
    heading(
      news.since == 0 ? "Decided on what is yours" : "Decided since you last looked, at @\(news.since)")
    records(
      ["Thing", "Status", "By", "At", "Text"],
      news.items.map { item in
        var record = Page.record(of: item)
        if let reason = item.reason {
          record.details =
            [Detail(label: "Why", text: Styled(reason))]
            + record.details.filter { $0.label == "Disputes" }
        }
        return record
      })
    if let total = news.total {
      line("These are \(news.items.count) of \(Wording.grouped(total)): status --limit N shows more.")
    }
    line("diff --since-i-looked shows all that is new, and notes that you looked.")
  }

  init(_ receipt: ImportReceipt, isDryRun: Bool) {
    self.init()
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

extension WaitingItem {
  /// Why it waits, in words.
  fileprivate var reason: String {
    switch why {
    case "vote": "\(by) asks for votes"
    case "vote-undone": "\(by) changed it, and your vote was for what it said before"
    case "vote-anew": "it is put to the vote anew, and your vote was in the ballot before"
    case "stance": "\(by) claims it, and you have not said what you think"
    case "earlier-wording": "\(by) reworded it, and your stance is on an earlier wording"
    case "disputed": "\(by) disputes what is yours"
    case "reply": "\(by) answered you"
    case "mention": "\(by) mentions you"
    case "words-changed": "a correction changed the words that you claim it of"
    case "no-place": "its words have no place in the present base"
    default: why
    }
  }
}
