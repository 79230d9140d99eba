internal import Curl

/// Carries calls to a server and brings the answers back.
protocol Transport: Sendable {
  /// Sends a call and waits for the answer.
  ///
  /// - Parameter sink: takes the body of an answer with status 200 as it arrives, and returns whether to go
  ///   on. The answer then has no body. Without a sink, the body is read whole.
  func send(_ call: HTTPCall, into sink: BodySink?) async throws(TransportError) -> HTTPAnswer
}

typealias BodySink = @Sendable ([UInt8]) async -> Bool

struct HTTPCall: Hashable, Sendable {
  var method: Method
  /// The path with its query, percent-encoded.
  var target: String
  var headers: [Header] = []
  var body: [UInt8]?
  /// The connection that it may go over, and no other; `nil` for any.
  var connection: CurlConnection?

  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  struct Header: Hashable, Sendable {
    var name: String
    var value: String
  }

  init(
    _ method: Method, _ path: [String], query: [(name: String, value: String?)] = [], headers: [Header] = [],
    body: [UInt8]? = nil
  ) {
    self.method = method
    target = "/" + path.map(Self.encoded).joined(separator: "/")
    let pairs = query.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
    if !pairs.isEmpty { target += "?" + pairs.joined(separator: "&") }
    self.headers = headers
    self.body = body
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// All but the unreserved characters of RFC 3986, 2.3, percent-encoded.
  static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return encoded
  }
}

struct HTTPAnswer: Hashable, Sendable {
  var status: Int
  /// The server's Retry-After, in seconds.
  var retryAfter: Int?
  var body: [UInt8]
  /// Over which connection it came.
  var connection: CurlConnection?

  init(status: Int, retryAfter: Int? = nil, body: [UInt8] = []) {
    self.status = status
    self.retryAfter = retryAfter
    self.body = body
  }
}

/// Why there is no answer.
enum TransportError: Error, Hashable {
  /// The call was not sent.
  case unreachable(String)
  /// The call may have arrived or not.
  case lost(String)
  case cancelled
  /// The call was not sent: the connection that it was to go over is there no more.
  case otherConnection
  /// The call was not sent, for it is not for whoever answers there. The text says all.
  case stranger(String)
  /// The address is not valid.
  case badAddress

  /// Whether the call may have been carried out.
  var leavesUnknown: Bool {
    switch self {
    case .lost, .cancelled: true
    case .unreachable, .badAddress, .otherConnection, .stranger: false
    }
  }
}
