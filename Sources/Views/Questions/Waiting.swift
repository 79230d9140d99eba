internal import Consensus
public import Protocol
public import Scholarship

extension Snapshot {
  /// `status`: what waits for someone, the oldest first: questions without their vote, claims without their stance,
  /// and what they said that lost its place.
  public func waiting(for person: Handle, limit: Int = 20) -> [WaitingItem] {
    let found = questions(for: person, limit) + claims(for: person, limit) + lost(of: person, limit)
    return found.sorted { $0.position < $1.position }.prefix(limit).map(\.item)
  }

  private typealias Found = (position: Int64, item: WaitingItem)

  private func questions(for person: Handle, _ limit: Int) -> [Found] {
    let (paper, standing) = (paper, standing)
    func item(_ id: EntityID, _ words: String) -> WaitingItem {
      WaitingItem(id: "\(id)", what: "vote \(id) for|against", text: words)
    }
    let corrections = paper.corrections.lazy.filter { correction in
      [.open, .contested].contains(standing.reconciliation[correction].status)
        && correction.stamp.by != person && correction.ballot.votes[person] == nil
    }
    let disputes = paper.disputes.lazy.filter { dispute in
      dispute.stamp.by != person && dispute.ballot.votes[person] == nil
        && standing.decision(on: dispute).status == .open
    }
    return corrections.prefix(limit).map { ($0.stamp.position, item($0.id, $0.reason)) }
      + disputes.prefix(limit).map { ($0.stamp.position, item($0.id, $0.body)) }
  }

  private func claims(for person: Handle, _ limit: Int) -> [Found] {
    let standing = standing
    let claims = paper.claims.lazy.filter { claim in
      claim.stances[person]?.wording != claim.wordings.count
        && ![.withdrawn, .rejected, .agreed].contains(standing.standing(of: claim).status)
    }
    return claims.prefix(limit).map {
      (
        $0.stamp.position,
        WaitingItem(id: "\($0.id)", what: "agree|disagree|qualify \($0.id)", text: $0.statement)
      )
    }
  }

  /// Where a claim has several passages, it has lost its place when it has lost them all.
  private func lost(of person: Handle, _ limit: Int) -> [Found] {
    let paper = paper
    let things = Set(paper.lostAnchors.keys.map(\.thing)).filter { id in
      paper.withdrawal(of: id) == nil && !paper.anchors(of: id).contains(where: paper.isPlaced)
    }
    let found = things.compactMap { id -> Found? in
      guard let (stamp, words) = paper.words(of: id), stamp.by == person else { return nil }
      return (stamp.position, WaitingItem(id: "\(id)", what: "reanchor \(id) ADDR", text: words))
    }
    return Array(found.sorted { $0.position < $1.position }.prefix(limit))
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
