internal import Hummingbird
internal import NIOCore
internal import NIOPosix

/// Runs tasks on an event loop's thread.
///
/// A request that is served where its connection is read and written is handed from thread to thread only where it
/// has to wait for the log; elsewhere each step of an answer would wake another thread.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// The event loops that connections are read, written and served on: one for each two processors. PostgreSQL, whatever
/// follows the log, and reads that work long take as much of a machine as connections do; and of commands on one paper,
/// those that come over one loop never wait for each other's turn.
enum ConnectionLoops {
  static let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, System.coreCount / 2))
}

/// Serves requests in the common pool of threads, away from the connections' event loops: those that read a whole
/// paper, or work long on one, would keep every connection of their loop waiting.
struct InCommonPool: RouterMiddleware {
  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    try await withTaskExecutorPreference(globalConcurrentExecutor) { try await next(request, context) }
  }
}
