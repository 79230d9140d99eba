public import CanonicalJSON

/// An annotation, as lists and `show` have it.
public struct AnnotationItem: Hashable, Sendable {
  /// `a1`; of a private note of whoever asks, `m1`.
  public var id: String
  /// Its kind, which distinguishes it from other things.
  public var kind: String { "annotation" }
  /// standing or withdrawn; of a private note private, shared or withdrawn.
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
  /// An id, or the address of a passage; empty where that is lost.
  public var target: String
  /// Its range, if it is on a passage.
  public var range: [Int]?
  /// The base's own words there.
  public var quote: String?
  /// `ambiguous` or `orphaned` where the passage has no place in the present base; absent where it has one.
  public var lost: String?
  /// W3C Web Annotation.
  public var motivation: String
  /// Markdown.
  public var body: String
  public var tags: [String]
  /// The ids of the annotations that reply to it.
  public var replies: [String]
  /// How often its body was changed.
  public var edits: Int
  /// The id of the annotation that a private note was shared as.
  public var shared: String?
  public var withdrawn: WithdrawalItem?

  public init(
    id: String, status: String, by: String, madeBy: String? = nil, wordsBy: String? = nil, at: String,
    position: Int64, target: String,
    range: [Int]? = nil, quote: String? = nil, lost: String? = nil, motivation: String, body: String,
    tags: [String], replies: [String], edits: Int, shared: String? = nil,
    withdrawn: WithdrawalItem? = nil
  ) {
    self.id = id
    self.status = status
    self.by = by
    self.madeBy = madeBy
    self.wordsBy = wordsBy
    self.at = at
    self.position = position
    self.target = target
    self.range = range
    self.quote = quote
    self.lost = lost
    self.motivation = motivation
    self.body = body
    self.tags = tags
    self.replies = replies
    self.edits = edits
    self.shared = shared
    self.withdrawn = withdrawn
  }
}

extension AnnotationItem: JSONRecord {
  public static let shape = Shape(
    AnnotationItem.init(
      id:status:by:madeBy:wordsBy:at:position:target:range:quote:lost:motivation:body:tags:replies:edits:
      shared:withdrawn:),
    Field("id", \.id), Field("status", \.status), Field("by", \.by), Field("madeBy", \.madeBy),
    Field("wordsBy", \.wordsBy), Field("at", \.at),
    Field("position", \.position), Field("target", \.target), Field("range", \.range),
    Field("quote", \.quote), Field("lost", \.lost), Field("motivation", \.motivation),
    Field("body", \.body, .prose), Field("tags", \.tags, .prose), Field("replies", \.replies),
    Field("edits", \.edits), Field("shared", \.shared), Field("withdrawn", \.withdrawn)
  ).constant("kind", "annotation")
}
