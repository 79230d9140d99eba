public import CanonicalJSON

/// Where words stand in what somebody wrote.
public struct SaidItem: Hashable, Sendable {
  /// The id of the thing that it was written in or of.
  public var id: String
  /// claim, annotation, dispute or correction.
  public var kind: String
  public var status: String
  /// What it is in the thing: statement, body, tags, argument, replacement, reason, citation, stance, vote, ruling or
  /// withdrawal.
  public var part: String
  public var by: String
  public var at: String
  public var position: Int64
  /// Where the thing is, as it can be typed; empty where it has no place in the present base.
  public var address: String
  /// The words around what was found.
  public var snippet: [SnippetPart]

  public init(
    id: String, kind: String, status: String, part: String, by: String, at: String, position: Int64,
    address: String, snippet: [SnippetPart]
  ) {
    self.id = id
    self.kind = kind
    self.status = status
    self.part = part
    self.by = by
    self.at = at
    self.position = position
    self.address = address
    self.snippet = snippet
  }
}

/// Some words of a snippet, found or around what was found.
public struct SnippetPart: Hashable, Sendable {
  public var text: String
  /// Whether these were looked for; else absent.
  public var found: Bool?

  /// - Parameter isFound: whether these were looked for.
  public init(_ text: String, isFound: Bool) {
    self.init(text: text, found: isFound ? true : nil)
  }

  private init(text: String, found: Bool?) {
    self.text = text
    self.found = found
  }
}

extension SaidItem: JSONRecord {
  public static let shape = Shape(
    SaidItem.init(id:kind:status:part:by:at:position:address:snippet:), Field("id", \.id),
    Field("kind", \.kind), Field("status", \.status), Field("part", \.part), Field("by", \.by),
    Field("at", \.at), Field("position", \.position), Field("address", \.address),
    Field("snippet", \.snippet))
}

extension SnippetPart: JSONRecord {
  public static let shape = Shape(
    SnippetPart.init(text:found:), Field("text", \.text, .prose), Field("found", \.found))
}
