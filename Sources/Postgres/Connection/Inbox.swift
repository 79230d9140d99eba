internal import CLibPQ
import DequeModule
import Glibc
import Synchronization

/// The commands of other threads for a connection's thread, and the state that it shows them.
final class Inbox: Sendable {
  enum Command: Sendable {
    case submit(Job)
    case cancel(Job.ID)
    case copyData(Job.ID, [UInt8], CopyIn.Completion)
    case copyEnd(Job.ID, reason: String?)
    case subscribe(Subscription)
    case unsubscribe(Subscription.ID)
    case cancelRequestEnded
    /// A step of a task that runs on the connection's thread.
    case run(UnownedJob, ConnectionExecutor)
    /// Something outside the inbox needs a look.
    case wake
    case close(@Sendable () -> Void)
  }

  private struct State {
    var commands: Deque<Command> = []
    var isOpen = true
    /// Whether the thread was woken since it last looked.
    var isSignalled = false
    /// The connection's thread. It need not be woken for what it puts in itself.
    var owner: pthread_t?
  }

  private let state = Mutex(State())
  private let ids = Atomic<UInt64>(0)
  private let status = Atomic<UInt8>(TransactionStatus.unknown.rawValue)
  private let open = Atomic<Bool>(true)
  let results = ResultCount()
  /// Readable when a command waits.
  let eventDescriptor: CInt

  init() throws(PostgresError) {
    eventDescriptor = eventfd(0, CInt(EFD_NONBLOCK | EFD_CLOEXEC))
    guard eventDescriptor >= 0 else {
      throw PostgresError(.connectionFailed, "no file descriptor for a connection: errno \(errno)")
    }
  }

  deinit { Glibc.close(eventDescriptor) }

  var isOpen: Bool { open.load(ordering: .acquiring) }

  /// As of the end of the last request.
  var transactionStatus: TransactionStatus {
    get { TransactionStatus(rawValue: status.load(ordering: .acquiring)) ?? .unknown }
    set { status.store(newValue.rawValue, ordering: .releasing) }
  }

  func nextID() -> UInt64 { ids.add(1, ordering: .relaxed).newValue }

  /// - Returns: false if the thread has ended and will not read the command.
  @discardableResult
  func push(_ command: Command) -> Bool {
    let signals: Bool? = state.withLock { state in
      guard state.isOpen else { return nil }
      state.commands.append(command)
      if state.isSignalled || state.owner == pthread_self() { return false }
      state.isSignalled = true
      return true
    }
    guard let signals else { return false }
    if signals { eventfd_write(eventDescriptor, 1) }
    return true
  }

  /// Makes the calling thread the connection's. What it puts in, it must look for itself before it waits.
  func own() { state.withLock { $0.owner = pthread_self() } }

  /// Whether it is empty. Only for the connection's thread.
  var isEmpty: Bool { state.withLock { $0.commands.isEmpty } }

  /// Takes all commands. Only for the connection's thread.
  func drain() -> Deque<Command> {
    state.withLock { state in
      defer { (state.commands, state.isSignalled) = ([], false) }
      return state.commands
    }
  }

  /// Resets ``eventDescriptor``, before the commands are taken. Only for the connection's thread.
  func noteSignal() {
    var count: eventfd_t = 0
    // The result does not matter: not readable is as good.
    eventfd_read(eventDescriptor, &count)
  }

  /// Refuses commands from now on, and returns the last ones.
  func shut() -> Deque<Command> {
    open.store(false, ordering: .releasing)
    return state.withLock { state in
      defer { state.commands = [] }
      state.isOpen = false
      return state.commands
    }
  }
}

/// The transaction status of a connection between requests.
public enum TransactionStatus: UInt8, Sendable {
  case idle
  case inTransaction
  /// In a transaction that failed and must be rolled back.
  case failed
  /// A request is in flight, or the connection is gone.
  case unknown
}
