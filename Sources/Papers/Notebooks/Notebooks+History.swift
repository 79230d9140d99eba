internal import EventLog
internal import PaperLog
internal import Protocol
internal import Scholarship
internal import Views

extension Notebooks {
  /// One page of the history of a private note, for its author, up to where a snapshot for them stands.
  func history(
    of memo: MemoID, _ part: HistoryPart, by person: Handle, in snapshot: Snapshot
  ) async throws(Problem) -> ListView<HistoryItem> {
    var view = ListView<HistoryItem>(at: snapshot.at, items: [])
    guard let slug = snapshot.paper.identity?.slug else { return view }
    do {
      let events = try await archive.contents(
        of: person, in: slug, filedUnder: [memo.tag], after: part.after, upTo: min(part.until, snapshot.at),
        limit: Self.longestHistory)
      for event in events where event.position >= part.since {
        let recorded = try RecordedNotebookEvent(event)
        // That words of a note were erased is filed under it, and is no part of its history.
        if recorded.event.payload is BodyErased { continue }
        if view.items.count == part.limit {
          view.next = view.items.last?.sequence
          return view
        }
        var item = HistoryItem(recorded, sequence: event.sequence)
        if let erased = snapshot.notebook.summaryOfErased(at: event.position) { item.summary = erased }
        view.items.append(item)
      }
      return view
    } catch {
      throw Problem(error)
    }
  }

  /// How many events are looked through; a note has few.
  private static let longestHistory = 10_000
}
