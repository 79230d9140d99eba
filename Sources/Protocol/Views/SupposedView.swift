public import CanonicalJSON

/// What a consensus was computed under instead of the rules in force; part of an export, `{"policy":"quorum=3"}`.
public struct SupposedItem: Hashable, Sendable {
  /// The settings that were made, as they are typed.
  public var policy: String?
  /// Who had no say.
  public var without: String?

  public init(policy: String? = nil, without: String? = nil) {
    self.policy = policy
    self.without = without
  }
}

/// What would be different under other rules, or without someone.
public struct SupposedView: Hashable, Sendable {
  /// The settings that were made, as they are typed.
  public var policy: String?
  /// Who has no say.
  public var without: String?
  /// What would stand otherwise than it does: by kind, and by number.
  public var things: [SupposedChangeItem]
  /// How the words of the consensus would change, in text order.
  public var text: [TextChangeItem]

  public init(
    policy: String? = nil, without: String? = nil, things: [SupposedChangeItem], text: [TextChangeItem]
  ) {
    self.policy = policy
    self.without = without
    self.things = things
    self.text = text
  }
}

/// Something that would stand otherwise.
public struct SupposedChangeItem: Hashable, Sendable {
  public var id: String
  /// claim, dispute or correction.
  public var kind: String
  /// Where it would stand.
  public var status: String
  /// Where it stands now.
  public var was: String
  /// What would decide it, for what has a ballot.
  public var basis: String?
  /// What it says: the statement, the reasons, or the change.
  public var text: String

  public init(id: String, kind: String, status: String, was: String, basis: String? = nil, text: String) {
    self.id = id
    self.kind = kind
    self.status = status
    self.was = was
    self.basis = basis
    self.text = text
  }
}

extension SupposedItem: JSONRecord {
  public static let shape = Shape(
    SupposedItem.init(policy:without:), Field("policy", \.policy), Field("without", \.without))
}

extension SupposedView: JSONRecord {
  public static let shape = Shape(
    SupposedView.init(policy:without:things:text:), Field("policy", \.policy),
    Field("without", \.without), Field("things", \.things), Field("text", \.text))
}

extension SupposedChangeItem: JSONRecord {
  public static let shape = Shape(
    SupposedChangeItem.init(id:kind:status:was:basis:text:), Field("id", \.id), Field("kind", \.kind),
    Field("status", \.status), Field("was", \.was), Field("basis", \.basis),
    Field("text", \.text, .prose))
}
