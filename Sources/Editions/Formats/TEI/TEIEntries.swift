internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship

/// The readings of a locus that stand in place of the same words: an `app`.
struct TEISegment {
  let range: ScalarRange
  let readings: [ApparatusEntry.Reading]

  /// Those of an entry, in text order.
  static func segments(of entry: ApparatusEntry) -> [TEISegment] {
    let byRange = Dictionary(grouping: entry.readings) { $0.edit.range }
    return byRange.keys.sorted().map { TEISegment(range: $0, readings: byRange[$0] ?? []) }
  }

  /// The one that the consensus makes: edits with the same range conflict, or are one.
  var made: ApparatusEntry.Reading? { readings.first(where: \.isMade) }
  var isMade: Bool { made != nil }

  /// The ids of the points between which it stands, where it does not stand in line.
  var from: String { "\(label)-from" }
  var to: String { "\(label)-to" }
  private var label: String { readings.first?.proposals.first?.id.description ?? "" }
}

/// Writes readings, with who holds them and what was said of them.
struct TEIEntries: Sendable {
  let options: EditionOptions
  let conspectus: Conspectus

  private var isPositive: Bool { options.coverage == .positive }

  /// The `app` of a segment.
  ///
  /// - Parameters:
  ///   - isOutside: whether it points to its place and does not stand there.
  ///   - text: writes a reading's words, and those of the base where it is given none.
  func write(
    _ entry: ApparatusEntry, _ segment: TEISegment, isOutside: Bool = false, to xml: inout MarkupBuilder,
    text: (String?, inout MarkupBuilder) -> Void
  ) {
    xml.add("<app")
    xml.add(attribute: "type", entry.status)
    xml.add(attribute: "n", entry.place.address)
    if isOutside {
      xml.add(attribute: "from", "#" + segment.from)
      xml.add(attribute: "to", "#" + segment.to)
    }
    xml.add(">")
    let made = segment.made
    if let made { write(made, as: "lem", to: &xml) { text(made.edit.replacement, &$0) } }
    xml.add(made == nil ? "<lem" : "<rdg")
    write(witnesses: ["base"], scholars: entry.baseHolders, isLemma: made == nil, to: &xml)
    xml.add(">")
    text(nil, &xml)
    xml.add(made == nil ? "</lem>" : "</rdg>")
    for reading in segment.readings where !reading.isMade {
      write(reading, as: "rdg", to: &xml) { text(reading.edit.replacement, &$0) }
    }
    for reading in segment.readings {
      for proposal in reading.proposals { write(notesOn: proposal, to: &xml) }
    }
    writeAccount(of: entry, in: segment, to: &xml)
    xml.add("</app>")
  }

  private func write(
    _ reading: ApparatusEntry.Reading, as element: String, to xml: inout MarkupBuilder,
    text: (inout MarkupBuilder) -> Void
  ) {
    let first = reading.proposals[0]
    let (deciding, rest) = (
      reading.proposals.first { $0.id == reading.source.correction } ?? first, reading.proposals.dropFirst()
    )
    xml.add("<\(element) xml:id=\"\(first.id)\"")
    xml.add(attribute: "type", deciding.item.status)
    xml.add(attribute: "subtype", deciding.item.basis)
    if let subject = deciding.item.class { xml.add(attribute: "cause", subject) }
    write(witnesses: [], scholars: reading.holders, isLemma: reading.isMade, to: &xml)
    xml.add(">")
    for proposal in rest { xml.add("<anchor type=\"agrees\" xml:id=\"\(proposal.id)\"/>") }
    text(&xml)
    xml.add("</\(element)>")
  }

  /// - Parameter isLemma: whether the consensus prints it; a negative apparatus does not say by whom that is held.
  private func write(
    witnesses: [String], scholars: [Handle], isLemma: Bool, to xml: inout MarkupBuilder
  ) {
    var witnesses = witnesses.map { "#" + $0 }
    let names = isPositive || !isLemma ? scholars : []
    if options.declaresScholarsAsWitnesses { witnesses += names.map { "#" + TEISigla.id($0.name) } }
    if !witnesses.isEmpty { xml.add(attribute: "wit", witnesses.joined(separator: " ")) }
    if !names.isEmpty { xml.add(attribute: "source", TEISigla.pointers(names)) }
  }

  // MARK: What was said

  /// The reason for a proposal, the votes on it, its evidence, its ruling and its disputes.
  func write(notesOn proposal: Proposal, to xml: inout MarkupBuilder) {
    let target = "#\(proposal.id)"
    func note(_ type: String, subtype: String? = nil, by: String?, at: String?, _ words: String?) {
      xml.add("<note")
      xml.add(attribute: "type", type)
      if let subtype { xml.add(attribute: "subtype", subtype) }
      if let by { xml.add(attribute: "resp", "#" + TEISigla.id(by)) }
      xml.add(attribute: "target", target)
      xml.add(">")
      if let at { xml.add(date: at) }
      if let words {
        if at != nil { xml.add(" ") }
        xml.add(text: words)
      }
      xml.add("</note>")
    }
    let item = proposal.item
    note("status", subtype: item.basis, by: nil, at: nil, item.status)
    note(
      "reason", by: proposal.version.by.name, at: proposal.version.at.description,
      item.reason)
    // A reading that stands while nobody is for it.
    if proposal.holders.isEmpty { note("unheld", by: nil, at: nil, nil) }
    for evidence in item.evidence {
      note("evidence", subtype: evidence.relation, by: nil, at: nil, evidence.reference)
    }
    for second in item.seconds ?? [] {
      note("seconded", subtype: second.class, by: second.by, at: second.at, second.reason)
      for evidence in second.evidence {
        note("evidence", subtype: evidence.relation, by: second.by, at: second.at, evidence.reference)
      }
    }
    for vote in proposal.votes where !vote.isImplicit {
      note(vote.vote, subtype: vote.isCounted ? nil : "uncounted", by: vote.by.name, at: vote.at, vote.reason)
    }
    if let ruling = proposal.ruling {
      note(
        ruling.settled == true ? "settled" : "ruling", subtype: ruling.verdict, by: ruling.by, at: ruling.at,
        ruling.reason)
    }
    for dispute in proposal.disputes {
      xml.add("<note")
      xml.add(attribute: "type", "disputed")
      xml.add(attribute: "subtype", proposal.openDisputes.contains(dispute) ? "open" : "resolved")
      xml.add(attribute: "target", "\(target) #\(dispute)")
      xml.add("/>")
    }
  }

  /// Everyone of the conspectus who is named nowhere else in the entry.
  private func writeAccount(of entry: ApparatusEntry, in segment: TEISegment, to xml: inout MarkupBuilder) {
    let own = Set(segment.readings.flatMap(\.proposals).map(\.id))
    for reading in entry.earlierBases where own.contains(reading.correction) {
      xml.add("<witDetail")
      xml.add(attribute: "wit", "#" + reading.witness.siglum)
      xml.add(attribute: "target", "#\(reading.correction)")
      xml.add(">")
      xml.add(text: reading.text)
      xml.add("</witDetail>")
    }
    guard isPositive, own.contains(where: { $0.description == entry.label }) else { return }
    for (type, scholars) in [("silent", entry.others.silent), ("no-vote", entry.others.withoutVote)]
    where !scholars.isEmpty {
      xml.add("<note")
      xml.add(attribute: "type", type)
      xml.add(attribute: "resp", TEISigla.pointers(scholars))
      xml.add("/>")
    }
    for witness in entry.uncollated {
      xml.add("<witDetail type=\"not-collated\"")
      xml.add(attribute: "wit", "#" + witness.siglum)
      xml.add("/>")
    }
  }
}
