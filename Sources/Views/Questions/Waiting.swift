internal import Consensus
internal import Manuscript
public import Protocol
internal import Rendering
public import Scholarship

extension Snapshot {
  /// `status`: what waits for someone, the oldest first. Nobody is asked for what they may not do. Costs the number of
  /// things.
  ///
  /// - Parameter looked: up to where they have seen what others wrote to them.
  public func waiting(for person: Handle, since looked: Int64 = 0) -> [WaitingItem] {
    guard let waiting = Waiting(self, for: person, since: looked) else { return [] }
    let items = waiting.corrections + waiting.disputes + waiting.claims + waiting.letters + waiting.orphans
    return items.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
  }

  /// What was decided otherwise since an earlier moment, of what someone made or took a side in.
  public func news(for person: Handle, since earlier: Earlier) -> [ChangeItem] {
    let changes = PaperChanges(self, since: earlier)
    let items =
      paper.claims.lazy.filter { paper.author(of: $0.id) == person || $0.stances[person] != nil }
      .compactMap { changes.item($0) }
      + paper.disputes.lazy.filter { $0.ballot.concerns(person) }.compactMap { changes.item($0) }
      + paper.corrections.lazy.filter { $0.ballot.concerns(person) }.compactMap { changes.item($0) }
    return items.filter { item in
      guard let was = item.was else { return !["open", "unreviewed"].contains(item.status) }
      return was != item.status
    }
  }
}

extension Ballot {
  fileprivate func concerns(_ person: Handle) -> Bool {
    proposer == person || votes[person] != nil || lapsed[person] != nil
  }
}

/// What waits for one member, kind by kind.
struct Waiting {
  let paper: Paper
  let standing: Standing
  let person: Handle
  let looked: Int64
  /// The classes on which they may vote; `nil` for what is of none.
  private let votes: Set<PolicyClass?>

  /// `nil` for who is not a member.
  init?(_ snapshot: Snapshot, for person: Handle?, since looked: Int64 = 0) {
    guard let person, let member = snapshot.paper.members[person], member.joined else { return nil }
    paper = snapshot.paper
    standing = snapshot.standing
    self.person = person
    self.looked = looked
    let policy = snapshot.paper.policy
    votes = Set(
      (PolicyClass.allCases.map(Optional.some) + [nil]).filter {
        member.role >= policy.rules(for: $0).voters
      })
  }

  func item(
    _ id: EntityID, _ what: String, _ why: String, _ text: String, _ stamp: Stamp, by person: Handle? = nil
  ) -> WaitingItem {
    WaitingItem(
      id: id.description, what: what, why: why, text: text, by: (person ?? stamp.by).name,
      position: stamp.position)
  }

  /// Whether a correction is not decided and has no vote of theirs, and they may vote on it.
  func waits(_ correction: Correction) -> Bool {
    correction.ballot.proposer != person && correction.ballot.votes[person] == nil
      && [.open, .contested].contains(standing.reconciliation[correction].status)
      && votes.contains(correction.class.map(PolicyClass.init))
  }

  /// The same of a dispute.
  func waits(_ dispute: Dispute) -> Bool {
    dispute.ballot.proposer != person && dispute.ballot.votes[person] == nil
      && standing.decision(on: dispute).status == .open && votes.contains(.dispute)
  }

  /// Whether a claim is not decided and has no stance of theirs on this wording, and they may take one.
  func waits(_ claim: Claim) -> Bool {
    guard votes.contains(.claim), claim.withdrawn == nil else { return false }
    if let held = claim.stances[person] { return !claim.stands(inWording: held.wording) }
    return ![.rejected, .agreed].contains(standing.standing(of: claim).status)
  }

  fileprivate var corrections: [WaitingItem] {
    paper.corrections.compactMap { correction in
      guard waits(correction), let version = correction.versions.last else { return nil }
      let ballot = correction.ballot
      let change = Wording.change(from: correction.old, to: correction.replacement)
      let vote = "vote \(correction.id) for|against"
      let open = standing.reconciliation[correction].disputed.map(\.description)
      let disputes = open.isEmpty ? "" : " (disputed in \(Wording.list(open)))"
      if let before = ballot.lapsed[person] {
        // An adoption puts the same words to the vote anew.
        let isAmended = version.stamp.position == ballot.began
        let deed = isAmended ? "amended" : "put to the vote anew"
        return item(
          correction.id, vote, isAmended ? "vote-undone" : "vote-anew",
          "\(change): \(deed) since you voted “\(before.rawValue)”. \(version.reason)\(disputes)",
          version.stamp, by: isAmended ? nil : ballot.proposer)
      }
      return item(
        correction.id, vote, "vote", "\(change): \(correction.reason)\(disputes)", version.stamp,
        by: ballot.proposer)
    }
  }

  /// On what is theirs until they answer, else until they vote.
  fileprivate var disputes: [WaitingItem] {
    paper.disputes.compactMap { dispute in
      if standing.decision(on: dispute).status == .open, dispute.ballot.votes[person] == nil,
        dispute.ballot.proposer != person, !dispute.arguments.contains(where: { $0.stamp.by == person }),
        let thing = dispute.target.thing, paper.author(of: thing) == person
      {
        return item(
          dispute.id, "argue \(dispute.id) for|against -m …", "disputed", "on your \(thing): \(dispute.body)",
          dispute.stamp)
      }
      guard waits(dispute) else { return nil }
      let why = dispute.ballot.lapsed[person] == nil ? "vote" : "vote-anew"
      return item(
        dispute.id, "vote \(dispute.id) for|against", why, dispute.body, dispute.stamp,
        by: dispute.ballot.proposer)
    }
  }

  /// Those without a stance of theirs on this wording, and their own whose words were corrected since.
  fileprivate var claims: [WaitingItem] {
    paper.claims.flatMap { claim -> [WaitingItem] in
      guard claim.withdrawn == nil, let wording = claim.wordings.last else { return [] }
      var items: [WaitingItem] = []
      let stand = standing.standing(of: claim)
      if paper.author(of: claim.id) == person, stand.textChanged, let change = change(of: claim),
        change.position > wording.stamp.position
      {
        items.append(item(claim.id, "reword \(claim.id) -m …", "words-changed", claim.statement, change))
      }
      if waits(claim) {
        let isNew = claim.stances[person] == nil
        items.append(
          item(
            claim.id, "agree|disagree|qualify \(claim.id)", isNew ? "stance" : "earlier-wording",
            claim.statement, wording.stamp, by: isNew ? paper.author(of: claim.id) : nil))
      }
      return items
    }
  }

  /// What last brought it about that words of a claim are corrected.
  private func change(of claim: Claim) -> Stamp? {
    let places = claim.anchors.filter(paper.isPlaced).map(\.range)
    let edits = places.flatMap { standing.reconciliation.accepted(touching: $0) }
    let corrections = edits.flatMap { standing.reconciliation.corrections(agreeingWith: $0) }
    let stamps = Set(corrections).compactMap(paper.correction).flatMap { correction in
      [correction.versions.last?.stamp, correction.ballot.ruling?.stamp].compactMap { $0 }
        + correction.ballot.votes.values.map(\.stamp)
    }
    return stamps.max { $0.position < $1.position }
  }

  /// What lost its place. Where a claim has several passages, it has lost it when it has lost them all.
  fileprivate var orphans: [WaitingItem] {
    let things = Set(paper.lostAnchors.keys.map(\.thing)).filter { id in
      paper.author(of: id) == person && paper.withdrawal(of: id) == nil
        && !paper.anchors(of: id).contains(where: paper.isPlaced)
    }
    return things.compactMap { id in
      paper.words(of: id).map { item(id, "reanchor \(id) ADDR", "no-place", $0.words, $0.stamp) }
    }
  }
}

extension Paper {
  /// Who made a thing and when, and what it says now.
  fileprivate func words(of id: EntityID) -> (stamp: Stamp, words: String)? {
    switch id.kind {
    case .claim: claim(id).map { ($0.stamp, $0.statement) }
    case .annotation: annotation(id).map { ($0.stamp, $0.body) }
    case .dispute: dispute(id).map { ($0.stamp, $0.body) }
    case .correction: correction(id).map { ($0.stamp, $0.reason) }
    }
  }
}
