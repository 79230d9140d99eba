public import CanonicalJSON

/// What became of everything said on a paper's text when a new base was imported: `import --base-of`.
public struct CarriedView: Hashable, Sendable {
  /// How many passages were found in the new base, including those in ``moved``.
  public var found: Int
  /// Passages that have another address or other words now.
  public var moved: [MovedItem]
  /// The ids of the corrections that the new base already contains.
  public var incorporated: [String]
  /// Things that may belong in several places.
  public var ambiguous: [OrphanItem]
  /// Things for which no place was found.
  public var orphaned: [OrphanItem]

  public init(
    found: Int = 0, moved: [MovedItem] = [], incorporated: [String] = [], ambiguous: [OrphanItem] = [],
    orphaned: [OrphanItem] = []
  ) {
    self.found = found
    self.moved = moved
    self.incorporated = incorporated
    self.ambiguous = ambiguous
    self.orphaned = orphaned
  }
}

/// A passage with another address or other words in the new base.
public struct MovedItem: Hashable, Sendable {
  public var id: String
  /// Its address in the base before.
  public var from: String
  /// Its address now.
  public var to: String
  /// Whether its words changed.
  public var changed: Bool

  public init(id: String, from: String, to: String, changed: Bool) {
    self.id = id
    self.from = from
    self.to = to
    self.changed = changed
  }
}

/// A thing whose passage has no place in the present base: `orphans`.
public struct OrphanItem: Hashable, Sendable {
  public var id: String
  /// claim, annotation, dispute or correction.
  public var kind: String
  /// ambiguous or orphaned.
  public var lost: String
  /// Who made it.
  public var by: String
  /// The words that it was made on; empty for a point.
  public var quote: String
  /// The words that stood before and after them there, cut at an ellipsis.
  public var before: String
  public var after: String
  /// The base that has them.
  public var base: String
  /// For an ambiguous one: where it may belong, the best place first.
  public var candidates: [PlaceItem]
  /// For an orphaned one: the nearest place, if there is one.
  public var nearest: PlaceItem?

  public init(
    id: String, kind: String, lost: String, by: String, quote: String, before: String = "",
    after: String = "", base: String, candidates: [PlaceItem] = [], nearest: PlaceItem? = nil
  ) {
    self.id = id
    self.kind = kind
    self.lost = lost
    self.by = by
    self.quote = quote
    self.before = before
    self.after = after
    self.base = base
    self.candidates = candidates
    self.nearest = nearest
  }
}

/// A place where something may belong, with enough around it to tell it from others: its sentence, the one before and the
/// one after, cut at an ellipsis.
public struct PlaceItem: Hashable, Sendable {
  public var address: String
  /// What stands there with a little around it, on one line.
  public var excerpt: String
  public var before: String
  /// What stands there; empty for a point.
  public var quote: String
  public var after: String

  public init(address: String, excerpt: String, before: String, quote: String, after: String) {
    self.address = address
    self.excerpt = excerpt
    self.before = before
    self.quote = quote
    self.after = after
  }
}

extension CarriedView: JSONRecord {
  public static let shape = Shape(
    CarriedView.init(found:moved:incorporated:ambiguous:orphaned:), Field("found", \.found),
    Field("moved", \.moved), Field("incorporated", \.incorporated), Field("ambiguous", \.ambiguous),
    Field("orphaned", \.orphaned))
}

extension MovedItem: JSONRecord {
  public static let shape = Shape(
    MovedItem.init(id:from:to:changed:), Field("id", \.id), Field("from", \.from), Field("to", \.to),
    Field("changed", \.changed))
}

extension OrphanItem: JSONRecord {
  public static let shape = Shape(
    OrphanItem.init(id:kind:lost:by:quote:before:after:base:candidates:nearest:), Field("id", \.id),
    Field("kind", \.kind), Field("lost", \.lost), Field("by", \.by), Field("quote", \.quote),
    Field("before", \.before), Field("after", \.after), Field("base", \.base),
    Field("candidates", \.candidates), Field("nearest", \.nearest))
}

extension PlaceItem: JSONRecord {
  public static let shape = Shape(
    PlaceItem.init(address:excerpt:before:quote:after:), Field("address", \.address),
    Field("excerpt", \.excerpt), Field("before", \.before), Field("quote", \.quote),
    Field("after", \.after))
}
