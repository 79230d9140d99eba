public import Manuscript

/// What an event replaced in a paper: with it, who did it takes it back, and takes that back in turn.
///
/// Each names the one place that the event changed, so that what others did beside it stays. What it holds is exchanged
/// for what stands there; so the same reversal undoes and redoes. All but the least stand out of line: many are kept.
public enum Reversal: Hashable, Sendable {
  /// A thing was made. Undone, it is withdrawn.
  case made(EntityID)
  /// A thing was withdrawn.
  indirect case withdrew(EntityID, Withdrawal?)
  /// A stance was taken; the one that was held before.
  indirect case stance(EntityID, Claim.StanceHeld?)
  /// A vote was cast or taken back, in the round that began at a position; the one before.
  indirect case vote(EntityID, Ballot.VoteHeld?, round: Int64)
  /// The same was proposed as stood already, which is a vote; the one before, and what was given.
  indirect case second(EntityID, Ballot.VoteHeld?, Correction.Second, round: Int64)
  /// A claim was reworded.
  case wordings(EntityID, [Claim.Phrasing])
  /// A claim was linked.
  indirect case link(EntityID, Claim.Link)
  /// An annotation was edited.
  case bodies(EntityID, [Annotation.Body])
  /// A dispute was argued.
  indirect case argument(EntityID, Dispute.Argument)
  /// A dispute's question was put anew; its ballot before, and whether it was adopted then.
  indirect case question(EntityID, Ballot, Stamp?)
  /// Something was decided in place of votes, or that was lifted, in the round that began at a position.
  indirect case decisions(EntityID, [Ballot.Ruling], round: Int64)
  /// A correction was amended or adopted.
  indirect case proposal(EntityID, [Correction.Version], Ballot, Withdrawal?, Stamp?)
  /// A thing was placed; where it was before, and of a correction also what it was put to the vote as.
  indirect case place(AnchorName, Anchor, LostAnchor?, [Correction.Placement], Ballot?)
  /// It was said of what class a correction is, and what is cited for it; its class before, and what was added.
  indirect case documents(EntityID, CorrectionClass?, Correction.Addition)
  /// A thing was adopted that stood.
  indirect case adoption(EntityID, Stamp?)
  /// A person's membership was changed by another.
  indirect case member(Handle, Member?)
  /// The policy was set; the one before, and where that was.
  indirect case policy(Policy, since: Int64)
  /// The title was set; likewise.
  indirect case title(String, since: Int64)
  /// It cannot be taken back; why, and what can be done.
  case final(String)
}

extension Paper {
  /// The paper with what a reversal holds in its place.
  ///
  /// - Parameters:
  ///   - stamp: of the undoing, or of the redoing. By whoever did what is undone.
  ///   - undoing: whether it is undone, not redone.
  public func exchanging(_ reversal: Reversal, _ stamp: Stamp, undoing: Bool) -> Paper {
    var (paper, reversal) = (self, reversal)
    paper.exchange(&reversal, stamp, undoing: undoing)
    return paper
  }

  /// Exchanges what a reversal holds for what stands in its place.
  mutating func exchange(_ reversal: inout Reversal, _ stamp: Stamp, undoing: Bool) {
    switch reversal {
    case .made(let id):
      if undoing {
        setWithdrawal(Withdrawal(reason: nil, stamp: stamp, isUndone: true), of: id)
      } else if correction(id)?.isErased != true {
        setWithdrawal(nil, of: id)
      }
    case .withdrew(let id, let before):
      reversal = .withdrew(id, withdrawal(of: id))
      setWithdrawal(before, of: id)
    case .stance(let id, let before):
      reversal = .stance(id, claims[id.index].stances[stamp.by])
      claims[id.index].stances[stamp.by] = before
    case .wordings(let id, let before):
      reversal = .wordings(id, claims[id.index].wordings)
      claims[id.index].setWordings(before, stamp)
    case .link(let id, let link):
      claims[id.index].links.removeAll { $0 == link }
      if !undoing { claims[id.index].links.insert(link, inOrderOf: \.stamp.position) }
    case .bodies(let id, let before):
      reversal = .bodies(id, annotations[id.index].bodies)
      annotations[id.index].bodies = before
    case .adoption(let id, let before): exchangeAdoption(&reversal, id, before)
    case .member(let handle, let before):
      reversal = .member(handle, members[handle])
      members[handle] = before
    case .policy(let before, let since):
      reversal = .policy(policy, since: policyPosition)
      (policy, policyPosition) = (before, since)
    case .title(let before, let since):
      guard let identity else { return }
      reversal = .title(identity.title, since: identity.titlePosition)
      self.identity?.title = before
      self.identity?.titlePosition = since
    case .vote, .second, .argument, .question, .decisions: exchangeVoting(&reversal, stamp, undoing: undoing)
    case .proposal, .place, .documents: exchangeProposal(&reversal, stamp, undoing: undoing)
    case .final: break
    }
  }

  /// Of what is voted on.
  private mutating func exchangeVoting(_ reversal: inout Reversal, _ stamp: Stamp, undoing: Bool) {
    switch reversal {
    case .vote(let id, let vote, let round):
      guard let ballot = ballot(on: id) else { return }
      reversal = .vote(id, ballot.votes[stamp.by], round: round)
      changeBallot(on: id) { $0.votes[stamp.by] = vote }
    case .second(let id, let vote, let second, let round):
      reversal = .second(id, corrections[id.index].ballot.votes[stamp.by], second, round: round)
      corrections[id.index].ballot.votes[stamp.by] = vote
      corrections[id.index].seconds.removeAll { $0.stamp.position == second.stamp.position }
      if !undoing { corrections[id.index].seconds.insert(second, inOrderOf: \.stamp.position) }
    case .decisions(let id, let decisions, let round):
      guard let ballot = ballot(on: id) else { return }
      reversal = .decisions(id, ballot.decisions, round: round)
      changeBallot(on: id) { $0.decisions = decisions }
    case .question(let id, let ballot, let adoption):
      reversal = .question(id, disputes[id.index].ballot, disputes[id.index].adoption)
      disputes[id.index].ballot = ballot
      disputes[id.index].adoption = adoption
    case .argument(let id, let argument):
      disputes[id.index].arguments.removeAll { $0.stamp.position == argument.stamp.position }
      if !undoing { disputes[id.index].arguments.insert(argument, inOrderOf: \.stamp.position) }
    default: break
    }
  }

  /// Of what a correction proposes, and where.
  private mutating func exchangeProposal(_ reversal: inout Reversal, _ stamp: Stamp, undoing: Bool) {
    switch reversal {
    case .proposal(let id, let versions, let ballot, let withdrawn, let adoption):
      let now = corrections[id.index]
      reversal = .proposal(id, now.versions, now.ballot, now.withdrawn, now.adoption)
      forgetStandingEdit(id)
      corrections[id.index].setVersions(versions, stamp)
      corrections[id.index].ballot = ballot
      corrections[id.index].withdrawn = withdrawn
      corrections[id.index].adoption = adoption
      noteStandingEdit(id)
    case .place(let name, let anchor, let lost, let placements, let ballot):
      let id = name.thing
      guard let now = anchors(of: id).dropFirst(name.index).first else { return }
      reversal = .place(
        name, now, lostAnchors[name], correction(id)?.placements ?? [], correction(id)?.ballot)
      if id.kind == .correction { forgetStandingEdit(id) }
      move(name, to: anchor)
      lostAnchors[name] = lost
      guard id.kind == .correction, let ballot else { return }
      corrections[id.index].setPlacements(placements, stamp)
      corrections[id.index].ballot = ballot
      noteStandingEdit(id)
    case .documents(let id, let `class`, let addition):
      reversal = .documents(id, corrections[id.index].class, addition)
      corrections[id.index].class = `class`
      corrections[id.index].additions.removeAll { $0.stamp.position == addition.stamp.position }
      if !undoing { corrections[id.index].additions.insert(addition, inOrderOf: \.stamp.position) }
    default: break
    }
  }

  private mutating func exchangeAdoption(_ reversal: inout Reversal, _ id: EntityID, _ before: Stamp?) {
    switch id.kind {
    case .claim:
      reversal = .adoption(id, claims[id.index].adoption)
      claims[id.index].adoption = before
    case .annotation:
      reversal = .adoption(id, annotations[id.index].adoption)
      annotations[id.index].adoption = before
    case .dispute, .correction: break
    }
  }

  private mutating func setWithdrawal(_ withdrawal: Withdrawal?, of id: EntityID) {
    switch id.kind {
    case .claim: claims[id.index].withdrawn = withdrawal
    case .annotation: annotations[id.index].withdrawn = withdrawal
    case .dispute: disputes[id.index].withdrawn = withdrawal
    case .correction:
      forgetStandingEdit(id)
      corrections[id.index].withdrawn = withdrawal
      noteStandingEdit(id)
    }
  }
}

extension Array {
  /// Inserts an element before the first one that comes after it.
  fileprivate mutating func insert<Place: Comparable>(
    _ element: Element, inOrderOf place: KeyPath<Element, Place>
  ) {
    let index = firstIndex { $0[keyPath: place] > element[keyPath: place] } ?? endIndex
    insert(element, at: index)
  }
}
