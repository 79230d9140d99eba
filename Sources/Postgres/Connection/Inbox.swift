internal import CLibPQ
import DequeModule
import Glibc
import Synchronization

/// What other threads hand to a connection's thread, and what that thread lets them know.
final class Inbox: Sendable {
  enum Command: Sendable {
    case submit(Job)
    case cancel(Job.ID)
    case copyData(Job.ID, [UInt8], CopyIn.Completion)
    case copyEnd(Job.ID, reason: String?)
    case subscribe(Subscription)
    case unsubscribe(Subscription.ID)
    case cancelRequestEnded
    /// The thread has something to look at that is not in the inbox.
    case wake
    case close(@Sendable () -> Void)
  }

  private struct State {
    var commands: Deque<Command> = []
    var isOpen = true
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

  /// As of the last request's end.
  var transactionStatus: TransactionStatus {
    get { TransactionStatus(rawValue: status.load(ordering: .acquiring)) ?? .unknown }
    set { status.store(newValue.rawValue, ordering: .releasing) }
  }

  func nextID() -> UInt64 { ids.add(1, ordering: .relaxed).newValue }

  /// - Returns: false if the thread has ended and nobody will look at the command.
  @discardableResult
  func push(_ command: Command) -> Bool {
    let wasEmpty: Bool? = state.withLock { state in
      guard state.isOpen else { return nil }
      defer { state.commands.append(command) }
      return state.commands.isEmpty
    }
    guard let wasEmpty else { return false }
    if wasEmpty { eventfd_write(eventDescriptor, 1) }
    return true
  }

  /// Takes all commands. For the connection's thread alone.
  func drain() -> Deque<Command> {
    var count: eventfd_t = 0
    // Fails with EAGAIN when nobody has written, which is as good.
    eventfd_read(eventDescriptor, &count)
    return state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Takes no more commands from now on, and hands out the last ones.
  func shut() -> Deque<Command> {
    open.store(false, ordering: .releasing)
    return state.withLock { state in
      defer { state.commands = [] }
      state.isOpen = false
      return state.commands
    }
  }
}

/// Where a connection stands between requests.
public enum TransactionStatus: UInt8, Sendable {
  case idle
  case inTransaction
  /// In a transaction that failed and must be rolled back.
  case failed
  /// Something is under way, or the connection is gone.
  case unknown
}
