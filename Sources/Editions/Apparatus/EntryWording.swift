internal import Manuscript
internal import Protocol
internal import Rendering
internal import Scholarship

/// An entry of an apparatus in words, for forms that are lines of text.
struct EntryWording: Sendable {
  let options: EditionOptions
  /// Writes a text so that it is read as itself, on one line.
  let plain: @Sendable (String) -> String
  /// Makes what was written stand out.
  let strong: @Sendable (String) -> String

  /// The place and the lemma.
  func heading(of entry: ApparatusEntry) -> String {
    let printed = entry.base.utf8.elementsEqual(entry.lemma.text.utf8) ? "as the base" : "changed"
    return
      "\(place(entry.place)): \(quoted(options.lemma == .short ? Self.short(entry.lemma.text) : entry.lemma.text)) "
      + "(\(printed)); \(strong(entry.status)), \(Wording.basis(entry.basis))."
  }

  /// The base's reading and then the others, each as its lines.
  func readings(of entry: ApparatusEntry) -> [[String]] {
    let isPositive = options.coverage == .positive
    var base = "Base: \(quoted(entry.base))."
    if isPositive || !entry.lemma.isBase { base += " Held by \(names(entry.baseHolders))." }
    let earlier = entry.earlierBases.map {
      "\($0.witness.siglum), where \($0.correction) was proposed: \(quoted($0.text))."
    }
    if isPositive, !entry.uncollated.isEmpty {
      base += " Not collated: \(entry.uncollated.map(\.siglum).joined(separator: ", "))."
    }
    return [[base] + earlier] + entry.readings.map { lines(on: $0, isPositive || !$0.isMade) }
  }

  /// A correction that edits nothing: its place, what it proposes, and how that stands.
  func heading(of proposal: Proposal, at place: EntryPlace?) -> String {
    let item = proposal.item
    let status = item.lost.map { $0 == item.status ? $0 : "\(item.status), \($0)" } ?? item.status
    let head = place.map { self.place($0) + ": " } ?? ""
    return "\(head)\(quoted(item.old)) → \(quoted(item.new)); \(strong(status))."
  }

  private func lines(on reading: ApparatusEntry.Reading, _ namesHolders: Bool) -> [String] {
    // Of readings that are one, the words are said once.
    reading.proposals.enumerated().flatMap { index, proposal in
      lines(
        on: proposal, reading: index == 0 ? reading.text : nil, of: reading.part, namesHolders: namesHolders)
    }
  }

  /// The lines on one correction.
  ///
  /// - Parameters:
  ///   - reading: how its locus reads with it; nil where that was said.
  ///   - part: what the base has there, where it is the reading of only a part of the locus.
  func lines(
    on proposal: Proposal, reading: String?, of part: String? = nil, namesHolders: Bool = true
  ) -> [String] {
    let item = proposal.item
    let subject = item.class.map { " (\($0))" } ?? ""
    let words = reading.map { ": \(part.map { quoted($0) + " → " } ?? "")\(quoted($0))" } ?? ", the same"
    // Of a round that is blind to the asker only what they may see is said, and that there may be more.
    let hidden = Self.hiddenRound(of: item.blind)
    let held =
      namesHolders && (hidden.isEmpty || !proposal.holders.isEmpty)
      ? " Held by \(names(proposal.holders))." : ""
    var lines = [
      "\(strong(item.id))\(subject), proposed by \(proposed(proposal)), "
        + "\(Self.day(proposal.version.at.description))\(words). \(strong(item.status))\(Wording.decision(of: item.status, item.basis)).\(held)"
    ]
    lines += hidden
    // Of what nobody is for it is said who once was.
    if hidden.isEmpty, options.coverage == .positive || proposal.holders.isEmpty {
      let tally = item.tally
      lines.append(
        "For: \(list(tally.for)). Against: \(list(tally.against)). Abstained: \(list(tally.abstained)). "
          + "Recused: \(list(tally.recused)). Silent: \(list(tally.silent)).")
    } else if !item.tally.against.isEmpty {
      lines.append("Against: \(list(item.tally.against)).")
    }
    lines.append("Reason (\(plain(proposal.version.by.name))): \(plain(item.reason))")
    for evidence in item.evidence {
      lines.append("Evidence (\(evidence.relation)): \(plain(evidence.reference))")
    }
    for second in item.seconds ?? [] {
      let subject = second.class.map { " (\($0))" } ?? ""
      let cited = second.evidence.map { " Evidence (\($0.relation)): \(plain($0.reference))" }.joined()
      lines.append("Proposed by \(plain(second.by)) too\(subject): \(plain(second.reason))\(cited)")
    }
    // Who proposed the same voted by that, for the same reason.
    let said = Set((item.seconds ?? []).map(\.position))
    for vote in proposal.votes {
      guard let reason = vote.reason else { continue }
      if said.contains(vote.position) { continue }
      let counted = vote.isCounted ? "" : ", \(Wording.uncounted(at: vote.position, item.ruling))"
      lines.append(
        "\(plain(vote.by.name)), \(vote.vote)\(counted), \(Self.day(vote.at)): \(plain(reason))")
    }
    if let ruling = proposal.ruling {
      lines.append(
        "\(ruling.settled == true ? "Settled" : "Ruled") to \(ruling.verdict) by \(plain(ruling.by)), \(Self.day(ruling.at)): \(plain(ruling.reason))"
      )
    }
    for dispute in proposal.disputes {
      let state =
        proposal.openDisputes.contains(dispute)
        ? ", open" : proposal.upheldDisputes.contains(dispute) ? ", upheld" : ""
      lines.append("Disputed: \(dispute)\(state).")
    }
    return lines
  }

  /// What is told of a round on something where it is hidden from the asker; nothing where it is not.
  ///
  /// - Parameter blind: what the item says of its round.
  static func hiddenRound(of blind: String?) -> [String] {
    blind == "hidden" ? ["Its round is blind: what others said of it is hidden."] : []
  }

  /// Who proposed it, and who adopted it since.
  private func proposed(_ proposal: Proposal) -> String {
    Wording.author(plain(proposal.proposer.name), madeBy: proposal.item.madeBy.map(plain))
  }

  private func place(_ place: EntryPlace) -> String {
    var words = plain(place.address)
    if place.sentence != place.address, !place.sentence.isEmpty { words += ", \(plain(place.sentence))" }
    if let page = place.page { words += ", page \(page)" }
    return words
  }

  func quoted(_ text: String) -> String { text.isEmpty ? "(nothing)" : "“\(plain(text))”" }

  func names(_ handles: [Handle]) -> String { list(handles.map(\.name)) }

  private func list(_ handles: [String]) -> String {
    handles.isEmpty ? "nobody" : handles.map(plain).joined(separator: ", ")
  }

  /// The date of a time in RFC 3339.
  static func day(_ time: String) -> String { String(time.prefix { $0 != "T" }) }

  /// The first and the last word of more than three.
  static func short(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 3, let first = words.first, let last = words.last else { return text }
    return "\(first) … \(last)"
  }
}
