public import CanonicalJSON

/// The loci and their state: `consensus --json`.
public struct ConsensusView: Hashable, Sendable {
  public var at: Int64
  public var base: String
  public var policy: PolicyItem
  /// How many corrections are in the consensus text.
  public var accepted: Int
  /// In text order.
  public var loci: [LocusItem]
  /// Corrections that edit nothing, because a later base already has what they propose or their words have no
  /// place in it; absent if there are none.
  public var apart: [CorrectionItem]?
  /// Where it is computed otherwise than by the rules in force: how, and what is different then.
  public var supposed: SupposedView?

  public init(
    at: Int64, base: String, policy: PolicyItem, accepted: Int, loci: [LocusItem],
    apart: [CorrectionItem]? = nil, supposed: SupposedView? = nil
  ) {
    self.supposed = supposed
    self.at = at
    self.base = base
    self.policy = policy
    self.accepted = accepted
    self.loci = loci
    self.apart = apart
  }
}

/// A place where corrections meet.
public struct LocusItem: Hashable, Sendable {
  public var address: String
  /// The smallest range of the base that holds all its edits.
  public var range: [Int]
  /// The base's words there.
  public var base: String
  /// The words of the consensus text there.
  public var lemma: String
  /// accepted, contested, open or rejected.
  public var status: String
  /// ballot, ruling, settled or dispute.
  public var basis: String
  /// What is proposed there, and what the paper has.
  public var readings: [ReadingItem]

  public init(
    address: String, range: [Int], base: String, lemma: String, status: String, basis: String,
    readings: [ReadingItem]
  ) {
    self.address = address
    self.range = range
    self.base = base
    self.lemma = lemma
    self.status = status
    self.basis = basis
    self.readings = readings
  }
}

/// A correction at a locus, and how the locus reads with it.
public struct ReadingItem: Hashable, Sendable {
  public var id: String
  public var by: String
  /// The part of the locus that `text` is a reading of, where so many corrections meet that it is not all of it; else
  /// absent.
  public var range: [Int]?
  public var text: String
  public var status: String
  /// What the status follows from: `ballot`, `ruling`, `settled` or `dispute`.
  public var basis: String
  public var tally: TallyItem
  public var reason: String
  /// Votes by handle, with the reasons of the minority too.
  public var votes: [String: VoteItem]
  public var ruling: RulingItem?
  /// What those gave for it who proposed the same later, in order; absent where nobody did.
  public var seconds: [SecondItem]?
  /// The ids of the disputes on its present words that are open; absent where there are none.
  public var disputed: [String]?
  /// The ids of the disputes on its present words that are upheld; absent where there are none.
  public var upheld: [String]?
  /// Whose the reason is, where another adopted it since; else absent.
  public var wordsBy: String?
  /// `hidden` while its round is blind and the asker has not given theirs: then only their own and what was said before
  /// is told. `seen` where they have, and others have not. Absent where no round on it is blind.
  public var blind: String?
  /// Who voted otherwise since it was settled, which is not counted; absent where nobody did.
  public var changes: [ChangeOfMindItem]?

  public init(
    id: String, by: String, range: [Int]? = nil, text: String, status: String, basis: String,
    tally: TallyItem, reason: String,
    votes: [String: VoteItem], ruling: RulingItem? = nil, seconds: [SecondItem]? = nil,
    disputed: [String]? = nil, upheld: [String]? = nil, wordsBy: String? = nil, blind: String? = nil,
    changes: [ChangeOfMindItem]? = nil
  ) {
    self.id = id
    self.by = by
    self.range = range
    self.text = text
    self.status = status
    self.basis = basis
    self.tally = tally
    self.reason = reason
    self.votes = votes
    self.ruling = ruling
    self.seconds = seconds
    self.disputed = disputed
    self.upheld = upheld
    self.wordsBy = wordsBy
    self.blind = blind
    self.changes = changes
  }
}

/// A policy.
public struct PolicyItem: Hashable, Sendable {
  /// The rules where a class has none of its own.
  public var rules: RulesItem
  /// By class.
  public var exceptions: [String: ExceptionItem]

  public init(rules: RulesItem, exceptions: [String: ExceptionItem]) {
    self.rules = rules
    self.exceptions = exceptions
  }
}

/// The rules of a policy.
public struct RulesItem: Hashable, Sendable {
  /// How many votes a ballot needs.
  public var quorum: Int
  /// An exact fraction, such as 2/3, to be reached; >1/2 is to be exceeded.
  public var threshold: String
  /// An exact fraction.
  public var opposition: String
  /// Whether proposing counts as a vote for.
  public var proposer: Bool
  /// The lowest role that votes.
  public var voters: String
  /// The lowest role that rules.
  public var adjudicators: String
  /// `true` where first rounds are blind; else absent.
  public var blind: Bool?

  public init(
    quorum: Int, threshold: String, opposition: String, proposer: Bool, voters: String,
    adjudicators: String, blind: Bool? = nil
  ) {
    self.quorum = quorum
    self.threshold = threshold
    self.opposition = opposition
    self.proposer = proposer
    self.voters = voters
    self.adjudicators = adjudicators
    self.blind = blind
  }
}

/// The rules that a class has of its own, as ``RulesItem`` has them; the general rules hold for what is absent.
public struct ExceptionItem: Hashable, Sendable {
  /// How many votes a ballot needs, abstentions among them.
  public var quorum: Int?
  /// The share of the votes for and against that decides.
  public var threshold: String?
  /// The largest share of votes against with which something still passes.
  public var opposition: String?
  /// Whether proposing counts as a vote for.
  public var proposer: Bool?
  /// The lowest role that votes.
  public var voters: String?
  /// The lowest role that rules.
  public var adjudicators: String?
  /// Whether first rounds are blind.
  public var blind: Bool?

  public init(
    quorum: Int?, threshold: String?, opposition: String?, proposer: Bool?, voters: String?,
    adjudicators: String?, blind: Bool?
  ) {
    self.quorum = quorum
    self.threshold = threshold
    self.opposition = opposition
    self.proposer = proposer
    self.voters = voters
    self.adjudicators = adjudicators
    self.blind = blind
  }
}

extension ConsensusView: JSONRecord {
  public static let shape = Shape(
    ConsensusView.init(at:base:policy:accepted:loci:apart:supposed:), Field("at", \.at),
    Field("base", \.base),
    Field("policy", \.policy), Field("accepted", \.accepted), Field("loci", \.loci),
    Field("apart", \.apart),
    Field("supposed", \.supposed)
  ).constant("v", 1)
}

extension LocusItem: JSONRecord {
  public static let shape = Shape(
    LocusItem.init(address:range:base:lemma:status:basis:readings:), Field("address", \.address),
    Field("range", \.range), Field("base", \.base), Field("lemma", \.lemma), Field("status", \.status),
    Field("basis", \.basis), Field("readings", \.readings))
}

extension ReadingItem: JSONRecord {
  public static let shape = Shape(
    ReadingItem.init(
      id:by:range:text:status:basis:tally:reason:votes:ruling:seconds:disputed:upheld:wordsBy:blind:changes:),
    Field("id", \.id),
    Field("by", \.by), Field("range", \.range), Field("text", \.text), Field("status", \.status),
    Field("basis", \.basis),
    Field("tally", \.tally), Field("reason", \.reason, .prose), Field("votes", \.votes),
    Field("ruling", \.ruling), Field("seconds", \.seconds), Field("disputed", \.disputed),
    Field("upheld", \.upheld), Field("wordsBy", \.wordsBy), Field("blind", \.blind),
    Field("changes", \.changes))
}

extension PolicyItem: JSONRecord {
  public static let shape = Shape(
    PolicyItem.init(rules:exceptions:), Field("rules", \.rules), Field("exceptions", \.exceptions))
}

extension RulesItem: JSONRecord {
  public static let shape = Shape(
    RulesItem.init(quorum:threshold:opposition:proposer:voters:adjudicators:blind:),
    Field("quorum", \.quorum),
    Field("threshold", \.threshold), Field("opposition", \.opposition), Field("proposer", \.proposer),
    Field("voters", \.voters), Field("adjudicators", \.adjudicators),
    Field("blind", \.blind))
}

extension ExceptionItem: JSONRecord {
  public static let shape = Shape(
    ExceptionItem.init(quorum:threshold:opposition:proposer:voters:adjudicators:blind:),
    Field("quorum", \.quorum),
    Field("threshold", \.threshold), Field("opposition", \.opposition), Field("proposer", \.proposer),
    Field("voters", \.voters), Field("adjudicators", \.adjudicators),
    Field("blind", \.blind))
}
