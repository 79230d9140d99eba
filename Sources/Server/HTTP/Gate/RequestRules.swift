internal import HTTPTypes
internal import NIOHTTP1
internal import Protocol

/// What can be told of a request by its head alone, before anything of its body is read.
struct RequestRules: Sendable {
  let endpoints: EndpointTable
  let identities: IdentityStore
  let limits: ServerLimits
  let rates: RequestRates
  let bodies: BodyBudget
  let connections: Connections
  let watch: DatabaseWatch
  /// How often the limits were reached.
  let reached: ReachedBounds
  /// Who is believed that they ask for others.
  let proxies: Proxies

  init(
    endpoints: EndpointTable, identities: IdentityStore, limits: ServerLimits, watch: DatabaseWatch,
    proxies: Proxies, reached: ReachedBounds
  ) {
    self.endpoints = endpoints
    self.identities = identities
    self.limits = limits
    self.watch = watch
    self.proxies = proxies
    self.reached = reached
    rates = RequestRates(limits, reached: reached)
    bodies = BodyBudget(limits.bodies)
    connections = Connections(limits, proxies: proxies, reached: reached)
  }

  /// The endpoint that a request is for, if there is one.
  func endpoint(for head: HTTPRequestHead) -> Endpoint? {
    endpoints.endpoints(at: RequestTarget.path(of: head.uri)).first { $0.takes(head.method.rawValue) }
  }

  /// What is wrong with a request as HTTP has it (RFC 9110, RFC 9112).
  func malformation(of head: HTTPRequestHead) -> Problem? {
    let hosts = head.headers["Host"]
    if hosts.count > 1 || (hosts.isEmpty && !head.version.isOld) {
      return Problem(.malformed, "A request names the server in one Host field; this one has \(hosts.count).")
    }
    if let host = hosts.first, !Self.isHost(host) {
      return Problem(.malformed, "What the field Host says is no name of a server, nor an address.")
    }
    // Streams of HTTP/2 know no bound on their number; the server itself gave one of them, the request's name.
    if head.headers.count > limits.headerFields + 1 {
      reached.note(.headerFields)
      return Self.headTooLarge
    }
    if head.byteCount > limits.headerBytes {
      reached.note(.headerBytes)
      return Self.headTooLarge
    }
    for encoding in head.headers[canonicalForm: "Transfer-Encoding"] {
      if head.version.isOld {
        return Problem(.malformed, "A request in HTTP/1.0 has no Transfer-Encoding.")
      }
      if encoding.lowercased() != "chunked" {
        return Problem(.malformed, "The only Transfer-Encoding that is taken is chunked.", status: 501)
      }
    }
    let expectations = head.headers[canonicalForm: "Expect"]
    if let other = expectations.first(where: { $0.lowercased() != "100-continue" }) {
      return Problem(
        .malformed,
        "The server knows nothing of the expectation “\(other.clipped)”; leave the field Expect out.",
        status: 417)
    }
    return nil
  }

  /// Why an endpoint does not take the body that a request has.
  func refusal(of head: HTTPRequestHead, at endpoint: Endpoint) -> Problem? {
    guard let body = endpoint.body else {
      return Problem(.malformed, "Nothing is sent here; leave the body out.")
    }
    let encodings = head.headers[canonicalForm: "Content-Encoding"].filter { $0.lowercased() != "identity" }
    if let encoding = encodings.first {
      return Problem(
        .unsupported,
        "A body is sent as it is; the server does not take the Content-Encoding “\(encoding.clipped)”.")
    }
    if let refusal = Self.refusal(ofTypes: head.headers["Content-Type"], body) { return refusal }
    if let length = head.headers.first(name: "Content-Length").flatMap(Int.init), length > body.limit {
      return Problem(
        .tooLarge,
        "The body has \(length) bytes, and at most \(body.limit) are taken here. Send less at a time.")
    }
    return nil
  }

  private static func refusal(ofTypes fields: [String], _ body: Content) -> Problem? {
    let taken = body.types.map { $0.prefix { $0 != ";" } }
    guard fields.count <= 1 else {
      return Problem(.malformed, "The field Content-Type is given twice.")
    }
    guard let field = fields.first else {
      if body.isTypeOptional { return nil }
      return Problem(.unsupported, "Say what the body is, in Content-Type: \(list(taken)).")
    }
    let parts = field.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    guard let type = parts.first, taken.contains(where: { $0 == type }) else {
      return Problem(
        .unsupported, "The Content-Type “\(field.clipped)” is not taken here; there are \(list(taken)).")
    }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8).filter { $0 != "\"" }
    guard let charset, body.schema != nil, charset != "utf-8", charset != "us-ascii" else { return nil }
    return Problem(.unsupported, "JSON is sent as UTF-8, not as “\(String(charset).clipped)”.")
  }

  static let headTooLarge = Problem(
    .tooLarge, "The head of the request is larger than it may be.", status: 431)

  private static func list(_ types: [Substring]) -> String { types.joined(separator: ", ") }

  /// Whether a text is what `Host` may hold: a name or an address, and a port (RFC 9110, 7.2).
  private static func isHost(_ text: String) -> Bool {
    let others = Set("!$&'()*+,;=%[]:".utf8)
    return text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) || others.contains($0) }
  }
}

extension HTTPRequestHead {
  /// How large it is: over HTTP/2 nobody else has counted.
  var byteCount: Int {
    headers.reduce(uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
  }

  /// Whether there is a body, or may be.
  var hasBody: Bool {
    if headers.contains(name: "Transfer-Encoding") { return true }
    return headers.first(name: "Content-Length").map { $0 != "0" } ?? false
  }

  var expectsContinue: Bool { headers.contains(name: "Expect") && !version.isOld }
}

extension HTTPVersion {
  /// Whether it is HTTP/1.0, which knows neither chunks nor further requests on a connection.
  var isOld: Bool { major < 2 && minor < 1 }
}

extension Problem {
  /// A problem of a kind, with a status of its own.
  init(_ kind: Kind, _ detail: String, status: Int) {
    self.init(kind, detail)
    self.status = status
  }
}

extension StringProtocol {
  /// What someone sent, in a line that is no longer than a line.
  var clipped: String {
    let line = prefix(80).map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 }
    return String(line) + (dropFirst(80).isEmpty ? "" : "…")
  }
}
