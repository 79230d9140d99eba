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
        of: person, in: slug, filedUnder: [memo.tag], after: part.after, upTo: snapshot.at,
        limit: Self.longestHistory)
      for event in events {
        let recorded = try RecordedNotebookEvent(event)
        // That words of a note were erased is filed under it, and is no part of its history.
        if recorded.event.payload is BodyErased { continue }
        guard part.since?.isAtOrBefore(recorded.stamp) ?? true,
          part.until?.isAtOrAfter(recorded.stamp) ?? true
        else { continue }
        var item = HistoryItem(recorded, sequence: event.sequence)
        if let erased = snapshot.notebook.summaryOfErased(at: event.position) { item.summary = erased }
        view.items.append(item)
      }
      if let last = part.last, part.after == 0 {
        view.total = Int64(view.items.count)
        view.items = view.items.suffix(last)
      }
      if view.items.count > part.limit {
        view.items = Array(view.items.prefix(part.limit))
        view.next = view.items.last?.sequence
      }
      return view
    } catch {
      throw Problem(error)
    }
  }

  /// How many events are looked through; a note has few.
  private static let longestHistory = 10_000
}
