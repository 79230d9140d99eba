/// Why a secure connection is none, or cannot be offered.
public enum TLSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A certificate or key that cannot be used; the text says which file and why.
  case unusable(String)
  /// The other side does not speak TLS as it should; OpenSSL's words for it.
  case protocolViolation(String)
  /// The other side speaks plain HTTP.
  case plainHTTP
  /// The other side did not finish its handshake in time.
  case handshakeTimeout

  public var description: String {
    switch self {
    case .unusable(let reason): reason
    case .protocolViolation(let reason): "The other side does not speak TLS as it should: \(reason)."
    case .plainHTTP: "The other side speaks plain HTTP."
    case .handshakeTimeout: "The other side did not finish its handshake in time."
    }
  }
}
