public import Scholarship

/// What an act comes to: the events to append, and what its sender is told.
public struct Decision: Hashable, Sendable {
  public var events: [Event]
  /// The things made or acted on, in the order of the events.
  public var ids: [EntityID]
  /// What the sender should know beyond the ids: that a proposal stood already and this became a vote for it.
  public var remark: String?

  /// - Parameter events: what happens, in order.
  public init(_ events: [any EventPayload], ids: [EntityID] = [], remark: String? = nil) {
    self.events = events.map(Event.init)
    self.ids = ids
    self.remark = remark
  }
}
