internal import Curl
internal import Protocol

/// Sends calls over HTTP.
struct HTTPTransport: Transport {
  /// `http://127.0.0.1:7320`, without a slash at its end, or `unix:/run/recension/http.sock`.
  let server: String

  /// The path of a PEM file with the authorities whose certificates are taken; `nil` for those of the system.
  let authorities: String?

  init(server: String, authorities: String?) {
    self.server = server
    self.authorities = authorities
  }

  /// The most bytes of a body that is read whole.
  private static let largestBody = 256 << 20

  func send(_ call: HTTPCall, into sink: BodySink?) async throws(TransportError) -> HTTPAnswer {
    guard let url = ServerURL(server) else { throw .badAddress }
    let base = url.socket == nil ? url.description : "http://localhost"
    var request = CurlRequest(
      call.method.rawValue, base + call.target,
      headers: call.headers.map { CurlHeader(name: $0.name, value: $0.value) }, body: call.body)
    request.socket = url.socket
    request.connection = call.connection
    request.authorities = authorities
    // A stream may last as long as it likes, as long as something arrives.
    request.timeout = sink == nil ? .seconds(600) : nil
    do {
      let response = try await CurlClient.shared.send(request)
      var answer = HTTPAnswer(
        status: response.head.status, retryAfter: response.head.header("Retry-After").flatMap { Int($0) })
      answer.connection = response.head.connection
      if let sink, answer.status == 200 {
        for try await chunk in response.body where await !sink(chunk) { break }
      } else {
        answer.body = try await response.body.collect(upTo: Self.largestBody)
      }
      return answer
    } catch {
      throw Self.reason(error)
    }
  }

  private static func reason(_ error: CurlError) -> TransportError {
    switch error {
    case .badAddress: .badAddress
    case .unreachable(let reason): .unreachable(reason)
    case .untrusted:
      .unreachable(
        "its certificate is not one that is trusted here for that name; RECENSION_CA names a file with the authority that made it"
      )
    case .outdated:
      .unreachable(
        "its certificate has ended, or is not valid yet, by this machine's clock; whoever keeps the server can renew it"
      )
    case .lost(let reason): .lost(reason)
    case .otherConnection: .otherConnection
    case .cancelled: .cancelled
    }
  }
}
