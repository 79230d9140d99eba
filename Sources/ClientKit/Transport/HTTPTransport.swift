internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Sends calls over HTTP/1.1.
struct HTTPTransport: Transport {
  /// `http://127.0.0.1:7320`, without a slash at its end.
  let server: String

  init(server: String) {
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
  }

  /// The HTTP client, shared by all transports for the life of the process.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: HTTPClient.Configuration.Timeout(connect: .seconds(5), read: .seconds(120)))
    // Report at once that nothing listens.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  /// The most bytes of a body that is read whole.
  private static let largestBody = 256 << 20

  func send(_ call: HTTPCall, into sink: BodySink?) async throws(TransportError) -> HTTPAnswer {
    guard server.hasPrefix("http://") || server.hasPrefix("https://") else { throw .badAddress }
    var request = HTTPClientRequest(url: server + call.target)
    request.method = HTTPMethod(rawValue: call.method.rawValue)
    for header in call.headers { request.headers.add(name: header.name, value: header.value) }
    if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      // A stream may last as long as it likes, as long as something arrives.
      let response = try await Self.client.execute(
        request, timeout: sink == nil ? .minutes(10) : .hours(24 * 365))
      var answer = HTTPAnswer(
        status: Int(response.status.code),
        retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) })
      if let sink, response.status == .ok {
        for try await chunk in response.body where await !sink(Array(chunk.readableBytesView)) { break }
      } else {
        answer.body = Array(try await response.body.collect(upTo: Self.largestBody).readableBytesView)
      }
      return answer
    } catch {
      throw Self.reason(error)
    }
  }

  private static func reason(_ error: any Error) -> TransportError {
    if error is CancellationError { return .cancelled }
    if Task.isCancelled { return .cancelled }
    if let error = error as? HTTPClientError {
      switch error {
      case .cancelled: return .cancelled
      case .connectTimeout: return .unreachable("it does not answer")
      case .invalidURL, .emptyHost, .emptyScheme: return .badAddress
      case .readTimeout, .deadlineExceeded: return .lost("it took too long")
      default: return .lost("the connection broke off")
      }
    }
    if error is NIOConnectionError || error is IOError && "\(error)".contains("connect") {
      return .unreachable("nothing listens there")
    }
    return .lost("the connection broke off")
  }
}
