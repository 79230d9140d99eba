internal import EventLog
internal import Ledger
internal import Postgres
internal import Scholarship

/// Folds a paper from its beginning and says what is to be written of it: each row once, or once for each slice of a
/// very long history.
struct PaperFold {
  let store: any EventStore
  let archive: PaperArchive

  /// - Parameter write: carries out the statements of one slice.
  /// - Returns: whether there was anything up to `position`.
  func fold(
    _ slug: Slug, upTo position: Int64, into schema: ReadSchema,
    _ write: ([Request]) async throws -> Void
  ) async throws -> Bool {
    var paper: ProjectedPaper?
    var sequence: Int64 = 0
    while true {
      let stored = try await store.events(of: slug.name, after: sequence, limit: Self.slice)
      sequence += Int64(stored.count)
      let events = try stored.prefix { $0.header.position <= position }.map(RecordedEvent.init)
      if events.isEmpty { return paper != nil }
      var next: ProjectedPaper
      if let paper {
        next = paper
      } else {
        let identified = Paper.initial.evolved(by: events.prefix(1))
        next = ProjectedPaper(.initial, document: try await archive.document(of: identified))
      }
      // Let go of, so that what is folded in is not copied first.
      paper = nil
      let newDocument = try await archive.newDocument(in: events, of: slug)
      try await write(try next.take(events, newDocument: newDocument, into: schema))
      paper = next
      if events.count < Self.slice { return true }
    }
  }

  private static let slice = 20_000
}
