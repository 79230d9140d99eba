internal import HTTPTypes
internal import Logging
internal import Synchronization

/// What is counted of requests, and the access log.
///
/// Nothing that a request says is kept but its method and the pattern of its path: no query, no words, no secret.
final class RequestRecords: Sendable {
  /// One request with its answer.
  struct Record: Sendable {
    var method: String
    var route: String
    /// `nil` where the connection ended before there was an answer.
    var status: UInt?
    /// Of the answer's body.
    var bytes: Int64
    /// Until the answer began.
    var untilAnswered: Duration
    /// Until its end.
    var whole: Duration
    var request: String
    var handle: String?
  }

  /// What there is once for each route, method and class of status.
  struct Key: Hashable, Sendable {
    var route: String
    var method: String
    var status: String
  }

  /// How long the answers to a route took to begin.
  struct Durations: Sendable {
    /// For each bound, and beyond the last.
    var counts = [Int64](repeating: 0, count: RequestRecords.bounds.count + 1)
    var seconds = 0.0
    var total: Int64 { counts.reduce(0, +) }
  }

  /// Everything as it is at one moment.
  struct Figures: Sendable {
    var requests: [Key: Int64] = [:]
    var durations: [String: Durations] = [:]
    var bytes: Int64 = 0
    var connections = 0
    var connectionsTotal: Int64 = 0
    var underWay = 0
  }

  /// The bounds of the histogram, in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private let logger: Logger?
  private let state = Mutex(Figures())

  /// - Parameter logger: gets a line for each request; `nil` for none.
  init(logger: Logger?) { self.logger = logger }

  /// Whether who asks is told in the log.
  var namesPeople: Bool { logger != nil }

  var figures: Figures { state.withLock { $0 } }

  func connectionBegan() {
    state.withLock {
      $0.connections += 1
      $0.connectionsTotal += 1
    }
  }

  func connectionEnded() { state.withLock { $0.connections -= 1 } }

  func requestBegan() { state.withLock { $0.underWay += 1 } }

  func requestEnded(_ record: Record) {
    let method = Self.methods.contains(record.method) ? record.method : "other"
    let status = record.status.map { "\($0 / 100)xx" } ?? "none"
    let seconds = record.untilAnswered / .seconds(1)
    state.withLock { figures in
      figures.underWay -= 1
      figures.bytes += record.bytes
      figures.requests[Key(route: record.route, method: method, status: status), default: 0] += 1
      if record.status != nil {
        let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        figures.durations[record.route, default: Durations()].counts[place] += 1
        figures.durations[record.route, default: Durations()].seconds += seconds
      }
    }
    logger?.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(record.route)",
        "status": "\(record.status.map(String.init) ?? "-")",
        "bytes": "\(record.bytes)", "ms": "\((record.whole / .milliseconds(1) * 10).rounded() / 10)",
        "handle": "\(record.handle ?? "-")", "request": "\(record.request)",
      ])
  }

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
}

/// The name of a request, by which its lines in the log are found.
enum RequestName {
  static let field = "X-Request-Id"
  static let fieldName = HTTPField.Name("X-Request-Id")

  /// What a client calls it where that is a short word; else one of our own.
  static func read(_ text: String?) -> String {
    guard let text, (1...64).contains(text.utf8.count), text.utf8.allSatisfy(isPlain) else { return random() }
    return text
  }

  private static func random() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }
}
