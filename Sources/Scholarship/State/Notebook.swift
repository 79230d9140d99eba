public import Manuscript

/// What one scholar noted privately in one paper: the events of a stream of their own, folded. Nobody else is shown it,
/// and no part of the paper's own state follows from it.
public struct Notebook: Hashable, Sendable {
  /// By number less one: ids are dense.
  public internal(set) var memos: Series<Memo> = []
  /// The base that passages are in; `nil` before the first note.
  public internal(set) var ground: PlacedBase?
  /// What was erased in it, by whom and why.
  private var erasures: [Erased] = []
  /// What its author can undo and redo.
  public internal(set) var deeds = Deeds<NotebookDeed>()
  /// The position of the last event folded in; 0 before the first.
  public internal(set) var position: Int64 = 0
  /// How many events have been folded in.
  public internal(set) var sequence: Int64 = 0

  /// A base of the paper.
  public struct PlacedBase: Hashable, Sendable {
    public var base: BaseID
    /// The length of its reading text in scalars.
    public var scalars: Int
    /// SHA-256 of its encoded document, in hexadecimal.
    public var document: String
  }

  /// That words were erased.
  private struct Erased: Hashable {
    var event: BodyErased
    var stamp: Stamp
  }

  /// The notebook before any event.
  public static let empty = Notebook()

  /// The note of an id; `nil` where there is none.
  public func memo(_ id: MemoID) -> Memo? {
    memos.indices.contains(id.number - 1) ? memos[id.number - 1] : nil
  }

  /// The id that the next note gets.
  public var next: MemoID { MemoID(memos.count + 1) }

  /// The name of the stream in which a scholar's notes on a paper stand. No paper can be called that.
  public static func stream(of person: Handle, in paper: Slug) -> String { "\(paper)/\(person)" }
}

/// A private note.
public struct Memo: Hashable, Sendable {
  public var id: MemoID
  public var stamp: Stamp
  public var target: Target
  public var motivation: Motivation
  public var tags: [String]
  /// Every body in order; the last one stands.
  public var bodies: [Annotation.Body]
  /// Why its passage has no place in the base that the notebook goes by; `nil` where it has one.
  public var lost: LostAnchor?
  /// What it was published as; `nil` while it is private.
  public var shared: Shared?
  public var withdrawn: Withdrawal?

  /// That it was published.
  public struct Shared: Hashable, Sendable {
    /// What it became.
    public var annotation: EntityID
    public var stamp: Stamp
  }

  /// The body that stands.
  public var body: String { bodies[bodies.count - 1].text }
}

extension Notebook {
  /// Whether an event can come next. ``evolve(_:)`` requires that.
  public func fits(_ event: NotebookEvent) -> Bool { event.payload.fits(self) }

  /// Folds one event in. Events come in the order of the log.
  public mutating func evolve(_ recorded: RecordedNotebookEvent) {
    position = recorded.stamp.position
    sequence += 1
    let payload = recorded.event.payload
    let reversal = payload.reversal(in: self, recorded.stamp)
    payload.evolve(&self, recorded.stamp)
    if let reversal { note(recorded, reversal) }
  }

  /// Whether a passage lies within the base that the notebook goes by.
  func covers(_ anchor: Anchor) -> Bool {
    ground.map { anchor.base == $0.base && anchor.lies(within: $0.scalars) } ?? false
  }

  mutating func change(_ id: MemoID, _ change: (inout Memo) -> Void) { change(&memos[id.number - 1]) }

  /// Replaces the words of an event by a notice of who erased them and why.
  mutating func erase(_ event: BodyErased, _ stamp: Stamp) {
    erasures.append(Erased(event: event, stamp: stamp))
    let notice = "[erased by \(stamp.by), @\(stamp.position): \(event.reason)]"
    deeds.change { $0.reversal.erase(event.position, notice) }
    for index in memos.indices {
      for body in memos[index].bodies.indices where memos[index].bodies[body].stamp.position == event.position
      {
        memos[index].bodies[body].text = notice
        if body == 0 { memos[index].tags = [] }
      }
      if let withdrawn = memos[index].withdrawn, withdrawn.stamp.position == event.position,
        withdrawn.reason != nil
      {
        memos[index].withdrawn?.reason = notice
      }
    }
  }

  /// What a history says of the event at a position whose words were erased; `nil` where they stand.
  public func summaryOfErased(at position: Int64) -> String? {
    erasures.last { $0.event.position == position }.map { $0.event.summaryOfErased(by: $0.stamp) }
  }
}
