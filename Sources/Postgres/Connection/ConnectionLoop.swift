internal import CLibPQ
import DequeModule
import Glibc
import Logging

/// The loop of the connection's thread. It alone uses the `PGconn`, and it carries out the state machine's
/// actions.
final class ConnectionLoop {
  typealias Machine = ConnectionStateMachine<ResultHandle>

  struct Server: Sendable {
    let processID: Int32
    let version: Int
  }

  enum CopyPhase {
    case none
    case out
    case `in`
  }

  let connection: OpaquePointer
  let inbox: Inbox
  let logger: Logger
  var machine = Machine()
  var statements = PreparedStatements(limit: 256)
  var jobs: [Job.ID: Job] = [:]
  var copyPhase = CopyPhase.none
  /// Those who wait until bytes of a COPY have gone out.
  var copyWriters: [CopyIn.Completion] = []
  var subscriptions = Subscriptions()
  private var closers: [@Sendable () -> Void] = []
  private var cancelRetry: ContinuousClock.Instant?
  private var needsFlush = false
  var isReadingPaused = false

  private init(_ connection: OpaquePointer, inbox: Inbox, logger: Logger) {
    self.connection = connection
    self.inbox = inbox
    self.logger = logger
  }

  /// Connects, and serves the connection on a new thread. `connected` is called once; after a success,
  /// `ended` is called once.
  static func start(
    _ conninfo: String, inbox: Inbox, logger: Logger, timeout: Duration,
    connected: @escaping @Sendable (Result<Server, PostgresError>) -> Void,
    ended: @escaping @Sendable () -> Void
  ) {
    let started = DetachedThread.start {
      do throws(PostgresError) {
        let connection = try Handshake.connect(conninfo, inbox: inbox, timeout: timeout)
        let loop = ConnectionLoop(connection, inbox: inbox, logger: logger)
        inbox.transactionStatus = .idle
        let server = Server(
          processID: PQbackendPID(connection), version: Int(PQserverVersion(connection)))
        withExtendedLifetime(loop) {
          loop.receiveNotices()
          connected(.success(server))
          loop.run()
        }
        ended()
      } catch {
        for case .close(let done) in inbox.shut() { done() }
        connected(.failure(error))
      }
    }
    if !started {
      _ = inbox.shut()
      connected(.failure(PostgresError(.connectionFailed, "the system has no thread for a connection")))
    }
  }

  private func run() {
    inbox.own()
    while machine.end == nil {
      for command in inbox.drain() { handle(command) }
      readReplies()
      flush()
      // Tasks that run on this thread put their next steps into the inbox without waking it.
      if machine.end == nil, inbox.isEmpty { wait() }
    }
    for command in inbox.shut() { handle(command) }
    inbox.transactionStatus = .unknown
    PQfinish(connection)
    subscriptions.finish()
    for writer in copyWriters { writer() }
    for closer in closers { closer() }
  }

  private func handle(_ command: Inbox.Command) {
    switch command {
    case .submit(let job):
      jobs[job.id] = job
      perform(machine.submit(job.id, requests: job.requestCount))
    case .cancel(let id):
      perform(machine.cancel(id))
    case .copyData(let id, let bytes, let written):
      writeCopyData(id, bytes, written)
    case .copyEnd(let id, let reason):
      endCopyIn(id, reason: reason)
    case .subscribe(let subscription):
      subscriptions.add(subscription)
    case .unsubscribe(let id):
      unsubscribe(id)
    case .cancelRequestEnded:
      perform(machine.cancelRequestEnded())
    case .run(let job, let executor):
      job.runSynchronously(on: executor.asUnownedTaskExecutor())
    case .wake:
      break
    case .close(let done):
      closers.append(done)
      perform(machine.close())
    }
  }

  func perform(_ actions: [Machine.Action]) {
    var actions = Deque(actions)
    while let action = actions.popFirst() {
      switch action {
      case .send(let id):
        guard let job = jobs[id] else { continue }
        inbox.transactionStatus = .unknown
        actions.append(contentsOf: send(job))
      case .finish(let id, let outcomes):
        publishStatus()
        jobs.removeValue(forKey: id)?.finish(outcomes)
      case .requestCancel:
        requestCancel()
      case .retryCancel(let milliseconds):
        cancelRetry = .now + .milliseconds(milliseconds)
      case .discardStatement(let name):
        statements.discard(name)
      case .forgetStatement(let name):
        statements.forget(name)
      }
    }
  }

  /// - Parameter fallback: the kind of error if libpq gives none.
  func lose(_ fallback: PostgresError.Kind = .connectionLost) {
    let reason = String(cString: PQerrorMessage(connection))
    logger.debug("database connection lost", metadata: ["reason": "\(reason)"])
    perform(machine.lost(PostgresError(fallback)))
  }

  private func publishStatus() {
    inbox.transactionStatus =
      switch PQtransactionStatus(connection) {
      case PQTRANS_IDLE: .idle
      case PQTRANS_INTRANS: .inTransaction
      case PQTRANS_INERROR: .failed
      default: .unknown
      }
  }

  private func flush() {
    guard machine.end == nil else { return }
    switch PQflush(connection) {
    case 0:
      needsFlush = false
      let writers = copyWriters
      copyWriters = []
      for writer in writers { writer() }
    case 1:
      needsFlush = true
    default:
      // The server's last message may still be in the socket.
      receive()
    }
  }

  /// Waits for the server, another thread, or the time to repeat a cancel request.
  private func wait() {
    var events: CInt = isReadingPaused ? 0 : POLLIN
    if needsFlush { events |= POLLOUT }
    var descriptors = [
      // With no events to wait for, a broken socket would wake us again and again.
      pollfd(fd: events == 0 ? -1 : PQsocket(connection), events: Int16(events), revents: 0),
      pollfd(fd: inbox.eventDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = cancelRetry.map { ($0 - .now).pollMilliseconds } ?? -1
    if poll(&descriptors, 2, timeout) < 0 && errno != EINTR && errno != EAGAIN { return lose() }
    if descriptors[1].revents != 0 { inbox.noteSignal() }
    if let due = cancelRetry, due <= .now {
      cancelRetry = nil
      perform(machine.cancelRetryIsDue())
    }
    if Int32(descriptors[0].revents) & ~POLLOUT != 0 { receive() }
  }

  private func receive() {
    let isAlive = PQconsumeInput(connection) != 0
    readReplies()
    deliverNotifications()
    if !isAlive || PQstatus(connection) == CONNECTION_BAD { lose() }
  }

  /// Requests cancellation from another thread, because libpq connects and waits for it.
  private func requestCancel() {
    // Used by that thread alone, which frees it.
    nonisolated(unsafe) let cancel = PQgetCancel(connection)
    let inbox = inbox
    let started = DetachedThread.start {
      var message = [CChar](repeating: 0, count: 256)
      PQcancel(cancel, &message, CInt(message.count))
      PQfreeCancel(cancel)
      inbox.push(.cancelRequestEnded)
    }
    if !started {
      PQfreeCancel(cancel)
      inbox.push(.cancelRequestEnded)
    }
  }
}
