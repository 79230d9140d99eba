public import EventLog
public import Scholarship

/// Notebooks as the log has them: folds of the events in the streams of their authors.
public struct NotebookArchive: Sendable {
  private let store: any EventStore

  public init(_ store: any EventStore) { self.store = store }

  /// `notebook` with the events folded in that came after it, up to a position.
  public func bring(
    _ notebook: Notebook, of person: Handle, in paper: Slug, to position: Int64 = .max
  ) async throws(ArchiveError) -> Notebook {
    var notebook = notebook
    while true {
      let events = try await contents(
        of: person, in: paper, filedUnder: nil, after: notebook.sequence, upTo: position, limit: Self.page)
      for event in events {
        let recorded = try RecordedNotebookEvent(event)
        guard notebook.fits(recorded.event) else {
          throw .event(
            position: event.position,
            .init(
              type: event.type, version: event.version, reason: "it cannot come after the events before it"))
        }
        notebook.evolve(recorded)
      }
      if events.count < Self.page { return notebook }
    }
  }

  /// Up to `limit` events of a notebook after a sequence and up to a position.
  public func contents(
    of person: Handle, in paper: Slug, filedUnder tags: [String]?, after sequence: Int64,
    upTo position: Int64, limit: Int
  ) async throws(ArchiveError) -> [EventContent] {
    do {
      return try await store.contents(
        of: Notebook.stream(of: person, in: paper), filedUnder: tags, after: sequence, upTo: position,
        limit: limit)
    } catch {
      throw .log(error)
    }
  }

  /// How many events are read at a time.
  private static let page = 1000
}
