/// Sends requests over HTTP by libcurl. Connections are kept and shared; redirects are not followed, no proxy is used,
/// and no file of the user's (`.netrc`, cookies) is read.
public final class CurlClient: Sendable {
  /// The one of this process.
  public static let shared = CurlClient()

  private let loop = TransferLoop()

  /// Sends a request and waits for the head of its answer. The body is read from the answer, as it arrives.
  public func send(_ request: CurlRequest) async throws(CurlError) -> CurlAnswer {
    let transfer = Transfer(request)
    let body = CurlBody(transfer, loop)
    loop.start(transfer)
    return CurlAnswer(head: try await body.head(), body: body)
  }
}

/// An answer whose body is still arriving.
public struct CurlAnswer: Sendable {
  public let head: CurlHead
  public let body: CurlBody
}

/// The bytes of an answer, as they arrive. Whoever stops reading ends the transfer.
public final class CurlBody: AsyncSequence, Sendable {
  private let transfer: Transfer
  private let loop: TransferLoop

  init(_ transfer: Transfer, _ loop: TransferLoop) {
    self.transfer = transfer
    self.loop = loop
  }

  deinit { loop.cancel(transfer) }

  func head() async throws(CurlError) -> CurlHead {
    try await cancelling { try await transfer.head() }
  }

  /// Its next bytes; `nil` at its end. Only one reader asks at a time.
  func next() async throws(CurlError) -> [UInt8]? {
    let bytes = try await cancelling { try await transfer.next() }
    if transfer.isDrained() { loop.resume(transfer) }
    return bytes
  }

  /// The whole body.
  ///
  /// - Throws: ``CurlError/lost(_:)`` where it is longer than `limit` bytes.
  public func collect(upTo limit: Int) async throws(CurlError) -> [UInt8] {
    var all: [UInt8] = []
    while let bytes = try await next() {
      all += bytes
      if all.count > limit { throw .lost("the answer is longer than \(limit) bytes") }
    }
    return all
  }

  private func cancelling<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async throws(CurlError) -> Value {
    do {
      return try await withTaskCancellationHandler(operation: body) { loop.cancel(transfer) }
    } catch let error as CurlError {
      throw error
    } catch {
      throw .cancelled
    }
  }

  public struct AsyncIterator: AsyncIteratorProtocol {
    let body: CurlBody

    public mutating func next() async throws(CurlError) -> [UInt8]? { try await body.next() }

    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CurlError) -> [UInt8]? { try await body.next() }
  }

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }
}
