internal import NIOCore
internal import NIOHTTP1

/// One request and its answer, as far as they have come.
struct Exchange {
  let isHead: Bool
  /// Whether it is a stream of HTTP/2: frames tell where it ends, and nothing follows on it.
  let isStream: Bool
  /// Whether the other side takes an answer in chunks, and the connection may serve another request.
  let isModern: Bool
  private(set) var isKeptAlive: Bool
  /// Whether the body comes only when it is asked for, and was not asked for yet.
  var isBodyWithheld: Bool
  let hasBody: Bool
  /// How long the body says it is.
  let length: Int?
  let authorization: String?
  /// Where it comes from: the address of whoever asks, as far as that is known.
  var origin: String?
  /// What it is for; `nil` where there is no such thing.
  var endpoint: Endpoint?
  /// Whether it waits until it is known who asks.
  var isPaused = false
  /// Whether it was answered here, so that nobody else hears of it.
  var isRefused = false
  var isRequestOver = false
  var isAnswerBegun = false
  var isAnswerOver = false
  /// Whether the connection ends with the answer.
  var isLast = false
  var status: UInt = 0
  /// How many bytes of the body have come.
  var received = 0
  /// How many of them nobody wanted any more.
  var dropped = 0
  /// How many bytes it takes of the budget for bodies.
  var budgeted = 0

  init(_ head: HTTPRequestHead) {
    isHead = head.method == .HEAD
    isStream = head.version.major > 1
    isModern = !head.version.isOld
    isKeptAlive = isStream || (isModern && head.isKeepAlive)
    isBodyWithheld = head.expectsContinue && head.hasBody
    hasBody = head.hasBody
    length = head.headers.first(name: "Content-Length").flatMap(Int.init)
    let fields = head.headers["Authorization"]
    authorization = fields.isEmpty ? nil : fields.joined(separator: ", ")
  }

  /// Of what could not be read.
  init() {
    (isHead, isStream, isModern, isKeptAlive, isBodyWithheld) = (false, false, true, false, false)
    (hasBody, length, authorization) = (false, nil, nil)
  }

  /// Whether nothing can follow on the connection: it says so, or more of the body is to come than is worth reading.
  func mustEnd(dropping limit: Int) -> Bool {
    if !isKeptAlive || (isBodyWithheld && !isRequestOver) { return true }
    guard hasBody, !isRequestOver, let length else { return false }
    return length - received > limit
  }

  /// Gives the head of the answer the fields that tell where the answer ends.
  ///
  /// An answer whose length nobody knows goes in chunks; in HTTP/1.0, it ends with the connection. HEAD has the fields of
  /// GET, but for that of the chunks that do not come.
  func frame(_ head: inout HTTPResponseHead) {
    head.version = .http1_1
    head.headers.remove(name: "Transfer-Encoding")
    if !head.status.mayHaveResponseBody {
      head.headers.remove(name: "Content-Length")
    } else if !isHead, isModern, !isStream, !head.headers.contains(name: "Content-Length") {
      head.headers.add(name: "Transfer-Encoding", value: "chunked")
    }
    if isLast, !isStream { head.headers.replaceOrAdd(name: "Connection", value: "close") }
  }

  /// Whether only the end of the connection tells where the answer ends.
  func endsWithConnection(_ head: HTTPResponseHead) -> Bool {
    !isHead && !isModern && head.status.mayHaveResponseBody && !head.headers.contains(name: "Content-Length")
  }
}
