public import CanonicalJSON

/// The rules by which a paper's ballots are counted and its rulings made.
public struct PolicyRules: Hashable, Sendable {
  /// How many votes a ballot needs, including abstentions, before it decides anything.
  public var quorum: Int
  /// The share of the votes for and against that is needed to decide.
  public var threshold: Threshold
  /// The largest share of votes against with which something still passes.
  public var opposition: Ratio
  /// Whether proposing counts as a vote for one's proposal.
  public var proposerVotes: Bool
  /// The lowest role that votes.
  public var voters: Role
  /// The lowest role that rules.
  public var adjudicators: Role
  /// Whether the first round on a thing is blind: what others said is hidden from whoever has not given theirs.
  public var blind: Bool

  public init(
    quorum: Int = 2, threshold: Threshold = Threshold(Ratio(2, 3)!)!, opposition: Ratio = Ratio(1, 1)!,
    proposerVotes: Bool = true,
    voters: Role = .scholar, adjudicators: Role = .editor, blind: Bool = false
  ) {
    self.quorum = quorum
    self.threshold = threshold
    self.opposition = opposition
    self.proposerVotes = proposerVotes
    self.voters = voters
    self.adjudicators = adjudicators
    self.blind = blind
  }
}

/// That rounds are not blind is not said: no stored policy did before there were blind ones.
extension PolicyRules: JSONRecord {
  public static let shape = Shape(
    {
      (
        quorum: Int, threshold: Threshold, opposition: Ratio, proposerVotes: Bool, voters: Role,
        adjudicators: Role, blind: Bool?
      ) in
      PolicyRules(
        quorum: quorum, threshold: threshold, opposition: opposition, proposerVotes: proposerVotes,
        voters: voters, adjudicators: adjudicators, blind: blind ?? false)
    },
    Field("quorum", \.quorum), Field("threshold", \.threshold), Field("opposition", \.opposition),
    Field("proposerVotes", \.proposerVotes), Field("voters", \.voters),
    Field("adjudicators", \.adjudicators), Field("blind", \.blindIfSo))

  private var blindIfSo: Bool? { blind ? true : nil }
}

/// The classes that a policy may have rules for: of corrections, disputes, claims.
public enum PolicyClass: String, JSONTerm, JSONKey {
  case ocr, typo, citation, fact, wording, translation
  case dispute, claim

  /// The class of the same name.
  public init(_ correction: CorrectionClass) {
    switch correction {
    case .ocr: self = .ocr
    case .typo: self = .typo
    case .citation: self = .citation
    case .fact: self = .fact
    case .wording: self = .wording
    case .translation: self = .translation
    }
  }
}

/// A paper's policy: rules for all, and for some classes rules of their own.
public struct Policy: Hashable, Sendable {
  /// The general rules: for what is of no class, and for classes without rules of their own.
  public var rules: PolicyRules
  /// What is ruled otherwise for single classes.
  public var exceptions: [PolicyClass: PolicyException]

  /// Quorum 2, threshold 2/3, opposition 1, the proposer's vote counts, scholars vote, editors adjudicate.
  public init(rules: PolicyRules = PolicyRules(), exceptions: [PolicyClass: PolicyException] = [:]) {
    self.rules = rules
    self.exceptions = exceptions
  }

  /// The rules in force for `subject`; `nil` for what is of no class.
  public func rules(for subject: PolicyClass?) -> PolicyRules {
    subject.flatMap { exceptions[$0] }?.rules(over: rules) ?? rules
  }

  /// Whether rounds on something are blind.
  var wantsBlindRounds: Bool { rules.blind || exceptions.values.contains { $0.blind == true } }

  /// The policy as it is typed: the general rules, then `fact.threshold=3/4` for each rule that a class has of its own.
  public var settings: String {
    let own = exceptions.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { subject, exception in
      exception.settings.map { "\(subject.rawValue).\($0)" }
    }
    return ([rules.settings] + own).joined(separator: " ")
  }
}

extension Policy: JSONRecord {
  public static let shape = Shape(
    Policy.init(rules:exceptions:), Field("rules", \.rules), Field("exceptions", \.exceptions))
}
