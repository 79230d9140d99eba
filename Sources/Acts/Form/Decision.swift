public import Scholarship

/// What an act comes to: the events to append, and what its sender is told.
public struct Decision: Hashable, Sendable {
  public var events: [Event]
  /// What happens in the notebook of whoever acts. It stands together with the events.
  public var notes: [NotebookEvent] = []
  /// The things made or acted on, in the order of the events.
  public var ids: [EntityID]
  /// The private notes made or acted on.
  public var memos: [MemoID] = []
  /// What the sender should know beyond the ids: that a proposal stood already and this became a vote for it.
  public var remark: String?

  /// - Parameter events: what happens, in order.
  public init(_ events: [any EventPayload], ids: [EntityID] = [], remark: String? = nil) {
    self.events = events.map(Event.init)
    self.ids = ids
    self.remark = remark
  }

  /// Of what happens to a private note alone.
  init(_ memo: MemoID, _ notes: any NotebookPayload..., remark: String? = nil) {
    self.init([], remark: remark)
    self.notes = notes.map(NotebookEvent.init)
    memos = [memo]
  }
}
