import ActSupport
import Acts
import EventLog
import Ledger
import Logging
import PaperLog
import Postgres
import SeededRandom
import Scholarship
import Synchronization
import Testing

@testable import ReadModels
@testable import Server

/// Two projectors on the tables of one database.
@Suite(.timeLimit(.minutes(15))) struct TwoProjectorsTests {
  /// However far each has come to see the log, whoever is quicker and whoever was overtaken with how much in hand: the
  /// tables are what the log comes to.
  @Test(arguments: 51...56 as ClosedRange<UInt64>) func `their tables are those of one fold`(seed: UInt64)
    async throws
  {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let last = try await withServer(on: conninfo, home: folder + "/state") { server in
        try await RandomScholars(server, seed: seed).act(times: 60)
      }
      try await withConnection(conninfo) { connection in
        try await connection.script("TRUNCATE \(ReadSchema.live.list), read.projection")
      }
      try await withStore(conninfo) { store in
        let pool = ConnectionPool(conninfo)
        let views = [GrowingView(of: store), GrowingView(of: store)]
        let projectors = views.map { view in
          Projector(
            view, archive: PaperArchive(store), pool: pool, logger: Logger(label: "test"))
        }
        var generator = SeededGenerator(seed: seed)
        var overtaken = 0
        var heard: Int64 = 0
        while projectors.contains(where: { $0.progress.position < last }) {
          heard = min(heard + 2, last)
          for view in views {
            view.progress.advance(to: heard - (heard < last ? .random(in: 0...3, using: &generator) : 0))
          }
          let first = Int.random(in: 0...1, using: &generator)
          let second = projectors[1 - first]
          let comesBetween = Bool.random(using: &generator)
          // With what it has read in its hand, before it has written.
          if comesBetween { views[first].meanwhile { _ = try await second.step() } }
          do {
            _ = try await projectors[first].step()
          } catch TransactionError<ProjectionError>.body(.overtaken, rollback: _) {
            overtaken += 1
          }
        }
        await pool.close()
        #expect(overtaken > 3, "seed \(seed)")
      }
      let report = try await checkReadModels(conninfo)
      #expect(report.position == last && report.differences.isEmpty, "seed \(seed): \(report.differences)")
    }
  }

  /// Who stands back looks at the log all the same, and goes on where the other does not: also of what nobody told.
  @Test func `who stood back goes on alone`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/state") { server in
        _ = try await server.owner.importPaper()
        try await server.owner.done(.claim("One."))
      }
      try await withConnection(conninfo) { connection in
        try await connection.script("TRUNCATE \(ReadSchema.live.list), read.projection")
        try await withStore(conninfo) { store in
          let pool = ConnectionPool(conninfo)
          let view = GrowingView(of: store, hearsByItself: true)
          func projector(_ store: any EventStore) -> Projector {
            Projector(store, archive: PaperArchive(store), pool: pool, logger: Logger(label: "test"))
          }
          let (other, one) = (projector(store), projector(view))
          view.meanwhile { _ = try await other.step() }
          let running = Task { await one.run() }
          func untilShown(_ position: Int64) async throws {
            // Not by waiting for its progress: whoever does that is served at once.
            try await connection.untilTrue(
              "SELECT coalesce((SELECT position FROM read.projection), 0) = \(position)")
          }
          try await untilShown(try await store.head())
          #expect(view.wasInterrupted)
          try await store.fill("lighthouse", with: 3)
          try await untilShown(try await store.head())
          running.cancel()
          await running.value
          await pool.close()
        }
      }
      #expect(try await checkReadModels(conninfo).differences.isEmpty)
    }
  }
}

/// A log as one sees it who has heard of part of it.
private final class GrowingView: EventStore {
  private let store: any EventStore
  private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)
  let progress = Progress()

  private let hearsByItself: Bool

  /// - Parameter hearsByItself: whether it hears of the whole log when it asks how far that has come.
  init(of store: any EventStore, hearsByItself: Bool = false) {
    self.store = store
    self.hearsByItself = hearsByItself
  }

  /// Whether there is nothing left that is to happen meanwhile.
  var wasInterrupted: Bool { interruption.withLock { $0 == nil } }

  /// What is to happen once, between the next reading of the log and what is done with it.
  func meanwhile(_ interruption: @escaping @Sendable () async throws -> Void) {
    self.interruption.withLock { $0 = interruption }
  }

  func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    let events = try await events(after: position, limit: limit).filter {
      $0.header.position <= progress.position
    }
    do {
      try await interruption.withLock { $0.take() }?()
    } catch {
      throw .unavailable("\(error)")
    }
    return events
  }

  func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    try await store.events(after: position, limit: limit)
  }

  func head() async throws(ReadError) -> Int64 {
    if hearsByItself { progress.advance(to: try await store.head()) }
    return progress.position
  }

  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    try await store.append(request)
  }

  func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt? {
    try await store.answer(to: key, fingerprint: fingerprint)
  }

  func events(of stream: String, after sequence: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    try await store.events(of: stream, after: sequence, limit: limit)
  }

  func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    try await store.contents(
      of: stream, filedUnder: tags, after: sequence, upTo: position, limit: limit)
  }

  func streams() async throws(ReadError) -> [String] { try await store.streams() }

  func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]? { try await store.attachment(digest) }
}
