/// Why a command was not carried out. Nothing happened, and the message says what to do.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of refusal.
  public enum Kind: String, Sendable {
    /// A rule of the domain forbids it, or a value is not valid.
    case refused
    /// The command names something that does not exist.
    case noSuchThing
    /// The person's role does not allow it.
    case notAllowed
  }

  /// The kind of refusal.
  public let kind: Kind
  /// For the person: what happened, why, and what to do.
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
