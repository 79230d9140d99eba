/// Runs tasks on a connection's own thread, so that one that works with this connection alone is not handed from
/// thread to thread for each request.
///
/// What it runs must not block: the connection reads and writes nothing meanwhile. When the connection has ended, its
/// tasks go on in the common pool.
final class ConnectionExecutor: TaskExecutor {
  private let inbox: Inbox

  init(_ inbox: Inbox) { self.inbox = inbox }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if !inbox.push(.run(job, self)) { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
  }
}

extension Connection {
  /// Runs tasks on this connection's thread: for `Task(executorPreference:)`. They must not block.
  public var executor: any TaskExecutor { ConnectionExecutor(inbox) }
}
