internal import PaperLog
internal import Scholarship

/// The papers of a run of events.
extension Projector {
  /// What a run of events changes of a paper; `nil` where nothing of it is to be shown, since it is removed, maybe by an
  /// event further on, and its text was erased.
  func change(
    of slug: Slug, upTo checkpoint: Int64, by run: [RecordedEvent]
  ) async throws -> PaperChange? {
    do {
      var paper = try await projected(slug, upTo: checkpoint, next: run)
      papers[slug] = nil
      let newDocument = try await archive.newDocument(in: run, of: slug)
      let change = try paper.take(run, newDocument: newDocument)
      papers[slug] = paper
      return change
    } catch let error as ArchiveError {
      guard case .base = error, try await archive.isRemoved(slug) else { throw error }
      papers[slug] = nil
      return nil
    }
  }

  /// A paper as it was at the checkpoint: as it is kept, or else folded out of the log.
  private func projected(
    _ slug: Slug, upTo checkpoint: Int64, next run: [RecordedEvent]
  ) async throws -> ProjectedPaper {
    if let paper = papers[slug] { return paper }
    let paper = try await archive.paper(slug, at: checkpoint)
    // A paper that is imported in this run is not there yet; its document is.
    let identified = paper.identity == nil ? paper.evolved(by: run.prefix(1)) : paper
    return ProjectedPaper(paper, document: try await archive.document(of: identified))
  }
}
