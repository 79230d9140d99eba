public import CanonicalJSON

/// The rules that a class has of its own. Those it does not name are the general ones, also when those change later.
public struct PolicyException: Hashable, Sendable {
  /// How many votes a ballot needs, abstentions among them.
  public var quorum: Int?
  /// The share of the votes for and against that decides.
  public var threshold: Threshold?
  /// The largest share of votes against with which something still passes.
  public var opposition: Ratio?
  /// Whether proposing counts as a vote for one's proposal.
  public var proposerVotes: Bool?
  /// The lowest role that votes.
  public var voters: Role?
  /// The lowest role that rules.
  public var adjudicators: Role?
  /// Whether first rounds are blind.
  public var blind: Bool?

  public init(
    quorum: Int? = nil, threshold: Threshold? = nil, opposition: Ratio? = nil, proposerVotes: Bool? = nil,
    voters: Role? = nil, adjudicators: Role? = nil, blind: Bool? = nil
  ) {
    self.quorum = quorum
    self.threshold = threshold
    self.opposition = opposition
    self.proposerVotes = proposerVotes
    self.voters = voters
    self.adjudicators = adjudicators
    self.blind = blind
  }

  /// All rules of its own.
  public init(_ rules: PolicyRules) {
    self.init(
      quorum: rules.quorum, threshold: rules.threshold, opposition: rules.opposition,
      proposerVotes: rules.proposerVotes, voters: rules.voters, adjudicators: rules.adjudicators,
      blind: rules.blind)
  }

  /// The rules in force where these are the general ones.
  public func rules(over general: PolicyRules) -> PolicyRules {
    PolicyRules(
      quorum: quorum ?? general.quorum, threshold: threshold ?? general.threshold,
      opposition: opposition ?? general.opposition, proposerVotes: proposerVotes ?? general.proposerVotes,
      voters: voters ?? general.voters, adjudicators: adjudicators ?? general.adjudicators,
      blind: blind ?? general.blind)
  }

  /// Whether it names no rule.
  var isEmpty: Bool { self == PolicyException() }

  /// The rules that it names as they are typed, without the class: `["threshold=3/4"]`.
  public var settings: [String] {
    [
      quorum.map { "quorum=\($0)" }, threshold.map { "threshold=\($0)" },
      opposition.map { "opposition=\($0)" }, proposerVotes.map { "proposer=\($0 ? "counts" : "not")" },
      voters.map { "voters=\($0.rawValue)" }, adjudicators.map { "adjudicators=\($0.rawValue)" },
      blind.map { "blind=\($0 ? "on" : "off")" },
    ]
    .compactMap(\.self)
  }
}

/// Members that it does not name are absent.
extension PolicyException: JSONRecord {
  public static let shape = Shape(
    PolicyException.init(quorum:threshold:opposition:proposerVotes:voters:adjudicators:blind:),
    Field("quorum", \.quorum), Field("threshold", \.threshold), Field("opposition", \.opposition),
    Field("proposerVotes", \.proposerVotes), Field("voters", \.voters),
    Field("adjudicators", \.adjudicators), Field("blind", \.blind))
}
