internal import Synchronization

/// One request and what has come of its answer so far. Written by the loop's thread, read by a task.
final class Transfer: Sendable {
  let request: CurlRequest
  /// Its connection, where that is a Unix socket: none but those that ask for this one go over it.
  let socket: CurlConnection?
  private let arrival = Mutex(Arrival())

  init(_ request: CurlRequest) {
    self.request = request
    socket = request.socket.map { _ in
      request.connection ?? CurlConnection(number: Self.sockets.add(1, ordering: .relaxed).newValue)
    }
  }

  private static let sockets = Atomic(0)

  /// What is read ahead before the other end has to wait, in bytes.
  private static let window = 1 << 20

  private struct Arrival {
    var head: CurlHead?
    /// Over which connection it goes.
    var connection: CurlConnection?
    /// The headers of a head that is still arriving, or of an informational one.
    var version = ""
    var status = 0
    var headers: [CurlHeader] = []
    var bytes: [UInt8] = []
    var isPaused = false
    var end: Result<Void, CurlError>?
    var headWaiter: CheckedContinuation<CurlHead, any Error>?
    var bodyWaiter: CheckedContinuation<[UInt8]?, any Error>?
  }

  // MARK: On the loop's thread

  /// Whether a connection may be opened for it. A new one could have the number of the one that it asks for.
  var mayConnect: Bool { request.connection == nil }

  /// Notes over which connection it goes; false where it may not.
  func mayGo(overPort port: Int) -> Bool {
    let connection = socket ?? CurlConnection(number: port)
    arrival.withLock { $0.connection = connection }
    return request.connection == nil || request.connection == connection
  }

  /// Takes one line of a head, with its line break.
  func take(line: String) {
    let (waiter, head) = arrival.withLock {
      arrival -> (CheckedContinuation<CurlHead, any Error>?, CurlHead?) in
      // What comes after the body are trailers.
      if arrival.head != nil { return (nil, nil) }
      let text = line.trimmingLineBreak
      if text.hasPrefix("HTTP/") {
        let words = text.split(separator: " ")
        arrival.version = String(words[0])
        arrival.status = words.dropFirst().first.flatMap { Int($0) } ?? 0
        arrival.headers = []
      } else if let colon = text.firstIndex(of: ":") {
        arrival.headers.append(
          CurlHeader(
            name: String(text[..<colon]), value: text[text.index(after: colon)...].trimmingSpaces))
      } else if text.isEmpty, arrival.status >= 200 {
        arrival.head = CurlHead(
          version: arrival.version, status: arrival.status, headers: arrival.headers,
          connection: arrival.connection)
        defer { arrival.headWaiter = nil }
        return (arrival.headWaiter, arrival.head)
      }
      return (nil, nil)
    }
    if let waiter, let head { waiter.resume(returning: head) }
  }

  /// Takes a piece of the body; returns false where there is no room for it now, and it has to come again.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (isTaken, waiter) = arrival.withLock { arrival -> (Bool, CheckedContinuation<[UInt8]?, any Error>?) in
      if let waiter = arrival.bodyWaiter {
        arrival.bodyWaiter = nil
        return (true, waiter)
      }
      guard arrival.bytes.count < Self.window else {
        arrival.isPaused = true
        return (false, nil)
      }
      arrival.bytes.append(contentsOf: bytes)
      return (true, nil)
    }
    waiter?.resume(returning: Array(bytes))
    return isTaken
  }

  /// Notes that it has come to its end.
  func finish(_ result: Result<Void, CurlError>) {
    let (head, body) = arrival.withLock { arrival in
      if arrival.end == nil { arrival.end = result }
      defer { (arrival.headWaiter, arrival.bodyWaiter) = (nil, nil) }
      return (arrival.headWaiter, arrival.bodyWaiter)
    }
    switch result {
    case .success:
      head?.resume(throwing: CurlError.lost("the connection broke off"))
      body?.resume(returning: nil)
    case .failure(let error):
      head?.resume(throwing: error)
      body?.resume(throwing: error)
    }
  }

  // MARK: In a task

  /// The head of the answer.
  func head() async throws -> CurlHead {
    try await withCheckedThrowingContinuation { waiter in
      let known = arrival.withLock { arrival -> Result<CurlHead, any Error>? in
        if let head = arrival.head { return .success(head) }
        switch arrival.end {
        case .failure(let error): return .failure(error)
        case .success: return .failure(CurlError.lost("the connection broke off"))
        case nil:
          arrival.headWaiter = waiter
          return nil
        }
      }
      if let known { waiter.resume(with: known) }
    }
  }

  /// What has arrived since; `nil` at the end.
  func next() async throws -> [UInt8]? {
    try await withCheckedThrowingContinuation { waiter in
      let known = arrival.withLock { arrival -> Result<[UInt8]?, any Error>? in
        if !arrival.bytes.isEmpty {
          defer { arrival.bytes = [] }
          return .success(arrival.bytes)
        }
        switch arrival.end {
        case .failure(let error): return .failure(error)
        case .success: return .success(nil)
        case nil:
          arrival.bodyWaiter = waiter
          return nil
        }
      }
      if let known { waiter.resume(with: known) }
    }
  }

  /// Whether it was paused and there is room again. True once for each pause.
  func isDrained() -> Bool {
    arrival.withLock { arrival in
      guard arrival.isPaused, arrival.bytes.count < Self.window else { return false }
      arrival.isPaused = false
      return true
    }
  }
}

extension String {
  fileprivate var trimmingLineBreak: Substring {
    var text = self[...]
    while let last = text.last, last.isNewline { text.removeLast() }
    return text
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
