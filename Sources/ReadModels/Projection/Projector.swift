public import Consensus
public import EventLog
internal import Ledger
public import Logging
public import Manuscript
public import PaperLog
public import Postgres
internal import Scholarship

/// Follows the log and keeps the tables of a schema up with it.
///
/// Tables of an earlier version are left to be read while those of this one are built beside them, and give way to
/// them when they are whole; of a later version, they are left to the program that makes them, and only read.
///
/// Rows and checkpoint go in one transaction, guarded by the checkpoint as it was: a run that another server was
/// quicker with leaves nothing behind. An event that cannot be projected stops the projection with its position
/// and cause on the status page; the log and everything else goes on.
public actor Projector {
  private let store: any EventStore
  let archive: PaperArchive
  private let pool: ConnectionPool
  private let logger: Logger
  private let schema: ReadSchema
  private let version: Int32
  /// Offers a paper to where it is kept elsewhere in this process; gives it as it is there.
  private let sharing: Sharing
  var papers = PapersAtHand()
  private var checkpoint: Int64?
  /// Whether papers are kept as they are after a run that may not have been written.
  private var isAhead = false
  /// Whether another server's projector goes first.
  private var standby = Standby()
  /// How many events are projected in one transaction.
  private var limit = Projector.run
  /// Whether a long log is folded paper by paper, where the tables have less of it than is to come.
  private var foldsPapers = true
  /// Why it stands still; `nil` while it goes on.
  public private(set) var halt: ProjectionHalt?
  /// How far the tables have come.
  public nonisolated let progress = Progress()

  /// The version of the rules by which this program makes the tables.
  public static let version: Int32 = 5

  /// Takes a paper, which has come as far as its tables, with its document. Gives an equal one that is held already, or
  /// this one where it is held from now on; `nil` where another is kept, or none.
  public typealias Sharing = @Sendable (Standing, Document) async -> Standing?

  public init(
    _ store: any EventStore, archive: PaperArchive, pool: ConnectionPool, logger: Logger,
    schema: ReadSchema = .live, version: Int32 = Projector.version,
    sharing: @escaping Sharing = { _, _ in nil }
  ) {
    self.sharing = sharing
    self.schema = schema
    self.version = version
    self.store = store
    self.archive = archive
    self.pool = pool
    self.logger = logger
  }

  /// Projects what there is and what comes, until the task is cancelled.
  ///
  /// It is woken by the store, and looks once a second by itself for what other servers appended.
  public func run() async {
    var pause = Self.firstPause
    while !Task.isCancelled {
      let told = store.progress.position
      do {
        if standby.lasts(at: .now), !progress.isAwaited {
          try await stand(by: told)
          pause = Self.firstPause
          continue
        }
        let isBehind = try await step()
        if isBehind { standby.end() }
        halt = nil
        pause = Self.firstPause
        if isBehind {
          // Under load, more events at a time cost less each; whoever waits for one does not wait for that.
          if progress.position + Self.backlog > store.progress.position {
            await progress.waitForDemand(atMost: Self.rest)
          }
        } else if told > progress.position {
          // There is less than was told of, or it is another program's to project: not to be asked for without a pause.
          do { try await Task.sleep(for: Self.rest) } catch { return }
        } else {
          await share()
          _ = await store.progress.wait(for: progress.position + 1, atMost: .seconds(1))
        }
        continue
      } catch TransactionError<ProjectionError>.body(.overtaken, rollback: _) {
        standby.begin(at: .now)
        continue
      } catch ProjectionError.outdated(let found) {
        forget()
        do {
          let upgrade = ReadModelUpgrade(
            store, archive: archive, pool: pool, logger: logger, version: version)
          try await upgrade.run()
          continue
        } catch ProjectionError.underway {
          pause = Self.firstPause
        } catch  where found == version {
          // Along the log, everything before what is in the way is shown.
          foldsPapers = false
          continue
        } catch {
          stand(still: "the tables of version \(version) cannot be made: \(error)")
        }
      } catch {
        forget()
        // One event at a time, so that everything before the one that cannot be projected is shown.
        if limit > 1 {
          limit = 1
          continue
        }
        stand(still: "\(error)")
      }
      // What is in the way may be mended meanwhile.
      do { try await Task.sleep(for: pause) } catch { return }
      pause = min(pause * 2, Self.longestPause)
    }
  }

  /// Looks how far another server brings the tables, without a hand in it.
  private func stand(by told: Int64) async throws {
    let before = progress.position
    guard let found = try await found(), found.version == version else { return standby.end() }
    progress.advance(to: found.position)
    halt = nil
    if progress.position >= told {
      // What nobody told of is looked for here too: the other may be gone, or what is waited for came past the servers.
      if await !store.progress.wait(for: progress.position + 1, atMost: .seconds(1)) {
        _ = try await store.head()
      }
      standby.noteProgress(at: .now)
    } else {
      if progress.position > before { standby.noteProgress(at: .now) }
      await progress.waitForDemand(atMost: Self.rest)
    }
  }

  private func stand(still cause: String) {
    let halt = ProjectionHalt(name: Self.name, position: progress.position, cause: cause)
    if halt != self.halt { logger.error("the read models stand still", metadata: ["cause": "\(cause)"]) }
    self.halt = halt
  }

  /// What the tables hold is known only from them now.
  func forget() {
    papers.removeAll()
    checkpoint = nil
    isAhead = false
  }

  /// Projects one run of events. Tells whether there were any.
  func step() async throws -> Bool {
    let isFirst = checkpoint == nil
    guard let from = try await position() else { return false }
    // The log's end is asked for once; later on the store tells of what comes.
    let end = isFirst ? try await store.head() : store.progress.position
    if schema == .live, foldsPapers, end - from > max(from, Self.muchToFold) {
      throw ProjectionError.outdated(found: version)
    }
    let events = try await store.following(from, limit: limit)
    guard let last = events.last else { return false }
    var changes: [PaperChange] = []
    var order: [Slug] = []
    var runs: [Slug: [RecordedEvent]] = [:]
    for event in events {
      // Streams that are no papers are not shown here.
      guard let slug = Slug(event.header.stream) else { continue }
      if runs[slug] == nil { order.append(slug) }
      runs[slug, default: []].append(try RecordedEvent(event))
    }
    var gone: [Slug] = []
    for slug in order {
      if let change = try await change(of: slug, upTo: from, by: runs[slug] ?? []) {
        changes.append(change)
      } else {
        gone.append(slug)
      }
    }
    papers.keepLatest(order)
    isAhead = true
    try await commit(PaperRows(schema, changes, gone: gone).requests, from: from, to: last.header.position)
    isAhead = false
    checkpoint = last.header.position
    progress.advance(to: last.header.position)
    limit = min(limit * 2, Self.run)
    return true
  }

  /// Holds papers that have come as far elsewhere in this process once, not twice.
  private func share() async {
    for slug in papers.unshared {
      let kept: Standing? =
        if let paper = papers[slug], let standing = paper.standing {
          await sharing(standing, paper.document)
        } else { nil }
      papers.share(kept, as: slug)
    }
  }

  /// How far the tables have come, by what they say themselves: another server may have been there since. Nothing
  /// where they are another program's to make.
  private func position() async throws -> Int64? {
    guard let (found, position) = try await found() else {
      try await pool.query(
        Statement(
          """
          INSERT INTO \(schema).projection (name, version, position) VALUES ($1, $2, 0)
          ON CONFLICT (name) DO NOTHING
          """), Self.name, version)
      return try await position()
    }
    progress.advance(to: position)
    guard found == version else {
      if found < version { throw ProjectionError.outdated(found: found) }
      forget()
      return nil
    }
    if let checkpoint, isAhead || checkpoint != position { try await catchUp(from: checkpoint, to: position) }
    isAhead = false
    checkpoint = position
    return position
  }

  /// What the tables say of themselves.
  private func found() async throws -> (version: Int32, position: Int64)? {
    try await pool.query(
      Statement("SELECT version, position FROM \(schema).projection WHERE name = $1"), Self.name
    ).first?.decode(Int32.self, Int64.self)
  }

  /// Folds into the papers kept here what another server projected; those that are ahead of it are let go of.
  private func catchUp(from checkpoint: Int64, to position: Int64) async throws {
    guard checkpoint < position, position - checkpoint <= Self.muchMissed else { return forget() }
    papers.removeAll { $0.paper.position > position }
    var reached = checkpoint
    while reached < position {
      let events = try await store.events(after: reached, limit: Self.run)
      guard let last = events.last?.header.position else { return forget() }
      reached = last
      for (stream, events) in Dictionary(grouping: events, by: \.header.stream) {
        guard let slug = Slug(stream), var paper = papers[slug] else { continue }
        papers[slug] = nil
        let missed = try events.filter {
          $0.header.position <= position && $0.header.sequence > paper.paper.sequence
        }.map(RecordedEvent.init)
        _ = try paper.take(missed, newDocument: try await archive.newDocument(in: missed, of: slug))
        papers[slug] = paper
      }
    }
  }

  private func commit(_ requests: [Request], from: Int64, to: Int64) async throws {
    let move = Request(
      Statement(
        "UPDATE \(schema).projection SET position = $3 WHERE name = $1 AND position = $2 AND version = $4"),
      Self.name, from, to, version)
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

  static let name = "papers"
  private static let firstPause = Duration.seconds(1)
  private static let longestPause = Duration.seconds(5)
  /// How long it rests after a run, unless someone waits or more than ``backlog`` events do.
  private static let rest = Duration.milliseconds(100)
  private static let backlog: Int64 = 1000
  /// How many events are projected in one transaction at most.
  private static let run = 2000
  /// Where another server projected more events than these, papers are folded anew as they are needed.
  private static let muchMissed: Int64 = 20_000
  /// With more events than these to come, and more than the tables have, folding each paper from its beginning costs
  /// less than going along the log.
  private static let muchToFold: Int64 = 5000
}
