import DequeModule
import Synchronization

/// The bytes of a COPY … TO STDOUT, in chunks of whole rows.
///
/// A bounded buffer limits how far the server is read ahead. If the iterator goes before the end, the copy is
/// cancelled and the connection goes on to its next request. The sequence can be iterated once.
public struct CopyOut: AsyncSequence, Sendable {
  public typealias Element = [UInt8]
  public typealias Failure = PostgresError

  private let reader: Reader

  init(_ buffer: CopyOutBuffer, connection: Connection, id: Job.ID) {
    reader = Reader(buffer: buffer, connection: connection, id: id)
  }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(token: Token(reader)) }

  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let token: Token

    public mutating func next() async throws(PostgresError) -> [UInt8]? {
      try await next(isolation: nil)
    }

    public mutating func next(isolation _: isolated (any Actor)?) async throws(PostgresError) -> [UInt8]? {
      let reader = token.reader
      return try await withTaskCancellationHandler {
        await reader.buffer.next()
      } onCancel: {
        reader.cancel()
      }.get()
    }
  }

  /// Ends with the iterator.
  fileprivate final class Token: Sendable {
    let reader: Reader

    init(_ reader: Reader) { self.reader = reader }

    deinit { reader.cancel() }
  }

  /// Cancels the copy when nobody can read any more.
  fileprivate final class Reader: Sendable {
    let buffer: CopyOutBuffer
    private let connection: Connection
    private let id: Job.ID

    init(buffer: CopyOutBuffer, connection: Connection, id: Job.ID) {
      (self.buffer, self.connection, self.id) = (buffer, connection, id)
    }

    deinit { cancel() }

    func cancel() {
      if buffer.abandon() { connection.inbox.push(.cancel(id)) }
    }
  }
}

/// The buffer between the connection's thread, which fills it, and the task that reads it.
final class CopyOutBuffer: Sendable {
  typealias Chunk = Result<[UInt8]?, PostgresError>

  private struct State {
    var chunks: Deque<[UInt8]> = []
    var size = 0
    var hasBegun = false
    var isAbandoned = false
    var end: Result<Void, PostgresError>?
    var reader: CheckedContinuation<Chunk, Never>?
    var starter: CheckedContinuation<Result<Void, PostgresError>, Never>?
  }

  private let state = Mutex(State())
  private let limit: Int
  private let wake: @Sendable () -> Void

  /// - Parameters:
  ///   - limit: how many bytes it holds at most, plus one chunk.
  ///   - wake: called when a full buffer has room again.
  init(limit: Int, wake: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.wake = wake
  }

  // MARK: - For the connection's thread

  var isFull: Bool { state.withLock { $0.size >= limit && !$0.isAbandoned } }
  var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

  func begin() {
    state.withLock { state in
      state.hasBegun = true
      state.starter?.resume(returning: .success(()))
      state.starter = nil
    }
  }

  func append(_ chunk: [UInt8]) {
    state.withLock { state in
      if state.isAbandoned { return }
      if let reader = state.reader {
        state.reader = nil
        return reader.resume(returning: .success(chunk))
      }
      state.chunks.append(chunk)
      state.size += chunk.count
    }
  }

  func finish(_ end: Result<Void, PostgresError>) {
    state.withLock { state in
      state.end = end
      state.starter?.resume(returning: end)
      state.starter = nil
      state.reader?.resume(returning: end.map { nil })
      state.reader = nil
    }
  }

  // MARK: - For the reader

  /// Waits until the server has begun to send or has refused.
  func start() async -> Result<Void, PostgresError> {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        // A later error is thrown where it comes in the data, however late the reader looks.
        if state.hasBegun { return continuation.resume(returning: .success(())) }
        if let end = state.end { return continuation.resume(returning: end) }
        state.starter = continuation
      }
    }
  }

  func next() async -> Chunk {
    await withCheckedContinuation { continuation in
      let hadNoRoom = state.withLock { state in
        if let chunk = state.chunks.popFirst() {
          let wasFull = state.size >= limit
          state.size -= chunk.count
          continuation.resume(returning: .success(chunk))
          return wasFull && state.size < limit
        }
        if let end = state.end {
          continuation.resume(returning: end.map { nil })
        } else if state.reader != nil {
          continuation.resume(
            returning: .failure(PostgresError(.invalidRequest, "a COPY can have one reader only")))
        } else {
          state.reader = continuation
        }
        return false
      }
      if hadNoRoom { wake() }
    }
  }

  /// - Returns: whether the copy is still under way.
  func abandon() -> Bool {
    state.withLock { state in
      if state.isAbandoned { return false }
      state.isAbandoned = true
      state.chunks = []
      state.size = 0
      return state.end == nil
    }
  }
}
