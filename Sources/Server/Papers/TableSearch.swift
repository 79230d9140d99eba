internal import EventLog
internal import Papers
internal import Protocol
internal import ReadModels
internal import Scholarship
internal import Views

/// Search over the `read` tables, once they have come to what is shown.
struct TableSearch: Searching {
  let tables: ReadTables
  let progress: Progress

  func candidates(
    for terms: SearchTerms, in slug: Slug, at position: Int64
  ) async throws(Problem) -> Set<EntityID>? {
    // Where they stand still, everything is looked through.
    guard await progress.wait(for: position, atMost: Self.patience) else { return nil }
    do { return try await tables.things(of: slug, at: position, with: terms) } catch { throw Problem(error) }
  }

  func found(
    _ search: Search, in texts: [String], language: String
  ) async throws(Problem) -> SearchResult {
    do { return try await tables.found(search, in: texts, language: language) } catch { throw Problem(error) }
  }

  private static let patience = Duration.seconds(2)
}
