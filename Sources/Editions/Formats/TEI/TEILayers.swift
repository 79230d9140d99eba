internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// What TEI has beside the readings: corrections that edit nothing, claims with their stances, disputes with their
/// arguments and votes.
struct TEILayers: Sendable {
  private let apparatus: Apparatus
  private let entries: TEIEntries
  private let things: [EntityID]

  init(_ apparatus: Apparatus, _ entries: TEIEntries) {
    self.apparatus = apparatus
    self.entries = entries
    things = apparatus.apart + apparatus.claims + apparatus.disputes
  }

  var count: Int { things.count }

  func write(_ index: Int, to xml: inout MarkupBuilder) {
    switch apparatus.presenter.item(things[index]) {
    case .correction: if let proposal = apparatus.proposal(things[index]) { write(proposal, to: &xml) }
    case .claim(let claim): write(claim, to: &xml)
    case .dispute(let dispute): write(dispute, to: &xml)
    case .annotation, nil: break
    }
  }

  private func write(_ proposal: Proposal, to xml: inout MarkupBuilder) {
    let item = proposal.item
    open("correction", item.id, item.status, by: proposal.proposer.name, item.address, to: &xml)
    xml.add(date: proposal.version.at.description)
    xml.add("<quote>")
    xml.add(text: item.old)
    xml.add("</quote><quote type=\"replacement\">")
    xml.add(text: item.new)
    xml.add("</quote>")
    entries.write(notesOn: proposal, to: &xml)
    xml.add("</note>\n")
  }

  private func write(_ claim: ClaimItem, to xml: inout MarkupBuilder) {
    open("claim", claim.id, claim.status, by: claim.by, claim.address, to: &xml)
    xml.add(date: claim.at)
    xml.add(" ")
    xml.add(text: claim.statement)
    for (handle, stance) in claim.stances.sorted(by: { $0.key < $1.key }) {
      say(stance.stance, by: handle, at: stance.at, stance.reason, to: &xml)
    }
    xml.add("</note>\n")
  }

  private func write(_ dispute: DisputeItem, to xml: inout MarkupBuilder) {
    open("dispute", dispute.id, dispute.status, by: dispute.by, dispute.target, to: &xml)
    xml.add(date: dispute.at)
    xml.add(" ")
    xml.add(text: dispute.body)
    for argument in dispute.arguments {
      say("argument-\(argument.side)", by: argument.by, at: argument.at, argument.body, to: &xml)
    }
    for (handle, vote) in dispute.votes.sorted(by: { $0.key < $1.key }) {
      say(vote.vote, by: handle, at: vote.at, vote.reason, to: &xml)
    }
    if let ruling = dispute.ruling, !apparatus.options.omitted.contains(.rulings) {
      say(
        ruling.settled == true ? "settled" : "ruling", by: ruling.by, at: ruling.at,
        "\(ruling.verdict): \(ruling.reason)", to: &xml)
    }
    xml.add("</note>\n")
  }

  private func open(
    _ type: String, _ id: String, _ status: String, by: String, _ address: String, to xml: inout MarkupBuilder
  ) {
    xml.add("<note xml:id=\"\(id)\"")
    xml.add(attribute: "type", type)
    xml.add(attribute: "subtype", status)
    xml.add(attribute: "resp", "#" + TEISigla.id(by))
    if !address.isEmpty {
      xml.add(attribute: "n", address)
      let targets = address.split(separator: ", ").compactMap(target)
      if !targets.isEmpty { xml.add(attribute: "target", targets.joined(separator: " ")) }
    }
    xml.add(">")
  }

  /// The block of an address, or a thing that is in the file.
  private func target(_ address: Substring) -> String? {
    if let id = EntityID(String(address)) {
      switch id.kind {
      case .claim where apparatus.options.omitted.contains(.claims): return nil
      case .claim, .correction: return apparatus.presenter.paper.withdrawal(of: id) == nil ? "#\(id)" : nil
      case .annotation, .dispute: return nil
      }
    }
    let block = address.prefix { $0.isLetter || $0.isNumber }
    return apparatus.presenter.document.block(at: String(block)) == nil ? nil : "#\(block)"
  }

  private func say(_ type: String, by: String, at: String, _ words: String?, to xml: inout MarkupBuilder) {
    xml.add("<note")
    xml.add(attribute: "type", type)
    xml.add(attribute: "resp", "#" + TEISigla.id(by))
    xml.add(">")
    xml.add(date: at)
    if let words {
      xml.add(" ")
      xml.add(text: words)
    }
    xml.add("</note>")
  }
}
