public import CanonicalJSON

/// A correction, as lists and `show` have it.
public struct CorrectionItem: Hashable, Sendable {
  /// `x1`.
  public var id: String
  /// Its kind, which distinguishes it from other things.
  public var kind: String { "correction" }
  /// open, accepted, rejected, contested, moot, incorporated, orphaned or withdrawn.
  public var status: String
  /// Whose it is: who made it, or adopted it.
  public var by: String
  /// Who made it, where another adopted it since; else absent.
  public var madeBy: String?
  /// Whose the words are, where another adopted it since; else absent.
  public var wordsBy: String?
  /// When: RFC 3339.
  public var at: String
  /// Where in the log it was made.
  public var position: Int64
  /// Empty where it is lost.
  public var address: String
  /// In scalars of the base's reading text, end-exclusive; empty where it is lost.
  public var range: [Int]
  /// `ambiguous` or `orphaned` where its words have no place in the present base; absent where they have one.
  public var lost: String?
  /// The base's words there, or its earlier ones if the correction is incorporated; empty for an insertion.
  public var old: String
  /// The proposed words; empty for a deletion.
  public var new: String
  /// ocr, typo, citation, fact, wording or translation.
  public var `class`: String?
  public var reason: String
  public var evidence: [EvidenceItem]
  /// The number of the present proposal, from 1.
  public var version: Int
  /// ballot, ruling, settled or dispute.
  public var basis: String
  public var tally: TallyItem
  /// Votes in this round, by handle.
  public var votes: [String: VoteItem]
  public var ruling: RulingItem?
  /// What those gave for it who proposed the same later, in order; absent where nobody did.
  public var seconds: [SecondItem]?
  /// The ids of the disputes on its present words that are open; absent where there are none.
  public var disputed: [String]?
  /// The ids of the disputes on its present words that are upheld; absent where there are none.
  public var upheld: [String]?
  /// Where it was brought in from; absent where it was said here.
  public var origin: OriginItem?
  /// `hidden` while its round is blind and the asker has not given theirs: then only their own and what was said before
  /// is told. `seen` where they have, and others have not. Absent where no round on it is blind.
  public var blind: String?
  /// Who came to say otherwise since its blind round began, in order; absent where nobody did.
  public var changes: [ChangeOfMindItem]?
  public var withdrawn: WithdrawalItem?

  public init(
    id: String, status: String, by: String, madeBy: String? = nil, wordsBy: String? = nil, at: String,
    position: Int64, address: String, range: [Int],
    lost: String? = nil, old: String, new: String, class: String? = nil, reason: String,
    evidence: [EvidenceItem], version: Int,
    basis: String, tally: TallyItem, votes: [String: VoteItem], ruling: RulingItem? = nil,
    seconds: [SecondItem]? = nil, disputed: [String]? = nil, upheld: [String]? = nil,
    origin: OriginItem? = nil, blind: String? = nil, changes: [ChangeOfMindItem]? = nil,
    withdrawn: WithdrawalItem? = nil
  ) {
    self.id = id
    self.status = status
    self.by = by
    self.madeBy = madeBy
    self.wordsBy = wordsBy
    self.at = at
    self.position = position
    self.address = address
    self.range = range
    self.lost = lost
    self.old = old
    self.new = new
    self.class = `class`
    self.reason = reason
    self.evidence = evidence
    self.version = version
    self.basis = basis
    self.tally = tally
    self.votes = votes
    self.ruling = ruling
    self.seconds = seconds
    self.disputed = disputed
    self.upheld = upheld
    self.origin = origin
    self.blind = blind
    self.changes = changes
    self.withdrawn = withdrawn
  }
}

extension CorrectionItem: JSONRecord {
  public static let shape = Shape(
    CorrectionItem.init(
      id:status:by:madeBy:wordsBy:at:position:address:range:lost:old:new:class:reason:evidence:version:basis:
      tally:votes:
      ruling:seconds:disputed:upheld:origin:blind:changes:withdrawn:),
    Field("id", \.id), Field("status", \.status), Field("by", \.by), Field("madeBy", \.madeBy),
    Field("wordsBy", \.wordsBy), Field("at", \.at),
    Field("position", \.position), Field("address", \.address), Field("range", \.range),
    Field("lost", \.lost), Field("old", \.old), Field("new", \.new, .prose), Field("class", \.class),
    Field("reason", \.reason, .prose), Field("evidence", \.evidence), Field("version", \.version),
    Field("basis", \.basis), Field("tally", \.tally), Field("votes", \.votes), Field("ruling", \.ruling),
    Field("seconds", \.seconds), Field("disputed", \.disputed), Field("upheld", \.upheld),
    Field("origin", \.origin), Field("blind", \.blind), Field("changes", \.changes),
    Field("withdrawn", \.withdrawn)
  ).constant("kind", "correction")
}
