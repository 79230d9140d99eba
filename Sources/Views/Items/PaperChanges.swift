internal import Consensus
internal import Protocol
internal import Rendering
internal import Scholarship

/// What changed in a paper since an earlier moment.
struct PaperChanges {
  let now: Presenter
  /// The earlier position.
  let since: Int64
  /// How things stood there; `nil` where there was no paper yet.
  let before: Standing?
  /// What was done since about each thing, and left no trace in it.
  private var traceless: [String: [DeedItem]] = [:]

  init(_ now: Snapshot, since earlier: Snapshot.Earlier) {
    self.now = now.presenter
    since = earlier.at
    before = earlier.state?.standing
    for item in now.history.items where item.position > since {
      for id in item.ids { traceless[id, default: []].append(DeedItem(item)) }
    }
  }

  /// What was said and done about a thing since, in order. What it tells of itself is told once.
  private func deeds(_ kept: [DeedItem], about id: EntityID) -> [DeedItem] {
    let told = Set(kept.map(\.position))
    let others = (traceless[id.description] ?? []).filter { !told.contains($0.position) }
    return (kept + others).sorted { $0.position < $1.position }
  }

  /// The things that are new, stand otherwise, or of which something was said: by kind, and by number. Costs the number of
  /// things.
  var things: [ChangeItem] {
    let paper = now.paper
    return paper.claims.compactMap(item) + paper.disputes.compactMap(item)
      + paper.corrections.compactMap(item) + paper.annotations.compactMap(item)
  }

  func item(_ claim: Claim) -> ChangeItem? {
    let stand = now.standing.standing(of: claim)
    let status = stand.status
    let was = before.flatMap { before in before.paper.claim(claim.id).map { before.standing(of: $0).status } }
    let deeds = deeds(claim.deeds(after: since), about: claim.id)
    guard was != status || !deeds.isEmpty else { return nil }
    var item = item(
      claim.id, claim.stamp, status.rawValue, was?.rawValue, claim.statement, deeds,
      address: claim.anchors.filter(now.paper.isPlaced).map(now.address).joined(separator: ", "),
      reason: claim.withdrawn?.reason)
    item.note(open: stand.disputed, upheld: stand.upheld)
    return item
  }

  func item(_ dispute: Dispute) -> ChangeItem? {
    let decision = now.standing.decision(on: dispute)
    let was = before.flatMap { before in
      before.paper.dispute(dispute.id).map { before.decision(on: $0).status }
    }
    let deeds = deeds(dispute.deeds(after: since), about: dispute.id)
    guard was != decision.status || !deeds.isEmpty else { return nil }
    var item = item(
      dispute.id, dispute.stamp, decision.status.rawValue, was?.rawValue, dispute.body, deeds,
      address: now.address(of: dispute.target),
      reason: dispute.withdrawn?.reason ?? dispute.ballot.ruling?.reason)
    (item.basis, item.tally) = (
      decision.basis.rawValue, now.tally(decision.tally, on: dispute.id)
    )
    return item
  }

  func item(_ correction: Correction) -> ChangeItem? {
    let decision = now.standing.reconciliation[correction]
    let was = before.flatMap { before in
      before.paper.correction(correction.id).map { before.reconciliation[$0].status }
    }
    let deeds = deeds(correction.deeds(after: since), about: correction.id)
    guard was != decision.status || !deeds.isEmpty else { return nil }
    var item = item(
      correction.id, correction.stamp, decision.status.rawValue, was?.rawValue,
      Wording.change(from: correction.old, to: correction.replacement), deeds,
      address: now.address(of: correction.anchor),
      reason: correction.withdrawn?.reason ?? correction.ballot.ruling?.reason)
    (item.basis, item.tally) = (
      decision.basis.rawValue, now.tally(decision.tally, on: correction.id)
    )
    item.note(open: decision.disputed, upheld: decision.upheld)
    return item
  }

  func item(_ annotation: Annotation) -> ChangeItem? {
    let status = Annotations.Status(annotation)
    let was = before.flatMap { $0.paper.annotation(annotation.id).map(Annotations.Status.init) }
    let deeds = deeds(annotation.deeds(after: since), about: annotation.id)
    guard was != status || !deeds.isEmpty else { return nil }
    return item(
      annotation.id, annotation.stamp, status.rawValue, was?.rawValue, annotation.body, deeds,
      address: now.address(of: annotation.target), reason: annotation.withdrawn?.reason)
  }

  private func item(
    _ id: EntityID, _ stamp: Stamp, _ status: String, _ was: String?, _ text: String, _ deeds: [DeedItem],
    address: String, reason: String?
  ) -> ChangeItem {
    ChangeItem(
      id: id.description, kind: id.kind.word, status: status, was: was, reason: reason,
      by: (now.paper.author(of: id) ?? stamp.by).name, at: stamp.at.description, position: stamp.position,
      address: address, text: text, deeds: deeds)
  }

  // MARK: People and rules

  /// Who joined, left or has another role, by handle.
  var members: [MemberChangeItem] {
    func roles(_ paper: Paper?) -> [Handle: String] {
      (paper?.members ?? [:]).filter(\.value.joined).mapValues(\.role.rawValue)
    }
    let (was, roles) = (roles(before?.paper), roles(now.paper))
    return Set(was.keys).union(roles.keys).sorted().filter { was[$0] != roles[$0] }.map {
      MemberChangeItem(handle: $0.name, role: roles[$0], was: was[$0])
    }
  }

  /// The rules, where others were in force before.
  var policy: PolicyItem? {
    guard let before, before.paper.policy != now.paper.policy else { return nil }
    return PolicyItem(now.paper.policy)
  }
}

extension ChangeItem {
  fileprivate mutating func note(open: [EntityID], upheld: [EntityID]) {
    if !open.isEmpty { disputed = open.map(\.description) }
    if !upheld.isEmpty { self.upheld = upheld.map(\.description) }
  }
}
