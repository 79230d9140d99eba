internal import Consensus
public import Protocol
public import Scholarship

extension MemberItem {
  init(_ member: Member) {
    self.init(
      handle: member.handle.name, role: member.role.rawValue, joined: member.joined,
      departed: member.departed.map {
        Deed(by: $0.by.name, at: $0.at.description, position: $0.position)
      }, by: member.stamp.by.name, at: member.stamp.at.description, position: member.stamp.position)
  }
}

extension StanceItem {
  init(_ held: Claim.StanceHeld, onEarlierWording: Bool, isCounted: Bool, in round: BlindRound?) {
    self.init(
      stance: held.stance.rawValue, reason: held.reason, confidence: held.confidence,
      onEarlierWording: onEarlierWording, counted: isCounted ? nil : false,
      blind: round?.blindly.contains(held.stamp.position) == true ? true : nil, at: held.stamp.at.description,
      position: held.stamp.position)
  }
}

extension LinkItem {
  init(_ link: Claim.Link) {
    self.init(
      relation: link.relation.rawValue, other: link.other.description, by: link.stamp.by.name,
      at: link.stamp.at.description, position: link.stamp.position)
  }
}

extension ArgumentItem {
  init(_ argument: Dispute.Argument) {
    self.init(
      side: argument.side.rawValue, body: argument.body, evidence: argument.evidence.map(EvidenceItem.init),
      by: argument.stamp.by.name, at: argument.stamp.at.description, position: argument.stamp.position)
  }
}

extension EvidenceItem {
  init(_ evidence: Evidence) {
    self.init(reference: evidence.reference, relation: evidence.relation.rawValue)
  }
}

extension VoteItem {
  init(_ held: Ballot.VoteHeld, isCounted: Bool, in round: BlindRound?) {
    self.init(
      vote: held.vote.rawValue, reason: held.reason, counted: isCounted ? nil : false,
      blind: round?.blindly.contains(held.stamp.position) == true ? true : nil,
      at: held.stamp.at.description,
      position: held.stamp.position)
  }
}

extension ChangeOfMindItem {
  /// Those in a blind round, about the words that stand since a position; `nil` where there are none.
  static func items(_ round: BlindRound?, since words: Int64) -> [ChangeOfMindItem]? {
    let changes = (round?.changes ?? []).filter { $0.stamp.position > words }
    return changes.isEmpty ? nil : changes.map(ChangeOfMindItem.init)
  }

  /// Those about the words that are voted on: in a blind round, and since the outcome was settled.
  static func items(_ round: BlindRound?, _ ballot: Ballot) -> [ChangeOfMindItem]? {
    let seen = items(round, since: ballot.began) ?? []
    let since = ballot.votesSinceSettled.compactMap { held in
      ballot.counting[held.stamp.by].map { before in
        ChangeOfMindItem(
          by: held.stamp.by.name, from: before.vote.rawValue, to: held.vote.rawValue, reason: held.reason,
          at: held.stamp.at.description, position: held.stamp.position)
      }
    }
    let changes = seen + since.filter { change in !seen.contains { $0.position == change.position } }
    return changes.isEmpty ? nil : changes.sorted { $0.position < $1.position }
  }

  init(_ change: ChangeOfMind) {
    self.init(
      by: change.stamp.by.name, from: change.before?.word, to: change.after?.word, reason: change.reason,
      at: change.stamp.at.description, position: change.stamp.position)
  }
}

extension SecondItem {
  /// Those on the words that a correction has, in the order in which they were given; `nil` where there are none.
  static func items(_ correction: Correction) -> [SecondItem]? {
    let seconds = correction.presentSeconds
    return seconds.isEmpty ? nil : seconds.map(SecondItem.init)
  }

  init(_ second: Correction.Second) {
    self.init(
      reason: second.reason, class: second.class?.rawValue, evidence: second.evidence.map(EvidenceItem.init),
      by: second.stamp.by.name, at: second.stamp.at.description, position: second.stamp.position)
  }
}

extension RulingItem {
  init(_ ruling: Ballot.Ruling) {
    self.init(
      verdict: ruling.verdict.rawValue, reason: ruling.reason, settled: ruling.settled == nil ? nil : true,
      by: ruling.stamp.by.name,
      at: ruling.stamp.at.description, position: ruling.stamp.position)
  }
}

extension WithdrawalItem {
  init(_ withdrawal: Withdrawal) {
    self.init(
      reason: withdrawal.reason, by: withdrawal.stamp.by.name, at: withdrawal.stamp.at.description,
      position: withdrawal.stamp.position)
  }
}

extension TallyItem {
  init(_ tally: Tally) {
    self.init(
      for: tally.for.map(\.name), against: tally.against.map(\.name), abstained: tally.abstained.map(\.name),
      recused: tally.recused.map(\.name), silent: tally.silent.map(\.name))
  }
}

extension PolicyItem {
  /// The policy in the terms that programs exchange.
  public init(_ policy: Policy) {
    self.init(
      rules: RulesItem(policy.rules),
      exceptions: Dictionary(
        uniqueKeysWithValues: policy.exceptions.map { ($0.key.rawValue, ExceptionItem($0.value)) }))
  }
}

extension ExceptionItem {
  init(_ exception: PolicyException) {
    self.init(
      quorum: exception.quorum, threshold: exception.threshold?.description,
      opposition: exception.opposition?.description, proposer: exception.proposerVotes,
      voters: exception.voters?.rawValue, adjudicators: exception.adjudicators?.rawValue,
      blind: exception.blind)
  }
}

extension RulesItem {
  init(_ rules: PolicyRules) {
    self.init(
      quorum: rules.quorum, threshold: rules.threshold.description, opposition: rules.opposition.description,
      proposer: rules.proposerVotes, voters: rules.voters.rawValue, adjudicators: rules.adjudicators.rawValue,
      blind: rules.blind ? true : nil)
  }
}

extension OriginItem {
  init(_ origin: Origin) {
    self.init(
      file: origin.file, form: origin.form.rawValue, id: origin.id, author: origin.author,
      authorID: origin.authorID, said: origin.said)
  }
}
