internal import Consensus
internal import Protocol
internal import Scholarship
internal import Views

extension Locus {
  /// The label of its note in an apparatus: its earliest correction, `x1`.
  var label: String { readings.map(\.correction).min()?.description ?? "" }
}

extension Edition {
  /// One locus as the note of its mark: the lemma, what else was proposed, by whom, and why.
  func apparatusNote(on locus: Locus) -> String {
    let item = presenter.item(locus)
    let printed =
      item.lemma.unicodeScalars.elementsEqual(item.base.unicodeScalars) ? "as the base" : "changed"
    var lines = [
      "[^\(locus.label)]: \(MarkdownText.inLine(item.address)): \(quoted(item.lemma)) (\(printed)); "
        + "**\(item.status)**, by \(item.basis).",
      "",
      "    - Base: \(quoted(item.base)). Held by \(names(baseHolders(item))).",
    ]
    for reading in item.readings {
      lines.append("    - \(entry(on: reading).joined(separator: "\\\n      "))")
    }
    return lines.joined(separator: "\n")
  }

  /// One correction that edits nothing as the note of its mark: what it proposes, how that stands, by whom, and why.
  func apparatusNote(on item: CorrectionItem) -> String {
    let place = item.address.isEmpty ? "" : MarkdownText.inLine(item.address) + ": "
    let status = item.lost.map { $0 == item.status ? $0 : "\(item.status), \($0)" } ?? item.status
    let reading = ReadingItem(item)
    return [
      "[^\(item.id)]: \(place)\(quoted(item.old)) → \(quoted(item.new)); **\(status)**.", "",
      "    - \(entry(on: reading).joined(separator: "\\\n      "))",
    ].joined(separator: "\n")
  }

  /// Who is against something proposed here and for nothing else that is.
  private func baseHolders(_ item: LocusItem) -> [String] {
    let supporters = Set(item.readings.flatMap(\.tally.for))
    return Set(item.readings.flatMap(\.tally.against)).subtracting(supporters).sorted()
  }

  /// The lines on one reading.
  private func entry(on reading: ReadingItem) -> [String] {
    let correction = EntityID(reading.id).flatMap { presenter.paper.correction($0) }
    let subject = correction?.class.map { " (\($0.rawValue))" } ?? ""
    let tally = reading.tally
    var lines = [
      "**\(reading.id)**\(subject), proposed by \(reading.by): \(quoted(reading.text)). "
        + "**\(reading.status)**, by \(reading.basis). Held by \(names(tally.for)).",
      "For: \(names(tally.for)). Against: \(names(tally.against)). Abstained: \(names(tally.abstained)). "
        + "Recused: \(names(tally.recused)). Silent: \(names(tally.silent)).",
    ]
    if let version = correction?.versions.last {
      lines.append("Reason (\(version.stamp.by)): \(MarkdownText.inLine(version.reason))")
    }
    for evidence in correction?.evidence ?? [] {
      lines.append("Evidence (\(evidence.relation.rawValue)): \(MarkdownText.inLine(evidence.reference))")
    }
    lines += (reading.seconds ?? []).map(line(on:))
    for (handle, vote) in reading.votes.sorted(by: { $0.key < $1.key }) {
      guard let reason = vote.reason else { continue }
      let counted = vote.counted == false ? " (no longer counted)" : ""
      lines.append("\(handle), \(vote.vote)\(counted): \(MarkdownText.inLine(reason))")
    }
    if let disputes = reading.disputed { lines.append("Disputed in \(names(disputes)).") }
    if let ruling = reading.ruling {
      lines.append(
        "\(ruling.settled == true ? "Settled" : "Ruled") to \(ruling.verdict) by \(ruling.by): \(MarkdownText.inLine(ruling.reason))"
      )
    }
    return lines
  }

  /// What someone gave who proposed the same later.
  private func line(on second: SecondItem) -> String {
    let subject = second.class.map { " (\($0))" } ?? ""
    let cited = second.evidence.map { " Evidence (\($0.relation)): \(MarkdownText.inLine($0.reference))" }
    return "Proposed by \(second.by) too\(subject): \(MarkdownText.inLine(second.reason))" + cited.joined()
  }

  private func quoted(_ text: String) -> String {
    text.isEmpty ? "(nothing)" : "“\(MarkdownText.inLine(text))”"
  }

  private func names(_ handles: [String]) -> String {
    handles.isEmpty ? "nobody" : handles.map(MarkdownText.inLine).joined(separator: ", ")
  }
}

extension ReadingItem {
  /// A correction by itself.
  fileprivate init(_ item: CorrectionItem) {
    self.init(
      id: item.id, by: item.by, text: item.new, status: item.status, basis: item.basis, tally: item.tally,
      reason: item.reason, votes: item.votes, ruling: item.ruling, seconds: item.seconds,
      disputed: item.disputed)
  }
}
