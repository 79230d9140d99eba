public import CanonicalJSON

/// A list of items at a position.
public struct ListView<Item: JSONValue & Hashable>: Hashable, Sendable {
  /// The position it shows.
  public var at: Int64
  /// The items of this page.
  public var items: [Item]
  /// Send it as `after` to get the next page; absent on the last page.
  public var next: Int64?
  /// How many there are, where only the latest were asked for.
  public var total: Int64?

  public init(at: Int64, items: [Item], next: Int64? = nil, total: Int64? = nil) {
    self.total = total
    self.at = at
    self.items = items
    self.next = next
  }
}

/// A thing with everything about it: `show --json`.
public struct ThingView: Hashable, Sendable {
  /// The position it shows.
  public var at: Int64
  /// The thing.
  public var item: ThingItem
  /// The passage it is about, with the words around it; the first, where it is about several.
  public var context: ContextItem?
  /// All passages that it is about, in order, where they are several; else absent.
  public var contexts: [ContextItem]?
  /// The replies to it, in order.
  public var annotations: [AnnotationItem]
  /// The disputes about it.
  public var disputes: [DisputeItem]
  /// Its events.
  public var history: [HistoryItem]

  public init(
    at: Int64, item: ThingItem, context: ContextItem? = nil, contexts: [ContextItem]? = nil,
    annotations: [AnnotationItem],
    disputes: [DisputeItem], history: [HistoryItem]
  ) {
    self.at = at
    self.item = item
    self.context = context
    self.contexts = contexts
    self.annotations = annotations
    self.disputes = disputes
    self.history = history
  }
}

/// A claim, an annotation, a dispute or a correction; its `kind` says which.
public enum ThingItem: Hashable, Sendable {
  case claim(ClaimItem)
  case annotation(AnnotationItem)
  case dispute(DisputeItem)
  case correction(CorrectionItem)
}

extension ThingItem: JSONValue {
  public init(json: ParsedJSON) throws {
    switch try String.member("kind", of: json) {
    case "claim": self = .claim(try ClaimItem(json: json))
    case "annotation": self = .annotation(try AnnotationItem(json: json))
    case "dispute": self = .dispute(try DisputeItem(json: json))
    case "correction": self = .correction(try CorrectionItem(json: json))
    default: throw try json["kind"].corrupted("not a kind of thing")
    }
  }

  public func write(to json: inout JSONBuilder) {
    switch self {
    case .claim(let item): item.write(to: &json)
    case .annotation(let item): item.write(to: &json)
    case .dispute(let item): item.write(to: &json)
    case .correction(let item): item.write(to: &json)
    }
  }

  public static var schema: JSONSchema {
    .oneOf([ClaimItem.schema, AnnotationItem.schema, DisputeItem.schema, CorrectionItem.schema])
  }
}

/// A passage with the words around it, which are cut at an ellipsis.
public struct ContextItem: Hashable, Sendable {
  public var address: String
  public var before: String
  public var quote: String
  public var after: String

  public init(address: String, before: String, quote: String, after: String) {
    self.address = address
    self.before = before
    self.quote = quote
    self.after = after
  }
}

/// Something that follows the log and has stopped. It is tried again from time to time.
public struct HaltItem: Hashable, Sendable {
  /// What has stopped: `appends` to the log; `papers`, the lists of things; `feeds`; the `tree` over the log;
  /// or `checkpoints` signed of it.
  public var name: String
  /// The position at which it stopped.
  public var position: Int64
  /// Why it has stopped.
  public var cause: String
  /// What the administrator should do.
  public var remedy: String?

  public init(name: String, position: Int64, cause: String, remedy: String? = nil) {
    self.name = name
    self.position = position
    self.cause = cause
    self.remedy = remedy
  }
}

/// The rules in force: `policy --json`.
public struct PolicyView: Hashable, Sendable {
  public var at: Int64
  public var policy: PolicyItem

  public init(at: Int64, policy: PolicyItem) {
    self.at = at
    self.policy = policy
  }
}

extension ListView: JSONRecord {
  public static var shape: Shape<Self> {
    Shape(
      ListView<Item>.init(at:items:next:total:), Field("at", \.at), Field("items", \.items),
      Field("next", \.next), Field("total", \.total)
    ).constant("v", 1)
  }
}

extension ThingView: JSONRecord {
  public static let shape = Shape(
    ThingView.init(at:item:context:contexts:annotations:disputes:history:), Field("at", \.at),
    Field("item", \.item),
    Field("context", \.context), Field("contexts", \.contexts), Field("annotations", \.annotations),
    Field("disputes", \.disputes),
    Field("history", \.history)
  ).constant("v", 1)
}

extension ContextItem: JSONRecord {
  public static let shape = Shape(
    ContextItem.init(address:before:quote:after:), Field("address", \.address), Field("before", \.before),
    Field("quote", \.quote), Field("after", \.after))
}

extension HaltItem: JSONRecord {
  public static let shape = Shape(
    HaltItem.init(name:position:cause:remedy:), Field("name", \.name), Field("position", \.position),
    Field("cause", \.cause), Field("remedy", \.remedy))
}

extension PolicyView: JSONRecord {
  public static let shape = Shape(
    PolicyView.init(at:policy:), Field("at", \.at), Field("policy", \.policy)
  ).constant("v", 1)
}
