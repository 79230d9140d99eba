internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Protocol
internal import Synchronization

/// Lets nobody wait for a database that does not answer. Work that takes long is left to itself as long as the database
/// answers others.
///
/// One task looks after all work that is under way: a timer for each would cost more than a command.
final class DatabaseWatch: Sendable {
  private struct Waiting {
    var since: ContinuousClock.Instant
    var giveUp: @Sendable () -> Void
  }

  private struct State {
    var waiting: [Int: Waiting] = [:]
    var last = 0
    var isWatching = false
  }

  private let probe: DatabaseProbe
  /// How long the database may be silent.
  private let patience: Duration
  private let reached: ReachedBounds
  private let state = Mutex(State())

  init(_ probe: DatabaseProbe, patience: Duration, reached: ReachedBounds) {
    self.probe = probe
    self.patience = patience
    self.reached = reached
  }

  /// Notes that something waits for the database.
  ///
  /// - Parameter giveUp: called where the database falls silent before it is over.
  /// - Returns: what ``leave(_:)`` takes when it is over.
  func enter(_ giveUp: @escaping @Sendable () -> Void) -> Int {
    let (id, isFirst) = state.withLock { state in
      state.last += 1
      state.waiting[state.last] = Waiting(since: .now, giveUp: giveUp)
      defer { state.isWatching = true }
      return (state.last, !state.isWatching)
    }
    if isFirst { Task { await watch() } }
    return id
  }

  func leave(_ id: Int) { state.withLock { _ = $0.waiting.removeValue(forKey: id) } }

  private func watch() async {
    while true {
      // This task is never cancelled.
      do { try await Task.sleep(for: patience / 4) } catch { return }
      let isNeeded = state.withLock { state in
        if state.waiting.isEmpty { state.isWatching = false }
        return state.isWatching
      }
      guard isNeeded else { return }
      let begun = ContinuousClock.now
      if case .answers = await probe.ask(for: patience / 2) { continue }
      let lost = state.withLock { state in
        let lost = state.waiting.filter { $0.value.since < begun }
        for id in lost.keys { state.waiting[id] = nil }
        return lost
      }
      for waiting in lost.values {
        reached.note(.databaseTime)
        waiting.giveUp()
      }
    }
  }

  /// What somebody is told who waited in vain.
  ///
  /// - Parameter isWrite: whether what they asked for may be done after all.
  static func silence(isWrite: Bool) -> Problem {
    isWrite
      ? Problem(
        .busy,
        "The database does not answer. Whether this was stored is not known: send it again with the same Idempotency-Key, "
          + "and it is stored once.")
      : Problem(.busy, "The database does not answer. Try again in a moment.")
  }
}

/// Answers with 503 where the database falls silent under a request. What was begun for it then goes on by itself, and
/// nobody hears of its end.
struct WatchedResponder<Base: HTTPResponder>: HTTPResponder where Base.Context == APIContext {
  let base: Base
  let watch: DatabaseWatch
  let endpoints: EndpointTable

  func respond(to original: Request, context: APIContext) async throws -> Response {
    var request = original
    let context = context.named(after: request)
    let path = RequestTarget.path(of: request.uri.string)
    // However slow all is, it is not the database that this waits for.
    if path == HealthRoutes.alive { return try await base.respond(to: request, context: context) }
    // What is left to itself must not read on from a connection that goes on.
    if request.method == .post,
      let body = endpoints.endpoints(at: path).first(where: { $0.takes("POST") })?.body
    {
      do {
        request.body = RequestBody(buffer: try await request.body.collect(upTo: body.limit))
      } catch is NIOTooManyBytesError {
        return Problems.response(
          Problem(
            .tooLarge,
            "The body has more than \(body.limit) bytes, and no more are taken. Send less at a time."
          ))
      } catch {
        return Problems.response(ProblemDocument.problem(error, at: String(path), context.logger))
      }
    }
    return try await race(request, context)
  }

  private func race(_ request: Request, _ context: APIContext) async throws -> Response {
    let (results, end) = AsyncStream<Result<Response, any Error>>.makeStream(
      bufferingPolicy: .bufferingOldest(1))
    let base = base
    let working = Task {
      do {
        end.yield(.success(try await base.respond(to: request, context: context)))
      } catch {
        end.yield(.failure(error))
      }
    }
    let isWrite = request.method == .post
    let id = watch.enter {
      working.cancel()
      end.yield(.success(Problems.response(DatabaseWatch.silence(isWrite: isWrite))))
    }
    defer { watch.leave(id) }
    return try await withTaskCancellationHandler {
      for await result in results { return try result.get() }
      throw CancellationError()
    } onCancel: {
      working.cancel()
    }
  }
}
