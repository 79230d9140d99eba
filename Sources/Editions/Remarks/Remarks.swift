internal import Consensus
internal import Manuscript
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

/// All that was said of the text and that was not withdrawn, as threads.
struct Remarks: Sendable {
  let apparatus: Apparatus
  private var presenter: Presenter { apparatus.presenter }
  private var paper: Paper { presenter.paper }
  /// The annotations on each thing, in order.
  private let annotationsOn: [EntityID: [EntityID]]

  init(of apparatus: Apparatus) {
    self.apparatus = apparatus
    annotationsOn = apparatus.presenter.paper.annotations.reduce(into: [:]) { byThing, annotation in
      guard annotation.withdrawn == nil, let thing = annotation.target.thing else { return }
      byThing[thing, default: []].append(annotation.id)
    }
  }

  /// What a thread begins with, and where: corrections, claims, disputes and annotations of passages, in text order. What
  /// has no place in the text comes first.
  func openings() -> [(id: EntityID, range: ScalarRange?)] {
    let corrections = paper.corrections.lazy.filter { $0.withdrawn == nil }.map(\.id)
    let annotations = paper.annotations.lazy.filter { $0.withdrawn == nil && $0.target.passage != nil }.map(
      \.id)
    let ids = Array(corrections) + apparatus.claims + apparatus.disputes + Array(annotations)
    let placed = ids.map { (id: $0, range: range(of: $0)) }
    func order(_ range: ScalarRange?) -> (Int, Int) { range.map { ($0.start, -$0.end) } ?? (-1, 0) }
    return placed.enumerated().sorted {
      let (a, b) = (order($0.element.range), order($1.element.range))
      return (a.0, a.1, $0.offset) < (b.0, b.1, $1.offset)
    }.map(\.element)
  }

  /// The thread that begins with a thing; `nil` where there is none.
  func thread(_ id: EntityID) -> RemarkThread? {
    switch id.kind {
    case .correction: apparatus.proposal(id).map(thread(on:))
    case .claim: paper.claim(id).map { thread(on: presenter.item($0), id) }
    case .dispute: paper.dispute(id).map { thread(on: presenter.item($0), id) }
    case .annotation: paper.annotation(id).map { thread(on: presenter.item($0), id) }
    }
  }

  // MARK: The kinds of threads

  /// The thread that begins with a correction.
  func thread(on proposal: Proposal) -> RemarkThread {
    let (id, item) = (proposal.id, proposal.item)
    var lines = [
      "\(id)\(kind(item.class)): \(quoted(item.old)) → \(quoted(item.new))",
      status(item.status, item.basis) + flags(proposal), item.reason,
    ]
    lines +=
      item.evidence.map(line) + adoption(item.by, item.madeBy) + tally(item.tally)
      + EntryWording.hiddenRound(of: item.blind) + line(item.origin)
    let seconds = (item.seconds ?? []).map { second in
      Remark(
        by: second.by, at: second.at, position: second.position,
        lines: ["\(id), proposed the same\(kind(second.class)): \(second.reason)"]
          + second.evidence.map(line))
    }
    // Who proposed the same voted by that, for the same reason.
    let said = Set(seconds.map(\.position))
    let votes = proposal.votes.compactMap { vote -> Remark? in
      if said.contains(vote.position) { return nil }
      let counted = vote.isCounted ? "" : ", \(Wording.uncounted(at: vote.position, item.ruling))"
      return vote.reason.map {
        Remark(
          by: vote.by.name, at: vote.at, position: vote.position,
          lines: ["\(id), \(vote.vote)\(counted): \($0)"])
      }
    }
    let isSettled = !["open", "contested", "orphaned"].contains(item.status) && proposal.openDisputes.isEmpty
    return RemarkThread(
      id: id, range: range(of: id), isSettled: isSettled,
      opening: Remark(by: item.wordsBy ?? item.by, at: item.at, position: item.position, lines: lines),
      replies: sorted(seconds + votes + ruling(proposal.ruling, on: id) + annotations(on: id)))
  }

  private func thread(on item: DisputeItem, _ id: EntityID) -> RemarkThread {
    let target = paper.dispute(id)?.target.thing.map { " on \($0)" } ?? ""
    let arguments = item.arguments.map { argument in
      Remark(
        by: argument.by, at: argument.at, position: argument.position,
        lines: ["\(id), \(argument.side): \(argument.body)"] + argument.evidence.map(line))
    }
    let votes = item.votes.compactMap { handle, vote in
      vote.reason.map {
        Remark(by: handle, at: vote.at, position: vote.position, lines: ["\(id), \(vote.vote): \($0)"])
      }
    }
    let shown = apparatus.options.omitted.contains(.rulings) ? nil : item.ruling
    return RemarkThread(
      id: id, range: range(of: id), isSettled: item.status != DisputeStatus.open.rawValue,
      opening: Remark(
        by: item.madeBy ?? item.by, at: item.at, position: item.position,
        lines: ["\(id)\(kind(item.ground)): dispute\(target)", status(item.status, item.basis), item.body]
          + adoption(item.by, item.madeBy) + tally(item.tally) + EntryWording.hiddenRound(of: item.blind)),
      replies: sorted(arguments + votes + ruling(shown, on: id) + annotations(on: id)))
  }

  private func thread(on item: ClaimItem, _ id: EntityID) -> RemarkThread {
    let stances = item.stances.map { handle, held in
      let earlier = held.onEarlierWording ? " (on an earlier wording)" : ""
      let confidence = held.confidence.map { ", confidence \($0) of 5" } ?? ""
      return Remark(
        by: handle, at: held.at, position: held.position,
        lines: ["\(id), \(held.stance)\(confidence)\(earlier)" + (held.reason.map { ": \($0)" } ?? "")])
    }
    let changed = item.textChanged ? "; an accepted correction changes its words" : ""
    return RemarkThread(
      id: id, range: range(of: id), isSettled: !["unreviewed", "contested"].contains(item.status),
      opening: Remark(
        by: item.wordsBy ?? item.by, at: item.at, position: item.position,
        lines: ["\(id)\(kind(item.claimKind)): claim", "\(item.status)\(changed)", item.statement]
          + adoption(item.by, item.madeBy) + item.links.map { "\($0.relation) \($0.other) (\($0.by))" }
          + line(item.origin)),
      replies: sorted(stances + annotations(on: id)))
  }

  private func thread(on item: AnnotationItem, _ id: EntityID) -> RemarkThread {
    RemarkThread(
      id: id, range: range(of: id), isSettled: false, opening: remark(item),
      replies: sorted(annotations(on: id)))
  }

  // MARK: Their parts

  /// The annotations on a thing, those on them, and so on.
  private func annotations(on id: EntityID) -> [Remark] {
    var remarks: [Remark] = []
    var left = annotationsOn[id] ?? []
    while let next = left.popLast() {
      guard let annotation = paper.annotation(next) else { continue }
      remarks.append(remark(presenter.item(annotation)))
      left += annotationsOn[next] ?? []
    }
    return remarks
  }

  private func remark(_ item: AnnotationItem) -> Remark {
    let tags = item.tags.isEmpty ? [] : ["Tags: \(item.tags.joined(separator: ", "))"]
    let target = EntityID(item.target).map { " on \($0)" } ?? ""
    return Remark(
      by: item.wordsBy ?? item.by, at: item.at, position: item.position,
      lines: ["\(item.id) (\(item.motivation))\(target): \(item.body)"]
        + adoption(item.by, item.madeBy) + tags + line(item.origin))
  }

  private func ruling(_ ruling: RulingItem?, on id: EntityID) -> [Remark] {
    guard let ruling else { return [] }
    let line = "\(id), \(Wording.decision(ruling)): \(ruling.reason)"
    return [Remark(by: ruling.by, at: ruling.at, position: ruling.position, lines: [line])]
  }

  private func sorted(_ remarks: [Remark]) -> [Remark] {
    remarks.sorted { ($0.position, $0.by) < ($1.position, $1.by) }
  }

  /// The passage that a thing is about; of one on another thing, that of the other.
  func range(of id: EntityID) -> ScalarRange? {
    var id = id
    // A target is older than what is about it, so this ends.
    while true {
      if let anchor = paper.anchors(of: id).first(where: paper.isPlaced) { return anchor.range }
      let target = paper.dispute(id)?.target.thing ?? paper.annotation(id)?.target.thing
      guard let target else { return nil }
      id = target
    }
  }

  // MARK: Words

  private func kind(_ kind: String?) -> String { kind.map { " (\($0))" } ?? "" }

  private func quoted(_ words: String) -> String { words.isEmpty ? "(nothing)" : "“\(words)”" }

  private func status(_ status: String, _ basis: String) -> String {
    // Where a thing is was not decided; what may be done about it is said instead.
    if status == "orphaned" { return "orphaned: its words have no one place in this base" }
    return status + Wording.decision(of: status, basis)
  }

  private func flags(_ proposal: Proposal) -> String {
    func flag(_ what: String, _ disputes: [EntityID]) -> String {
      disputes.isEmpty ? "" : "; \(what): \(disputes.map(\.description).joined(separator: ", "))"
    }
    return flag("disputed", proposal.openDisputes) + flag("dispute upheld", proposal.upheldDisputes)
  }

  private func adoption(_ by: String, _ madeBy: String?) -> [String] {
    madeBy.map { ["Adopted by \(by) from \($0)"] } ?? []
  }

  private func line(_ origin: OriginItem?) -> [String] { origin.map { [$0.sentence] } ?? [] }

  private func line(_ evidence: EvidenceItem) -> String {
    "Evidence (\(evidence.relation)): \(evidence.reference)"
  }

  /// Who voted how; of a negative apparatus, whoever was not for it.
  private func tally(_ tally: TallyItem) -> [String] {
    let isPositive = apparatus.options.coverage == .positive
    let lists = [
      ("For", isPositive ? tally.for : []), ("Against", tally.against), ("Abstained", tally.abstained),
      ("Recused", tally.recused), ("Silent", isPositive ? tally.silent : []),
    ]
    let parts = lists.compactMap { $1.isEmpty ? nil : "\($0): \($1.joined(separator: ", "))." }
    return parts.isEmpty ? [] : [parts.joined(separator: " ")]
  }
}
