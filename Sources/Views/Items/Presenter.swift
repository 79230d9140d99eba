public import Consensus
public import Manuscript
public import Protocol
public import Scholarship

/// Says what a paper holds, under a policy, in the terms that programs exchange. Pure: the same state, policy and
/// document give the same items.
public struct Presenter: Sendable {
  /// How everything in the paper stands.
  public let standing: Standing
  /// The document of its base, for addresses.
  public let document: Document

  public init(_ standing: Standing, document: Document) {
    self.standing = standing
    self.document = document
  }

  /// The paper itself.
  public var paper: Paper { standing.paper }

  /// A member, as lists have it.
  public func item(_ member: Member) -> MemberItem { MemberItem(member) }

  /// A claim, as lists have it.
  public func item(_ claim: Claim) -> ClaimItem {
    let state = standing.standing(of: claim)
    let authors = authors(claim.id, claim.stamp, words: claim.wordings[claim.wordings.count - 1].stamp)
    return ClaimItem(
      id: claim.id.description, status: state.status.rawValue, by: authors.by, madeBy: authors.madeBy,
      wordsBy: authors.wordsBy, at: claim.stamp.at.description, position: claim.stamp.position,
      statement: claim.statement,
      claimKind: claim.kind?.rawValue, ranges: claim.anchors.compactMap(range),
      address: claim.anchors.filter(paper.isPlaced).map(address).joined(separator: ", "),
      quote: claim.anchors.map(\.quote).joined(separator: " … "), lost: lost(claim.id),
      wording: claim.wordings.count,
      stances: Dictionary(
        uniqueKeysWithValues: claim.stances.map { handle, held in
          let isEarlier = !claim.stands(inWording: held.wording)
          let isCounted = standing.mayVote(handle, on: .claim)
          return (
            handle.name, StanceItem(held, onEarlierWording: isEarlier, isCounted: isCounted, in: claim.round)
          )
        }),
      links: claim.links.map(LinkItem.init),
      disputes: claim.disputes.filter { !isUndone($0) }.map(\.description),
      disputed: names(state.disputed), upheld: names(state.upheld), textChanged: state.textChanged,
      origin: claim.origin.map(OriginItem.init),
      blind: blind(claim.id),
      changes: ChangeOfMindItem.items(
        claim.round, since: claim.wordings[claim.wordings.count - 1].stamp.position),
      withdrawn: claim.withdrawn.map(WithdrawalItem.init))
  }

  /// An annotation, as lists have it.
  public func item(_ annotation: Annotation) -> AnnotationItem {
    let authors = authors(
      annotation.id, annotation.stamp, words: annotation.bodies[annotation.bodies.count - 1].stamp)
    return AnnotationItem(
      id: annotation.id.description, status: Annotations.Status(annotation).rawValue,
      by: authors.by, madeBy: authors.madeBy, wordsBy: authors.wordsBy, at: annotation.stamp.at.description,
      position: annotation.stamp.position,
      target: address(of: annotation.target), range: range(of: annotation.target),
      quote: annotation.target.passage?.quote, lost: lost(annotation.id),
      motivation: annotation.motivation.rawValue,
      body: annotation.body,
      tags: annotation.tags, replies: annotation.replies.filter { !isUndone($0) }.map(\.description),
      edits: annotation.bodies.count - 1, origin: annotation.origin.map(OriginItem.init),
      withdrawn: annotation.withdrawn.map(WithdrawalItem.init))
  }

  /// A private note, as its author's lists have it.
  public func item(_ memo: Memo) -> AnnotationItem {
    AnnotationItem(
      id: memo.id.description, status: Annotations.Status(memo).rawValue, by: memo.stamp.by.name,
      at: memo.stamp.at.description, position: memo.stamp.position, target: address(of: memo.target),
      range: range(of: memo.target), quote: memo.target.passage?.quote, lost: memo.lost?.word,
      motivation: memo.motivation.rawValue, body: memo.body, tags: memo.tags, replies: [],
      edits: memo.bodies.count - 1, shared: memo.shared?.annotation.description,
      withdrawn: memo.withdrawn.map(WithdrawalItem.init))
  }

  /// A dispute, as lists have it.
  public func item(_ dispute: Dispute) -> DisputeItem {
    let decision = standing.decision(on: dispute)
    let authors = authors(dispute.id, dispute.stamp, words: dispute.stamp)
    return DisputeItem(
      id: dispute.id.description, status: decision.status.rawValue, by: authors.by, madeBy: authors.madeBy,
      at: dispute.stamp.at.description, position: dispute.stamp.position, target: address(of: dispute.target),
      range: range(of: dispute.target), quote: dispute.target.passage?.quote, lost: lost(dispute.id),
      ground: dispute.ground?.rawValue,
      body: dispute.body, arguments: dispute.arguments.map(ArgumentItem.init), basis: decision.basis.rawValue,
      tally: tally(decision.tally, on: dispute.id),
      votes: votes(dispute.ballot, decision.tally, dispute.round),
      ruling: dispute.ballot.ruling.map(RulingItem.init), blind: blind(dispute.id),
      changes: ChangeOfMindItem.items(dispute.round, dispute.ballot),
      withdrawn: dispute.withdrawn.map(WithdrawalItem.init))
  }

  /// A correction, as lists have it.
  public func item(_ correction: Correction) -> CorrectionItem {
    let decision = standing.reconciliation[correction]
    let authors = authors(correction)
    return CorrectionItem(
      id: correction.id.description, status: decision.status.rawValue, by: authors.by,
      madeBy: authors.madeBy, wordsBy: authors.wordsBy, at: correction.stamp.at.description,
      position: correction.stamp.position,
      address: address(of: correction.anchor), range: range(of: correction.anchor) ?? [],
      lost: lost(correction.id), old: correction.old,
      new: correction.replacement, class: correction.class?.rawValue, reason: correction.reason,
      evidence: correction.evidence.map(EvidenceItem.init), version: correction.versions.count,
      basis: decision.basis.rawValue, tally: tally(decision.tally, on: correction.id),
      votes: votes(correction.ballot, decision.tally, correction.round),
      ruling: correction.ballot.ruling.map(RulingItem.init),
      seconds: SecondItem.items(correction), disputed: names(decision.disputed),
      upheld: names(decision.upheld), origin: correction.origin.map(OriginItem.init),
      blind: blind(correction.id), changes: ChangeOfMindItem.items(correction.round, correction.ballot),
      withdrawn: correction.withdrawn.map(WithdrawalItem.init))
  }

  /// The thing of an id, whatever its kind; `nil` where there is none.
  public func item(_ id: EntityID) -> ThingItem? {
    switch id.kind {
    case .claim: paper.claim(id).map { .claim(item($0)) }
    case .annotation: paper.annotation(id).map { .annotation(item($0)) }
    case .dispute: paper.dispute(id).map { .dispute(item($0)) }
    case .correction: paper.correction(id).map { .correction(item($0)) }
    }
  }

  /// A locus, as lists have it.
  public func item(_ locus: Locus) -> LocusItem {
    let readings = locus.readings.compactMap { reading in
      paper.correction(reading.correction).map { item(reading, $0, in: locus) }
    }
    // What the locus as a whole has come to: the furthest that any of its readings has.
    let order = [CorrectionStatus.accepted, .contested, .open, .rejected].map(\.rawValue)
    let deciding = order.lazy.compactMap { status in readings.first { $0.status == status } }.first
    return LocusItem(
      address: document.address(of: locus.hull), range: [locus.hull.start, locus.hull.end], base: locus.base,
      lemma: locus.lemma, status: deciding?.status ?? CorrectionStatus.moot.rawValue,
      basis: deciding?.basis ?? Basis.ballot.rawValue, readings: readings)
  }

  private func item(_ reading: Locus.Reading, _ correction: Correction, in locus: Locus) -> ReadingItem {
    let decision = standing.reconciliation[correction]
    return ReadingItem(
      id: correction.id.description, by: correction.ballot.proposer.name,
      range: reading.range == locus.hull ? nil : [reading.range.start, reading.range.end], text: reading.text,
      status: decision.status.rawValue, basis: decision.basis.rawValue,
      tally: tally(decision.tally, on: correction.id), reason: correction.reason,
      votes: votes(correction.ballot, decision.tally, correction.round),
      ruling: correction.ballot.ruling.map(RulingItem.init), seconds: SecondItem.items(correction),
      disputed: names(decision.disputed), upheld: names(decision.upheld),
      wordsBy: authors(correction).wordsBy, blind: blind(correction.id),
      changes: ChangeOfMindItem.items(nil, correction.ballot))
  }

  /// A target as it can be typed: an id, or the address of a passage.
  public func address(of target: Target) -> String {
    switch target {
    case .thing(let id): id.description
    case .passage(let anchor): address(of: anchor)
    }
  }

  /// Where an anchor stands; empty where it has no place in the present base.
  func address(of anchor: Anchor) -> String {
    paper.isPlaced(anchor) ? document.address(of: anchor.range) : ""
  }

  private func range(of target: Target) -> [Int]? { target.passage.flatMap(range) }

  private func range(of anchor: Anchor) -> [Int]? {
    paper.isPlaced(anchor) ? [anchor.range.start, anchor.range.end] : nil
  }

  private func lost(_ id: EntityID) -> String? { paper.lostAnchor(of: id)?.lost.word }

  /// Whether whoever made a thing undid that.
  private func isUndone(_ id: EntityID) -> Bool { paper.withdrawal(of: id)?.isUndone == true }

  private func names(_ ids: [EntityID]) -> [String]? { ids.isEmpty ? nil : ids.map(\.description) }

  /// Whose a thing is, and where that is another: who made it, and whose its present words are.
  private func authors(
    _ id: EntityID, _ made: Stamp, words: Stamp
  ) -> (by: String, madeBy: String?, wordsBy: String?) {
    let author = paper.author(of: id) ?? made.by
    func other(_ stamp: Stamp) -> String? { stamp.by == author ? nil : stamp.by.name }
    return (author.name, other(made), other(words))
  }

  private func authors(_ correction: Correction) -> (by: String, madeBy: String?, wordsBy: String?) {
    authors(
      correction.id, correction.stamp, words: correction.versions[correction.versions.count - 1].stamp)
  }

  /// How the votes stand. While they are hidden nobody is called silent: who is, is hidden too.
  func tally(_ tally: Tally, on id: EntityID) -> TallyItem {
    var item = TallyItem(tally)
    if paper.isVeiled(id) { item.silent = [] }
    return item
  }

  /// Whether the round on a thing is blind to others, or to whoever asks.
  private func blind(_ id: EntityID) -> String? {
    guard paper.blindRounds.contains(id) else { return nil }
    return paper.isVeiled(id) ? "hidden" : "seen"
  }

  private func votes(_ ballot: Ballot, _ tally: Tally, _ round: BlindRound?) -> [String: VoteItem] {
    let counted = Set(tally.for + tally.against + tally.abstained + tally.recused)
    let items = ballot.counting.map { handle, held in
      (handle.name, VoteItem(held, isCounted: counted.contains(handle), in: round))
    }
    // Of those who had voted already, `changes` tells.
    let since = ballot.votesSinceSettled.map { ($0.stamp.by.name, VoteItem($0, isCounted: false, in: round)) }
    return Dictionary(items + since) { settled, _ in settled }
  }
}
