public import EventLog
internal import Ledger
public import Logging
public import Postgres
internal import Scholarship

/// Follows the log and keeps the tables of the `read` schema up with it.
///
/// Rows and checkpoint go in one transaction, guarded by the checkpoint as it was: a run that another server was
/// quicker with leaves nothing behind. An event that cannot be projected stops the projection with its position
/// and cause on the status page; the log and everything else goes on.
public actor Projector {
  /// What keeps the projection from going on.
  public struct Halt: Hashable, Sendable {
    /// The position after which it stands.
    public var position: Int64
    public var cause: String
  }

  private let store: any EventStore
  private let archive: PaperArchive
  private let pool: ConnectionPool
  private let logger: Logger
  private var papers: [Slug: ProjectedPaper] = [:]
  /// The papers kept at hand, those of the latest events last.
  private var recent: [Slug] = []
  private var checkpoint: Int64?
  /// How many events are projected in one transaction.
  private var limit = Projector.run
  /// Why it stands still; `nil` while it goes on.
  public private(set) var halt: Halt?
  /// How far the tables have come.
  public nonisolated let progress = Progress()

  public init(_ store: any EventStore, archive: PaperArchive, pool: ConnectionPool, logger: Logger) {
    self.store = store
    self.archive = archive
    self.pool = pool
    self.logger = logger
  }

  /// Projects what there is and what comes, until the task is cancelled.
  ///
  /// It is woken by the store, and looks once a second by itself for what other servers appended.
  public func run() async {
    while !Task.isCancelled {
      do {
        if try await step() {
          halt = nil
          continue
        }
        halt = nil
        _ = await store.progress.wait(for: progress.position + 1, atMost: .seconds(1))
      } catch TransactionError<ProjectionError>.body(.overtaken, rollback: _) {
        forget()
      } catch {
        forget()
        // One event at a time, so that everything before the one that cannot be projected is shown.
        if limit > 1 {
          limit = 1
          continue
        }
        let halt = Halt(position: progress.position, cause: "\(error)")
        if halt != self.halt { logger.error("the read models stand still", metadata: ["cause": "\(error)"]) }
        self.halt = halt
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
      }
    }
  }

  /// What the tables hold is known only from them now.
  private func forget() {
    papers = [:]
    recent = []
    checkpoint = nil
  }

  /// Projects one run of events. Tells whether there were any.
  func step() async throws -> Bool {
    let from = try await position()
    let events = try await store.events(after: from, limit: limit)
    guard let last = events.last else { return false }
    var requests: [Request] = []
    var order: [Slug] = []
    var runs: [Slug: [RecordedEvent]] = [:]
    for event in events {
      // Streams that are no papers are not shown here.
      guard let slug = Slug(event.header.stream) else { continue }
      if runs[slug] == nil { order.append(slug) }
      runs[slug, default: []].append(try RecordedEvent(event))
    }
    for slug in order {
      guard let run = runs[slug] else { continue }
      var paper = try await projected(slug, upTo: from, next: run)
      papers[slug] = nil
      requests += try paper.take(run)
      papers[slug] = paper
    }
    try await commit(requests, from: from, to: last.header.position)
    checkpoint = last.header.position
    progress.advance(to: last.header.position)
    limit = min(limit * 2, Self.run)
    keepLatest(order)
    return true
  }

  /// Lets go of the papers in which nothing happened for longest.
  private func keepLatest(_ latest: [Slug]) {
    recent.removeAll(where: latest.contains)
    recent += latest
    while recent.count > Self.paperLimit { papers[recent.removeFirst()] = nil }
  }

  /// How far the tables have come, by what they say themselves: another server may have been there since.
  private func position() async throws -> Int64 {
    let rows = try await pool.query(
      "SELECT version, position FROM read.projection WHERE name = $1", Self.name)
    guard let row = rows.first else {
      try await pool.query(
        "INSERT INTO read.projection (name, version, position) VALUES ($1, $2, 0) ON CONFLICT (name) DO NOTHING",
        Self.name, Self.version)
      return try await position()
    }
    let (version, position) = try row.decode(Int32.self, Int64.self)
    guard version == Self.version else { throw ProjectionError.otherVersion(found: version) }
    if let checkpoint, checkpoint != position { try await catchUp(from: checkpoint, to: position) }
    checkpoint = position
    progress.advance(to: position)
    return position
  }

  /// Lets go of the papers that another server projected further than they are kept here.
  private func catchUp(from checkpoint: Int64, to position: Int64) async throws {
    let missed =
      checkpoint < position ? try await store.events(after: checkpoint, limit: Self.run) : []
    guard let last = missed.last, last.header.position >= position else { return forget() }
    let changed = Set(missed.filter { $0.header.position <= position }.compactMap { Slug($0.header.stream) })
    for slug in changed { papers[slug] = nil }
    recent.removeAll(where: changed.contains)
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

  private func commit(_ requests: [Request], from: Int64, to: Int64) async throws {
    let move = Request(
      "UPDATE read.projection SET position = $3 WHERE name = $1 AND position = $2", Self.name, from, to)
    try await pool.transaction { connection throws(ProjectionError) in
      do {
        let results = try await connection.pipeline([move] + requests)
        guard results[0].affected == 1 else { throw ProjectionError.overtaken(at: from) }
      } catch let error as PostgresError {
        throw .database(error)
      } catch let error as ProjectionError {
        throw error
      } catch {
        throw .other("\(error)")
      }
    }
  }

  private static let name = "papers"
  private static let version: Int32 = 1
  /// How many events are projected in one transaction at most.
  private static let run = 2000
  /// How many papers are kept at hand.
  private static let paperLimit = 64
}

/// Why a run of events was not projected.
enum ProjectionError: Error, CustomStringConvertible {
  /// Another server was quicker.
  case overtaken(at: Int64)
  case otherVersion(found: Int32)
  case database(PostgresError)
  case other(String)

  var description: String {
    switch self {
    case .overtaken(let position): "another server projected on from position \(position)"
    case .otherVersion(let found): "the tables were made by version \(found) of the projection"
    case .database(let error): "\(error)"
    case .other(let reason): reason
    }
  }
}
