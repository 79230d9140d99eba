public import CanonicalJSON

/// What changed between two positions: `diff --json`.
public struct ChangesView: Hashable, Sendable {
  /// The later position.
  public var at: Int64
  /// The earlier one.
  public var since: Int64
  public var base: String
  /// The base before, where another came in.
  public var earlierBase: String?
  /// How the words of the consensus changed, in text order.
  public var text: [TextChangeItem]
  /// The things that are new, stand otherwise, or of which something was said.
  public var things: [ChangeItem]
  /// Who is new or has another role; absent where nobody is.
  public var members: [MemberChangeItem]?
  /// The rules in force, where others were before.
  public var policy: PolicyItem?

  public init(
    at: Int64, since: Int64, base: String, earlierBase: String? = nil, text: [TextChangeItem],
    things: [ChangeItem], members: [MemberChangeItem]? = nil, policy: PolicyItem? = nil
  ) {
    self.at = at
    self.since = since
    self.base = base
    self.earlierBase = earlierBase
    self.text = text
    self.things = things
    self.members = members
    self.policy = policy
  }
}

/// Words of the consensus text that changed.
public struct TextChangeItem: Hashable, Sendable {
  public var address: String
  public var before: String
  /// The words that stood there; empty where some were added.
  public var old: String
  /// The words that stand there; empty where some went.
  public var new: String
  public var after: String
  /// Where the old words stood, in scalars of the earlier consensus text, end-exclusive.
  public var oldRange: [Int]
  /// Where the new words stand, in scalars of the later consensus text, end-exclusive.
  public var newRange: [Int]
  /// The ids of the corrections that make the difference; absent where another base does.
  public var corrections: [String]?

  public init(
    address: String, before: String, old: String, new: String, after: String, oldRange: [Int],
    newRange: [Int], corrections: [String]? = nil
  ) {
    self.address = address
    self.before = before
    self.old = old
    self.new = new
    self.after = after
    self.oldRange = oldRange
    self.newRange = newRange
    self.corrections = corrections
  }
}

/// What became of a thing.
public struct ChangeItem: Hashable, Sendable {
  public var id: String
  /// claim, annotation, dispute or correction.
  public var kind: String
  /// Where it stands now; `standing` or `withdrawn` for an annotation.
  public var status: String
  /// Where it stood before; absent where it is new.
  public var was: String?
  /// What decides where it stands, for what has a ballot.
  public var basis: String?
  public var tally: TallyItem?
  /// Why it stands so: the words of a ruling, or of who withdrew it.
  public var reason: String?
  /// Whose it is.
  public var by: String
  /// When it was made.
  public var at: String
  /// Where in the log it was made.
  public var position: Int64
  /// Where it stands in the text, or what it is about; empty where its words have no place.
  public var address: String
  /// What it says: the statement, the words, or the change.
  public var text: String
  /// What was said and done about it since, in order.
  public var deeds: [DeedItem]
  /// The ids of the disputes on it that are open; absent where there are none.
  public var disputed: [String]?
  /// Those on its present words that are upheld; absent where there are none.
  public var upheld: [String]?

  public init(
    id: String, kind: String, status: String, was: String? = nil, basis: String? = nil,
    tally: TallyItem? = nil, reason: String? = nil, by: String, at: String, position: Int64,
    address: String, text: String, deeds: [DeedItem], disputed: [String]? = nil, upheld: [String]? = nil
  ) {
    self.id = id
    self.kind = kind
    self.status = status
    self.was = was
    self.basis = basis
    self.tally = tally
    self.reason = reason
    self.by = by
    self.at = at
    self.position = position
    self.address = address
    self.text = text
    self.deeds = deeds
    self.disputed = disputed
    self.upheld = upheld
  }
}

/// Something that someone did.
public struct DeedItem: Hashable, Sendable {
  /// What, in words that follow a handle: `voted for it`.
  public var what: String
  /// In whose words; absent where there were none.
  public var text: String?
  public var by: String
  public var at: String
  public var position: Int64

  public init(what: String, text: String? = nil, by: String, at: String, position: Int64) {
    self.what = what
    self.text = text
    self.by = by
    self.at = at
    self.position = position
  }
}

/// Someone who is new, or has another role.
public struct MemberChangeItem: Hashable, Sendable {
  public var handle: String
  /// Absent where they are no member any more.
  public var role: String?
  /// The role before; absent where they were no member.
  public var was: String?

  public init(handle: String, role: String? = nil, was: String? = nil) {
    self.handle = handle
    self.role = role
    self.was = was
  }
}

extension ChangesView: JSONRecord {
  public static let shape = Shape(
    ChangesView.init(at:since:base:earlierBase:text:things:members:policy:), Field("at", \.at),
    Field("since", \.since), Field("base", \.base), Field("earlierBase", \.earlierBase),
    Field("text", \.text), Field("things", \.things), Field("members", \.members),
    Field("policy", \.policy)
  ).constant("v", 1)
}

extension TextChangeItem: JSONRecord {
  public static let shape = Shape(
    TextChangeItem.init(address:before:old:new:after:oldRange:newRange:corrections:),
    Field("address", \.address), Field("before", \.before), Field("old", \.old), Field("new", \.new),
    Field("after", \.after), Field("oldRange", \.oldRange), Field("newRange", \.newRange),
    Field("corrections", \.corrections))
}

extension ChangeItem: JSONRecord {
  public static let shape = Shape(
    ChangeItem.init(
      id:kind:status:was:basis:tally:reason:by:at:position:address:text:deeds:disputed:
      upheld:),
    Field("id", \.id), Field("kind", \.kind), Field("status", \.status), Field("was", \.was),
    Field("basis", \.basis), Field("tally", \.tally), Field("reason", \.reason, .prose),
    Field("by", \.by), Field("at", \.at), Field("position", \.position), Field("address", \.address),
    Field("text", \.text, .prose), Field("deeds", \.deeds),
    Field("disputed", \.disputed), Field("upheld", \.upheld))
}

extension DeedItem: JSONRecord {
  public static let shape = Shape(
    DeedItem.init(what:text:by:at:position:), Field("what", \.what), Field("text", \.text, .prose),
    Field("by", \.by), Field("at", \.at), Field("position", \.position))
}

extension MemberChangeItem: JSONRecord {
  public static let shape = Shape(
    MemberChangeItem.init(handle:role:was:), Field("handle", \.handle), Field("role", \.role),
    Field("was", \.was))
}
