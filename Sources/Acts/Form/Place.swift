public import CanonicalJSON
public import Manuscript
public import Scholarship

/// Where something belongs in a text: an address as it is typed, which is looked up when the act is decided. JSON is the
/// address.
public enum Place: Hashable, Sendable {
  case address(String)
  /// Passages that are known already. Only what makes papers by itself has them; they are never sent.
  case anchors([Anchor])

  /// A passage that is known already.
  public static func anchor(_ anchor: Anchor) -> Place { .anchors([anchor]) }
}

extension Place: JSONValue {
  public init(json: ParsedJSON) throws { self = .address(try json.string()) }
  public func write(to json: inout JSONBuilder) { text.write(to: &json) }
  public static var schema: JSONSchema { .string }

  private var text: String {
    switch self {
    case .address(let address): address
    case .anchors(let anchors): anchors.map(\.quote).joined(separator: " ")
    }
  }
}

/// Places in a text. JSON is the list of them; one alone, as it was sent once, is read too.
public struct Places: Hashable, Sendable {
  /// In the order in which they are named.
  public var all: [Place]

  public init(all: [Place]) { self.all = all }
}

extension Places: JSONValue {
  public init(json: ParsedJSON) throws {
    do {
      all = [try Place(json: json)]
    } catch {
      all = try [Place](json: json)
    }
  }

  public func write(to json: inout JSONBuilder) { all.write(to: &json) }

  public static var schema: JSONSchema { .list(Place.schema) }
}

/// What an annotation or a dispute is about, as it is typed: a word of the form of an id is one, anything else is an
/// address. JSON is what is typed.
public enum Topic: Hashable, Sendable {
  case typed(String)
  /// A target that is known already. Only what makes papers by itself has one; it is never sent.
  case target(Target)
}

extension Topic: JSONValue {
  public init(json: ParsedJSON) throws { self = .typed(try json.string()) }
  public func write(to json: inout JSONBuilder) { text.write(to: &json) }
  public static var schema: JSONSchema { .string }

  /// As it is typed; of a known passage, its words.
  var text: String {
    switch self {
    case .typed(let text): text
    case .target(.thing(let id)): id.description
    case .target(.passage(let anchor)): anchor.quote
    }
  }
}
