/// Why a command was not carried out: nothing happened, and the message says what to do.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What sort of refusal it is.
  public enum Kind: String, Sendable {
    /// A rule of the domain, or a value it does not take.
    case refused
    /// The command names something that is not there.
    case noSuchThing
    /// The person's role does not allow it.
    case notAllowed
  }

  /// The sort of refusal.
  public let kind: Kind
  /// For the person: what happened, why, and what to do.
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
