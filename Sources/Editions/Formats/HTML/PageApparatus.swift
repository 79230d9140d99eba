internal import Consensus
internal import Manuscript
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

/// Writes the apparatus of a page: an entry for each locus and each thread. Closed, an entry is one line as a critical edition
/// prints it; open, it has all that was said.
struct PageApparatus: Sendable {
  let model: Apparatus
  let remarks: Remarks
  let plan: PagePlan
  private var options: EditionOptions { model.options }
  /// What was made of the entries at hand, for they are referred to more than once.
  private var loci: [Int: ApparatusEntry] = [:]
  private var threads: [EntityID: RemarkThread] = [:]

  init(model: Apparatus, remarks: Remarks, plan: PagePlan) {
    (self.model, self.remarks, self.plan) = (model, remarks, plan)
  }

  /// The same with some entries at hand.
  func with(_ entries: [PagePlan.Entry]) -> PageApparatus {
    var copy = self
    for entry in entries {
      switch entry {
      case .locus(let index): copy.loci[index] = model.entry(at: index)
      case .thread(let number):
        let id = plan.threads[number].id
        copy.threads[id] = remarks.thread(id)
      }
    }
    return copy
  }

  private func locus(_ index: Int) -> ApparatusEntry { loci[index] ?? model.entry(at: index) }
  private func thread(_ id: EntityID) -> RemarkThread? { threads[id] ?? remarks.thread(id) }

  /// What the entries have come to, all of them.
  var statuses: Set<String> {
    let decided = model.presenter.standing.reconciliation.decisions.lazy.map(\.status.rawValue)
    return Set(decided).union(plan.threads.map { status(of: $0.id) })
  }

  // MARK: In the text

  /// What refers to an entry.
  private struct Reference {
    let id: String
    let status: String
    let scholars: [String]
    var attributes: String {
      "data-status=\"\(status)\" data-by=\"\(MarkupBuilder.escaped(scholars.joined(separator: " ")))\""
    }
  }

  private func handle(_ entry: PagePlan.Entry) -> Reference {
    switch entry {
    case .locus(let index): return handle(locus(index))
    case .thread(let number):
      let id = plan.threads[number].id
      let scholars = thread(id).map { Set($0.remarks.map(\.by)).sorted() } ?? []
      return Reference(id: id.description, status: status(of: id), scholars: scholars)
    }
  }

  private func handle(_ entry: ApparatusEntry) -> Reference {
    let proposals = entry.readings.flatMap(\.proposals)
    let scholars = Set(proposals.flatMap { [$0.item.by, $0.proposer.name] + $0.votes.map(\.by.name) })
    return Reference(id: entry.label, status: entry.status, scholars: scholars.sorted())
  }

  private func status(of id: EntityID) -> String {
    let (paper, presenter) = (model.presenter.paper, model.presenter)
    return switch id.kind {
    case .claim: paper.claim(id).map { presenter.item($0).status } ?? ""
    case .dispute: paper.dispute(id).map { presenter.item($0).status } ?? ""
    case .annotation: "noted"
    case .correction: paper.correction(id).map { presenter.item($0).status } ?? ""
    }
  }

  /// Where the words of a locus begin.
  func open(_ entry: PagePlan.Entry, to html: inout MarkupBuilder) {
    guard case .locus = entry else { return }
    html.add("<span class=\"locus\" \(handle(entry).attributes)>")
  }

  /// Where the words of a locus end, or those that a thread is about.
  func close(_ entry: PagePlan.Entry, to html: inout MarkupBuilder) {
    if case .locus = entry { html.add("</span>") }
    refer(to: entry, to: &html)
  }

  /// What refers to an entry.
  func refer(to entry: PagePlan.Entry, to html: inout MarkupBuilder) {
    let handle = handle(entry)
    html.add(
      "<a class=\"ref\" data-apparatus id=\"ref-\(handle.id)\" href=\"#\(handle.id)\" \(handle.attributes) ")
    html.add("aria-label=\"\(handle.id), \(handle.status)\">\(handle.id)</a>")
  }

  // MARK: Entries

  /// The entry of a locus, or of a thread.
  func add(_ entry: PagePlan.Entry, to html: inout MarkupBuilder) {
    switch entry {
    case .locus(let index): add(locus(index), to: &html)
    case .thread(let number): add(plan.threads[number].id, to: &html)
    }
  }

  private func add(_ entry: ApparatusEntry, to html: inout MarkupBuilder) {
    html.add("<details class=\"entry\" data-locus=\"\(entry.label)\" \(handle(entry).attributes)><summary>")
    criticalLine(entry, to: &html)
    html.add("</summary><div class=\"all\">")
    html.add("<p>")
    html.add(text: "\(entry.place.address)\(entry.place.page.map { ", page \($0)" } ?? ""): the text reads ")
    quote(entry.lemma.text, to: &html)
    html.add(
      text: entry.lemma.isBase ? ", as the base." : " (\(names(entry.lemma.made.map(\.description)))).")
    html.add(" <a href=\"#ref-\(entry.label)\">Back to the text</a></p><dl>")
    html.add("<div data-reading=\"base\"><dt>Base</dt><dd>")
    quote(entry.base, to: &html)
    html.add(text: held(by: entry.baseHolders.map(\.name)))
    html.add("</dd></div>")
    if options.coverage == .positive, !entry.uncollated.isEmpty {
      html.add("<div><dt>Not collated</dt><dd>")
      html.add(text: names(entry.uncollated.map(\.siglum)))
      html.add("</dd></div>")
    }
    for earlier in entry.earlierBases {
      html.add("<div data-reading=\"\(earlier.witness.siglum)\"><dt>\(earlier.witness.siglum)</dt><dd>")
      quote(earlier.text, to: &html)
      html.add(text: ", where \(earlier.correction) was proposed")
      html.add("</dd></div>")
    }
    for reading in entry.readings { add(reading, to: &html) }
    html.add("</dl></div></details>")
  }

  /// `p5.2 lemma] sigla; reading sigla; … status`.
  private func criticalLine(_ entry: ApparatusEntry, to html: inout MarkupBuilder) {
    let isPositive = options.coverage == .positive
    html.add(
      "<span class=\"place\">\(MarkupBuilder.escaped(entry.place.sentence))</span> <b class=\"lemma\">")
    html.add(text: shortened(entry.lemma.text))
    html.add("</b>] ")
    let made = entry.readings.filter(\.isMade)
    let others = entry.readings.filter { !$0.isMade }
    let base = ["base"] + entry.baseHolders.map(\.name)
    if entry.lemma.isBase {
      if isPositive { sigla(base, to: &html) }
    } else {
      if isPositive { sigla(Set(made.flatMap(\.holders)).sorted().map(\.name), to: &html) }
      html.add("; ")
      html.add(text: shortened(entry.base))
      html.add(" ")
      sigla(base, to: &html)
    }
    for reading in others {
      html.add("; ")
      html.add(text: (reading.part.map { shortened($0) + " → " } ?? "") + shortened(reading.text))
      html.add(" ")
      sigla(reading.holders.map(\.name), to: &html)
    }
    let disputed = entry.readings.flatMap(\.proposals).flatMap(\.openDisputes)
    badge(entry.status + (disputed.isEmpty ? "" : ", disputed"), entry.status, to: &html)
  }

  private func add(_ reading: ApparatusEntry.Reading, to html: inout MarkupBuilder) {
    guard let first = reading.proposals.first else { return }
    html.add(
      "<div data-reading=\"\(first.id)\"><dt>\(names(reading.proposals.map(\.id.description)))</dt><dd>")
    quote(reading.text, insteadOf: reading.part, to: &html)
    html.add(text: held(by: reading.holders.map(\.name)))
    for proposal in reading.proposals { add(proposal, to: &html) }
    html.add("</dd></div>")
  }

  /// A correction: how it stands, who is where, and what was said in the order in which it was.
  private func add(_ proposal: Proposal, to html: inout MarkupBuilder) {
    html.add("<div class=\"proposal\" id=\"\(proposal.id)\"><p>")
    html.add(text: "\(proposal.id)\(proposal.item.class.map { " (\($0))" } ?? ""): ")
    quote(proposal.item.new, insteadOf: proposal.item.old, to: &html)
    badge(Wording.decided(proposal.item.status, proposal.item.basis), proposal.item.status, to: &html)
    html.add("</p>")
    tally(of: proposal.item, to: &html)
    history(of: proposal, remarks.thread(on: proposal), to: &html)
    for dispute in proposal.disputes {
      html.add("<p>Disputed: <a href=\"#\(dispute)\">\(dispute)</a>")
      badge(status(of: dispute), status(of: dispute), to: &html)
      html.add("</p>")
    }
    html.add("</div>")
  }

  private func history(of proposal: Proposal, _ thread: RemarkThread, to html: inout MarkupBuilder) {
    let versions = model.presenter.paper.correction(proposal.id)?.versions ?? []
    let proposed = versions.enumerated().map { index, version in
      let evidence = index == versions.count - 1 ? proposal.item.evidence : []
      let words = version.replacement.isEmpty ? "nothing" : "“\(version.replacement)”"
      return Remark(
        by: version.stamp.by.name, at: version.stamp.at.description, position: version.stamp.position,
        lines: ["proposed \(words): \(version.reason)"]
          + evidence.map { "Evidence (\($0.relation)): \($0.reference)" })
    }
    let votes = proposal.votes.filter { $0.reason == nil && !$0.isImplicit }.map {
      Remark(
        by: $0.by.name, at: $0.at, position: $0.position, lines: [$0.vote])
    }
    let adoption = model.presenter.paper.correction(proposal.id)?.adoption.map {
      Remark(by: $0.by.name, at: $0.at.description, position: $0.position, lines: ["adopted it"])
    }
    html.add("<ol class=\"history\">")
    let all = proposed + votes + thread.replies + [adoption].compactMap(\.self)
    for remark in all.sorted(by: { ($0.position, $0.by) < ($1.position, $1.by) }) {
      add(remark, besides: proposal.id, to: &html)
    }
    html.add("</ol>")
  }

  /// A claim, a dispute or an annotation, with what was said to it.
  func add(_ id: EntityID, to html: inout MarkupBuilder) {
    guard let thread = thread(id) else { return }
    let status = status(of: id)
    let scholars = Set(thread.remarks.map(\.by)).sorted()
    let handle = Reference(id: id.description, status: status, scholars: scholars)
    html.add("<details class=\"entry thread\" data-thread=\"\(id)\" \(handle.attributes)><summary>")
    html.add(
      "<span class=\"place\">\(id)</span> \(id.kind.word) <i>\(MarkupBuilder.escaped(thread.opening.by))</i>: "
    )
    html.add(text: thread.summary)
    badge(status, status, to: &html)
    html.add("</summary><div class=\"all\" id=\"\(id)\"><p>")
    if let range = thread.range { html.add(text: "\(model.places.place(range).address). ") }
    if thread.range != nil { html.add("<a href=\"#ref-\(id)\">Back to the text</a>") }
    html.add("</p><ol class=\"history\">")
    for remark in thread.remarks { add(remark, besides: nil, to: &html) }
    html.add("</ol></div></details>")
  }

  /// - Parameter subject: whose id need not be said again.
  private func add(_ remark: Remark, besides subject: EntityID?, to html: inout MarkupBuilder) {
    html.add("<li><time datetime=\"\(WordDate.text(remark.at))\">\(EntryWording.day(remark.at))</time> ")
    html.add("<i>\(MarkupBuilder.escaped(remark.by))</i> ")
    let prefix = subject.map { "\($0), " } ?? ""
    for (index, line) in remark.lines.enumerated() {
      if index > 0 { html.add("<br>") }
      let isSaid = index == 0 && !prefix.isEmpty && line.hasPrefix(prefix)
      html.add(text: isSaid ? String(line.dropFirst(prefix.count)) : line)
    }
    html.add("</li>")
  }

  // MARK: Words

  private func badge(_ words: String, _ status: String, to html: inout MarkupBuilder) {
    html.add(" <span class=\"badge \(status)\">\(MarkupBuilder.escaped(words))</span>")
  }

  private func quote(_ words: String, insteadOf others: String? = nil, to html: inout MarkupBuilder) {
    if let others {
      quote(others, to: &html)
      html.add(" → ")
    }
    if words.isEmpty { return html.add("<span class=\"nothing\">nothing</span>") }
    html.add("<q>\(MarkupBuilder.escaped(words))</q>")
  }

  private func sigla(_ sigla: [String], to html: inout MarkupBuilder) {
    html.add("<i>\(MarkupBuilder.escaped(sigla.isEmpty ? "nobody" : sigla.joined(separator: " ")))</i>")
  }

  private func tally(of item: CorrectionItem, to html: inout MarkupBuilder) {
    let (tally, isPositive) = (item.tally, options.coverage == .positive)
    let lists = [
      ("For", isPositive ? tally.for : []), ("Against", tally.against), ("Abstained", tally.abstained),
      ("Recused", tally.recused), ("Silent", isPositive ? tally.silent : []),
    ].filter { !$1.isEmpty }
    let said =
      lists.map { "\($0): \($1.joined(separator: ", "))." } + EntryWording.hiddenRound(of: item.blind)
    if !said.isEmpty { html.add("<p>\(MarkupBuilder.escaped(said.joined(separator: " ")))</p>") }
  }

  private func held(by names: [String]) -> String {
    names.isEmpty ? ", held by nobody" : ", held by \(self.names(names))"
  }

  private func names(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// As much of a text as the apparatus prints: nothing said so, and of a short lemma the first and the last word.
  private func shortened(_ text: String) -> String {
    if text.isEmpty { return "(nothing)" }
    return options.lemma == .short ? EntryWording.short(text) : text
  }
}
