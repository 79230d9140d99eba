/// Runs tasks on a connection's own thread, so that a task that uses this connection alone need not switch
/// threads for each request.
///
/// Tasks must not block: meanwhile the connection can neither read nor write. Once the connection has ended,
/// its tasks go on in the common pool.
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
