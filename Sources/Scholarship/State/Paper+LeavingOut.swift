extension Paper {
  /// The paper as it would be if someone had no say in it: their votes, stances and rulings do not count. What they
  /// proposed stays, by an author who does not vote.
  public func leavingOut(_ person: Handle) -> Paper {
    var paper = self
    paper.members[person] = nil
    for index in claims.indices where claims[index].stances[person] != nil {
      paper.claims[index].stances[person] = nil
    }
    for index in disputes.indices where disputes[index].ballot.counts(person) {
      paper.disputes[index].ballot.leaveOut(person)
    }
    for index in corrections.indices where corrections[index].ballot.counts(person) {
      paper.corrections[index].ballot.leaveOut(person)
    }
    return paper
  }
}

extension Ballot {
  /// Whether someone voted or ruled. That an author is for what they propose follows from who is a member.
  fileprivate func counts(_ person: Handle) -> Bool {
    votes[person] != nil || decisions.contains { $0.stamp.by == person }
  }

  fileprivate mutating func leaveOut(_ person: Handle) {
    votes[person] = nil
    decisions.removeAll { $0.stamp.by == person }
  }
}
