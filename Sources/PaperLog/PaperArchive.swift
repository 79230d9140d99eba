public import EventLog
public import Ledger
public import Manuscript
public import Scholarship

/// Papers as the log has them: folds of their events, and the documents they are about.
///
/// Documents never change, so those read last are kept; a fold is the caller's to keep.
public actor PaperArchive {
  private let store: any EventStore
  private var documents: [Hash: Document] = [:]
  private var recent: [Hash] = []
  private let documentLimit: Int
  private let page: Int

  /// - Parameters:
  ///   - documentLimit: how many documents are kept at hand.
  ///   - page: how many events are read at a time.
  public init(_ store: any EventStore, documentLimit: Int = 32, page: Int = 2000) {
    self.store = store
    self.documentLimit = documentLimit
    self.page = page
  }

  /// The paper as it was at `position`, or as it is where none is given: all its events up to there, folded.
  public nonisolated func paper(_ slug: Slug, at position: Int64? = nil) async throws(ArchiveError) -> Paper {
    try await bring(.initial, of: slug, to: position)
  }

  /// `paper` with the events folded in that came after it.
  public nonisolated func bring(
    _ paper: Paper, of slug: Slug, to position: Int64? = nil
  ) async throws(ArchiveError) -> Paper {
    try await bring(paper, of: slug, to: position) { _ in }
  }

  /// The same, telling of each event that was folded in.
  public nonisolated func bring(
    _ paper: Paper, of slug: Slug, to position: Int64?, noting: (RecordedEvent) -> Void
  ) async throws(ArchiveError) -> Paper {
    var paper = paper
    while true {
      let events = try await contents(of: slug, after: paper.sequence)
      for event in events {
        if let position, event.position > position { return paper }
        let recorded = try RecordedEvent(event)
        try paper.fold(recorded)
        noting(recorded)
      }
      if events.count < page { return paper }
    }
  }

  /// The same up to a position, reading nothing after it, and telling of each state that is passed.
  public nonisolated func bring(
    _ paper: Paper, of slug: Slug, upTo position: Int64, passing: (Paper) -> Void
  ) async throws(ArchiveError) -> Paper {
    var (paper, events) = (paper, try await contents(of: slug, after: paper.sequence, upTo: position).get())
    while true {
      let (isLast, end) = (events.count < page, paper.sequence + Int64(events.count))
      // While these are folded, the next ones are read.
      async let next = isLast ? .success([]) : contents(of: slug, after: end, upTo: position)
      for event in events {
        try paper.fold(try RecordedEvent(event))
        passing(paper)
      }
      if isLast { return paper }
      events = try await next.get()
    }
  }

  private nonisolated func contents(
    of slug: Slug, after sequence: Int64, upTo position: Int64
  ) async -> Result<[EventContent], ArchiveError> {
    do {
      return .success(
        try await store.contents(of: slug.name, filedUnder: nil, after: sequence, upTo: position, limit: page)
      )
    } catch {
      return .failure(.log(error))
    }
  }

  private nonisolated func contents(
    of slug: Slug, after sequence: Int64
  ) async throws(ArchiveError) -> [EventContent] {
    do {
      return try await store.contents(of: slug.name, after: sequence, limit: page)
    } catch {
      throw .log(error)
    }
  }

  /// The document of a paper's base, as it was read when it was imported.
  public func document(of paper: Paper) async throws(ArchiveError) -> Document {
    guard let identity = paper.identity else { throw .base(slug: "", reason: "there is no such paper") }
    return try await document(identity.document, of: identity.slug)
  }

  /// The document of the last new base that is imported in a run of a paper's events; `nil` where there is none.
  public func newDocument(
    in events: [RecordedEvent], of slug: Slug
  ) async throws(ArchiveError) -> Document? {
    for event in events.reversed() {
      if let base = event.event.payload as? BaseImported {
        return try await document(base.document, of: slug)
      }
    }
    return nil
  }

  /// The document of a digest that an event of a paper, or of a notebook about it, names.
  public func document(_ digest: String, of slug: Slug) async throws(ArchiveError) -> Document {
    guard let digest = Hash(hex: digest) else {
      throw .base(slug: slug.name, reason: "its digest is malformed")
    }
    if let document = documents[digest] {
      touch(digest)
      return document
    }
    guard let bytes = try await attachment(digest) else {
      throw .base(slug: slug.name, reason: "the log does not hold \(digest)")
    }
    let document: Document
    do {
      document = try Document(decoding: bytes)
    } catch {
      throw .base(slug: slug.name, reason: "\(error)")
    }
    keep(document, under: digest)
    return document
  }

  /// Whether the paper was removed, as far as the log goes: then its text may be erased, also of what came before.
  public nonisolated func isRemoved(_ slug: Slug) async throws(ArchiveError) -> Bool {
    do {
      var sequence: Int64 = 0
      while true {
        let events = try await store.contents(
          of: slug.name, filedUnder: ["paper"], after: sequence, upTo: .max, limit: page)
        if events.contains(where: { $0.type == PaperRemoved.type }) { return true }
        guard events.count == page, let last = events.last else { return false }
        sequence = last.sequence
      }
    } catch {
      throw .log(error)
    }
  }

  /// Keeps a document that was read just now and is about to be appended under a digest: nobody need read it again.
  public func keep(_ document: Document, as digest: Hash) { keep(document, under: digest) }

  private func attachment(_ digest: Hash) async throws(ArchiveError) -> [UInt8]? {
    do {
      return try await store.attachment(digest)
    } catch {
      throw .log(error)
    }
  }

  private func keep(_ document: Document, under digest: Hash) {
    if documents.updateValue(document, forKey: digest) != nil { return touch(digest) }
    recent.append(digest)
    if recent.count > documentLimit { documents[recent.removeFirst()] = nil }
  }

  private func touch(_ digest: Hash) {
    guard let index = recent.firstIndex(of: digest) else { return }
    recent.append(recent.remove(at: index))
  }
}
