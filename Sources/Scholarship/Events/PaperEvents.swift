public import CanonicalJSON
public import Manuscript

/// A paper was imported. All its ranges are in the base.
public struct PaperImported: Hashable, Sendable {
  public var slug: Slug
  public var title: String
  public var base: BaseID
  /// The length of the base's reading text in Unicode scalars.
  public var scalars: Int
  /// The media type it was read as: `text/markdown` or `text/plain`.
  public var mediaType: String
  /// SHA-256 of the source's bytes, in hexadecimal; the log stores them as an attachment.
  public var source: String
  /// SHA-256 of the encoded document that was read from them; likewise.
  public var document: String
  /// SHA-256 of the file that the source was made of, in hexadecimal; likewise kept. Absent where the source is the
  /// file itself.
  public var original: String?
  /// That file's media type.
  public var originalMediaType: String?

  public init(
    slug: Slug, title: String, base: BaseID, scalars: Int, mediaType: String, source: String,
    document: String,
    original: String? = nil, originalMediaType: String? = nil
  ) {
    self.slug = slug
    self.title = title
    self.base = base
    self.scalars = scalars
    self.mediaType = mediaType
    self.source = source
    self.document = document
    self.original = original
    self.originalMediaType = originalMediaType
  }
}

/// Version 1 knew no originals.
extension PaperImported: EventRecord {
  public static let type = "paper.imported"
  public static let noun = "the import of the paper"
  public static let version = 2
  public static let shape = Shape(
    PaperImported.init(slug:title:base:scalars:mediaType:source:document:original:originalMediaType:),
    Field("slug", \.slug),
    Field("title", \.title, .prose), Field("base", \.base), Field("scalars", \.scalars),
    Field("mediaType", \.mediaType), Field("source", \.source), Field("document", \.document),
    Field("original", \.original),
    Field("originalMediaType", \.originalMediaType))

  public var logTags: [String] { ["paper"] }
  public func fits(_ paper: Paper) -> Bool { paper.identity == nil && scalars >= 0 }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final("A paper that is here stays. “leave” takes you out of it, once it has another owner.")
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.identity = Paper.Identity(
      slug: slug, title: title, base: base, scalars: scalars, source: source, document: document,
      stamp: stamp, baseStamp: stamp, titlePosition: stamp.position)
  }
  public var summary: String { "imported the paper \(title.quoted)" }
}

/// The paper was given another title; what it was called before stays in its history.
public struct PaperRetitled: Hashable, Sendable {
  public var title: String

  public init(title: String) { self.title = title }
}

extension PaperRetitled: EventRecord {
  public static let type = "paper.retitled"
  public static let noun = "the new title"
  public static let shape = Shape(PaperRetitled.init(title:), Field("title", \.title, .prose))

  public var logTags: [String] { ["paper"] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.identity.map { .title($0.title, since: $0.titlePosition) }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.identity?.title = title
    paper.identity?.titlePosition = stamp.position
  }
  public var summary: String { "gave the paper the title \(title.quoted)" }
}

/// Someone was given a role: invited or, if already a member, changed.
public struct MemberAdmitted: Hashable, Sendable {
  public var member: Handle
  public var role: Role

  public init(member: Handle, role: Role) {
    self.member = member
    self.role = role
  }
}

extension MemberAdmitted: EventRecord {
  public static let type = "member.admitted"
  public static let noun = "the role of"
  public static let shape = Shape(
    MemberAdmitted.init, Field("member", \.member), Field("role", \.role))

  public var logTags: [String] { ["members"] }
  public var affectedMembers: [Handle] { [member] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .member(member, paper.members[member])
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    let joined = paper.members[member]?.joined ?? false
    paper.members[member] = Member(handle: member, role: role, joined: joined, departed: nil, stamp: stamp)
  }
  public var summary: String { "admitted \(member) as \(role.rawValue)" }
}

/// Someone used their invitation and counts as a member from now on.
public struct MemberJoined: Hashable, Sendable {
  public var member: Handle

  public init(member: Handle) { self.member = member }
}

extension MemberJoined: EventRecord {
  public static let type = "member.joined"
  public static let noun = "the joining of"
  public static let shape = Shape(
    MemberJoined.init, Field("member", \.member))

  public var logTags: [String] { ["members"] }
  public var affectedMembers: [Handle] { [member] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final("“leave” takes you out of the paper again.")
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.members[member]?.joined = true }
  public var summary: String { "joined" }
}

/// The policy from here on, whole; earlier policies do not matter. Stored as the policy itself.
public struct PolicySet: Hashable, Sendable {
  public var policy: Policy

  public init(policy: Policy) { self.policy = policy }
}

/// Stored as the policy itself. Version 3 knew no blind rounds. Before it an exception named all rules, and version 1 had the policy one level
/// down: `{"policy":{"exceptions":{},"rules":{}}}`.
extension PolicySet: EventPayload {
  public static let type = "policy.set"
  public static let noun = "the change of the policy"
  public static let version = 4

  public init(json: ParsedJSON) throws { self.init(policy: try Policy(json: json)) }

  public init(json: ParsedJSON, version: Int) throws {
    self.init(policy: try version == 1 ? Policy.member("policy", of: json) : Policy(json: json))
  }

  public func write(to json: inout JSONBuilder) { policy.write(to: &json) }
  public static var schema: JSONSchema { Policy.schema }
  public static func members(version: Int) -> [FieldSchema] {
    version == 1
      ? [FieldSchema(name: "policy", value: Policy.schema, isRequired: true)] : Policy.shape.members
  }

  public var logTags: [String] { ["policy"] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .policy(paper.policy, since: paper.policyPosition)
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.policy = policy
    paper.policyPosition = stamp.position
  }
  public var summary: String { "set the policy to \(policy.settings)" }
}

/// The words of an earlier event were erased for legal reasons. What it did stays.
public struct BodyErased: Hashable, Sendable {
  /// The position of the erased event.
  public var position: Int64
  public var reason: String
  /// SHA-256 of what is left of the event's body, in hexadecimal; `nil` if the erasure is from before this
  /// was recorded.
  public var remains: String?

  public init(position: Int64, reason: String, remains: String? = nil) {
    self.position = position
    self.reason = reason
    self.remains = remains
  }
}

/// Version 1 had no `remains`.
extension BodyErased: EventRecord {
  public static let type = "body.erased"
  public static let noun = "the erasure of words"
  public static let version = 2
  public static let shape = Shape(
    BodyErased.init, Field("position", \.position), Field("reason", \.reason, .prose),
    Field("remains", \.remains))

  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { nil }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.erase(self, stamp) }
  public var words: String? { reason }
  public var summary: String { "erased the words of @\(position)" + because(reason) }

  /// What a history says of the event whose words it erased.
  public func summaryOfErased(by stamp: Stamp) -> String {
    "said something that was erased by \(stamp.by) (@\(stamp.position)): \(reason.quoted)"
  }
}
