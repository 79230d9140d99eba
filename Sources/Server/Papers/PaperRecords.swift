internal import Editions
internal import EventLog
internal import Ledger
internal import PaperLog
internal import Papers
internal import Protocol
internal import Scholarship

/// What an export carries so that it can be checked without the server: the paper's part of the log, the base's bytes,
/// and the proof that all of it is in the log that was signed.
struct PaperRecords: Sendable {
  let store: any EventStore
  let authority: CheckpointAuthority

  /// All but the history, which is sent as it is read.
  func record(of paper: Paper) async throws(Problem) -> EditionRecord {
    try await orProblem {
      guard let identity = paper.identity else { throw Problem.noSuchPaper }
      return EditionRecord(
        source: try await attachment(identity.source), document: try await attachment(identity.document),
        history: [], proof: try await proof(of: paper.position))
    }
  }

  /// With the history, held in memory: for what is packed.
  func wholeRecord(of paper: Paper) async throws(Problem) -> EditionRecord {
    var record = try await record(of: paper)
    guard let slug = paper.identity?.slug else { return record }
    record.history = try await orProblem {
      var history: [StoredEvent] = []
      try await self.history(of: slug, through: paper.sequence) { history += $0 }
      return history
    }
    return record
  }

  /// The proof that the log has a paper's last event; `nil` while nothing that covers it is signed.
  func logProof(of paper: Paper) async throws(Problem) -> LogProof? {
    try await orProblem {
      guard let slug = paper.identity?.slug, let proof = try await proof(of: paper.position),
        let last = try await store.events(of: slug.name, after: paper.sequence - 1, limit: 1).last
      else { return nil }
      return LogProof(
        entry: last.header.canonical, inclusion: proof.inclusion, checkpoint: Array(proof.checkpoint.utf8))
    }
  }

  /// The signed tree head that covers a position; `nil` while nothing that does is signed.
  func checkpoint(covering position: Int64) async throws(Problem) -> String? {
    try await orProblem { try await proof(of: position)?.checkpoint }
  }

  private func orProblem<Result>(
    _ body: () async throws -> Result
  ) async throws(Problem) -> Result {
    do {
      return try await body()
    } catch let problem as Problem {
      throw problem
    } catch let error as ReadError {
      throw Problem(ArchiveError.log(error))
    } catch {
      throw Problem(.busy, "The log's checkpoint could not be read. Try again in a moment.")
    }
  }

  /// Reads a paper's events, from the first up to a sequence, a page at a time.
  func history(
    of slug: Slug, through sequence: Int64, _ body: ([StoredEvent]) async throws -> Void
  ) async throws {
    var read: Int64 = 0
    while read < sequence {
      let page = try await store.events(
        of: slug.name, after: read, limit: Int(min(sequence - read, Self.page)))
      guard let last = page.last else { return }
      read = last.header.sequence
      try await body(page)
    }
  }

  private func attachment(_ digest: String) async throws -> [UInt8] {
    guard let digest = Hash(hex: digest), let bytes = try await store.attachment(digest) else {
      throw Problem(.fault, "The log does not hold the paper's text.")
    }
    return bytes
  }

  /// The same one whenever it is asked for, so that the same export is the same bytes; `nil` while nothing that covers
  /// the event is signed.
  private func proof(of position: Int64) async throws -> EditionRecord.Proof? {
    do {
      let signed = try await authority.firstCheckpoint(covering: position)
      let size = signed.checkpoint.head.size
      guard size >= position else { return nil }
      let inclusion = try await authority.tree.inclusionProof(of: position - 1, in: size)
      return .init(checkpoint: String(decoding: signed.note, as: UTF8.self), size: size, inclusion: inclusion)
    } catch is CheckpointAuthority.Refusal {
      // The export says that there is none, and the status why.
      return nil
    }
  }

  private static let page: Int64 = 500
}
