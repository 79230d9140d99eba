internal import Glibc
internal import Synchronization

/// The one thread for everything that may block: the terminal, files, other programs.
///
/// So nothing blocks Swift's shared threads, and readline, which is not thread-safe, is called from one
/// thread only.
@globalActor
actor BlockingThread {
  static let shared = BlockingThread()

  private static let executor = ThreadExecutor()

  nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

  /// Runs `body` on that thread.
  @BlockingThread
  static func run<Value: Sendable, Failure: Error>(
    _ body: @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try body()
  }
}

/// Runs jobs one after the other on a thread of its own, for as long as the process lives.
private final class ThreadExecutor: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  /// Wakes the thread: a byte for each time that jobs were added.
  private let bell = Pipe()

  init() {
    Threads.detach { [self] in
      while true {
        bell.waitAndDrain()
        let waiting = jobs.withLock { jobs in
          defer { jobs = [] }
          return jobs
        }
        for job in waiting { job.runSynchronously(on: asUnownedSerialExecutor()) }
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    bell.ring()
  }
}

/// Threads outside Swift's pool.
enum Threads {
  /// Starts a thread that runs `body`.
  static func detach(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    precondition(result == 0, "the system gives no more threads")
    pthread_detach(thread)
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// A pipe by which one thread wakes another.
final class Pipe: Sendable {
  let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let isOpen = Self.open(&ends)
    precondition(isOpen, "the system gives no more files")
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Opens a pipe that other programs do not inherit.
  static func open(_ ends: inout [Int32]) -> Bool {
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return true
  }

  func ring(_ byte: UInt8 = 1) {
    var byte = byte
    while write(writing, &byte, 1) < 0, errno == EINTR {}
  }

  /// Discards what is in it, without waiting.
  func discard() {
    var ready = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 0) > 0 { waitAndDrain() }
  }

  /// Waits for a byte.
  func next() -> UInt8 {
    var byte: UInt8 = 0
    while read(reading, &byte, 1) < 0, errno == EINTR {}
    return byte
  }

  /// Waits for a byte, and discards the rest.
  func waitAndDrain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(reading, &bytes, bytes.count) < 0, errno == EINTR {}
  }
}
