public import Scholarship

extension Paper {
  /// Refuses an event that was read and cannot stand where it does.
  ///
  /// - Throws: ``ArchiveError/event(position:_:)``.
  public func check(_ recorded: RecordedEvent) throws(ArchiveError) {
    guard !fits(recorded.event) else { return }
    throw .event(
      position: recorded.stamp.position,
      .init(
        type: recorded.event.type, version: recorded.event.version,
        reason: "it cannot come after the events before it"))
  }

  /// Folds an event in that was read.
  ///
  /// - Throws: ``ArchiveError/event(position:_:)`` for one that cannot stand where it does; the paper stays as it is.
  public mutating func fold(_ recorded: RecordedEvent) throws(ArchiveError) {
    try check(recorded)
    evolve(recorded)
  }
}
