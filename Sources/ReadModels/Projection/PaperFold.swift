internal import Consensus
internal import EventLog
internal import Manuscript
internal import PaperLog
internal import Postgres
internal import Scholarship
internal import Views

/// A paper folded from its beginning, to be written into tables that have nothing of it: each row once.
struct PaperFold {
  private let presenter: Presenter
  private let erasures: [Touched.Erasure]

  /// `nil` where there is nothing of the paper up to `position`, or where it was removed.
  init?(_ slug: Slug, upTo position: Int64, in archive: PaperArchive) async throws(ArchiveError) {
    var erasures: [Touched.Erasure] = []
    let paper = try await archive.bring(.initial, of: slug, to: position) { recorded in
      if let erased = recorded.event.payload as? BodyErased { erasures.append((erased, recorded.stamp)) }
    }
    if paper.identity == nil || paper.removal != nil { return nil }
    let document: Document
    do {
      document = try await archive.document(of: paper)
    } catch {
      // What is removed further on may have no text any more.
      if case .base = error, try await archive.isRemoved(slug) { return nil }
      throw error
    }
    presenter = Presenter(Standing(of: paper, base: document.text), document: document)
    self.erasures = erasures
  }

  /// Copies its rows in, some at a time.
  func write(into schema: ReadSchema, over connection: Connection) async throws {
    for touched in Touched.everything(in: presenter.paper, erasures: erasures, atMost: Self.slice) {
      for rows in PaperRows(schema, [PaperChange(presenter: presenter, touched: touched)]).tables {
        try await rows.copy(over: connection)
      }
    }
  }

  /// How many things are written at a time: some of what a COPY costs the server is by the COPY, so not too few.
  private static let slice = 4000
}
