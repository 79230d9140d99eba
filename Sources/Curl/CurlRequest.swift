/// A request over HTTP, and how long to wait for what.
public struct CurlRequest: Sendable {
  /// `GET`, `POST` and so on.
  public var method: String
  /// An `http:` or `https:` URL, percent-encoded.
  public var url: String
  /// The path of the Unix socket that it goes over; `nil` for the URL's host, which else is only named in the request.
  public var socket: String?
  /// The header fields, in the order in which they are sent.
  public var headers: [CurlHeader]
  /// What is sent; `nil` for a request without a body.
  public var body: [UInt8]?
  /// The connection that it may go over, and no other: that of an earlier answer. `nil` for any.
  public var connection: CurlConnection?
  /// The path of a PEM file with the authorities whose certificates are taken; `nil` for those of the system.
  public var authorities: String?
  /// How long to wait for a connection.
  public var connectTimeout = Duration.seconds(5)
  /// How long nothing may arrive, the answer's beginning included, before the transfer counts as lost. In whole
  /// seconds.
  public var silenceTimeout = Duration.seconds(120)
  /// How long the whole may take; `nil` for as long as something arrives.
  public var timeout: Duration?

  public init(_ method: String, _ url: String, headers: [CurlHeader] = [], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// A connection, while it stands. What was learned of the other end holds for this connection alone: on the next,
/// another may answer. No two have the same number at a time, and a request never opens the one that it asks for.
public struct CurlConnection: Hashable, Sendable {
  /// The port at our end. Unix sockets have none: there it is one that was given to nothing else before.
  let number: Int
}

/// One header field.
public struct CurlHeader: Hashable, Sendable {
  /// Such as `Retry-After`; the case of its letters means nothing.
  public var name: String
  /// Without spaces around it.
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What an answer begins with.
public struct CurlHead: Hashable, Sendable {
  /// The version of HTTP that is spoken, such as `HTTP/1.1` or `HTTP/2`.
  public var version: String
  /// The status code.
  public var status: Int
  /// In the order in which they came.
  public var headers: [CurlHeader]
  /// Over which connection it comes.
  public var connection: CurlConnection?

  /// The value of the first field of a name, whatever the case of its letters.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why there is no answer, or not the whole of it.
public enum CurlError: Error, Hashable, Sendable {
  /// The URL, or a header field, is none that can be sent.
  case badAddress
  /// Nothing was sent; the text says why.
  case unreachable(String)
  /// Nothing was sent: no authority that is known here says that the certificate is of the host that was asked.
  case untrusted
  /// Nothing was sent: the certificate of the host has ended, or is not valid yet, by this machine's clock.
  case outdated
  /// The request was sent, and the answer did not come to its end; the text says why.
  case lost(String)
  /// Nothing was sent: the connection that was asked for is there no more.
  case otherConnection
  /// The task was cancelled, or nobody reads the answer any more.
  case cancelled
}
