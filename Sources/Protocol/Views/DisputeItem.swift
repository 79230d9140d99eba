public import CanonicalJSON

/// A dispute, as lists and `show` have it.
public struct DisputeItem: Hashable, Sendable {
  /// `d1`.
  public var id: String
  /// Its kind, which distinguishes it from other things.
  public var kind: String { "dispute" }
  /// open, upheld, dismissed or withdrawn.
  public var status: String
  /// Whose it is: who made it, or adopted it.
  public var by: String
  /// Who made it, where another adopted it since; else absent.
  public var madeBy: String?
  /// When: RFC 3339.
  public var at: String
  /// Where in the log it was made.
  public var position: Int64
  /// An id, or the address of a passage.
  public var target: String
  /// Its range, if it is on a passage.
  public var range: [Int]?
  /// The base's own words there.
  public var quote: String?
  /// `ambiguous` or `orphaned` where the passage has no place in the present base; absent where it has one.
  public var lost: String?
  public var ground: String?
  /// Markdown.
  public var body: String
  /// The arguments of both sides, in order.
  public var arguments: [ArgumentItem]
  /// ballot, ruling or settled.
  public var basis: String
  public var tally: TallyItem
  /// Votes in this round, by handle.
  public var votes: [String: VoteItem]
  public var ruling: RulingItem?
  /// `hidden` while its round is blind and the asker has not given theirs: then only their own and what was said before
  /// is told. `seen` where they have, and others have not. Absent where no round on it is blind.
  public var blind: String?
  /// Who came to say otherwise since its blind round began, in order; absent where nobody did.
  public var changes: [ChangeOfMindItem]?
  public var withdrawn: WithdrawalItem?

  public init(
    id: String, status: String, by: String, madeBy: String? = nil, at: String, position: Int64,
    target: String,
    range: [Int]? = nil, quote: String? = nil, lost: String? = nil, ground: String? = nil, body: String,
    arguments: [ArgumentItem], basis: String, tally: TallyItem, votes: [String: VoteItem],
    ruling: RulingItem? = nil, blind: String? = nil, changes: [ChangeOfMindItem]? = nil,
    withdrawn: WithdrawalItem? = nil
  ) {
    self.id = id
    self.status = status
    self.by = by
    self.madeBy = madeBy
    self.at = at
    self.position = position
    self.target = target
    self.range = range
    self.quote = quote
    self.lost = lost
    self.ground = ground
    self.body = body
    self.arguments = arguments
    self.basis = basis
    self.tally = tally
    self.votes = votes
    self.ruling = ruling
    self.blind = blind
    self.changes = changes
    self.withdrawn = withdrawn
  }
}

/// An argument in a dispute.
public struct ArgumentItem: Hashable, Sendable {
  /// for or against.
  public var side: String
  public var body: String
  public var evidence: [EvidenceItem]
  public var by: String
  public var at: String
  public var position: Int64

  public init(side: String, body: String, evidence: [EvidenceItem], by: String, at: String, position: Int64) {
    self.side = side
    self.body = body
    self.evidence = evidence
    self.by = by
    self.at = at
    self.position = position
  }
}

extension DisputeItem: JSONRecord {
  public static let shape = Shape(
    DisputeItem.init(
      id:status:by:madeBy:at:position:target:range:quote:lost:ground:body:arguments:basis:tally:votes:ruling:
      blind:changes:withdrawn:),
    Field("id", \.id), Field("status", \.status), Field("by", \.by), Field("madeBy", \.madeBy),
    Field("at", \.at),
    Field("position", \.position), Field("target", \.target), Field("range", \.range),
    Field("quote", \.quote), Field("lost", \.lost), Field("ground", \.ground),
    Field("body", \.body, .prose), Field("arguments", \.arguments), Field("basis", \.basis),
    Field("tally", \.tally), Field("votes", \.votes), Field("ruling", \.ruling),
    Field("blind", \.blind), Field("changes", \.changes), Field("withdrawn", \.withdrawn)
  ).constant("kind", "dispute")
}

extension ArgumentItem: JSONRecord {
  public static let shape = Shape(
    ArgumentItem.init(side:body:evidence:by:at:position:), Field("side", \.side),
    Field("body", \.body, .prose), Field("evidence", \.evidence), Field("by", \.by), Field("at", \.at),
    Field("position", \.position))
}
