internal import Editions
internal import EventLog
internal import Ledger
internal import Protocol
internal import ReadModels
internal import Scholarship

/// What an export carries so that it can be checked without the server: the paper's part of the log, the base's bytes,
/// and the proof that all of it is in the log that was signed.
struct PaperRecords: Sendable {
  let store: any EventStore
  let authority: CheckpointAuthority

  func record(of paper: Paper) async throws(Problem) -> EditionRecord {
    guard let identity = paper.identity else { throw Problem(.noSuchThing, "There is no such paper.") }
    do {
      let history = try await history(of: identity.slug, through: paper.sequence)
      var record = EditionRecord(
        source: try await attachment(identity.source), document: try await attachment(identity.document),
        history: history)
      if let last = history.last { record.proof = try await proof(of: last.header.position) }
      return record
    } catch let problem as Problem {
      throw problem
    } catch let error as ReadError {
      throw Problem(ArchiveError.log(error))
    } catch {
      throw Problem(.busy, "\(error)")
    }
  }

  private func history(of slug: Slug, through sequence: Int64) async throws(ReadError) -> [StoredEvent] {
    var history: [StoredEvent] = []
    history.reserveCapacity(Int(sequence))
    while Int64(history.count) < sequence {
      let missing = Int(sequence) - history.count
      let page = try await store.events(
        of: slug.name, after: Int64(history.count), limit: min(missing, Self.page))
      if page.isEmpty { break }
      history += page
    }
    return history
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

  private static let page = 2000
}
