public import EventLog
public import Ledger
public import Manuscript
public import Scholarship

/// Why a paper could not be read out of the log.
public enum ArchiveError: Error, CustomStringConvertible {
  case log(ReadError)
  /// An event that this program cannot read.
  case event(position: Int64, EventDecodingError)
  /// The base that a paper names is not in the log, or is damaged.
  case base(slug: String, reason: String)

  public var description: String {
    switch self {
    case .log(let error): "\(error)"
    case .event(let position, let error): "at position \(position): \(error)"
    case .base(let slug, let reason): "the text of “\(slug)” cannot be read: \(reason)"
    }
  }
}

/// Papers as the log has them: folds of their events, and the documents they are about.
///
/// Documents never change, so those read last are kept; a fold is the caller's to keep.
public actor PaperArchive {
  private let store: any EventStore
  private var documents: [Hash: Document] = [:]
  private var recent: [Hash] = []
  private let documentLimit: Int

  /// - Parameter documentLimit: how many documents are kept at hand.
  public init(_ store: any EventStore, documentLimit: Int = 32) {
    self.store = store
    self.documentLimit = documentLimit
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
  nonisolated func bring(
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
      if events.count < Self.page { return paper }
    }
  }

  /// A paper's events up to a position, in order.
  public nonisolated func events(
    of slug: Slug, upTo position: Int64
  ) async throws(ArchiveError) -> [RecordedEvent] {
    var recorded: [RecordedEvent] = []
    while true {
      let events = try await contents(of: slug, after: Int64(recorded.count))
      for event in events {
        if event.position > position { return recorded }
        recorded.append(try RecordedEvent(event))
      }
      if events.count < Self.page { return recorded }
    }
  }

  private nonisolated func contents(
    of slug: Slug, after sequence: Int64
  ) async throws(ArchiveError) -> [EventContent] {
    do {
      return try await store.contents(of: slug.name, after: sequence, limit: Self.page)
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
      if case .baseImported(let base) = event.event { return try await document(base.document, of: slug) }
    }
    return nil
  }

  private func document(_ digest: String, of slug: Slug) async throws(ArchiveError) -> Document {
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

  /// How many events are read at a time.
  private static let page = 2000
}

extension Paper {
  /// Refuses an event that was read and cannot stand where it does.
  ///
  /// - Throws: ``ArchiveError/event(position:_:)``.
  public func check(_ recorded: RecordedEvent) throws(ArchiveError) {
    guard !fits(recorded.event) else { return }
    throw .event(
      position: recorded.stamp.position,
      .init(
        type: recorded.event.type, version: recorded.event.version,
        reason: "it cannot come after the events before it"))
  }

  /// Folds an event in that was read.
  ///
  /// - Throws: ``ArchiveError/event(position:_:)`` for one that cannot stand where it does; the paper stays as it is.
  mutating func fold(_ recorded: RecordedEvent) throws(ArchiveError) {
    try check(recorded)
    evolve(recorded)
  }
}

extension RecordedEvent {
  /// A stored event in the domain's terms.
  public init(_ stored: StoredEvent) throws(ArchiveError) { try self.init(EventContent(stored)) }

  /// What an event says, in the domain's terms.
  public init(_ content: EventContent) throws(ArchiveError) {
    guard let by = Handle(content.actor) else {
      throw .event(
        position: content.position,
        .init(type: content.type, version: content.version, reason: "its actor is not a handle"))
    }
    let event: Event
    do {
      event = try Event(type: content.type, version: content.version, body: content.body)
    } catch {
      throw .event(position: content.position, error)
    }
    self.init(
      event, Stamp(by: by, at: Timestamp(microseconds: content.time), position: content.position),
      isErased: content.isErased)
  }
}
