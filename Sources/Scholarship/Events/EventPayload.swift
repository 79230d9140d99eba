public import CanonicalJSON

/// The payload of one kind of event, and how it is stored.
///
/// Bodies are hashed and kept for ever. A shape changes only together with its version, and every version
/// ever written stays readable.
public protocol EventPayload: JSONValue, Hashable {
  /// The name under which the event is stored: `claim.registered`.
  static var type: String { get }

  /// The version of the shape that is written.
  static var version: Int { get }

  /// Reads a stored payload of some version.
  init(json: ParsedJSON, version: Int) throws
}

extension EventPayload {
  public static var version: Int { 1 }
  public init(json: ParsedJSON, version: Int) throws { try self.init(json: json) }
}

/// A payload whose members are declared in its shape, as nearly all are.
public typealias EventRecord = EventPayload & JSONRecord

/// A kind of event: its stored name, and how to read it.
public struct EventKind: Sendable {
  public let type: String
  /// The version that is written. All versions from 1 to this one can be read.
  public let version: Int
  /// What its body looks like.
  public let schema: JSONSchema
  let read: @Sendable (ParsedJSON, Int) throws -> Event

  init<Payload: EventPayload>(_ payload: Payload.Type, _ event: @escaping @Sendable (Payload) -> Event) {
    type = payload.type
    version = payload.version
    schema = payload.schema
    read = { json, version in event(try Payload(json: json, version: version)) }
  }
}
