/// The votes on one question since it was last put, and what was decided in their place.
public struct Ballot: Hashable, Sendable {
  /// Whose the question is: who put it first, or adopted it. They are for it unless they vote otherwise. Who puts it
  /// again is not meant, nor is who proposed the same later.
  public var proposer: Handle
  /// Where the question was put last.
  public private(set) var began: Int64
  /// How often the question has been put, from 1.
  public var round = 1
  /// The latest vote of each in this round.
  public var votes: ByPerson<VoteHeld> = [:]
  /// How each voted last in a round before this one, whoever did not vote since.
  public private(set) var lapsed: [Handle: Vote] = [:]
  /// The decisions made in place of the votes in this round, in order. The last one stands; where it is lifted, the one
  /// before stands again.
  public var decisions: [Ruling] = []

  /// The decision that stands in place of the votes, if one does.
  public var ruling: Ruling? { decisions.last }

  /// The votes that count: those by which the outcome was settled, while that stands; else the latest.
  public var counting: ByPerson<VoteHeld> {
    ruling.flatMap { $0.settled == nil ? nil : $0.votes } ?? votes
  }

  /// What people voted since the outcome was settled. While that stands, it is not counted.
  public var votesSinceSettled: [VoteHeld] {
    guard ruling?.settled != nil else { return [] }
    let counting = counting
    return votes.values.filter { counting[$0.stamp.by] != $0 }
  }

  /// The vote of one person.
  public struct VoteHeld: HeldByPerson {
    public var vote: Vote
    public var reason: String?
    public var stamp: Stamp
  }

  /// An adjudicator's decision in place of the votes.
  public struct Ruling: Hashable, Sendable {
    public var verdict: Verdict
    public var reason: String
    /// How the votes stood when this settled what they had come to; `nil` for a ruling, which needs no votes.
    public var settled: CountedVotes?
    /// The votes that this settled, with their reasons; none for a ruling.
    public var votes: ByPerson<VoteHeld> = [:]
    public var stamp: Stamp
  }

  init(proposer: Handle, began: Int64) {
    self.proposer = proposer
    self.began = began
  }

  /// Tells of nobody else how they voted before.
  mutating func keepLapsed(of person: Handle) { lapsed = lapsed.filter { $0.key == person } }

  /// The question as put again: no vote and no decision carries over.
  ///
  /// - Parameters:
  ///   - position: where it is put.
  ///   - proposer: whose it is from now on; by default, whose it was.
  mutating func startAnew(at position: Int64, proposer: Handle? = nil) {
    let (round, lapsed) = (round + 1, lapsed.merging(votes.map { ($0.key, $0.value.vote) }) { $1 })
    self = Ballot(proposer: proposer ?? self.proposer, began: position)
    self.round = round
    self.lapsed = lapsed
  }
}
