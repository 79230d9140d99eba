/// What keeps the projection from going on.
public struct ProjectionHalt: Hashable, Sendable {
  /// What stands still.
  public var name: String
  /// The position after which it stands.
  public var position: Int64
  /// What is in the way.
  public var cause: String
}
