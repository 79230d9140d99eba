/// Something that was said in which people may be called by name, `@ada`; kept so that it reaches them, also where nothing
/// else of the state holds it: why a ruling was lifted, or a vote taken back.
public struct Call: Hashable, Sendable {
  /// What was said.
  public let text: String
  /// Who said it, when and where.
  public let stamp: Stamp
  /// What it was about; `nil` where that is no thing.
  public let thing: EntityID?
  /// What tells from whom it is hidden; `nil` where it is from nobody.
  let saying: Utterance?
  /// Whether whoever said it undid that.
  public internal(set) var isUndone = false

  /// `nil` where nobody is called.
  init?(_ recorded: RecordedEvent) {
    let payload = recorded.event.payload
    // Most texts call nobody.
    guard !recorded.isErased, let text = payload.words, text.utf8.contains(0x40) else { return nil }
    self.text = text
    stamp = recorded.stamp
    thing = payload.subjects.first
    saying = recorded.saying
  }
}

extension Paper {
  /// Marks what was said in an act as undone, or as said again.
  mutating func markCalls(of act: PastAct, by person: Handle, undone: Bool) {
    for index in calls.indices.reversed() {
      let stamp = calls[index].stamp
      if stamp.position < act.first { return }
      if stamp.position <= act.last, stamp.by == person { calls[index].isUndone = undone }
    }
  }

  /// Forgets what was said in the event at a position.
  mutating func forgetCall(at position: Int64) {
    guard calls.contains(where: { $0.stamp.position == position }) else { return }
    calls = Series(calls.filter { $0.stamp.position != position })
  }
}
