public import CanonicalJSON

/// Someone in a paper.
public struct MemberItem: Hashable, Sendable {
  public var handle: String
  /// reader, scholar, editor or owner.
  public var role: String
  /// Whether they have used their invitation, and are here still.
  public var joined: Bool
  /// That they left, or were removed by another; absent while they are here.
  public var departed: Deed?
  /// Who made it.
  public var by: String
  /// When: RFC 3339.
  public var at: String
  /// Where in the log it was made.
  public var position: Int64

  public init(
    handle: String, role: String, joined: Bool, departed: Deed? = nil, by: String, at: String,
    position: Int64
  ) {
    self.handle = handle
    self.role = role
    self.joined = joined
    self.departed = departed
    self.by = by
    self.at = at
    self.position = position
  }
}

/// One event, as `history`, `log` and the feed have it.
public struct HistoryItem: Hashable, Sendable {
  /// The paper's slug, in a feed; lists are of one paper, and leave it out.
  public var paper: String?
  public var position: Int64
  /// Its place in the paper, from 1.
  public var sequence: Int64
  /// RFC 3339.
  public var at: String
  public var by: String
  /// The event's stored name, such as `claim.registered`.
  public var type: String
  /// The things it is about.
  public var ids: [String]
  /// What happened, as a sentence without its subject.
  public var summary: String
  /// Why `at` is wrong: by which mending of the clock that is known. Absent where it is right.
  public var misdated: String?

  public init(
    paper: String? = nil, position: Int64, sequence: Int64, at: String, by: String, type: String,
    ids: [String], summary: String, misdated: String? = nil
  ) {
    self.misdated = misdated
    self.paper = paper
    self.position = position
    self.sequence = sequence
    self.at = at
    self.by = by
    self.type = type
    self.ids = ids
    self.summary = summary
  }
}

/// A paper, as `papers` has it.
public struct PaperItem: Hashable, Sendable {
  public var slug: String
  public var title: String
  public var base: String
  /// The asker's role in it.
  public var role: String?
  /// Who made it.
  public var by: String
  /// When: RFC 3339.
  public var at: String
  /// Where in the log it was made.
  public var position: Int64
  /// How many claims were registered.
  public var claims: Int
  /// How many annotations were written.
  public var annotations: Int
  /// How many disputes were opened.
  public var disputes: Int
  /// How many corrections were proposed.
  public var corrections: Int
  /// The position of its latest event.
  public var last: Int64

  public init(
    slug: String, title: String, base: String, role: String? = nil, by: String, at: String,
    position: Int64, claims: Int, annotations: Int, disputes: Int, corrections: Int, last: Int64
  ) {
    self.slug = slug
    self.title = title
    self.base = base
    self.role = role
    self.by = by
    self.at = at
    self.position = position
    self.claims = claims
    self.annotations = annotations
    self.disputes = disputes
    self.corrections = corrections
    self.last = last
  }
}

extension MemberItem: JSONRecord {
  public static let shape = Shape(
    MemberItem.init(handle:role:joined:departed:by:at:position:), Field("handle", \.handle),
    Field("role", \.role),
    Field("joined", \.joined), Field("departed", \.departed), Field("by", \.by), Field("at", \.at),
    Field("position", \.position))
}

extension HistoryItem: JSONRecord {
  public static let shape = Shape(
    HistoryItem.init(paper:position:sequence:at:by:type:ids:summary:misdated:), Field("paper", \.paper),
    Field("position", \.position), Field("sequence", \.sequence), Field("at", \.at), Field("by", \.by),
    Field("type", \.type), Field("ids", \.ids), Field("summary", \.summary, .prose),
    Field("misdated", \.misdated, .prose))
}

extension PaperItem: JSONRecord {
  public static let shape = Shape(
    PaperItem.init(slug:title:base:role:by:at:position:claims:annotations:disputes:corrections:last:),
    Field("slug", \.slug), Field("title", \.title), Field("base", \.base), Field("role", \.role),
    Field("by", \.by), Field("at", \.at), Field("position", \.position), Field("claims", \.claims),
    Field("annotations", \.annotations), Field("disputes", \.disputes), Field("corrections", \.corrections),
    Field("last", \.last))
}
