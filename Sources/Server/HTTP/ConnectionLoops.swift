internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTPTypes
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

/// Connections of HTTP/1.1, each served on its own event loop.
struct LoopBoundChannel: ServerChildChannel {
  private let base: HTTP1Channel
  /// One for each loop, so that connections of one loop share it.
  private let executors: [ObjectIdentifier: LoopExecutor]

  init(_ base: HTTP1Channel, loops: any EventLoopGroup) {
    self.base = base
    executors = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map { (ObjectIdentifier($0), LoopExecutor($0)) })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
      await base.handle(value: value, logger: logger)
    }
  }
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
