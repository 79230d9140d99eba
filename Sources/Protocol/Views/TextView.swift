public import CanonicalJSON

/// The text of a paper or of a part of it: `read --json`.
public struct TextView: Hashable, Sendable {
  /// The position it shows.
  public var at: Int64
  public var base: String
  /// Whether `blocks` have the consensus text. Ranges are always in the base.
  public var consensus: Bool
  /// The blocks, in the order of the text.
  public var blocks: [BlockItem]

  public init(at: Int64, base: String, consensus: Bool, blocks: [BlockItem]) {
    self.at = at
    self.base = base
    self.consensus = consensus
    self.blocks = blocks
  }
}

/// One block of a text.
public struct BlockItem: Hashable, Sendable {
  public var address: String
  /// What sort of block: `paragraph`, `heading`, `note` …
  public var kind: String
  /// Of a heading, 1 to 6.
  public var level: Int?
  /// The page of the source on which it begins.
  public var page: Int?
  /// The address of the section it is in.
  public var section: String?
  /// A list item's bullet; in papers read before numbers and letters were part of the text, these too.
  public var label: String?
  /// In scalars of the base's reading text.
  public var range: [Int]
  public var text: String
  /// Its sentences, in order.
  public var sentences: [SentenceItem]
  /// Its references to notes, in order.
  public var notes: [NoteMark]

  public init(
    address: String, kind: String, level: Int? = nil, page: Int? = nil, section: String? = nil,
    label: String? = nil, range: [Int], text: String, sentences: [SentenceItem], notes: [NoteMark]
  ) {
    self.address = address
    self.kind = kind
    self.level = level
    self.page = page
    self.section = section
    self.label = label
    self.range = range
    self.text = text
    self.sentences = sentences
    self.notes = notes
  }
}

/// One sentence of a block.
public struct SentenceItem: Hashable, Sendable {
  public var address: String
  /// In scalars of the base's reading text.
  public var range: [Int]

  public init(address: String, range: [Int]) {
    self.address = address
    self.range = range
  }
}

/// A reference to a note.
public struct NoteMark: Hashable, Sendable {
  /// The note's number.
  public var n: Int
  /// Scalars from the start of the block's text as it is shown.
  public var at: Int

  public init(n: Int, at: Int) {
    self.n = n
    self.at = at
  }
}

/// The sections of a paper.
public struct OutlineView: Hashable, Sendable {
  public var at: Int64
  public var slug: String
  public var title: String
  public var base: String
  /// The sections, in the order of the text.
  public var sections: [SectionItem]

  public init(at: Int64, slug: String, title: String, base: String, sections: [SectionItem]) {
    self.at = at
    self.slug = slug
    self.title = title
    self.base = base
    self.sections = sections
  }
}

/// One section: a heading and what stands under it.
public struct SectionItem: Hashable, Sendable {
  /// `s2`; absent for the blocks before the first heading.
  public var address: String?
  /// From 1, the outermost.
  public var level: Int
  public var title: String
  /// The address of its first block.
  public var first: String
  /// The address of its last block.
  public var last: String
  /// The page on which it begins.
  public var page: Int?
  /// How many paragraphs it has.
  public var paragraphs: Int
  /// How many sentences.
  public var sentences: Int

  public init(
    address: String? = nil, level: Int, title: String, first: String, last: String, page: Int? = nil,
    paragraphs: Int, sentences: Int
  ) {
    self.address = address
    self.level = level
    self.title = title
    self.first = first
    self.last = last
    self.page = page
    self.paragraphs = paragraphs
    self.sentences = sentences
  }
}

/// Where words occur: `find --json`.
public struct FoundView: Hashable, Sendable {
  public var at: Int64
  /// How many occurrences there are, or texts that people wrote; `items` or `said` may have fewer.
  public var total: Int
  /// What was found in the paper's text, in its order; empty where what people wrote was searched.
  public var items: [FoundItem]
  /// What was found in what people wrote, the best first; absent where the paper's text was searched.
  public var said: [SaidItem]?
  /// What to give as `after` for the next page; absent on the last one.
  public var next: Int64?

  public init(at: Int64, total: Int, items: [FoundItem], said: [SaidItem]? = nil, next: Int64? = nil) {
    self.at = at
    self.total = total
    self.items = items
    self.said = said
    self.next = next
  }
}

/// One occurrence.
public struct FoundItem: Hashable, Sendable {
  public var address: String
  /// In scalars of the base's reading text.
  public var range: [Int]
  public var before: String
  /// The words that were found.
  public var match: String
  public var after: String

  public init(address: String, range: [Int], before: String, match: String, after: String) {
    self.address = address
    self.range = range
    self.before = before
    self.match = match
    self.after = after
  }
}

extension TextView: JSONRecord {
  public static let shape = Shape(
    TextView.init(at:base:consensus:blocks:), Field("at", \.at), Field("base", \.base),
    Field("consensus", \.consensus), Field("blocks", \.blocks)
  ).constant("v", 1)
}

extension BlockItem: JSONRecord {
  public static let shape = Shape(
    BlockItem.init(address:kind:level:page:section:label:range:text:sentences:notes:),
    Field("address", \.address), Field("kind", \.kind), Field("level", \.level), Field("page", \.page),
    Field("section", \.section), Field("label", \.label), Field("range", \.range), Field("text", \.text),
    Field("sentences", \.sentences), Field("notes", \.notes))
}

extension SentenceItem: JSONRecord {
  public static let shape = Shape(
    SentenceItem.init(address:range:), Field("address", \.address), Field("range", \.range))
}

extension NoteMark: JSONRecord {
  public static let shape = Shape(
    NoteMark.init(n:at:), Field("n", \.n), Field("at", \.at))
}

extension OutlineView: JSONRecord {
  public static let shape = Shape(
    OutlineView.init(at:slug:title:base:sections:), Field("at", \.at), Field("slug", \.slug),
    Field("title", \.title), Field("base", \.base), Field("sections", \.sections)
  ).constant("v", 1)
}

extension SectionItem: JSONRecord {
  public static let shape = Shape(
    SectionItem.init(address:level:title:first:last:page:paragraphs:sentences:),
    Field("address", \.address), Field("level", \.level), Field("title", \.title), Field("first", \.first),
    Field("last", \.last), Field("page", \.page), Field("paragraphs", \.paragraphs),
    Field("sentences", \.sentences))
}

extension FoundView: JSONRecord {
  public static let shape = Shape(
    FoundView.init(at:total:items:said:next:), Field("at", \.at), Field("total", \.total),
    Field("items", \.items), Field("said", \.said), Field("next", \.next)
  )
  .constant("v", 1)
}

extension FoundItem: JSONRecord {
  public static let shape = Shape(
    FoundItem.init(address:range:before:match:after:), Field("address", \.address), Field("range", \.range),
    Field("before", \.before), Field("match", \.match), Field("after", \.after))
}
