public import Manuscript

/// What an event replaced in a notebook; see ``Reversal``.
public enum NotebookReversal: Hashable, Sendable {
  /// A private note was made. Undone, it is withdrawn.
  case made(MemoID)
  /// A private note was withdrawn.
  case withdrew(MemoID, Withdrawal?)
  /// A private note was edited.
  case bodies(MemoID, [Annotation.Body])
  /// A private note was placed on a base; where it was before.
  case place(MemoID, Target, LostAnchor?, base: BaseID?)
  /// A private note was published as an annotation.
  case shared(MemoID, Memo.Shared?, as: EntityID)

  /// The note that it is about.
  public var memo: MemoID {
    switch self {
    case .made(let id), .withdrew(let id, _), .bodies(let id, _), .place(let id, _, _, _),
      .shared(let id, _, _):
      id
    }
  }

  mutating func erase(_ position: Int64, _ notice: String) {
    switch self {
    case .withdrew(let id, var withdrawal):
      withdrawal?.erase(position, notice)
      self = .withdrew(id, withdrawal)
    case .bodies(let id, var bodies):
      for index in bodies.indices where bodies[index].stamp.position == position {
        bodies[index].text = notice
      }
      self = .bodies(id, bodies)
    case .made, .place, .shared: break
    }
  }

  /// Exchanges what it holds for what stands in its place.
  mutating func exchange(_ memo: inout Memo, _ stamp: Stamp, undoing: Bool) {
    switch self {
    case .made: memo.withdrawn = undoing ? Withdrawal(reason: nil, stamp: stamp, isUndone: true) : nil
    case .withdrew(let id, let before):
      self = .withdrew(id, memo.withdrawn)
      memo.withdrawn = before
    case .bodies(let id, let before):
      self = .bodies(id, memo.bodies)
      memo.bodies = before
    case .place(let id, let target, let lost, let base):
      self = .place(id, memo.target, memo.lost, base: base)
      (memo.target, memo.lost) = (target, lost)
    case .shared(let id, let before, let annotation):
      self = .shared(id, memo.shared, as: annotation)
      memo.shared = before
    }
  }
}

/// What an event of a notebook did.
public struct NotebookDeed: DeedPart {
  public var position: Int64
  /// The name of the event's type.
  public var type: String
  /// What takes it back, or brings it back.
  public internal(set) var reversal: NotebookReversal
}

extension Notebook {
  /// Notes what an event did.
  mutating func note(_ recorded: RecordedNotebookEvent, _ reversal: NotebookReversal) {
    let part = NotebookDeed(
      position: recorded.stamp.position, type: recorded.event.type, reversal: reversal)
    deeds.note(part, request: recorded.request)
  }

  mutating func undo(_ act: PastNotebookAct, _ stamp: Stamp) {
    var deeds = deeds
    deeds.undo(act.first, at: stamp.position) { part in
      change(part.reversal.memo) { part.reversal.exchange(&$0, stamp, undoing: true) }
    }
    self.deeds = deeds
  }

  mutating func redo(_ act: PastNotebookAct, _ stamp: Stamp) {
    var deeds = deeds
    deeds.redo(act.first) { part in
      change(part.reversal.memo) { part.reversal.exchange(&$0, stamp, undoing: false) }
    }
    self.deeds = deeds
  }
}
