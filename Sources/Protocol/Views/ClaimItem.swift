public import CanonicalJSON

/// A claim, as lists and `show` have it.
public struct ClaimItem: Hashable, Sendable {
  /// `c1`.
  public var id: String
  /// Its kind, which distinguishes it from other things.
  public var kind: String { "claim" }
  /// unreviewed, agreed, qualified, rejected, contested or withdrawn.
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
  public var statement: String
  /// fact, date, attribution, causal, interpretation or citation.
  public var claimKind: String?
  /// The claim's passages, in scalars of the base's reading text, end-exclusive. Lost ones are left out.
  public var ranges: [[Int]]
  public var address: String
  /// The base's own words.
  public var quote: String
  /// `ambiguous` or `orphaned` where a passage has no place in the present base; absent where all have one.
  public var lost: String?
  /// The number of the present wording, from 1.
  public var wording: Int
  /// Each person's latest stance, by handle.
  public var stances: [String: StanceItem]
  /// Its relations to other claims.
  public var links: [LinkItem]
  /// The disputes on it, whatever became of them.
  public var disputes: [String]
  /// Those of them that are open; absent where there are none.
  public var disputed: [String]?
  /// Those of them on its present words that are upheld; absent where there are none.
  public var upheld: [String]?
  /// Whether an accepted correction changes its words.
  public var textChanged: Bool
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
    position: Int64, statement: String,
    claimKind: String? = nil, ranges: [[Int]], address: String, quote: String, lost: String? = nil,
    wording: Int,
    stances: [String: StanceItem], links: [LinkItem], disputes: [String], disputed: [String]? = nil,
    upheld: [String]? = nil, textChanged: Bool, origin: OriginItem? = nil, blind: String? = nil,
    changes: [ChangeOfMindItem]? = nil, withdrawn: WithdrawalItem? = nil
  ) {
    self.id = id
    self.status = status
    self.by = by
    self.madeBy = madeBy
    self.wordsBy = wordsBy
    self.at = at
    self.position = position
    self.statement = statement
    self.claimKind = claimKind
    self.ranges = ranges
    self.address = address
    self.quote = quote
    self.lost = lost
    self.wording = wording
    self.stances = stances
    self.links = links
    self.disputes = disputes
    self.disputed = disputed
    self.upheld = upheld
    self.textChanged = textChanged
    self.origin = origin
    self.blind = blind
    self.changes = changes
    self.withdrawn = withdrawn
  }
}

/// Where one person stands on a claim.
public struct StanceItem: Hashable, Sendable {
  public var stance: String
  public var reason: String?
  /// 1 (a guess) to 5 (certain).
  public var confidence: Int?
  /// Whether the claim was reworded since. Such a stance is not counted.
  public var onEarlierWording: Bool
  /// `false` where the stance is not counted, since they may not vote any more; else absent.
  public var counted: Bool?
  /// `true` where it was taken in a blind round, unseeing what others said; else absent.
  public var blind: Bool?
  public var at: String
  public var position: Int64

  public init(
    stance: String, reason: String? = nil, confidence: Int? = nil, onEarlierWording: Bool,
    counted: Bool? = nil, blind: Bool? = nil, at: String, position: Int64
  ) {
    self.stance = stance
    self.reason = reason
    self.confidence = confidence
    self.onEarlierWording = onEarlierWording
    self.counted = counted
    self.blind = blind
    self.at = at
    self.position = position
  }
}

/// How a claim bears on another.
public struct LinkItem: Hashable, Sendable {
  public var relation: String
  /// The id of the claim at the other end.
  public var other: String
  public var by: String
  public var at: String
  public var position: Int64

  public init(relation: String, other: String, by: String, at: String, position: Int64) {
    self.relation = relation
    self.other = other
    self.by = by
    self.at = at
    self.position = position
  }
}

extension ClaimItem: JSONRecord {
  public static let shape = Shape(
    ClaimItem.init(
      id:status:by:madeBy:wordsBy:at:position:statement:claimKind:ranges:address:quote:lost:wording:stances:
      links:disputes:
      disputed:upheld:textChanged:origin:blind:changes:withdrawn:),
    Field("id", \.id), Field("status", \.status), Field("by", \.by), Field("madeBy", \.madeBy),
    Field("wordsBy", \.wordsBy), Field("at", \.at),
    Field("position", \.position), Field("statement", \.statement, .prose), Field("claimKind", \.claimKind),
    Field("ranges", \.ranges), Field("address", \.address), Field("quote", \.quote), Field("lost", \.lost),
    Field("wording", \.wording), Field("stances", \.stances), Field("links", \.links),
    Field("disputes", \.disputes), Field("disputed", \.disputed), Field("upheld", \.upheld),
    Field("textChanged", \.textChanged), Field("origin", \.origin), Field("blind", \.blind),
    Field("changes", \.changes), Field("withdrawn", \.withdrawn)
  )
  .constant("kind", "claim")
}

extension StanceItem: JSONRecord {
  public static let shape = Shape(
    StanceItem.init(stance:reason:confidence:onEarlierWording:counted:blind:at:position:),
    Field("stance", \.stance), Field("reason", \.reason, .prose), Field("confidence", \.confidence),
    Field("onEarlierWording", \.onEarlierWording), Field("counted", \.counted),
    Field("blind", \.blind), Field("at", \.at),
    Field("position", \.position))
}

extension LinkItem: JSONRecord {
  public static let shape = Shape(
    LinkItem.init(relation:other:by:at:position:), Field("relation", \.relation), Field("other", \.other),
    Field("by", \.by), Field("at", \.at), Field("position", \.position))
}
