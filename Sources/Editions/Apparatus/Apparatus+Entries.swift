internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// How entries are made.
extension Apparatus {
  /// The entry of a locus.
  func entry(at index: Int) -> ApparatusEntry { entry(on: loci[index]) }

  func entry(on locus: Locus) -> ApparatusEntry {
    let readings = readings(of: locus)
    let proposals = readings.flatMap(\.proposals)
    let order = [CorrectionStatus.accepted, .contested, .open, .rejected].map(\.rawValue)
    let deciding = order.lazy.compactMap { status in proposals.first { $0.item.status == status } }.first
    let holders = Set(proposals.flatMap(\.holders))
    let against = Set(proposals.flatMap { $0.counted(.against) })
    let earlier = proposals.compactMap(earlierReading)
    let collated = Set(earlier.map(\.witness.siglum))
    return ApparatusEntry(
      label: locus.label, place: places.place(locus.hull), base: locus.base,
      lemma: .init(text: locus.lemma, made: locus.readings.map(\.correction).filter(made.contains)),
      status: deciding?.item.status ?? CorrectionStatus.moot.rawValue,
      basis: deciding?.item.basis ?? Basis.ballot.rawValue, readings: readings,
      baseHolders: against.subtracting(holders).sorted(), earlierBases: earlier,
      uncollated: conspectus.earlierBases.filter { !collated.contains($0.siglum) },
      others: others(proposals, besides: holders.union(against)))
  }

  /// What is said of a correction by itself; `nil` where there is none.
  func proposal(_ id: EntityID) -> Proposal? {
    guard let correction = presenter.paper.correction(id) else { return nil }
    let (item, disputes) = (presenter.item(correction), disputes(on: id))
    return Proposal(
      id: id, proposer: correction.ballot.proposer, item: item,
      version: correction.versions[correction.versions.count - 1].stamp,
      votes: votes(on: correction), disputes: disputes, openDisputes: disputes.filter(isOpen),
      upheldDisputes: presenter.standing.reconciliation[correction].upheld.filter(disputes.contains),
      ruling: options.omitted.contains(.rulings) ? nil : item.ruling)
  }

  /// What the base had, when it was another one, where a correction was proposed; `nil` where that was the present one.
  func earlierReading(_ proposal: Proposal) -> ApparatusEntry.EarlierReading? {
    guard let witness = conspectus.earlierBase(at: proposal.version.position) else { return nil }
    return .init(witness: witness, correction: proposal.id, text: proposal.item.old)
  }

  /// Where a correction that edits nothing stands; `nil` where its words have no place in the base.
  func place(of proposal: Proposal) -> EntryPlace? {
    guard proposal.item.range.count == 2 else { return nil }
    return places.place(ScalarRange(proposal.item.range[0], proposal.item.range[1]))
  }

  private func isOpen(_ dispute: EntityID) -> Bool {
    presenter.paper.dispute(dispute).map { presenter.standing.decision(on: $0).status == .open } ?? false
  }

  private func readings(of locus: Locus) -> [ApparatusEntry.Reading] {
    var order: [EntityID] = []
    var groups: [EntityID: [Locus.Reading]] = [:]
    for reading in locus.readings {
      let first =
        presenter.standing.reconciliation.first(agreeingWith: reading.correction) ?? reading.correction
      if groups[first] == nil { order.append(first) }
      groups[first, default: []].append(reading)
    }
    return order.map { first in
      let group = (groups[first] ?? []).sorted { $0.correction < $1.correction }
      let source = group.first { made.contains($0.correction) }
      let reading = source ?? group[0]
      return ApparatusEntry.Reading(
        proposals: group.compactMap { proposal($0.correction) }, source: reading, isMade: source != nil,
        part: reading.range == locus.hull ? nil : presenter.document.text[reading.range])
    }
  }

  private func votes(on correction: Correction) -> [Proposal.CastVote] {
    let decision = presenter.standing.reconciliation[correction].tally
    let counted = Set(decision.for + decision.against + decision.abstained + decision.recused)
    func vote(_ held: Ballot.VoteHeld, isCounted: Bool) -> Proposal.CastVote {
      Proposal.CastVote(
        by: held.stamp.by, vote: held.vote.rawValue, reason: held.reason, at: held.stamp.at.description,
        position: held.stamp.position, isCounted: isCounted, isImplicit: false)
    }
    let counting = correction.ballot.counting
    var votes = counting.values.map { vote($0, isCounted: counted.contains($0.stamp.by)) }
    votes += correction.ballot.votesSinceSettled.map { vote($0, isCounted: false) }
    let proposer = correction.ballot.proposer
    if counting[proposer] == nil, counted.contains(proposer) {
      let version = correction.versions.last { $0.stamp.by == proposer }?.stamp
      let adoption = correction.adoption.flatMap { $0.by == proposer ? $0 : nil }
      let put = [version, adoption].compactMap(\.self).max { $0.position < $1.position } ?? correction.stamp
      votes.append(
        .init(
          by: proposer, vote: Vote.for.rawValue, reason: nil, at: put.at.description,
          position: put.position, isCounted: true, isImplicit: true))
    }
    return votes.sorted { ($0.by, $0.position) < ($1.by, $1.position) }
  }

  private func others(_ proposals: [Proposal], besides heard: Set<Handle>) -> ApparatusEntry.Others {
    let abstained = Set(proposals.flatMap { $0.counted(.abstain) }).subtracting(heard)
    let recused = Set(proposals.flatMap { $0.counted(.recuse) }).subtracting(heard).subtracting(abstained)
    let silent = Set(proposals.flatMap(\.item.tally.silent)).subtracting(
      (heard.union(abstained).union(recused)).map(\.name))
    var (quiet, withoutVote): ([Handle], [Handle]) = ([], [])
    for scholar in conspectus.scholars.lazy.map(\.handle)
    where !heard.contains(scholar) && !abstained.contains(scholar) && !recused.contains(scholar) {
      if silent.contains(scholar.name) { quiet.append(scholar) } else { withoutVote.append(scholar) }
    }
    return .init(
      abstained: abstained.sorted(), recused: recused.sorted(), silent: quiet, withoutVote: withoutVote)
  }
}

extension Proposal {
  /// Who cast a vote that is counted, in the order of their handles.
  func counted(_ vote: Vote) -> [Handle] {
    votes.lazy.filter { $0.isCounted && $0.vote == vote.rawValue }.map(\.by)
  }
}
