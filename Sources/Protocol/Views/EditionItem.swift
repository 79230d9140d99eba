public import CanonicalJSON

/// A published edition, as `editions` has it.
public struct EditionItem: Hashable, Sendable {
  /// What it was published as.
  public var name: String
  public var base: String
  public var by: String
  public var at: String
  /// The position that it shows.
  public var position: Int64

  public init(name: String, base: String, by: String, at: String, position: Int64) {
    self.name = name
    self.base = base
    self.by = by
    self.at = at
    self.position = position
  }
}

extension EditionItem: JSONRecord {
  public static let shape = Shape(
    EditionItem.init(name:base:by:at:position:), Field("name", \.name, .prose), Field("base", \.base),
    Field("by", \.by), Field("at", \.at), Field("position", \.position))
}
