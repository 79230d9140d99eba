public import Logging
internal import Postgres
internal import Synchronization

/// Tells other servers on the same database how far this one has appended, and listens to them.
///
/// NOTIFY takes a lock of the whole cluster at its commit, so it stays out of the transactions that append.
/// It is sent after them, on a connection of its own, once for everything committed in ten milliseconds.
///
/// A notice is only a hint. Readers of the log look every second anyway, so a lost one costs a moment and no
/// event. Anyone who may log in to the database can send one, so the log is asked how far it has come.
public struct ProgressRelay: Sendable {
  private let conninfo: String
  private let progress: Progress
  private let hearing: @Sendable (_ position: Int64, _ time: Int64) -> Void
  private let logger: Logger
  /// The last position heard from others, which need not be told again.
  private let heard = Heard()

  private final class Heard: Sendable {
    let position = Atomic<Int64>(0)
  }

  /// - Parameters:
  ///   - conninfo: how its one connection reaches the database.
  ///   - progress: the store's.
  ///   - hearing: told how far others have brought the log, and its time there.
  public init(
    conninfo: String, progress: Progress, logger: Logger,
    hearing: @escaping @Sendable (_ position: Int64, _ time: Int64) -> Void = { _, _ in }
  ) {
    self.hearing = hearing
    self.conninfo = conninfo
    self.progress = progress
    self.logger = logger
  }

  /// For a store, which is told what others do to the log's time too.
  public init(conninfo: String, store: PostgresStore, logger: Logger) {
    self.init(conninfo: conninfo, progress: store.progress, logger: logger) {
      store.note(position: $0, time: $1)
    }
  }

  /// Relays until the task is cancelled, over a new connection where one is lost.
  public func run() async {
    while !Task.isCancelled {
      do throws(PostgresError) {
        let connection = try await Connection.connect(conninfo, logger: logger)
        do throws(PostgresError) {
          try await relay(over: connection)
        } catch {
          await connection.close()
          throw error
        }
        await connection.close()
      } catch {
        if !Task.isCancelled {
          logger.debug("other servers are not told of the log's progress", metadata: ["cause": "\(error)"])
        }
      }
      do { try await Task.sleep(for: .seconds(1)) } catch { return }
    }
  }

  /// Returns when the connection is gone, or the task is cancelled.
  private func relay(over connection: Connection) async throws(PostgresError) {
    // A notice need not survive a crash: the events it is about are on disk.
    try await connection.query("SELECT set_config('synchronous_commit', 'off', false)")
    let notices = try await connection.listen(Self.channel)
    let result = await withTaskGroup(of: Result<Void, PostgresError>.self) { group in
      group.addTask {
        await outcome { () async throws(PostgresError) in try await hear(notices, over: connection) }
      }
      group.addTask { await outcome { () async throws(PostgresError) in try await tell(over: connection) } }
      let first = await group.next() ?? .success(())
      group.cancelAll()
      return first
    }
    try result.get()
  }

  private func outcome(
    _ work: () async throws(PostgresError) -> Void
  ) async -> Result<Void, PostgresError> {
    do { return .success(try await work()) } catch { return .failure(error) }
  }

  /// - Throws: where the connection is lost.
  private func hear(
    _ notices: AsyncStream<Notification>, over connection: Connection
  ) async throws(PostgresError) {
    var head: Int64 = 0
    for await notice in notices where notice.processID != connection.serverProcessID {
      guard let claimed = Int64(notice.payload) else { continue }
      // One look at the log covers many notices.
      if claimed > head {
        let time: Int64
        (head, time) = try await connection.query("SELECT position, time FROM log.head").only()
          .decode(Int64.self, Int64.self)
        hearing(head, time)
      }
      guard claimed <= head else { continue }
      heard.position.max(claimed, ordering: .relaxed)
      progress.advance(to: claimed)
    }
  }

  /// - Throws: where the connection is lost.
  private func tell(over connection: Connection) async throws(PostgresError) {
    // A new connection begins by telling the current position: notices sent over the old one may be lost.
    var told: Int64 = 0
    while true {
      await progress.wait(for: told + 1)
      if Task.isCancelled { return }
      told = progress.position
      if told > heard.position.load(ordering: .relaxed) {
        try await connection.query("SELECT pg_notify($1, $2)", Self.channel, "\(told)")
      }
      do { try await Task.sleep(for: Self.interval) } catch { return }
    }
  }

  static let channel = "recension_log"
  private static let interval = Duration.milliseconds(10)
}
